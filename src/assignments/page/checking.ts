/** Judges answers in the page: by the key, where it is here, or by a hash. */
import { judgeHash, variantOf, type HashTable } from '../hash-check.ts';
import { seedOf } from '../seed.ts';
import type { Ask, Assignment, Exercise, Keys, Verdict } from '../types.ts';

export interface Checked {
  assignment: Assignment;
  keys: Keys;
  hashes: HashTable;
}

/** `student` may be one for practice. Nothing is given away but right or wrong. */
export async function verdictOf(
  { assignment, keys, hashes }: Checked,
  exercise: Exercise,
  ask: Ask,
  student: string,
  text: string,
): Promise<Verdict> {
  if (ask.check === 'hash')
    return judgeHash(ask, hashes, variantOf(seedOf(assignment.id, exercise.id, student)), text);
  const [{ judge }, { rightOf }, { bookInPage }] = await Promise.all([
    import('../judge.ts'),
    import('../rights.ts'),
    import('./book.ts'),
  ]);
  if (ask.kind === 'text') return judge(ask, undefined, text, bookInPage);
  const right = await rightOf(assignment.id, exercise, ask, keys[exercise.id], student, bookInPage);
  return judge(ask, right, text, bookInPage);
}
