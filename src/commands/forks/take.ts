/** Takes a chapter as an assignment. */
import { createHash } from 'node:crypto';
import { chapterText, type Edition, requireChapter } from './book-files.ts';
import { firstExercise } from './first-exercise.ts';
import { assignmentExists, assignmentPath, originText, writeFolder } from './folder.ts';
import { newFrame, transform } from './transform.ts';

export interface Taken {
  /** Of the chapter. */
  title: string;
  /** Titles of its exercises, which stay in the book. */
  left: string[];
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Writes content/assignments/<id>/. @throws Error that says what is wrong, before anything is written */
export function take(root: string, chapter: string, id: string, edition: Edition): Taken {
  checkId(id);
  const file = requireChapter(root, chapter);
  if (assignmentExists(root, id)) {
    throw new Error(
      `${assignmentPath(id)} exists already, and nothing is overwritten. Give another name, or remove the folder first.`,
    );
  }
  const text = chapterText(file, chapter);
  const { text: exercise, keys } = firstExercise(chapter, text.figures);
  const frame = newFrame(id, edition.date, dueAfter(edition.date), exercise);
  const index = transform(text, frame, { chapter, ...edition });
  writeFolder(root, id, {
    'index.mdx': index,
    'base.mdx': index,
    'keys.ts': keys,
    'fork.yaml': originText({ chapter, ...edition, sha256: sha256(file) }),
  });
  return { title: text.title, left: text.exercises };
}

function checkId(id: string): void {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 40) return;
  const made = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  throw new Error(
    `"${id}" cannot be the name of an assignment. It has small letters and digits, hyphens between them, and at most 40 characters${made ? `: ${made}, for example` : ''}.`,
  );
}

/** The last minute of the day two weeks later, in the time zone of this machine. */
export function dueAfter(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  const due = new Date(year!, month! - 1, day! + 14, 23, 59);
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const ahead = -due.getTimezoneOffset();
  const zone = `${ahead < 0 ? '-' : '+'}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`;
  return `${due.getFullYear()}-${two(due.getMonth() + 1)}-${two(due.getDate())}T23:59${zone}`;
}
