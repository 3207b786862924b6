/** The folded network, and beside it one copy for each step that is unfolded. */
import { cell, type Cell, type Matrix, type Sizes } from '../parts/declare.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { brief, element, group, marked, picture, symbol, words } from '../parts/timeline.ts';
import { tint } from '../parts/tint.ts';
import { upward, weight, type Scene } from './edges.ts';
import { folded } from './folded.ts';
import { MOST_STEPS } from './inputs.ts';
import { drawnSteps, layoutOf, RADIUS } from './layout.ts';
import { litAt, outputs } from './values.ts';

export const drawGraph: Cell = cell(
  ['document', 'letters', 'sizes', 'unfolded', 'lit', 'litLayer', 'initial', 'pulse', 'trace'],
  (document: Document, letters: Letters, sizes: Sizes, unfolded: number, lit: string, litLayer: number, initial: string, pulse: number, trace: Matrix) => {
    const [layout, pen] = [layoutOf(sizes), penOf(document, letters, outputs)];
    const scene: Scene = {
      // At the end of its range all is shown and no step stands out.
      now: unfolded === MOST_STEPS ? -1 : unfolded - 1,
      ...{ pen, layout, trace, initial, copies: drawnSteps(unfolded, layout.T), pulse: Math.min(pulse, layout.T) - 1 },
      isLit: (kind, layer) => lit === kind && (kind === 'V' || litAt(sizes, litLayer) === layer),
    };
    const label = `network of ${layout.L} layers, folded and unfolded over ${layout.T} steps`;
    return picture(pen, layout.width, layout.height, label, [folded(scene), unfoldedPart(scene)]);
  },
); // prettier-ignore

function unfoldedPart(scene: Scene) {
  const { pen, layout, copies } = scene;
  const steps = Array.from({ length: copies }, (_, t) => copy(scene, t));
  const rest = Array.from({ length: layout.T - copies }, (_, at) => ghost(scene, copies + at)).flat();
  return group(pen, 'unfolded', ...start(scene), ...steps, ...rest);
}

/** The state before the first step, of every layer. */
function start({ pen, layout, initial, copies }: Scene) {
  if (!copies) return [];
  return Array.from({ length: layout.L }, (_, at) =>
    symbol(pen, initial === 'zero' ? '0' : '\\hidzero', { x: layout.step(-1), y: layout.layer(at) + 5 }, 'middle', 'small-letter'),
  );
} // prettier-ignore

/** One step: the arrows from the step before and from below, and the states that they make. */
function copy(scene: Scene, t: number) {
  const { pen, layout, pulse } = scene;
  const x = layout.step(t);
  const circles = Array.from({ length: layout.L }, (_, at) => {
    const y = layout.layer(at);
    const from = t ? layout.step(t - 1) + RADIUS + 1 : layout.step(-1) + 8;
    const middle = { x: (from + x - RADIUS) / 2, y: y - 9 };
    return [
      weight(scene, 'U', at, [{ x: from, y }, { x: x - RADIUS - 2, y }], middle),
      ...upward(scene, x, at),
      state(scene, x, at, t),
    ];
  });
  const now = t === scene.now ? { 'data-now': '' } : {};
  return element(
    pen.document,
    'g',
    { class: 'copy', ...now },
    ...circles.flat(),
    symbol(pen, `\\logit{${t + 1}}`, { x, y: layout.output }),
    symbol(pen, `\\inp{${t + 1}}`, { x, y: layout.input }),
    ...(t === pulse ? [element(pen.document, 'circle', { cx: x, cy: layout.input - 4, r: 13, class: 'pulse' }), words(pen, 'pulse', { x: x + 17, y: layout.input }, 'start', 'faint')] : []),
    words(pen, `t = ${t + 1}`, { x, y: layout.time }, 'middle', 'faint'),
  );
} // prettier-ignore

/** A state: its circle is the darker the more of the pulse is in it. */
function state({ pen, layout, trace }: Scene, x: number, at: number, t: number) {
  const value = trace[at]![t]!;
  const y = layout.layer(at);
  const mark = marked(
    `trace.${at}.${t}`,
    `trace of the pulse, layer ${at + 1}, step ${t + 1}`,
    pen.said('trace', value),
  );
  return group(
    pen,
    'state',
    element(pen.document, 'circle', { cx: x, cy: y, r: RADIUS, class: 'traced', fill: tint(value), ...mark }),
    words(pen, brief(value), { x, y: y + 4 }, 'middle', 'numeral'),
  );
}

/** A step that is still inside the loop. */
const ghost = ({ pen, layout }: Scene, t: number) =>
  Array.from({ length: layout.L }, (_, at) =>
    element(pen.document, 'circle', { cx: layout.step(t), cy: layout.layer(at), r: RADIUS, class: 'outline' }),
  ); // prettier-ignore
