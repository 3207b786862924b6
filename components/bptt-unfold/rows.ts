/** Below each step: Jacobian, running product, error and share, size of the share; at the right the total so far. */
import { column, fullOf } from '../parts/columns.ts';
import { cells, element, group, placed, symbol, words, type Pen } from '../parts/timeline.ts';
import type { Layout } from './layout.ts';
import type { Scene } from './scene.ts';
import { bar, scaleOfShares, total } from './total.ts';

export function rows(scene: Scene) {
  const { pen, layout } = scene;
  const steps = Array.from({ length: layout.T }, (_, t) =>
    placed(pen, { x: layout.start(t), y: 0 }, ...stepRows(scene, t)),
  );
  return group(pen, 'rows', ...names(pen, layout), ...steps, ...total(scene));
}

/** What each row is, in words and in letters, at the left. */
function names(pen: Pen, layout: Layout) {
  const { rows, matrix, left, right, T, start } = layout;
  const name = (lines: string[], tex: string, y: number) => [
    ...lines.map((line, i) => words(pen, line, { x: 0, y: y + 13 * i }, 'start')),
    symbol(pen, tex, { x: 0, y: y + 13 * lines.length + 3 }, 'start', 'small-letter'),
  ];
  const line = (path: string) => element(pen.document, 'path', { d: path, class: 'line' });
  const [top, bottom] = [rows.jacobian - 8, rows.barNumber + 12];
  const between = Array.from({ length: T - 1 }, (_, t) => line(`M${start(t + 1) - 2} ${top}V${bottom}`));
  return [
    ...name(['local Jacobian'], '\\jacspan{t}{t-1}', rows.jacobian + Math.max(matrix / 2 - 4, 13)),
    ...name(['running', 'product'], '\\jacspan{\\horizon}{t}', rows.product + Math.max(matrix / 2 - 10, 11)),
    ...name(['error × state', 'before'], '\\share{t}', rows.share + Math.max(matrix / 2 - 10, -6)),
    ...['size of', 'the share'].map((part, i) =>
      words(pen, part, { x: 0, y: rows.bar + 20 + 13 * i }, 'start'),
    ),
    line(`M0 ${top}H${right - 6}`),
    line(`M${left - 2} ${top}V${bottom}M${right - 6} ${top}V${bottom}`),
    ...between,
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
  const matrices = list.map(({ name, called, y, full, index }) =>
    cells(pen, {
      x: layout.matrixX, y, full, reached,
      cell: layout.cell,
      printed: layout.printed,
      values: shown[name][index]!,
      mark: (i, j) => `${name}.${index}.${i}.${j}`,
      words: (i, j) => `${called}, step ${t + 1}, row ${i + 1}, column ${j + 1}`,
    }),
  );
  return [...matrices, ...factors(scene, t, reached), ...bar(scene, t, reached)];
} // prettier-ignore

/** δ_t at the left of the share and h_{t−1} on top of it: each entry is its row times its column. */
function factors({ pen, shown, layout }: Scene, t: number, reached: boolean) {
  const { rows, cell, printed, matrix, H, errorX, matrixX } = layout;
  const previous = t ? shown.h[t - 1]! : shown.h[0]!.map(() => 0);
  const common = { cell, printed, reached };
  const edge = (kind: string, path: string) =>
    reached && element(pen.document, 'path', { d: path, class: `edge ${kind}` });
  return [
    edge('backward', `M${errorX - 1} ${rows.share + 1}v${matrix - 2}`),
    edge('forward', `M${matrixX + 1} ${rows.factor - 1}h${H * cell[0] - 2}`),
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
