/** The words in a drawing of the complex plane. */
import type { Plane } from './plane.ts';
import { group, symbol, words, type Pen } from './timeline.ts';

/** The drawing is a square of this many units, 100 to 1. */
export const SIZE = 340;
export const MIDDLE = SIZE / 2;
export const UNIT = 100;

/** What the axes and circles are called; the circles where points leave most room. */
export function captions(pen: Pen, { points, radius }: Plane) {
  const low = MIDDLE + 15;
  const around = (angle: number, r: number) => ({
    x: MIDDLE + (UNIT * r + 8) * Math.cos(angle),
    y: MIDDLE - (UNIT * r + 8) * Math.sin(angle) + 4,
  });
  const degrees = (from: number) => Array.from({ length: 8 }, (_, i) => ((from + 7.5 * i) * Math.PI) / 180);
  const [left, right] = [freest(points, degrees(105)), freest(points, degrees(-72))];
  return group(
    pen,
    'captions',
    words(pen, '−1', { x: MIDDLE - UNIT - 5, y: low }, 'end', 'tick halo'),
    words(pen, '1', { x: MIDDLE + UNIT + 5, y: low }, 'start', 'tick halo'),
    symbol(pen, 'i', { x: MIDDLE + 6, y: MIDDLE - UNIT - 6 }, 'start', 'tick halo'),
    symbol(pen, '-i', { x: MIDDLE + 6, y: MIDDLE + UNIT + 14 }, 'start', 'tick halo'),
    words(pen, 'real', { x: SIZE - 6, y: low }, 'end', 'tick'),
    words(pen, 'imaginary', { x: MIDDLE + 6, y: 14 }, 'start', 'tick'),
    // On the side of the unit circle where the other one is not.
    symbol(pen, '|\\eigs| = 1', around(left, radius > 1 ? 0.84 : 1), radius > 1 ? 'start' : 'end', 'tick'),
    symbol(
      pen,
      `\\radius = ${Number(radius.toPrecision(4))}`,
      around(right, radius < 0.7 ? radius : Math.max(1, radius)),
      'start',
      'letter halo',
    ),
  );
}

/** Of some angles the one that is farthest from all points. */
function freest(points: Plane['points'], angles: number[]): number {
  const turn = (one: number, other: number) => Math.abs(Math.atan2(Math.sin(one - other), Math.cos(one - other)));
  const room = (angle: number) => Math.min(Math.PI, ...points.map(([re, im]) => turn(angle, Math.atan2(im!, re!))));
  return angles.toSorted((a, b) => room(b) - room(a))[0]!;
} // prettier-ignore
