/** Brings what has changed in a chapter into its fork, and takes it back. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { conflictsIn } from '../../assignments/conflicts.ts';
import { chapterFile, chapterText, type Edition } from './book-files.ts';
import {
  assignmentPath, BEFORE, changing, folderOf, type Fork, keep, originText, readFork, replace, UNDONE,
} from './folder.ts'; // prettier-ignore
import { type Difference, difference, merge } from './merge.ts';
import { sha256 } from './take.ts';
import { frameOf, lineageOf, type Lineage, transform } from './transform.ts';

export interface Updated {
  chapter: string;
  /** Lines of the chapter; both 0 where nothing has changed, and then nothing was written. */
  upstream: Difference;
  /** Line numbers of the marks in index.mdx. */
  marks: number[];
  conflicts: number;
}

/** @throws Error that says why it cannot be updated, before anything is written */
export function update(root: string, id: string, edition: Edition): Updated {
  const fork = readFork(root, id);
  const { chapter } = fork.origin;
  const marks = conflictsIn(fork.index);
  if (marks.length > 0) throw new Error(`${marksLeft(id, marks)} Then update again.`);
  const change = upstream(root, fork);
  if (change.added + change.removed === 0) return { chapter, upstream: change, marks: [], conflicts: 0 };
  const origin = { chapter, ...edition, sha256: sha256(chapterFile(root, chapter)!) };
  const base = today(root, fork, origin);
  const names = { ours: `${id} (yours)`, theirs: `${chapter} (upstream, ${edition.version})` };
  const { text, conflicts } = merge(fork.index, fork.base, base, names);
  keep(root, id, BEFORE);
  replace(root, id, { 'index.mdx': text, 'base.mdx': base, 'fork.yaml': originText(origin) });
  return { chapter, upstream: change, marks: conflictsIn(text), conflicts };
}

/** What has changed in the chapter's text since it was taken or last updated. */
export function upstream(root: string, fork: Fork): Difference {
  return difference(fork.base, today(root, fork, lineageOf(fork.base) ?? fork.origin));
}

/** What the fork would be if it were taken now. */
function today(root: string, { id, origin, base }: Fork, lineage: Lineage): string {
  const file = chapterFile(root, origin.chapter);
  if (file === undefined) {
    throw new Error(
      `The chapter ${origin.chapter}, from which ${id} was taken, is not in content/chapters any more. ${id} stays as it is. If the chapter has a new name, write it into ${assignmentPath(id)}/fork.yaml.`,
    );
  }
  const frame = frameOf(base);
  if (!frame) {
    throw new Error(
      `${assignmentPath(id)}/base.mdx is not as npm run fork wrote it. Bring it back, from git for example.`,
    );
  }
  return transform(chapterText(file, origin.chapter), frame, lineage);
}

export function marksLeft(id: string, marks: number[]): string {
  return `${assignmentPath(id)}/index.mdx still has marks of conflicts in lines ${marks.join(', ')}. Between <<<<<<< and ======= stands your text, between ======= and >>>>>>> the chapter's: leave what is right and remove the marks.`;
}

/**
 * Puts back, byte for byte, what was there before the last update. What it takes away stays in a folder of its own.
 * @throws Error where there is no update to be undone
 */
export function undo(root: string, id: string): void {
  const { undoable } = readFork(root, id);
  if (!undoable) throw new Error(`There is no update of ${id} to be undone.`);
  const folder = folderOf(root, id);
  const before = changing.map((name) => [name, readFileSync(join(folder, BEFORE, name))] as const);
  keep(root, id, UNDONE);
  replace(root, id, Object.fromEntries(before));
  rmSync(join(folder, BEFORE), { recursive: true });
}
