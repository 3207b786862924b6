/** A chapter as the text of an assignment: always the same for the same chapter and frame. */
import { parse, stringify } from 'yaml';
import type { ChapterText } from './chapter-text.ts';
import { linesOf } from './merge.ts';

/** Where a text comes from. */
export interface Lineage {
  chapter: string;
  /** Of the book. */
  version: string;
  commit: string;
  /** On which it was taken or updated. */
  date: string;
}

/** What the assignment has besides the chapter's text. */
export interface Frame {
  id: string;
  /** On which it was begun. */
  date: string;
  /** The line `<Assignment … />`. */
  opening: string;
  /** From the heading of its own exercises to the end. */
  ending: string;
}

const heading = '## Exercises of this assignment';

/** The frame of a new assignment. */
export function newFrame(id: string, date: string, due: string, exercise: string): Frame {
  return {
    id,
    date,
    opening: `<Assignment id="${id}" due="${due}" points={10} />`,
    ending: `${heading}

{/* One exercise that works, to be replaced by your own. Its numbers and its answer are in keys.ts. */}

${exercise}`,
  };
}

/** The file index.mdx, before anybody has changed it, and base.mdx. */
export function transform(chapter: ChapterText, frame: Frame, lineage: Lineage): string {
  const { chapter: id, version, commit, date } = lineage;
  const frontmatter = {
    title: `${chapter.title}, ${frame.id}`,
    summary: chapter.summary,
    date: frame.date,
    adapted: { chapter: id, title: chapter.title, version, commit, date },
  };
  const top = stringify(frontmatter, { lineWidth: 0, singleQuote: true });
  return `---\n${top}---\n\n${frame.opening}\n\n${chapter.body}\n${frame.ending}`;
}

/** The frame of a text that `transform` has made. */
export function frameOf(text: string): Frame | undefined {
  const lines = linesOf(text);
  const top = lines.indexOf('---', 1);
  const opening = lines.slice(0, top + 3).at(-1) ?? '';
  const id = /^<Assignment id="([^"]*)"/.exec(opening)?.[1];
  const end = lines.lastIndexOf(heading);
  if (top < 0 || !id || end < 0) return undefined;
  const { date } = frontmatterOf(lines) as { date: string };
  return { id, date, opening, ending: `${lines.slice(end).join('\n')}\n` };
}

/** Where a text that `transform` has made comes from, as it says itself. */
export function lineageOf(text: string): Lineage | undefined {
  return (frontmatterOf(linesOf(text)) as { adapted?: Lineage } | null)?.adapted;
}

const frontmatterOf = (lines: string[]): unknown => parse(lines.slice(1, lines.indexOf('---', 1)).join('\n'));
