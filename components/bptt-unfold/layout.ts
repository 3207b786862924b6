/** Where everything of the unfolded network stands: one column for each time step, the rows of the backward pass below. */
import type { Sizes } from '../parts/declare.ts';

export type Layout = ReturnType<typeof layoutOf>;

/** Widths of the parts at the left of the first step: the folded network (and names of rows), and h_0. */
const FOLDED = 112;
const START = 44;

/** Numbers are printed in the cells where there is room; else cells are small, and a pointed one tells its number. */
function cellOf({ T, H }: Sizes) {
  const printed = H! <= 3 && T! <= 6;
  return { printed, cell: printed ? ([26, 19] as const) : ([16, 16] as const) };
}

export function layoutOf(sizes: Sizes) {
  const { T, H, I, O } = sizes as { T: number; H: number; I: number; O: number };
  const { printed, cell } = cellOf(sizes);
  const [width, height] = cell;
  // A step holds the state (z and h side by side, and the arrow to the next) and δ beside a matrix.
  const step = Math.max(2 * width + 5 + 34, width + 4 + H * width + 9, 66);
  const left = FOLDED + START;
  const matrix = H * height;
  let y = 8;
  const take = (size: number, gap: number) => {
    const at = y;
    y += size + gap;
    return at;
  };
  const rows = {
    loss: take(20, 24),
    output: take(O * height, 30),
    state: take(matrix, 32),
    input: take(I * height, 5),
    time: take(14, 20),
    jacobian: take(matrix, 18),
    product: take(matrix, 18),
    factor: take(height, 3),
    share: take(matrix, 12),
    bar: take(46, 4),
    barNumber: take(12, 4),
  };
  const right = left + T * step + 8;
  const total = Math.max(H * width, 86);
  return {
    T, H, I, O, printed, cell, rows, step, left, right, matrix,
    width: right + total + 6,
    height: y,
    /** The places of one step, counted from 0. */
    at(t: number) {
      const start = left + t * step;
      const middle = start + (step - 9) / 2;
      const pair = 2 * width + 5;
      const z = middle - pair / 2;
      // δ stands left of the matrix, which Jacobian and product stand above.
      const block = width + 4 + H * width;
      const matrixX = middle - block / 2 + width + 4;
      return { start, middle, z, h: z + width + 5, errorX: middle - block / 2, matrixX };
    },
  };
} // prettier-ignore

/** How far the walk has come: T steps forward, then T steps backward from the last; `now` is the step on show. */
export function progressOf(moment: number, T: number) {
  const at = Math.min(moment, 2 * T);
  const backward = at > T;
  return {
    folded: at === 0,
    done: at === 2 * T,
    backward,
    now: backward ? 2 * T - at : at - 1,
    forwardTo: Math.min(at, T) - 1,
    /** The first step that the errors have reached, T if none. */
    backFrom: backward ? 2 * T - at : T,
  };
}

export type Progress = ReturnType<typeof progressOf>;
