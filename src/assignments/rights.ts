/** A student's own numbers, and what is right for them: both from the key beside the assignment's text. */
import { keyFault, KeyFault } from './key-fault.ts';
import { checked, checkedOne } from './rights-checked.ts';
import { randomOf, seedOf } from './seed.ts';
import type { Ask, Book, Exercise, Key, Right, Value, Values } from './types.ts';
import { drawerOf } from './variants.ts';

/**
 * The numbers that this student gets. `exercise` is the whole one, since an exercise with a check by hash has shared
 * sets of numbers (see variants.ts). Throws a KeyFault where the key fails.
 */
export const valuesOf = (
  assignmentId: string,
  exercise: Pick<Exercise, 'id' | 'asks'>,
  key: Key | undefined,
  student: string,
): Values => valuesDrawn(assignmentId, exercise.id, key, drawerOf(assignmentId, exercise, student));

/**
 * What is right for this student, by the ask's id: for every ask but free text, choices whose right ones stand in the
 * text included. Throws a KeyFault where the key does not answer exactly what is asked.
 */
export const rightsOf = (
  assignmentId: string,
  exercise: Pick<Exercise, 'id' | 'asks'>,
  key: Key | undefined,
  student: string,
  book: Book,
): Promise<Record<string, Right>> =>
  rightsDrawn(assignmentId, exercise, key, drawerOf(assignmentId, exercise, student), book);

/** The numbers of a login or of a variant, as `drawerOf` tells it. */
function valuesDrawn(assignmentId: string, exerciseId: string, key: Key | undefined, drawer: string): Values {
  if (!key?.params) return {};
  const where = { assignmentId, exerciseId };
  const values = attempt(where, 'params', () =>
    key.params!(randomOf(seedOf(assignmentId, exerciseId, drawer))),
  );
  if (typeof values !== 'object' || values === null)
    throw keyFault(where, 'params() returns no object; return one value for each name.');
  for (const [name, value] of Object.entries(values))
    if (!isValue(value))
      throw keyFault(
        where,
        `params() gives ${name} = ${JSON.stringify(value) ?? String(value)}; return finite numbers, texts, or lists of numbers.`,
      );
  return values;
}

/**
 * What is right for one ask that is no free text. In a student's page this is all that can be asked: what the grader
 * alone checks is not there.
 */
export async function rightOf(
  assignmentId: string,
  exercise: Pick<Exercise, 'id' | 'asks'>,
  ask: Ask,
  key: Key | undefined,
  student: string,
  book: Book,
): Promise<Right> {
  const drawer = drawerOf(assignmentId, exercise, student);
  const answers = await answersDrawn(assignmentId, exercise.id, key, drawer, book);
  return checkedOne({ assignmentId, exerciseId: exercise.id }, ask, answers);
}

/** What is right for a login or a variant, as `drawerOf` tells it. */
export async function rightsDrawn(
  assignmentId: string,
  exercise: Pick<Exercise, 'id' | 'asks'>,
  key: Key | undefined,
  drawer: string,
  book: Book,
): Promise<Record<string, Right>> {
  const answers = await answersDrawn(assignmentId, exercise.id, key, drawer, book);
  return checked({ assignmentId, exerciseId: exercise.id }, exercise, answers);
}

async function answersDrawn(
  assignmentId: string,
  exerciseId: string,
  key: Key | undefined,
  drawer: string,
  book: Book,
): Promise<Readonly<Record<string, unknown>>> {
  const values = valuesDrawn(assignmentId, exerciseId, key, drawer);
  try {
    return (await key?.answer?.(values as never, book)) ?? {};
  } catch (error) {
    throw told({ assignmentId, exerciseId }, 'answer', error);
  }
}

type Where = Parameters<typeof keyFault>[0];

function attempt<T>(where: Where, name: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw told(where, name, error);
  }
}

const told = (where: Where, name: string, error: unknown) =>
  error instanceof KeyFault
    ? error
    : keyFault(where, `${name}() failed: ${error instanceof Error ? error.message : String(error)}`, error);

function isValue(value: unknown): value is Value {
  if (typeof value === 'string') return true;
  return Array.isArray(value)
    ? value.every((entry) => typeof entry !== 'string' && isValue(entry))
    : Number.isFinite(value);
}
