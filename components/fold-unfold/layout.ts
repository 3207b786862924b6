/** Where the folded and the unfolded network stand: one column for each step, layers bottom to top. */
import type { Sizes } from '../parts/declare.ts';

export const RADIUS = 17;
/** In the folded network a circle holds a letter, which is long in some notations. */
export const FOLDED_RADIUS = 23;
const COLUMN = 84;
const ROW = 74;
/** Width of the folded network, with its loops; and from there to the first step, with room for h_0. */
const FOLDED = 112;
const START = 84;

export type Layout = ReturnType<typeof layoutOf>;

export function layoutOf({ T, L }: Sizes) {
  const output = 22;
  const top = output + 62;
  return {
    ...{ T: T!, L: L!, output },
    /** The middle of layer `at`, counted from 0 at the bottom. */
    layer: (at: number) => top + (L! - 1 - at) * ROW,
    input: top + L! * ROW - 4,
    time: top + L! * ROW + 22,
    folded: 44,
    /** The middle of step t, counted from 0; −1 is the initial state. */
    step: (t: number) => FOLDED + START + t * COLUMN + (t < 0 ? 14 : 0),
    width: FOLDED + START + (T! - 1) * COLUMN + 44,
    height: top + L! * ROW + 30,
  };
}

/** How many copies are drawn. */
export const drawnSteps = (unfolded: number, T: number) => Math.min(unfolded, T);
