import type { Cell, Panel, Vector } from '../parts/declare.ts';
import { lines, type Curve } from '../parts/lines.ts';
import { carousel } from './carousel.ts';
import { FEW } from './inputs.ts';
import { drawing } from './shown.ts';
import { strips } from './strips.ts';

const log10 = (values: Vector) => values.map((value) => Math.log10(Math.abs(value)));

/** Sizes on a logarithmic scale, from the first step to the last, where the error starts. */
const drawSizes = drawing((pen, { throughCell, throughState, total }) => {
  const every = [throughCell, throughState, total].map(log10);
  // What is smaller is nothing: gates that are closed to the last digit.
  const finite = every.flat().filter((value) => value > -12 && value < Infinity);
  const [low, high] = [
    Math.floor(Math.min(-1, ...finite)),
    Math.min(12, Math.ceil(Math.max(0.3, ...finite))),
  ];
  const stride = Math.ceil(total.length / 24);
  const curve = (name: 'throughCell' | 'throughState' | 'total', kind: string, at: number, values: Vector, text: string): Curve => {
    const marks = values.map((_, t) => t).filter((t) => every[at]![t]! >= low && (values.length - 1 - t) % stride === 0);
    return { name, kind, values: every[at]!, text, marks, words: (t) => `${text}, step ${t + 1}`, number: (t) => pen.said(name, values[t]!) };
  };
  const curves = [
    curve('total', 'alone', 2, total, 'all ways'),
    curve('throughCell', 'memory', 0, throughCell, 'cell alone'),
    curve('throughState', 'state', 1, throughState, 'state alone'),
  ];
  const frame = { label: 'size of the error by steps', width: 460, height: 230, room: 84, log: true };
  return lines(pen, { ...frame, domain: [low, high], across: 'steps after the first', curves });
}); // prettier-ignore

export const drawings: Record<string, Cell> = {
  drawCarousel: drawing((pen, shown) => (shown.x.length > FEW ? strips(pen, shown) : carousel(pen, shown))),
  drawSizes,
};

export const panels: readonly Panel[] = [
  { title: 'gates: ○ open, – closed; press one to change it', formula: '\\EqLstmCell', controls: ['steps'], drawing: 'drawCarousel', span: 'full' },
  { title: 'size of the error on its way back', drawing: 'drawSizes', span: 'half', after: true },
  { title: 'the way round through the state', controls: ['U', 'feedback', 'clip'], span: 'half', after: true },
]; // prettier-ignore
