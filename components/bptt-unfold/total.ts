/** How large each share is, and the total so far: the shares of all steps that the errors have reached, added up. */
import { fullOf } from '../parts/columns.ts';
import { cells, element, marked, symbol, words, type Pen } from '../parts/timeline.ts';
import type { Layout } from './layout.ts';
import type { Scene } from './scene.ts';
import type { Shown } from './shown.ts';

/** One scale for all shares and their total, so that small shares look small. */
export const scaleOfShares = ({ dUByStep, totals }: Shown) => fullOf([...dUByStep, ...totals].flat(), 0);

/** Size of the share of step t, as a bar on a scale that all steps and the total share. */
export function bar({ pen, shown, layout }: Scene, t: number, reached: boolean) {
  const { shareSizes } = shown;
  const place = { x: layout.matrixX, width: layout.H * layout.cell[0] };
  const one = { mark: `shareSizes.${t}`, words: `size of the share of step ${t + 1}`, value: shareSizes[t]! };
  return sizeBar({ pen, layout, ...place, ...one, reached, most: mostOf(shown), kind: 'amount' });
}

const mostOf = ({ shareSizes, totalSizes }: Shown) => Math.max(...shareSizes, totalSizes[0]!) || 1;

interface Bar {
  pen: Pen;
  layout: Layout;
  x: number;
  width: number;
  reached: boolean;
  mark: string;
  words: string;
  value: number;
  most: number;
  kind: string;
}

function sizeBar({ pen, layout, x, width, reached, mark, words: before, value, most, kind }: Bar) {
  const { document } = pen;
  const { bar: y, barNumber } = layout.rows;
  const base = element(document, 'path', { d: `M${x} ${y + 46}h${width}`, class: 'line' });
  if (!reached) return [base];
  const height = Math.min(value / most, 1) * 45;
  const thick = Math.min(width, 40);
  const number = pen.said(mark.split('.')[0]!, value);
  const middle = x + width / 2;
  return [
    base,
    element(document, 'rect', {
      x: middle - thick / 2,
      y: y + 46 - height,
      width: thick,
      height,
      class: kind,
    }),
    words(pen, number, { x: middle, y: barNumber + 9 }, 'middle', 'numeral'),
    element(document, 'rect', { x, y, width, height: 60, class: 'hit', ...marked(mark, before, number) }),
  ];
}

/** At the end it is the gradient itself. */
export function total({ pen, shown, layout, progress }: Scene) {
  const { right, rows, cell, printed, H } = layout;
  const { backFrom, backward, done } = progress;
  const at = backward ? backFrom : 0;
  const name = done ? 'dU' : `totals.${at}`;
  const wide = { x: right, width: H * cell[0] };
  const size = { mark: `totalSizes.${at}`, words: 'size of the total so far', value: shown.totalSizes[at]! };
  return [
    words(pen, done ? 'total' : 'total so far', { x: right, y: rows.factor + 1 }, 'start'),
    done && symbol(pen, '\\grad{\\Wrec}', { x: right + 30, y: rows.factor + 1 }, 'start', 'small-letter'),
    cells(pen, {
      x: right, y: rows.share, cell, printed,
      values: shown.totals[at]!,
      full: scaleOfShares(shown),
      reached: backward,
      mark: (i, j) => `${name}.${i}.${j}`,
      words: (i, j) => `${done ? 'gradient' : 'total so far'}, row ${i + 1}, column ${j + 1}`,
    }),
    ...sizeBar({ pen, layout, ...wide, ...size, reached: backward, most: mostOf(shown), kind: 'amount whole' }),
  ];
} // prettier-ignore
