/** The chapters of the book, as a fork sees them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { filesIn } from '../../content-file.ts';
import { suggestion } from '../../mdx/nearest.ts';
import { type ChapterText, readChapter } from './chapter-text.ts';

/** The book at this moment. */
export interface Edition {
  version: string;
  /** Short; "unknown" where there is no git. */
  commit: string;
  /** Today: 2026-11-21. */
  date: string;
}

export function editionOf(root: string, now = new Date()): Edition {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' });
  const two = (part: number) => String(part).padStart(2, '0');
  return {
    version,
    commit: git.status === 0 ? git.stdout.trim() : 'unknown',
    date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
  };
}

const pathOf = (chapter: string): string => `content/chapters/${chapter}.mdx`;

/** The whole file of a chapter, or nothing where there is none. */
export function chapterFile(root: string, chapter: string): string | undefined {
  const path = join(root, pathOf(chapter));
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

export const chapterText = (text: string, chapter: string): ChapterText => readChapter(text, pathOf(chapter));

/** @throws Error that says whether the chapter is still to be written, or which name is meant */
export function requireChapter(root: string, chapter: string): string {
  const written = filesIn(join(root, 'content/chapters'), '.mdx');
  if (written.includes(chapter)) return chapterFile(root, chapter)!;
  if (planned(root).includes(chapter)) {
    throw new Error(`The chapter ${chapter} is not written yet. Those that are: ${written.join(', ')}.`);
  }
  throw new Error(`There is no chapter ${chapter}. ${suggestion(chapter, written)}`);
}

/** Every chapter of the outline. */
function planned(root: string): string[] {
  const path = join(root, 'content/book.yaml');
  if (!existsSync(path)) return [];
  const { parts } = parse(readFileSync(path, 'utf8')) as { parts: { chapters: { id: string }[] }[] };
  return parts.flatMap(({ chapters }) => chapters.map(({ id }) => id));
}
