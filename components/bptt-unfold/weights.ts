/** The weights that all steps share, as grids whose entries can be changed. */
import { column, fullOf } from '../parts/columns.ts';
import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { cells, group, picture, symbol, type Pen } from '../parts/timeline.ts';
import { outputs } from './outputs.ts';

const SIZE = [34, 20] as const;
const GAP = 14;

const kinds = [
  { name: 'U', tex: '\\Wrec', words: 'recurrent weights' },
  { name: 'W', tex: '\\Win', words: 'input weights' },
  { name: 'b', tex: '\\bhid', words: 'hidden bias' },
  { name: 'V', tex: '\\Wout', words: 'output weights' },
  { name: 'c', tex: '\\bout', words: 'output bias' },
] as const;

const names = kinds.map(({ name }) => name);

export const drawWeights: Cell = cell(
  ['document', 'letters', ...names],
  (document: Document, letters: Letters, ...values: (Matrix | Vector)[]) => {
    const pen = penOf(document, letters, outputs);
    const matrices = values.map((value) => (Array.isArray(value[0]) ? (value as Matrix) : column(value as Vector)));
    const full = fullOf(matrices.flat());
    let x = 1;
    const grids = matrices.map((matrix, index) => {
      const at = x;
      x += matrix[0]!.length * SIZE[0] + GAP;
      return grid(pen, index, matrix, at, full);
    });
    const height = 22 + Math.max(...matrices.map((matrix) => matrix.length)) * SIZE[1] + 2;
    return picture(pen, x - GAP + 1, height, 'weights', grids);
  },
); // prettier-ignore

function grid(pen: Pen, index: number, matrix: Matrix, x: number, full: number) {
  const { name, tex, words } = kinds[index]!;
  const vector = name === 'b' || name === 'c';
  const middle = x + (matrix[0]!.length * SIZE[0]) / 2;
  const common = { cell: SIZE, full, printed: true, reached: true, editable: true };
  return group(
    pen,
    'weights',
    symbol(pen, tex, { x: middle, y: 13 }),
    cells(pen, {
      ...common,
      x,
      y: 22,
      values: matrix,
      mark: (i, j) => (vector ? `${name}.${i}` : `${name}.${i}.${j}`),
      words: (i, j) => (vector ? `${words}, number ${i + 1}` : `${words}, row ${i + 1}, column ${j + 1}`),
    }),
  );
}
