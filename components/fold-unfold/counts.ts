/** Parameters of the recurrent network beside those of a feed-forward one of the unfolded shape. */
import { cell, type Cell, type Sizes } from '../parts/declare.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { element, group, marked, picture, words, type Pen } from '../parts/timeline.ts';
import { outputs } from './values.ts';

const LEFT = 70;
const BAR = 180;
const ROW = 30;

const kinds = [
  ['parameters', 'shared'],
  ['unshared', 'unshared'],
] as const;

export const drawCounts: Cell = cell(
  ['document', 'letters', 'sizes', 'parameters', 'unshared', 'uses', 'litParameters'],
  (document: Document, letters: Letters, { T }: Sizes, parameters: number, unshared: number, uses: number, litParameters: number) => {
    const pen = penOf(document, letters, outputs);
    const bars = [parameters, unshared].map((count, at) => bar(pen, at, count, unshared));
    const lit = uses
      ? [
          words(pen, 'lit', { x: LEFT - 8, y: 2 * ROW + 19 }, 'end'),
          number(pen, 'litParameters', 'numbers of the lit weight', litParameters, LEFT, 2 * ROW + 4),
          words(pen, `numbers, used ${uses === 1 ? 'once' : `${uses} times`}`, { x: LEFT + 66, y: 2 * ROW + 19 }, 'start', 'faint'),
        ]
      : [];
    const label = `parameters, shared and unshared over ${T} steps`;
    return picture(pen, LEFT + BAR + 70, 3 * ROW + 4, label, [...bars, ...lit]);
  },
); // prettier-ignore

/** A whole number in a box. */
function number(pen: Pen, name: string, called: string, value: number, x: number, y: number) {
  const box = { x, y, width: 60, height: 21, rx: 3, class: 'box' };
  const text = value.toLocaleString('en').replaceAll(',', '\u2009');
  return group(
    pen,
    'scalar',
    element(pen.document, 'rect', { ...box, ...marked(name, called, pen.said(name, value)) }),
    words(pen, text, { x: x + 30, y: y + 14.5 }, 'middle', 'numeral'),
  );
}

function bar(pen: Pen, at: number, count: number, most: number) {
  const [name, called] = kinds[at]!;
  const y = at * ROW + 4;
  const width = Math.max((count / most) * BAR, 1).toFixed(1);
  return group(
    pen,
    'count',
    words(pen, called, { x: LEFT - 8, y: y + 15 }, 'end'),
    element(pen.document, 'rect', {
      ...{ x: LEFT, y: y + 2, width, height: 17 },
      class: at ? 'amount whole' : 'amount own',
    }),
    number(pen, name, `parameters, ${called}`, count, LEFT + Number(width) + 6, y),
  );
}
