/**
 * Who draws the numbers of an exercise. Where something is checked against a hash in the page, there is one hash for
 * each set of numbers, so that students share 64 sets; elsewhere each has a set of their own.
 */
import { seedOf } from './seed.ts';
import type { Exercise } from './types.ts';

export const VARIANTS = 64;

/** 0 to 63: the first 32 bits of a seed (see seed.ts), modulo 64. */
export const variantOf = (seed: string): number => Number.parseInt(seed.slice(0, 8), 16) % VARIANTS;

/** Stands in for a student's login. No login has a space, so this is nobody's. */
export const variantName = (variant: number): string => `variant ${variant}`;

export const hasHash = ({ asks }: Pick<Exercise, 'asks'>): boolean =>
  asks.some(({ check }) => check === 'hash');

/** The login, or the variant that the login falls on. Examples, whose names begin with #, draw numbers of their own. */
export function drawerOf(
  assignment: string,
  exercise: Pick<Exercise, 'id' | 'asks'>,
  student: string,
): string {
  if (!hasHash(exercise) || student.startsWith('#')) return student;
  return variantName(variantOf(seedOf(assignment, exercise.id, student)));
}
