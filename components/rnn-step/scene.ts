/** What the two drawings of this widget share: the pen, how far the stages have come, and vectors and matrices as cells. */
import { column, fullOf } from '../parts/columns.ts';
import type { Matrix, Vector } from '../parts/declare.ts';
import { cells, group, symbol, words, type Pen, type Place } from '../parts/timeline.ts';
import { stages } from './inputs.ts';
import type { Shown } from './shown.ts';

export interface Scene {
  pen: Pen;
  shown: Shown;
  /** Whether the walk through the stages has come to this one. */
  reached: (stage: (typeof stages)[number]['value']) => boolean;
  /** The end of the colour scale, the same for every number of the figure; numbers beyond 3 all have its last colour. */
  full: number;
}

export const CELL = [38, 22] as const;

export function sceneOf(pen: Pen, shown: Shown): Scene {
  const order = stages.map(({ value }) => value as string);
  const { stage, U, W, b, V, c, hPrev, x, z } = shown;
  return {
    pen,
    shown,
    reached: (wanted) => order.indexOf(wanted) <= order.indexOf(stage),
    full: Math.min(fullOf([...U, ...W, b, ...V, c, hPrev, x, z]), 3),
  };
}

interface Block extends Place {
  name: keyof Shown;
  words: string;
  tex?: string;
  /** A word above instead of a letter. */
  above?: string;
  reached?: boolean;
  editable?: boolean;
  /** A vector that stands on its side. */
  row?: boolean;
}

/** A vector or matrix of the figure with its name above. */
export function block({ pen, shown, full }: Scene, { name, words: called, tex, ...rest }: Block) {
  const value = shown[name] as Vector | Matrix;
  const vector = !Array.isArray(value[0]);
  const matrix = vector ? (rest.row ? [value as Vector] : column(value as Vector)) : (value as Matrix);
  const middle = { x: rest.x + (matrix[0]!.length * CELL[0]) / 2, y: rest.y - 6 };
  return group(
    pen,
    'block',
    tex && symbol(pen, tex, middle),
    rest.above && words(pen, rest.above, middle, 'middle', 'faint'),
    cells(pen, {
      ...{ cell: CELL, full, printed: true, x: rest.x, y: rest.y, values: matrix },
      ...{ reached: rest.reached ?? true, editable: rest.editable },
      mark: (i, j) => (vector ? `${name}.${rest.row ? j : i}` : `${name}.${i}.${j}`),
      words: (i, j) =>
        vector ? `${called}, number ${(rest.row ? j : i) + 1}` : `${called}, row ${i + 1}, column ${j + 1}`,
    }),
  );
}

/** A sign between two blocks of some rows. */
export const between = ({ pen }: Scene, sign: string, x: number, y: number, rows: number) =>
  words(pen, sign, { x, y: y + (rows * CELL[1]) / 2 + 5 }, 'middle', 'letter');
