/** Which loss, which use: one weight, a row for each loss and a column for each use, with the sums of both. */
import { column, fullOf } from '../parts/columns.ts';
import { cell, type Cell, type Matrix, type Sizes, type Vector } from '../parts/declare.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { cells, element, picture, symbol, words, type Grid, type Pen } from '../parts/timeline.ts';
import { outputs } from './outputs.ts';
import { weightIn } from './values.ts';

const LEFT = 74;
const TOP = 34;

interface Scene {
  pen: Pen;
  uses: Matrix;
  lossSums: Vector;
  /** The shares of the weight, use by use, and its gradient. */
  shares: Vector;
  whole: number;
  weight: [number, number];
  size: readonly [number, number];
}

export const drawTriangle: Cell = cell(
  ['document', 'letters', 'sizes', 'uses', 'lossSums', 'dUByStep', 'dU', 'weight', 'U'],
  (document: Document, letters: Letters, { T }: Sizes, uses: Matrix, lossSums: Vector, dUByStep: Matrix[], dU: Matrix, weight: Vector, U: Matrix) => {
    const [i, j] = weightIn(weight, U);
    const size = T! <= 6 ? ([34, 20] as const) : ([20, 18] as const);
    const shares = dUByStep.map((share) => share[i]![j]!);
    const scene = { pen: penOf(document, letters, outputs), uses, lossSums, shares, whole: dU[i]![j]!, weight: [i, j] as [number, number], size };
    return draw(scene, T!);
  },
); // prettier-ignore

function draw(scene: Scene, T: number) {
  const { pen, uses, size } = scene;
  const [width, height] = size;
  const triangle = uses.map((row, loss) =>
    cells(pen, {
      ...grid(scene),
      x: LEFT,
      y: TOP + loss * height,
      values: [row.slice(0, loss + 1)],
      mark: (_, use) => `uses.${loss}.${use}`,
      words: (_, use) => `use at step ${use + 1} in the loss of step ${loss + 1}`,
    }),
  );
  const frame = [LEFT + T * width + 16 + 44, TOP + T * height + 14 + height + 24] as const;
  const content = [...names(scene, T), ...triangle, ...sums(scene, T)];
  return picture(pen, ...frame, 'which loss, which use', content);
}

const grid = ({ uses, shares, lossSums, size }: Scene): Omit<Grid, 'x' | 'y' | 'values'> => ({
  cell: size,
  full: fullOf([...uses, shares, lossSums], 0),
  printed: size[0] > 30,
  reached: true,
});

function names({ pen, size: [width, height], weight: [i, j] }: Scene, T: number) {
  const steps = Array.from({ length: T }, (_, t) => t);
  const [right, bottom] = [LEFT + T * width + 16, TOP + T * height + 14];
  return [
    words(pen, 'used at step', { x: LEFT, y: 10 }, 'start', 'faint'),
    ...steps.map((t) => words(pen, `${t + 1}`, { x: LEFT + (t + 0.5) * width, y: TOP - 7 }, 'middle', 'faint')),
    ...steps.map((t) => symbol(pen, `\\losst{${t + 1}}`, { x: LEFT - 8, y: TOP + (t + 0.5) * height + 4 }, 'end', 'small-letter')),
    words(pen, 'each loss', { x: right, y: TOP - 7 }, 'start', 'faint'),
    words(pen, 'each use', { x: LEFT - 8, y: bottom + height / 2 + 4 }, 'end', 'faint'),
    symbol(pen, `\\grad{\\Wreci{${i + 1}}{${j + 1}}}`, { x: right, y: bottom + height + 15 }, 'start', 'small-letter'),
    element(pen.document, 'path', { d: `M${LEFT} ${bottom - 7}H${right + 44}M${right - 8} ${TOP}V${bottom + height}`, class: 'line' }),
  ];
} // prettier-ignore

function sums(scene: Scene, T: number) {
  const { pen, lossSums, shares, whole, weight, size } = scene;
  const [right, bottom] = [LEFT + T * size[0] + 16, TOP + T * size[1] + 14];
  const [i, j] = weight;
  const wide = { ...grid(scene), cell: [40, size[1]] as const, printed: true };
  return [
    cells(pen, { ...wide, x: right, y: TOP, values: column(lossSums), mark: (loss) => `lossSums.${loss}`, words: (loss) => `all uses in the loss of step ${loss + 1}` }),
    cells(pen, { ...grid(scene), x: LEFT, y: bottom, values: [shares], mark: (_, t) => `dUByStep.${t}.${i}.${j}`, words: (_, t) => `share of the use at step ${t + 1}` }),
    cells(pen, { ...wide, x: right, y: bottom, values: [[whole]], mark: () => `dU.${i}.${j}`, words: () => 'gradient of this weight' }),
  ];
} // prettier-ignore
