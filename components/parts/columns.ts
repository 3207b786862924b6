/** What drawings of vectors and matrices ask of their numbers. */

/** A vector as a matrix of one column. */
export const column = (values: readonly number[]) => values.map((value) => [value]);

/** Numbers alone, a vector, or a matrix or several vectors. */
type Numbers = readonly (number | readonly number[])[];

/**
 * The end of a colour scale for these numbers: the largest of them, and `least` at least. What overflowed is not counted
 * and has the last colour itself, so that all else stays as it would be without it.
 */
export const fullOf = (numbers: Numbers, least = 1): number =>
  numbers
    .flat()
    .filter(Number.isFinite)
    .reduce((most, value) => Math.max(most, Math.abs(value)), least);
