/** Assignments for commands: what is asked, the keys, and the book that keys compute with. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Assignment, Book, Keys } from '../assignments/types.ts';
import { bookAtBuild } from '../build/assignment-book.ts';
import { keysPath, readAssignment } from '../build/assignments.ts';

export interface Loaded {
  assignment: Assignment;
  keys: Keys;
  book: Book;
}

/** Reads content/assignments/<id>. Throws sentences with their places. */
export async function loadAssignment(id: string): Promise<Loaded> {
  const assignment = readAssignment(id);
  const path = resolve(keysPath(id));
  const keys = existsSync(path)
    ? ((await import(pathToFileURL(path).href)) as { default: Keys }).default
    : {};
  const known = assignment.exercises.map((exercise) => exercise.id);
  for (const name of Object.keys(keys)) {
    if (!known.includes(name))
      throw new Error(
        `${keysPath(id)}: there is no exercise "${name}" in the text; there are ${known.join(', ')}.`,
      );
  }
  return { assignment, keys, book: bookAtBuild };
}
