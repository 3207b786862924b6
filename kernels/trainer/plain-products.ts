/**
 * Products, sums and costs of operations.ts in TypeScript, on 64-bit numbers.
 * The functions are longer than 30 lines because each is a list of operations.
 */
/* eslint max-lines-per-function: off */
import type { Operations } from './operations.ts';

type Names = 'multiply' | 'transpose' | 'spread' | 'gather' | 'scatter' | 'columnSums';

export function products(x: Float64Array): Pick<Operations, Names> {
  return {
    multiply(c, cRow, a, aRow, aStep, b, bRow, m, n, k, add) {
      for (let i = 0; i < m; i++) {
        const to = c + i * cRow;
        if (!add) x.fill(0, to, to + n);
        addRow(x, to, a + i * aRow, aStep, b, bRow, n, k);
      }
    },
    transpose(to, toRow, from, fromRow, rows, columns) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) x[to + j * toRow + i] = x[from + i * fromRow + j]!;
      }
    },
    spread(to, bias, rows, n) {
      for (let r = 0; r < rows; r++) x.copyWithin(to + r * n, bias, bias + n);
    },
    gather(to, table, symbols, bias, rows, n) {
      for (let r = 0; r < rows; r++) {
        const [row, at] = [table + x[symbols + r]! * n, to + r * n];
        for (let j = 0; j < n; j++) x[at + j] = x[bias + j]! + x[row + j]!;
      }
    },
    scatter(table, symbols, from, rows, n) {
      for (let r = 0; r < rows; r++) {
        const [row, at] = [table + x[symbols + r]! * n, from + r * n];
        for (let j = 0; j < n; j++) x[row + j]! += x[at + j]!;
      }
    },
    columnSums(to, from, rows, n) {
      x.fill(0, to, to + n);
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < n; j++) x[to + j]! += x[from + r * n + j]!;
      }
    },
  };
}

/** One row of C += that row of A times B; four rows of B at a time, so that C is read and written a quarter as often. */
function addRow(
  x: Float64Array,
  c: number,
  a: number,
  aStep: number,
  b: number,
  bRow: number,
  n: number,
  k: number,
) {
  let s = 0;
  for (; s + 4 <= k; s += 4) {
    const at = a + s * aStep;
    const a0 = x[at]!;
    const a1 = x[at + aStep]!;
    const a2 = x[at + 2 * aStep]!;
    const a3 = x[at + 3 * aStep]!;
    let b0 = b + s * bRow;
    let b1 = b0 + bRow;
    let b2 = b1 + bRow;
    let b3 = b2 + bRow;
    for (let j = c; j < c + n; j++) {
      x[j] = x[j]! + (a0 * x[b0++]! + a1 * x[b1++]!) + (a2 * x[b2++]! + a3 * x[b3++]!);
    }
  }
  for (; s < k; s++) {
    const value = x[a + s * aStep]!;
    let from = b + s * bRow;
    for (let j = c; j < c + n; j++) x[j] = x[j]! + value * x[from++]!;
  }
}
