/** The loss over the iterations: what each chunk cost, the smoothed average, other cells, and what counting costs. */
import { cell, type Cell } from '../parts/declare.ts';
import { axes, scalesOf, type Box, type Scales } from '../parts/lines-axis.ts';
import { names } from '../parts/lines-names.ts';
import type { Curve } from '../parts/lines.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { element, group, marked, type Pen, type Place } from '../parts/timeline.ts';
import { cellLabels, type CellName } from './inputs.ts';
import { outputs } from './outputs.ts';
import type { Trained } from './training.ts';
import { smoothed as average } from './values.ts';

const [WIDTH, HEIGHT, ROOM] = [600, 260, 108];
const BOX: Box = { left: 46, right: WIDTH - ROOM, top: 10, bottom: HEIGHT - 36 };
/** Points of a line, and marks on it. */
const POINTS = 180;
const MARKS = 8;

/** Means of equal stretches, each at its middle; where a number overflowed the line ends. */
function binned(values: readonly number[], { x, y, domain }: Scales): Place[] {
  const size = Math.max(1, Math.ceil(values.length / POINTS));
  const points: Place[] = [];
  for (let from = 0; from < values.length; from += size) {
    const stretch = values.slice(from, from + size);
    const mean = stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
    if (!Number.isFinite(mean)) break;
    points.push({ x: x(from + stretch.length / 2), y: y(Math.min(mean, domain[1])) });
  }
  return points;
}

function path({ document }: Pen, kind: string, points: readonly Place[]) {
  const d = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
  return element(document, 'path', { class: `curve ${kind}`, d: d && `M${d}` });
}

/** A cost of counting, all across. */
function level(pen: Pen, { y, box, domain }: Scales, mark: string, before: string, value: number) {
  if (value > domain[1]) return undefined;
  const at = y(value).toFixed(1);
  return group(
    pen,
    'level-line',
    element(pen.document, 'path', { class: 'note-line', d: `M${box.left} ${at}H${box.right}` }),
    element(pen.document, 'rect', { class: 'hit', x: box.left, y: Number(at) - 4, width: box.right - box.left, height: 8, ...marked(mark, before, pen.said(mark, value)) }),
  );
} // prettier-ignore

/** Marks on the smoothed loss, the last at the present iteration. */
function dots(pen: Pen, { x, y, domain }: Scales, values: readonly number[]) {
  const step = values.length / MARKS;
  const at = [...new Set(Array.from({ length: MARKS }, (_, i) => Math.floor((i + 1) * step) - 1))];
  const parts = at.filter((k) => k >= 0 && values[k]! <= domain[1]).map((k) => {
    const place = { cx: x(k + 1).toFixed(1), cy: y(values[k]!).toFixed(1) };
    return element(
      pen.document,
      'g',
      marked(`smoothed.${k}`, `smoothed loss, iteration ${k + 1}`, pen.said('smoothed', values[k]!)),
      element(pen.document, 'circle', { class: 'hit', ...place, r: 9 }),
      element(pen.document, 'circle', { class: 'dot', ...place, r: 3 }),
    );
  });
  return group(pen, 'dots state', ...parts);
} // prettier-ignore

const named = (kind: string, text: string, points: Place[]) => ({ curve: { kind, text } as Curve, points });
const kinds: Record<CellName, string> = { rnn: 'state', lstm: 'memory', gru: 'gate' };

function shown(pen: Pen, trained: Trained | undefined, costs: Record<'guessing' | 'singles' | 'pairs', number>) {
  const { guessing, singles, pairs } = costs;
  const losses = trained?.losses ?? [];
  const last = Math.max(1, trained?.iteration ?? 1);
  const scales = scalesOf(BOX, last, [0, Math.max(1, Math.ceil(guessing * 2.4) / 2)]);
  const lines = losses.map(({ cell: one, values }) => {
    const points = binned(average(values, guessing), scales);
    return { points, kind: kinds[one], text: losses.length > 1 ? cellLabels[one] : 'smoothed' };
  });
  const end = (value: number) => [{ x: BOX.right, y: scales.y(value) }];
  const raw = losses[0] ? binned(losses[0].values, scales) : [];
  return [
    axes(pen, scales, { log: false, across: 'iterations' }),
    level(pen, scales, 'guessing', 'loss of guessing', guessing),
    level(pen, scales, 'singles', 'loss by counts of single symbols', singles),
    level(pen, scales, 'pairs', 'loss by counts of pairs', pairs),
    path(pen, 'chunks', raw),
    ...lines.map(({ kind, points }) => path(pen, kind, points)),
    ...names(pen, BOX, [
      ...lines.map(({ kind, text, points }) => named(kind, text, points)),
      ...(guessing > 0 ? [named('faint', 'guessing', end(guessing)), named('faint', 'single symbols', end(singles)), named('faint', 'pairs', end(pairs))] : []),
    ]),
    losses[0] && dots(pen, scales, average(losses[0].values, guessing)),
  ];
} // prettier-ignore

export const drawCurve: Cell = cell(
  ['document', 'letters', 'trained', 'guessing', 'singles', 'pairs'],
  (document: Document, letters: Letters, trained: Trained | undefined, guessing: number, singles: number, pairs: number) => {
    const pen = penOf(document, letters, outputs);
    const frame = { class: 'chart lines', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT };
    const label = 'loss of a symbol over the iterations';
    return element(document, 'svg', { ...frame, role: 'group', 'aria-label': label }, ...shown(pen, trained, { guessing, singles, pairs }));
  },
); // prettier-ignore
