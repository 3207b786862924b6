/** What the grader finds of one exercise of one student. What it cannot judge is left to a person, and said. */
import { judge } from '../judge.ts';
import { rightsDrawn } from '../rights.ts';
import type { Assignment, Book, Exercise, Keys, Right, Verdict } from '../types.ts';
import { drawerOf } from '../variants.ts';
import type { Answers } from '../answers.ts';
import type { Flag } from './claims.ts';
import { shown } from './shown.ts';

export interface Trusted {
  assignment: Assignment;
  keys: Keys;
  book: Book;
}

export type Judge = (
  exercise: Exercise,
  answers: Pick<Answers, 'student' | 'responses'>,
  flags: Flag[],
) => Promise<ReadonlyMap<string, Verdict>>;

/** Verdicts by ask, of those that were answered. What is right for several students is computed once. */
export function judging({ assignment, keys, book }: Trusted): Judge {
  const kept = new Map<string, Promise<Record<string, Right>>>();
  const rightsOf = (exercise: Exercise, student: string) => {
    const key = keys[exercise.id];
    const drawer = key?.params ? drawerOf(assignment.id, exercise, student) : '';
    const shared = drawer !== student;
    const name = `${exercise.id} ${drawer}`;
    const rights = kept.get(name) ?? rightsDrawn(assignment.id, exercise, key, drawer, book);
    if (shared) kept.set(name, rights);
    return rights;
  };
  return async (exercise, { student, responses }, flags) => {
    const answered = exercise.asks.filter(({ id }) => responses[id]);
    const verdicts = new Map<string, Verdict>();
    if (answered.length === 0) return verdicts;
    const failed = (words: string) => void flags.push({ kind: 'judge', words });
    let rights: Readonly<Record<string, Right>>;
    try {
      rights = await rightsOf(exercise, student);
    } catch (error) {
      failed(`No answer to “${exercise.id}” could be judged: ${messageOf(error)}`);
      return new Map(answered.map(({ id }) => [id, unjudged]));
    }
    for (const ask of answered) {
      try {
        verdicts.set(ask.id, await judge(ask, rights[ask.id], responses[ask.id]!.text, book));
      } catch (error) {
        failed(`The answer to “${ask.id}” could not be judged: ${messageOf(error)}`);
        verdicts.set(ask.id, unjudged);
      }
    }
    return verdicts;
  };
}

const unjudged: Verdict = { state: 'manual', share: 0, words: 'A person will look at this answer.' };
const messageOf = (error: unknown) => shown(error instanceof Error ? error.message : String(error), 300);
