/** What drawings of vectors and matrices ask of their numbers. */

/** A vector as a matrix of one column. */
export const column = (values: readonly number[]) => values.map((value) => [value]);

/** The end of the colour scale for a list of arrays: the largest number, and 1 at least. */
export const fullOf = (arrays: readonly (readonly number[])[], least = 1) =>
  arrays.flat().reduce((most, value) => Math.max(most, Math.abs(value)), least);
