/** Every weight's gradient, true beside truncated, on one scale. */
import { fullOf } from '../parts/columns.ts';
import type { Cell, Matrix } from '../parts/declare.ts';
import { gradientHeads } from '../parts/incoming.ts';
import { cells, picture, words, type Pen } from '../parts/timeline.ts';
import { drawing } from './shown.ts';

const SIZE = [44, 20] as const;
const TOP = 38;
const GAP = 34;

export const drawWeights: Cell = drawing((pen, { gradient, truncated }) => {
  const full = fullOf([...gradient, ...truncated], 0);
  const width = gradient[0]!.length * SIZE[0];
  const grids = [
    ...grid(pen, 'gradient', 'true', gradient, 1, full),
    ...grid(pen, 'truncated', 'truncated', truncated, 1 + width + GAP, full),
  ];
  return picture(pen, 2 * width + GAP + 2, TOP + gradient.length * SIZE[1] + 2, 'gradient of each weight', grids);
}); // prettier-ignore

function grid(pen: Pen, name: string, called: string, values: Matrix, x: number, full: number) {
  const H = values.length;
  return [
    words(pen, called, { x, y: 10 }, 'start'),
    ...gradientHeads(pen, H, SIZE[0], { x, y: TOP - 9 }),
    cells(pen, {
      x, y: TOP, values, full, cell: SIZE, printed: true, reached: true,
      mark: (i, j) => `${name}.${i}.${j}`,
      words: (i, j) => `${called} gradient, ${weightWords(i, j, H)}`,
    }),
  ];
} // prettier-ignore

export const weightWords = (i: number, j: number, H: number) =>
  j < H ? `to unit ${i + 1} from unit ${j + 1}` : `${j === H ? 'input weight' : 'bias'} of unit ${i + 1}`;
