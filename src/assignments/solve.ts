/** An assignment answers itself from its own keys: proof that it can be solved, and that nothing else earns points. */
import { judge, worth } from './judge.ts';
import { responseOf, wrongOf } from './responses-made.ts';
import { rightsOf, valuesOf } from './rights.ts';
import type { Ask, Assignment, Book, Exercise, Key, Keys, Right, Verdict } from './types.ts';

export { KeyFault } from './key-fault.ts';
export { responseOf, wrongOf } from './responses-made.ts';
export { rightOf, rightsOf, valuesOf } from './rights.ts';

export interface Solved {
  /** Sentences for the author; none where all is well. */
  problems: string[];
  students: number;
  /** Verdicts that were passed. */
  verdicts: number;
  /** Of right answers, for each student; free text is not among them. */
  points: number;
  /** Of free text, which a person gives. */
  manual: number;
}

/**
 * For every student: all points for the key's own answers, none for blank and for wrong ones, the same numbers when
 * they are drawn again; and between students other numbers wherever an exercise has any. Never throws for a key.
 */
export async function selfSolve(
  assignment: Assignment,
  keys: Keys,
  students: readonly string[],
  book: Book,
  progress?: (done: number, of: number) => void,
): Promise<Solved> {
  const found = new Problems(students.length);
  for (const name of Object.keys(keys))
    if (!assignment.exercises.some(({ id }) => id === name))
      found.add(`keys.ts of ${assignment.id} has a key “${name}”, and there is no such exercise.`);
  const asks = assignment.exercises.flatMap((exercise) => exercise.asks);
  const sum = (some: Ask[]) => some.reduce((total, ask) => total + ask.points, 0);
  const manual = sum(asks.filter(({ kind }) => kind === 'text'));
  if (Math.abs(sum(asks) - assignment.points) > 0.005)
    found.add(
      `${assignment.id} says ${assignment.points} points, and what is asked has ${Number(sum(asks).toFixed(2))}.`,
    );
  let verdicts = 0;
  const drawn = new Map(assignment.exercises.map(({ id }) => [id, new Set<string>()]));
  for (const [done, student] of students.entries()) {
    for (const exercise of assignment.exercises) {
      const one = { assignment, exercise, key: keys[exercise.id], student, book };
      verdicts += await solved(one, drawn.get(exercise.id)!, found);
    }
    progress?.(done + 1, students.length);
  }
  for (const { id } of assignment.exercises)
    if (students.length > 1 && keys[id]?.params && drawn.get(id)!.size === 1)
      found.add(
        `Exercise “${id}” of ${assignment.id}: all ${students.length} students have the same numbers.`,
      );
  return { problems: found.said(), students: students.length, verdicts, points: sum(asks) - manual, manual };
}

interface One {
  assignment: Assignment;
  exercise: Exercise;
  key: Key | undefined;
  student: string;
  book: Book;
}

/** One exercise for one student; the number of verdicts. */
async function solved(one: One, drawn: Set<string>, found: Problems): Promise<number> {
  const { assignment, exercise, key, student, book } = one;
  let rights: Record<string, Right>;
  try {
    const values = () => JSON.stringify(valuesOf(assignment.id, exercise, key, student));
    const first = values();
    drawn.add(first);
    if (first !== values())
      found.add(
        `Exercise “${exercise.id}” of ${assignment.id}: params() gives other numbers when it is called again.`,
        `again ${exercise.id}`,
        student,
      );
    rights = await rightsOf(assignment.id, exercise, key, student, book);
  } catch (error) {
    found.add((error as Error).message, `key ${exercise.id}`, student);
    return 0;
  }
  const asks = exercise.asks.filter(({ kind }) => kind !== 'text');
  for (const ask of asks) await judged(ask, rights[ask.id]!, one, found);
  return 3 * asks.length;
}

async function judged(ask: Ask, right: Right, { assignment, student, book }: One, found: Problems) {
  const at = `Ask “${ask.id}” of ${assignment.id}`;
  const earns = async (text: string, what: string, points: number, states: readonly Verdict['state'][]) => {
    try {
      const verdict = await judge(ask, right, text, book);
      if (worth(ask, verdict) === points && states.includes(verdict.state)) return;
      found.add(
        `${at}: ${what} earns ${worth(ask, verdict)} of ${ask.points} points. ${verdict.words}`,
        `${what} ${ask.id}`,
        student,
      );
    } catch (error) {
      found.add(`${at}: ${what} cannot be judged: ${(error as Error).message}`, `${what} ${ask.id}`, student);
    }
  };
  const full = worth(ask, { state: 'right', share: 1, words: '' });
  await earns(responseOf(ask, right), 'the key’s own answer', full, ['right']);
  await earns('', 'a blank answer', 0, ['blank']);
  await earns(wrongOf(ask, right), 'a wrong answer', 0, ['wrong', 'unclear', 'blank']);
}

/** Each problem once, with the first student who has it and how many do. */
class Problems {
  readonly #all = new Map<string, { text: string; students: Set<string> }>();
  readonly #students: number;

  constructor(students: number) {
    this.#students = students;
  }

  /** `key`: what makes it the same problem, whatever its numbers. */
  add(text: string, key = text, student?: string) {
    const problem = this.#all.get(key) ?? { text, students: new Set() };
    if (student !== undefined) problem.students.add(student);
    this.#all.set(key, problem);
  }

  said(): string[] {
    return [...this.#all.values()].map(({ text, students }) => {
      const [first] = students;
      if (first === undefined) return text;
      return `${text} (student “${first}”, ${students.size} of ${this.#students})`;
    });
  }
}
