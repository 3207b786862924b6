import { entry } from '../../kernels/seeded.ts';
import type { Input, Inputs } from '../parts/declare.ts';

const list = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));
const rounded = (value: number) => Math.round(value * 100) / 100 || 0;

const whole = { kind: 'number', step: 1, whole: true } as const;
/** A press opens what is closed and closes what is open. */
const pressed = (value: number) => (value < 0.5 ? 1 : 0);
const gate = { kind: 'array', shape: ['T'], range: [0, 1], step: 0.05, pressed } as const;

/** Open at the first step alone; open at all others; open at the fourth step and the second from the end. */
export const written = (T: number) => list(T, (t) => Number(t === 0));
export const kept = (T: number) => list(T, (t) => Number(t > 0));
export const told = (T: number) => list(T, (t) => Number(t === T - 4 || t === T - 2));

const drawn = ({ seed, scale }: Inputs, T: number) =>
  list(T, (t) => rounded((scale as number) * entry(seed as number, 'x', t, 0)));

export const inputs: Record<string, Input> = {
  seed: { ...whole, range: [0, 9999], default: 1, label: 'seed', words: 'Decides the weights, and the inputs that are not given.' },
  steps: { ...whole, range: [2, 20], default: 7, label: 'steps', symbol: '\\horizon', words: 'Length of the sequence.' },
  units: { ...whole, range: [1, 6], default: 3, label: 'units', words: 'Units of the plain network, and cells of the LSTM.' },
  radius: { kind: 'number', range: [0, 3], step: 0.05, default: 0.7, label: 'recurrent weights', words: 'Size of the recurrent weights: 1 makes a spectral radius of about 1.' },
  scale: { kind: 'number', range: [0, 10], step: 0.1, default: 1, label: 'input scale', words: 'Standard deviation of the inputs, which are normal random numbers.' },
  gating: {
    kind: 'choice', default: 'hand', label: 'gates', words: 'Whether the gates are set by hand, or come from seeded weights, inputs and outputs as in a trained network.',
    options: [{ value: 'hand', label: 'by hand' }, { value: 'weights', label: 'from weights' }],
  },
  forgetBias: { kind: 'number', range: [-6, 6], step: 0.5, default: 1, label: 'forget bias', symbol: '\\lstmbf', words: 'Bias of the forget gates, where these come from weights.' },
  x: { kind: 'array', shape: ['T'], range: [-1e3, 1e3], slider: [-3, 3], step: 0.1, label: 'input', symbol: '\\inp{t}', words: 'One number for each step.', default: ({ T }, given) => drawn(given, T!) },
  inputGate: { ...gate, label: 'input gate', symbol: '\\lstmIn{t}', words: 'How far it is open at each step, where gates are set by hand; the same for all cells.', default: ({ T }) => written(T!) },
  forgetGate: { ...gate, label: 'forget gate', symbol: '\\lstmForget{t}', words: 'How much each cell keeps at each step, where gates are set by hand: 1 keeps all.', default: ({ T }) => kept(T!) },
  outputGate: { ...gate, label: 'output gate', symbol: '\\lstmOut{t}', words: 'How far it is open at each step, where gates are set by hand.', default: ({ T }) => told(T!) },
}; // prettier-ignore
