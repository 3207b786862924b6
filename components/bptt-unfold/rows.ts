/** Below each step: Jacobian, running product, error and share, size of the share; at the right the total so far. */
import { cells, element, group, marked, symbol, words, type Pen } from '../parts/timeline.ts';
import type { Scene } from './graph.ts';
import type { Layout } from './layout.ts';
import { column, fullOf, type Shown } from './shown.ts';

export function rows(scene: Scene) {
  const { pen, layout } = scene;
  const steps = Array.from({ length: layout.T }, (_, t) => group(pen, 'step', ...stepRows(scene, t)));
  return group(pen, 'rows', ...names(pen, layout), ...steps, ...total(scene));
}

/** What each row is, in words and in letters, at the left. */
function names(pen: Pen, { rows, matrix, left }: Layout) {
  const name = (text: string, tex: string, y: number) => [
    words(pen, text, { x: 0, y: y - 3 }, 'start'),
    symbol(pen, tex, { x: 0, y: y + 14 }, 'start', 'small-letter'),
  ];
  const line = (y: number) => element(pen.document, 'path', { d: `M0 ${y}H${left - 14}`, class: 'line' });
  return [
    ...name('local Jacobian', '\\jacspan{t}{t-1}', rows.jacobian + matrix / 2),
    ...name('running product', '\\jacspan{\\horizon}{t}', rows.product + matrix / 2),
    ...name('error × state before', '\\share{t}', rows.share + matrix / 2),
    words(pen, 'size of this share', { x: 0, y: rows.bar + 27 }, 'start'),
    line(rows.jacobian - 10),
  ];
}

interface Row {
  name: 'jacobians' | 'products' | 'dUByStep';
  called: string;
  y: number;
  full: number;
  /** Where step t stands in the list. */
  index: number;
}

function stepRows(scene: Scene, t: number) {
  const { pen, shown, layout, progress } = scene;
  const { rows } = layout;
  const reached = t >= progress.backFrom;
  const list: Row[] = [
    { name: 'jacobians', called: 'Jacobian', y: rows.jacobian, full: fullOf(shown.jacobians.flat()), index: t },
    { name: 'products', called: 'running product', y: rows.product, full: fullOf(shown.products.flat()), index: t + 1 },
    { name: 'dUByStep', called: 'share', y: rows.share, full: scaleOfShares(shown), index: t },
  ];
  const { matrixX: x } = layout.at(t);
  const matrices = list.map(({ name, called, y, full, index }) =>
    cells(pen, {
      x, y, full, reached,
      cell: layout.cell,
      printed: layout.printed,
      values: shown[name][index]!,
      mark: (i, j) => `${name}.${index}.${i}.${j}`,
      words: (i, j) => `${called}, step ${t + 1}, row ${i + 1}, column ${j + 1}`,
    }),
  );
  return [...matrices, ...factors(scene, t, reached), ...bar(scene, t, reached)];
} // prettier-ignore

/** One scale for all shares and their total, so that small shares look small. */
const scaleOfShares = ({ dUByStep, totals }: Shown) => fullOf([...dUByStep, ...totals].flat(), 0);

/** δ_t at the left of the share and h_{t−1} on top of it: each entry is its row times its column. */
function factors({ pen, shown, layout }: Scene, t: number, reached: boolean) {
  const { rows, cell, printed } = layout;
  const { errorX, matrixX } = layout.at(t);
  const previous = t ? shown.h[t - 1]! : shown.h[0]!.map(() => 0);
  const common = { cell, printed, reached };
  return [
    cells(pen, { ...common, x: matrixX, y: rows.factor, values: [previous], full: fullOf(shown.h) }),
    cells(pen, {
      ...common,
      x: errorX,
      y: rows.share,
      values: column(shown.delta[t]!),
      full: fullOf(shown.delta, 0),
      mark: (i) => `delta.${t}.${i}`,
      words: (i) => `error, step ${t + 1}, unit ${i + 1}`,
    }),
  ];
}

function bar({ pen, shown, layout }: Scene, t: number, reached: boolean) {
  const { shareSizes } = shown;
  const place = { x: layout.at(t).matrixX, width: layout.H * layout.cell[0] };
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

/** The shares of all steps that the errors have reached, added up; the gradient itself at the end. */
function total({ pen, shown, layout, progress }: Scene) {
  const { right, rows, cell, printed, H } = layout;
  const { backFrom, backward, done } = progress;
  const at = backward ? backFrom : 0;
  const name = done ? 'dU' : `totals.${at}`;
  const wide = { x: right, width: H * cell[0] };
  const size = { mark: `totalSizes.${at}`, words: 'size of the total so far', value: shown.totalSizes[at]! };
  return [
    words(pen, done ? 'total' : 'total so far', { x: right, y: rows.factor + 1 }, 'start'),
    symbol(pen, '\\grad{\\Wrec}', { x: right + (done ? 30 : 62), y: rows.factor + 1 }, 'start', 'small-letter'),
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
