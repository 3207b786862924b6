import { later, type Cell, type Matrix, type Panel, type Vector } from '../parts/declare.ts';
import { lines, type Curve, type Lines } from '../parts/lines.ts';
import { plane } from '../parts/plane.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { drawing, END_OF_FLOAT64, sampled, type Shown } from './shown.ts';
import { drawSweep } from './picture.ts';
import { outputs } from './values.ts';

const drawPlane = drawing((pen, { eigenvalues, modulus, radius }) =>
  plane(pen, {
    label: 'eigenvalues in the complex plane',
    points: eigenvalues,
    radius,
    mark: (i) => `modulus.${i}`,
    words: (i) => `eigenvalue ${i + 1} at ${complex(eigenvalues[i]!)}${modulus[i]! > 1 ? ', outside the unit circle' : ''}, modulus`,
    number: (i) => pen.said('modulus', modulus[i]!),
  }),
); // prettier-ignore

const complex = ([re, im]: number[]) => `${number(re!)} ${im! < 0 ? '−' : '+'} ${number(Math.abs(im!))} i`;
const number = (value: number) => value.toFixed(2).replace('-', '−');

const log10 = (values: Vector) => values.map((value) => value / Math.LN10);
const powers = (factor: number, { distance }: Shown) =>
  Array.from({ length: distance + 1 }, (_, k) => (k === 0 ? 0 : k * Math.log10(factor)));

/** The measured gradient and what is set beside it; the bound may leave the picture, which the others decide. */
function domainOf(measured: Vector, power: Vector, bound: Vector): [number, number] {
  const finite = [...measured, ...power].filter(Number.isFinite);
  const [low, high] = [Math.min(-0.5, ...finite), Math.max(0.5, ...finite)];
  const room = high + Math.max(1, 0.25 * (high - low));
  return [low - 0.04 * (high - low), Math.min(room, Math.max(high + 0.06 * (high - low), ...bound))];
}

const WIDTH = 480;
const ROOM = 92;

const drawGradient = drawing((pen, shown) => {
  const { travel, power, bound, gradientNorm, factor, radius, distance } = shown;
  const [measured, fall, most] = [log10(travel.gradient), powers(radius, shown), powers(factor, shown)];
  const few = sampled(distance, 6).slice(1);
  const domain = domainOf(measured, fall, most);
  const curve = (name: string, kind: string, values: Vector, outputs: Vector, words: string, rest: Partial<Curve>) =>
    ({ name, kind, values, marks: few, words: (k) => `${words}, ${k} steps back`, number: (k) => pen.said(name, outputs[k]!), ...rest }) satisfies Curve;
  const curves = [
    curve('bound', 'most', most, bound, 'bound', { text: 'bound' }),
    curve('power', 'alone', fall, power, 'power of the radius', { tex: '\\radius^{\\lag}' }),
    curve('gradientNorm', 'error', measured, gradientNorm, 'gradient', { text: 'measured', marks: sampled(distance, 21), tall: true }),
  ];
  const seen = curves.map((one) => ({ ...one, marks: one.marks.filter((k) => one.tall || (one.values[k]! >= domain[0] && one.values[k]! <= domain[1])) }));
  const note = domain[0] < END_OF_FLOAT64 ? { at: END_OF_FLOAT64, text: 'double precision ends here' } : undefined;
  const frame = { label: 'norm of the gradient by steps back', width: WIDTH, height: 342, room: ROOM, log: true, across: 'steps back, k' };
  return lines(pen, { ...frame, domain, curves: tallFirst(seen), note });
}); // prettier-ignore

/** Marks that answer far from their line lie under those that answer near theirs. */
const tallFirst = (curves: Curve[]) => curves.toSorted((a, b) => Number(b.tall ?? 0) - Number(a.tall ?? 0));

const drawState = drawing((pen, { travel, stateNorm, distance }) => {
  const largest = Math.max(...stateNorm);
  const log = largest > 1e3;
  const values = log ? log10(travel.state) : stateNorm;
  const finite = values.filter(Number.isFinite);
  const [low, high] = [log ? Math.min(0, ...finite) : 0, Math.max(...finite)];
  const domain = [low, high > low ? low + 1.08 * (high - low) : low + 1] as const;
  const words = (k: number) => `length of the state after ${k} steps`;
  const state: Curve = { name: 'stateNorm', kind: 'state', values, tex: '\\hidnorm{t}', marks: sampled(distance, 21).slice(1), words, number: (k) => pen.said('stateNorm', stateNorm[k]!), tall: true };
  const frame: Omit<Lines, 'curves'> = { label: 'length of the hidden state by steps', width: WIDTH, height: 300, room: ROOM, log, across: 'steps forward, t', domain };
  return lines(pen, { ...frame, curves: [state] });
}); // prettier-ignore

export const drawings: Record<string, Cell> = {
  drawPlane,
  drawGradient,
  drawSweep: later(
    ['document', 'letters', 'sweep', 'radius', 'distance'],
    (document: Document, letters: Letters, sweep: Matrix, radius: number, distance: number) =>
      drawSweep(penOf(document, letters, outputs), sweep, radius, distance),
  ),
  drawState,
};

export const panels: readonly Panel[] = [
  {
    title: 'eigenvalues of the recurrent weights',
    formula: '\\eig{i}',
    controls: ['radius', 'shear', 'size', 'seed'],
    drawing: 'drawPlane',
    span: 'third',
  },
  {
    title: 'how much gradient is left',
    formula: '\\jacnorm{\\horizon}{\\horizon-\\lag} \\le (\\normU\\,\\normact)^{\\lag}',
    controls: ['activation', 'distance', 'scale'],
    drawing: 'drawGradient',
    span: 'two-thirds',
  },
  {
    title: 'the same for every radius, a network each',
    formula: '\\log_{10} \\jacnorm{\\horizon}{\\horizon-\\lag}',
    drawing: 'drawSweep',
    span: 'third',
  },
  {
    title: 'the hidden state on its way',
    formula: '\\hidnorm{t}',
    drawing: 'drawState',
    span: 'two-thirds',
  },
];
