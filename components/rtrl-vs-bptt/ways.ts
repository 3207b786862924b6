/** Both ways over one chain of states: what each holds at this moment, and where its derivatives have come to. */
import { memory } from '../../kernels/rtrl-cost.ts';
import { column, fullOf } from '../parts/columns.ts';
import type { Cell } from '../parts/declare.ts';
import { arrow } from '../parts/timeline-arrows.ts';
import { cells, element, picture, placed, symbol, words, type Pen } from '../parts/timeline.ts';
import { drawing, progressOf, type Shown } from './shown.ts';

const [LEFT, CELL] = [128, 16] as const;

interface Scene {
  pen: Pen;
  shown: Shown;
  T: number;
  H: number;
  progress: ReturnType<typeof progressOf>;
  layout: ReturnType<typeof layoutOf>;
}

function layoutOf(H: number) {
  const small = H < 3 ? 11 : 9;
  const tensor = H * (H + 2) * small;
  const matrix = H * CELL;
  const state = 8;
  const ahead = state + matrix + 40;
  const kept = ahead + Math.max(H * small, 32) + 34;
  const error = kept + matrix + 26;
  return { small, tensor, matrix, state, ahead, kept, error, step: Math.max(tensor, 5 * CELL) + 34, height: error + matrix + 24 };
} // prettier-ignore

export const drawWays: Cell = drawing((pen, shown) => {
  const { T, H } = shown.sizes;
  const layout = layoutOf(H!);
  const scene: Scene = { pen, shown, T: T!, H: H!, layout, progress: progressOf(shown.moment, T!) };
  const at = (t: number) => ({ x: LEFT + t * layout.step, y: 0 });
  const steps = Array.from({ length: T! }, (_, t) => placed(pen, at(t), ...step(scene, t)));
  return picture(pen, LEFT + T! * layout.step, layout.height, 'both ways, step by step', [...names(scene), ...steps]);
}); // prettier-ignore

/** How many steps are kept for the walk back: all so far, and on its way back those that it has not used. */
const stepsKept = ({ progress: { forwardTo, backFrom }, T }: Scene) =>
  backFrom < T ? backFrom : forwardTo + 1;

function names(scene: Scene) {
  const { pen, layout, T, H } = scene;
  const size = (steps: number) => ({ steps, units: H, inputs: 1 });
  const name = (text: string, y: number, more?: string) => [
    words(pen, text, { x: 0, y }, 'start'),
    more !== undefined && words(pen, more, { x: 0, y: y + 14 }, 'start', 'faint'),
  ];
  const line = (y: number) => element(pen.document, 'path', { class: 'line', d: `M0 ${y}H${LEFT + T * layout.step}` });
  return [
    words(pen, 'state', { x: 0, y: layout.state + layout.matrix / 2 + 4 }, 'start'),
    symbol(pen, '\\hid{t}', { x: 34, y: layout.state + layout.matrix / 2 + 4 }, 'start', 'small-letter'),
    line(layout.ahead - 22),
    ...name('forward:', layout.ahead + 2),
    ...name('sensitivities', layout.ahead + 16, `holds ${memory.forward(size(T))} numbers`),
    line(layout.kept - 20),
    ...name('backward: kept', layout.kept + 8, `holds ${memory.backward(size(stepsKept(scene)))} numbers`),
    words(pen, 'state, slope, own error', { x: 0, y: layout.kept + 36 }, 'start', 'faint'),
    ...name('error', layout.error + layout.matrix / 2 + 4),
    symbol(pen, '\\err{t}', { x: 34, y: layout.error + layout.matrix / 2 + 4 }, 'start', 'small-letter'),
  ];
} // prettier-ignore

function step(scene: Scene, t: number) {
  const { pen, shown, layout, progress, T, H } = scene;
  const { h, delta, sensitivities, run } = shown;
  const { forwardTo, backFrom } = progress;
  const present = t <= forwardTo;
  const single = { x: 0, cell: [CELL, CELL] as const, printed: false };
  const still = present && (backFrom === T || t < backFrom);
  const tape = Array.from({ length: H }, (_, i) => [run.sent[t]![i]!, run.slopes[t]![i]!, run.fromAbove[t]![i]!]);
  return [
    cells(pen, { ...single, y: layout.state, values: column(h[t]!), full: fullOf(h), reached: present, mark: (i) => `h.${t}.${i}`, words: (i) => `state, step ${t + 1}, unit ${i + 1}` }),
    t === forwardTo
      ? cells(pen, { x: 0, y: layout.ahead, values: sensitivities[t]!, cell: [layout.small, layout.small], full: fullOf(sensitivities.flat(), 0), printed: false, reached: true, mark: (k, p) => `sensitivities.${t}.${k}.${p}`, words: (k, p) => `sensitivity of unit ${k + 1} to weight ${p + 1}, step ${t + 1}` })
      : element(pen.document, 'rect', { x: 0.75, y: layout.ahead + 0.75, width: layout.tensor - 1.5, height: H * layout.small - 1.5, class: 'outline' }),
    cells(pen, { ...single, y: layout.kept, values: tape, full: fullOf(tape), reached: still }),
    cells(pen, { ...single, y: layout.error, values: column(delta[t]!), full: fullOf(delta, 0), reached: t >= backFrom, mark: (i) => `delta.${t}.${i}`, words: (i) => `error, step ${t + 1}, unit ${i + 1}` }),
    ...(t < T - 1 ? arrows(scene, t) : []),
    words(pen, `t = ${t + 1}`, { x: 0, y: layout.height - 5 }, 'start', 'faint'),
  ];
} // prettier-ignore

function arrows({ pen, layout, progress: { forwardTo, backFrom }, H }: Scene, t: number) {
  const to = layout.step - 3;
  const middle = (y: number, high: number) => y + high / 2;
  const state = middle(layout.state, layout.matrix);
  const [ahead, error] = [middle(layout.ahead, H * layout.small), middle(layout.error, layout.matrix)];
  return [
    arrow(pen, 'forward', { x: CELL + 3, y: state }, { x: to, y: state }, t < forwardTo),
    arrow(pen, 'forward', { x: layout.tensor + 3, y: ahead }, { x: to, y: ahead }, t < forwardTo),
    arrow(pen, 'backward', { x: to, y: error }, { x: CELL + 3, y: error }, t >= backFrom),
  ];
} // prettier-ignore
