/** Where the parts of a memory block stand: the cell's line on top, the state's below it, all sums on one bus at the foot. */
import type { Vector } from '../parts/declare.ts';

/** Width and height of a cell of a vector. */
export const CELL = [46, 20] as const;
export const WIDTH = 724;

export type Layout = ReturnType<typeof layoutOf>;

export function layoutOf(H: number, I: number) {
  const [tall, half] = [H * CELL[1], (H * CELL[1]) / 2];
  const top = 30 + Math.max(half, 16);
  const written = top + 34 + half;
  const lock = written + half + 28;
  const candidate = lock + 54 + half;
  const bus = candidate + half + 30;
  const foot = bus - 14;
  const centres = {
    ...{ cPrev: { x: 44, y: top }, kept: { x: 262, y: top }, c: { x: 440, y: top } },
    ...{ written: { x: 340, y: written }, g: { x: 340, y: candidate }, h: { x: 664, y: lock } },
    ...{ f: { x: 170, y: top + 30 + half }, i: { x: 252, y: lock }, o: { x: 560, y: lock + 30 + half } },
    ...{ hPrev: { x: 44, y: foot - half }, x: { x: 110, y: foot - (I * CELL[1]) / 2 } },
    dcNext: { x: 664, y: top },
  };
  return {
    ...{ H, I, tall, half, top, lock, bus, centres, height: bus + 26 },
    locks: { f: { x: 170, y: top }, i: { x: 340, y: lock }, o: { x: 560, y: lock } },
    plus: { x: 340, y: top },
    squash: { x: 440, y: lock },
  };
}

/** Half the height of a vector. */
export const halfOf = (values: Vector) => (values.length * CELL[1]) / 2;
