/** What the unit is to do, and which stretch of its weights is shown. */
import { entry } from '../../kernels/seeded.ts';
import type { Task, Window } from '../../kernels/surface.ts';

export type Kind = 'latch' | 'hold' | 'noise';
export type Axes = 'Ub' | 'UW';
export type Weights = readonly [number, number, number];

/** The weights in the order of the kernels, and which of them are the axes: to the right, and up. */
export const order = ['U', 'W', 'b'] as const;
export const axesOf = (axes: Axes): readonly [0, 1 | 2] => (axes === 'Ub' ? [0, 2] : [0, 1]);
/** What is shown of each weight. */
export const spans = { U: [0, 4], W: [-3, 3], b: [-1.5, 1.5] } as const;

const last = (steps: number, value: number) => [...Array<number>(steps - 1).fill(0), value];
const first = (steps: number, value: number) => [value, ...Array<number>(steps - 1).fill(0)];

/**
 * `latch`: after a pulse of ±1 at step 1 the last state should be ±0.8. `hold`: from 0.5 and without any input it should
 * be 0.7. `noise`: as `latch`, but noise comes in at every step, and each step from the second quarter on counts alike.
 */
export function taskOf(kind: Kind, steps: number): Task {
  if (kind === 'hold') {
    return { x: [first(steps, 0)], y: [last(steps, 0.7)], counts: [last(steps, 1)], initial: 0.5 };
  }
  const signs = [1, -1];
  if (kind === 'latch') {
    const y = signs.map((sign) => last(steps, 0.8 * sign));
    return { x: signs.map((sign) => first(steps, sign)), y, counts: signs.map(() => last(steps, 1)), initial: 0 };
  }
  const from = Math.floor(steps / 4);
  const each = (value: (t: number, n: number) => number) =>
    signs.map((_, n) => Array.from({ length: steps }, (_, t) => value(t, n)));
  return {
    x: each((t, n) => (t === 0 ? signs[n]! : 0.3 * entry(7, 'noise', n, t))),
    y: each((_, n) => 0.8 * signs[n]!),
    counts: each((t) => (t < from ? 0 : 1 / (steps - from))),
    initial: 0,
  };
} // prettier-ignore

/** The stretch that is shown, of so many cells a side; the third weight is as given. */
export function windowOf(axes: Axes, weights: Weights, cells: number): Window {
  const [right, high] = axesOf(axes);
  const at = (weight: number, end: 0 | 1) => spans[order[weight]!][end];
  const along = (weight: number) => weights.map((_, i) => (i === weight ? at(i, 1) - at(i, 0) : 0));
  return {
    origin: weights.map((value, i) => (i === right || i === high ? at(i, 0) : value)),
    across: along(right),
    up: along(high),
    columns: cells,
    rows: cells,
  };
}

/** Cells a side, by the input that says how fine the picture is. */
export const cellsOf = (detail: string): number => (detail === 'fine' ? 512 : 96);

/** The weight at the middle of a column or row. */
export function middleOf(weight: number, at: number, cells: number): number {
  const [low, high] = spans[order[weight]!];
  return low + ((at + 0.5) / cells) * (high - low);
}
