/** The numbers that a page shows as it is built, before anybody has said who they are. Runs in the build only. */
import type { Input } from '../mdx/widgets.ts';
import type { Key, Keys, Values } from './types.ts';
import { readAssignment } from '../build/assignments.ts';
import { valuesOf } from './rights.ts';

/** A login that nobody has: it holds a character that logins cannot hold. */
export const EXAMPLE = '#example';

const files = import.meta.glob<{ default: Keys }>('/content/assignments/*/keys.ts', { eager: true });

export const keyOf = (assignment: string, exercise: string): Key | undefined =>
  files[`/content/assignments/${assignment}/keys.ts`]?.default[exercise];

export function exampleOf(assignment: string, exercise: string): Values {
  const found = readAssignment(assignment).exercises.find(({ id }) => id === exercise);
  return found ? valuesOf(assignment, found, keyOf(assignment, exercise), EXAMPLE) : {};
}

/** Inputs of a figure that is bound to numbers of students, with those of the example. */
export const boundTo = (assignment: string, own: string | undefined, bind: readonly string[]) =>
  Object.fromEntries(
    bind.map((pair) => {
      const [input = '', to = ''] = pair.split('=');
      const [exercise, name] = to.includes('.') ? (to.split('.') as [string, string]) : [own ?? '', to];
      const value = exampleOf(assignment, exercise)[name];
      if (value === undefined) throw new Error(`<Widget bind={["${pair}"]}>: ${assignment}/keys.ts draws no number ${to} for exercise ${exercise || '(none)'}`);
      return [input, value as Input] as const;
    }),
  ); // prettier-ignore
