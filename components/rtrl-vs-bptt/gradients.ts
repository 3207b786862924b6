/** What each way knows of the gradient at this moment: the sum so far, or nothing before the walk back has ended. */
import { fullOf } from '../parts/columns.ts';
import type { Cell, Matrix } from '../parts/declare.ts';
import { gradientHeads } from '../parts/incoming.ts';
import { printPower } from '../parts/numbers.ts';
import { cells, picture, words, type Pen } from '../parts/timeline.ts';
import { drawing, progressOf } from './shown.ts';

const SIZE = [46, 20] as const;

interface Part {
  name: string;
  called: string;
  values: Matrix;
  reached: boolean;
}

export const drawGradients: Cell = drawing((pen, { sizes: { T, H }, moment, totals, gradientForward, gradientBackward, difference }) => {
  const { forwardTo, done } = progressOf(moment, T!);
  const whole = forwardTo === T! - 1;
  const name = whole ? 'gradientForward' : `totals.${forwardTo}`;
  const so = forwardTo < 0 ? 'forward: nothing yet' : whole ? 'forward, all steps' : `forward, ${forwardTo + 1} of ${T} steps so far`;
  const parts: Part[] = [
    { name, called: so, values: totals[forwardTo] ?? gradientForward, reached: forwardTo >= 0 },
    { name: 'gradientBackward', called: done ? 'backward, all steps' : 'backward: not before the end', values: gradientBackward, reached: done },
  ];
  const full = fullOf([...gradientBackward, ...totals.flat()], 0);
  const high = H! * SIZE[1] + 44;
  const grids = parts.flatMap((part, at) => grid(pen, part, at * high, full));
  const end = done && words(pen, `largest difference ${printPower(difference)}`, { x: 1, y: 2 * high + 8 }, 'start');
  return picture(pen, (H! + 2) * SIZE[0] + 20, 2 * high + 14, 'gradients by both ways', [...grids, end]);
}); // prettier-ignore

function grid(pen: Pen, { name, called, values, reached }: Part, y: number, full: number) {
  return [
    words(pen, called, { x: 1, y: y + 10 }, 'start'),
    ...gradientHeads(pen, values.length, SIZE[0], { x: 1, y: y + 26 }),
    cells(pen, {
      x: 1, y: y + 32, values, full, cell: SIZE, printed: true, reached,
      mark: (i, j) => `${name}.${i}.${j}`,
      words: (i, j) => `${called}, unit ${i + 1}, weight ${j + 1}`,
    }),
  ];
} // prettier-ignore
