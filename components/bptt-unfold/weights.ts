/** The weights that all steps share, as grids whose entries can be changed. */
import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';
import type { Letters } from '../parts/runs.ts';
import { cells, picture } from '../parts/timeline.ts';
import { penOf } from './drawing.ts';
import { column, fullOf } from './shown.ts';

const SIZE = [34, 20] as const;

/** A matrix and the bias beside it. */
function grids(matrix: string, words: string, bias?: string): Cell {
  const needs = ['document', 'letters', matrix, ...(bias ? [bias] : [])];
  return cell(needs, (document: Document, letters: Letters, values: Matrix, beside: Vector = []) => {
    const pen = penOf(document, letters);
    const common = { y: 1, cell: SIZE, printed: true, reached: true, editable: true, full: fullOf([...values, beside]) };
    const start = 1 + values[0]!.length * SIZE[0];
    const width = start + (bias ? SIZE[0] + 11 : 1);
    const content = [
      cells(pen, {
        ...common, x: 1, values,
        mark: (i, j) => `${matrix}.${i}.${j}`,
        words: (i, j) => `${words}, row ${i + 1}, column ${j + 1}`,
      }),
      bias && cells(pen, {
        ...common, x: start + 10, values: column(beside),
        mark: (i) => `${bias}.${i}`,
        words: (i) => `${words.replace('weights', 'bias')}, number ${i + 1}`,
      }),
    ];
    return picture(pen, width, values.length * SIZE[1] + 2, words, content as Element[]);
  });
} // prettier-ignore

export const weightDrawings: Record<string, Cell> = {
  drawRecurrent: grids('U', 'recurrent weights'),
  drawInput: grids('W', 'input weights', 'b'),
  drawOutput: grids('V', 'output weights', 'c'),
};
