/** What gpu.js answers, as arrays of the book. */
import type { Value } from './library.ts';

/** `[n]` numbers, or m rows. */
export function toArrays(value: Value) {
  if (typeof value === 'number') return [value];
  return Array.from(value as ArrayLike<unknown>, (row) =>
    typeof row === 'object' ? numbersOf(row as ArrayLike<number> | ArrayLike<number>[]) : (row as number),
  );
}

/** A row, in which a kernel of four numbers leaves them as arrays of their own. */
function numbersOf(row: ArrayLike<number> | ArrayLike<number>[]): number[] {
  if (typeof row[0] !== 'object') return Array.from(row as ArrayLike<number>);
  const numbers: number[] = [];
  for (const four of row as ArrayLike<number>[]) numbers.push(four[0]!, four[1]!, four[2]!, four[3]!);
  return numbers;
}
