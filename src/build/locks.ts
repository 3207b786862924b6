/** Locks solutions at build time; src/assignments/lock.ts opens them in the page. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { locked, newKey } from '../assignments/lock.ts';

/** Where the key of an assignment lies: not in git, and not in any build. */
export const keyPath = (assignment: string) => `content/assignments/${assignment}/solutions.key`;

/** The key, drawn when it is first needed. */
export function solutionKey(assignment: string): string {
  const path = keyPath(assignment);
  if (!existsSync(path)) writeFileSync(path, `${newKey()}\n`, { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** A solution as text that only the key opens. */
export const lock = (assignment: string, exercise: string, html: string): Promise<string> =>
  locked(html, solutionKey(assignment), `${assignment}|${exercise}`);
