/** The weights after the updates, and the loss over them. */
import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';
import { column, fullOf } from '../parts/columns.ts';
import { lines } from '../parts/lines.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { cells, picture, symbol, type Pen } from '../parts/timeline.ts';
import { LETTERS } from './inputs.ts';
import { outputs } from './values.ts';

const CELL = [40, 20] as const;
const [WIDE, HIGH] = CELL;

const unit = (i: number) => `unit ${i + 1}`;
const letter = (k: number) => LETTERS[k]!;

interface Grid {
  name: string;
  tex: string;
  values: Matrix;
  x: number;
  y: number;
  words: (i: number, j: number) => string;
}

function grid(pen: Pen, { name, tex, values, x, y, words }: Grid, full: number, vector: boolean) {
  const middle = { x: x + (values[0]!.length * WIDE) / 2, y: y - 6 };
  const mark = (i: number, j: number) => (vector ? `${name}.${i}` : `${name}.${i}.${j}`);
  return [
    symbol(pen, tex, middle, 'middle', 'small-letter'),
    cells(pen, { x, y, values, cell: CELL, full, printed: true, reached: true, mark, words }),
  ];
}

export const drawWeights: Cell = cell(
  ['document', 'letters', 'U', 'W', 'b', 'V', 'c'],
  (document: Document, letters: Letters, U: Matrix, W: Matrix, b: Vector, V: Matrix, c: Vector) => {
    const pen = penOf(document, letters, outputs);
    const full = Math.min(4, fullOf([...U, ...W, b, ...V, c]));
    const [top, low] = [22, 22 + 3 * HIGH + 30];
    const all: [Grid, boolean][] = [
      [{ name: 'W', tex: '\\Win', values: W, x: 4, y: top, words: (i, k) => `input weight, ${letter(k)} to ${unit(i)}` }, false],
      [{ name: 'U', tex: '\\Wrec', values: U, x: 4 + 4.4 * WIDE, y: top, words: (i, j) => `recurrent weight, ${unit(j)} to ${unit(i)}` }, false],
      [{ name: 'b', tex: '\\bhid', values: column(b), x: 4 + 7.8 * WIDE, y: top, words: (i) => `bias of ${unit(i)}` }, true],
      [{ name: 'V', tex: '\\Wout', values: V, x: 4 + 4.4 * WIDE, y: low, words: (k, i) => `output weight, ${unit(i)} to ${letter(k)}` }, false],
      [{ name: 'c', tex: '\\bout', values: column(c), x: 4 + 7.8 * WIDE, y: low, words: (k) => `bias of ${letter(k)}` }, true],
    ];
    const content = all.flatMap(([one, vector]) => grid(pen, one, full, vector));
    return picture(pen, 4 + 8.8 * WIDE + 4, low + 4 * HIGH + 6, 'the weights', content);
  },
); // prettier-ignore

/** Four letters, each guessed among four. */
export const GUESSING = 4 * Math.log(4);

export const drawLoss: Cell = cell(
  ['document', 'letters', 'history'],
  (document: Document, letters: Letters, history: Vector) => {
    const values = history.length > 1 ? history : [history[0]!, history[0]!];
    const top = Math.max(6, ...history.filter((one) => one < 20)) + 0.5;
    return lines(penOf(document, letters, outputs), {
      label: 'loss over the updates',
      ...{ width: 380, height: 210, room: 60, domain: [0, top] as const, log: false, across: 'updates' },
      curves: [
        {
          name: 'history',
          kind: 'error',
          values,
          text: 'loss',
          marks: [],
          words: () => '',
          number: () => '',
        },
      ],
      note: { at: GUESSING, text: 'guessing' },
    });
  },
);
