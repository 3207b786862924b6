/** Where everything of the unfolded network stands: one column for each time step, the rows of the backward pass below. */
import type { Sizes } from '../parts/declare.ts';

export type Layout = ReturnType<typeof layoutOf>;

/** Widths at the left of the first step: the folded network (and names of rows), and h_0. */
const FOLDED = 92;
const START = 38;

/** Numbers are printed in the cells where there is room; else cells are small, and a pointed one tells its number. */
function cellOf(T: number, H: number) {
  const printed = H <= 3 && T <= 6;
  return { printed, cell: printed ? ([28, 19] as const) : ([16, 16] as const) };
}

/** The upper edge of each row, and the height of all. */
function rowsOf({ H, I, O }: Sizes, height: number) {
  let y = 8;
  const take = (size: number, gap: number) => {
    const at = y;
    y += size + gap;
    return at;
  };
  const rows = {
    loss: take(20, 24),
    output: take(O! * height, 30),
    state: take(H! * height, 32),
    input: take(I! * height, 5),
    time: take(14, 20),
    // The names of these rows need some height even where a matrix has one row.
    jacobian: take(Math.max(H! * height, 34), 18),
    product: take(Math.max(H! * height, 44), 18),
    factor: take(height, 3),
    share: take(Math.max(H! * height, 36), 12),
    bar: take(46, 4),
    barNumber: take(12, 4),
  };
  return { rows, height: y };
}

export function layoutOf(sizes: Sizes) {
  const { T, H, I, O } = sizes as { T: number; H: number; I: number; O: number };
  const { printed, cell } = cellOf(T, H);
  const [width] = cell;
  /** z, h, and the target beside the output over h. */
  const triple = 3 * width + 8;
  /** δ, a gap, and a matrix. */
  const block = width + 3 + H * width;
  const step = Math.max(triple + 16, block + 7);
  const left = FOLDED + START;
  const right = left + T * step + 4;
  const middle = step / 2 - 2;
  const [z, errorX] = [middle - triple / 2, middle - block / 2];
  return {
    ...{ T, H, I, O, printed, cell, step, left, right, matrix: H * cell[1] },
    ...rowsOf(sizes, cell[1]),
    width: right + Math.max(H * width, 86) + 2,
    /** Where a step begins, counted from 0. */
    start: (t: number) => left + t * step,
    /** Places inside a step, from where it begins: the same in every step. */
    ...{ middle, z, h: z + width + 5, errorX, matrixX: errorX + width + 3 },
  };
}

/**
 * How far the walk has come: T steps forward, then T steps backward from the last. `now` is the step on show; beyond
 * the last moment all is shown and no step stands out.
 */
export function progressOf(moment: number, T: number) {
  const at = Math.min(moment, 2 * T);
  const backward = at > T;
  return {
    folded: at === 0,
    done: at === 2 * T,
    over: moment > 2 * T,
    backward,
    now: backward ? 2 * T - at : at - 1,
    forwardTo: Math.min(at, T) - 1,
    /** The first step that the errors have reached, T if none. */
    backFrom: backward ? 2 * T - at : T,
  };
}

export type Progress = ReturnType<typeof progressOf>;
