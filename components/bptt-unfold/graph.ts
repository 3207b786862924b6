/** The unfolded network: a copy of input, state, output and loss for each step, states forward and errors backward. */
import { arrow, stopped } from '../parts/timeline-arrows.ts';
import { cells, element, group, marked, symbol, words, type Pen } from '../parts/timeline.ts';
import type { Layout, Progress } from './layout.ts';
import { column, fullOf, type Shown } from './shown.ts';

/** Everything of one drawing. */
export interface Scene {
  pen: Pen;
  shown: Shown;
  layout: Layout;
  progress: Progress;
}

export function graph(scene: Scene) {
  const { pen, layout } = scene;
  const steps = Array.from({ length: layout.T }, (_, t) => step(scene, t));
  return group(pen, 'unfolded', start(scene), ...steps, whole(scene));
}

/** h_0, which is zero. */
function start({ pen, layout, progress }: Scene) {
  const { rows, cell, H, matrix } = layout;
  const at = { x: layout.left - 34, y: rows.state };
  const values = column(Array.from({ length: H }, () => 0));
  const reached = !progress.folded;
  return group(
    pen,
    'start',
    cells(pen, { ...at, values, cell, full: 1, printed: layout.printed, reached }),
    symbol(
      pen,
      '\\hidzero',
      { x: at.x + cell[0] / 2, y: rows.state + matrix + 14 },
      'middle',
      'small-letter',
    ),
  );
}

function step(scene: Scene, t: number) {
  const { pen, layout, progress } = scene;
  const { middle } = layout.at(t);
  const name = words(pen, `t = ${t + 1}`, { x: middle, y: layout.rows.time + 11 }, 'middle', 'faint');
  return group(
    pen,
    'step',
    ...forwardArrows(scene, t, t <= progress.forwardTo),
    ...backwardArrows(scene, t, t >= progress.backFrom),
    ...vectors(scene, t, t <= progress.forwardTo),
    lossBox(scene, t, t <= progress.forwardTo),
    name,
  );
}

const things = {
  x: ['input', 'input'],
  z: ['state', 'pre-activation'],
  h: ['state', 'state'],
  o: ['output', 'output'],
  y: ['output', 'target'],
} as const;

function vectors({ pen, shown, layout }: Scene, t: number, reached: boolean) {
  const { cell, printed, rows } = layout;
  const { z, h } = layout.at(t);
  const left = { x: z, z, h, o: h, y: h + cell[0] + 3 };
  return Object.entries(things).map(([name, [row, called]]) => {
    const sequence = shown[name as keyof typeof things];
    const editable = name === 'x' || name === 'y';
    return cells(pen, {
      x: left[name as keyof typeof things],
      y: rows[row],
      values: column(sequence[t]!),
      cell,
      printed,
      reached: reached || editable,
      editable,
      full: fullOf(sequence),
      mark: (i) => `${name}.${t}.${i}`,
      words: (i) => `${called}, step ${t + 1}, number ${i + 1}`,
    });
  });
}

function forwardArrows({ pen, layout }: Scene, t: number, reached: boolean) {
  const { rows, cell, matrix, O } = layout;
  const { z, h } = layout.at(t);
  const [half, middle] = [cell[0] / 2, rows.state + matrix / 2];
  const from = t ? layout.at(t - 1).h + cell[0] : layout.left - 34 + cell[0];
  const above = rows.output + O * cell[1];
  const y = middle - (t ? 4 : 0);
  const last = { x: z - 2, y };
  const name = (tex: string, x: number, y: number, anchor: string) =>
    symbol(pen, tex, { x, y }, anchor, reached ? 'small-letter' : 'small-letter away');
  return [
    arrow(pen, 'forward', { x: z + half, y: rows.input - 1 }, { x: z + half, y: rows.state + matrix + 2 }, reached),
    arrow(pen, 'forward', { x: from + 1, y }, last, reached),
    arrow(pen, 'forward', { x: h + half - 4, y: rows.state - 1 }, { x: h + half - 4, y: above + 2 }, reached),
    arrow(pen, 'plain', { x: h + half, y: rows.output - 1 }, { x: h + half, y: rows.loss + 22 }, reached),
    name('\\Win', z + half - 6, rows.input - 11, 'end'),
    name('\\Wrec', (from + z) / 2, y - 6, 'middle'),
    name('\\Wout', h + half - 9, rows.state - 12, 'end'),
  ];
} // prettier-ignore

/** From the loss into the output and the state, and from the state of the next step; a cut stops the latter. */
function backwardArrows({ pen, layout, shown }: Scene, t: number, reached: boolean) {
  const { rows, cell, matrix, O, T } = layout;
  const { h } = layout.at(t);
  const [half, middle] = [cell[0] / 2, rows.state + matrix / 2];
  const x = h + half + 4;
  const down = [
    arrow(pen, 'backward', { x: x + 4, y: rows.loss + 21 }, { x: x + 4, y: rows.output - 2 }, reached),
    arrow(pen, 'backward', { x, y: rows.output + O * cell[1] + 1 }, { x, y: rows.state - 2 }, reached),
  ];
  if (t === T - 1) return reached ? down : [];
  const [from, to] = [
    { x: layout.at(t + 1).z - 1, y: middle + 5 },
    { x: h + cell[0] + 2, y: middle + 5 },
  ];
  const back = isCut(shown.truncate, t) ? stopped : arrow;
  return reached ? [...down, back(pen, 'backward', from, to)] : [];
}

/** Whether δ is cut between step t and the next, t counted from 0. */
export function isCut(truncate: number, t: number) {
  return truncate > 0 && (t + 1) % truncate === 0;
}

function lossBox({ pen, shown, layout }: Scene, t: number, reached: boolean) {
  const { h } = layout.at(t);
  const half = Math.max(19, layout.cell[0] / 2);
  const x = h + layout.cell[0] / 2 - half;
  return scalarBox(pen, x, layout.rows.loss, 2 * half, reached, {
    mark: `losses.${t}`,
    words: `loss of step ${t + 1}`,
    value: shown.losses[t]!,
  });
}

export function scalarBox(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  reached: boolean,
  { mark, words: before, value }: { mark: string; words: string; value: number },
) {
  const box = { x, y, width, height: 20, rx: 3 };
  if (!reached) return element(pen.document, 'rect', { ...box, class: 'outline' });
  const number = pen.said(mark.split('.')[0]!, value);
  return group(
    pen,
    'scalar',
    element(pen.document, 'rect', { ...box, class: 'box', ...marked(mark, before, number) }),
    words(pen, number, { x: x + width / 2, y: y + 14 }, 'middle', 'numeral'),
  );
}

/** L, the sum of the losses, at the right end of their row. */
function whole({ pen, shown, layout, progress }: Scene) {
  const { right, rows } = layout;
  const reached = progress.forwardTo === layout.T - 1;
  return group(
    pen,
    'whole',
    symbol(pen, '\\loss =', { x: right + 20, y: rows.loss + 15 }, 'end'),
    scalarBox(pen, right + 26, rows.loss, 54, reached, { mark: 'loss', words: 'loss', value: shown.loss }),
  );
}
