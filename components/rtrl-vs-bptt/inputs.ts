import { entry } from '../../kernels/seeded.ts';
import type { Input, Inputs, Vector } from '../parts/declare.ts';

const list = <T>(length: number, value: (index: number) => T) =>
  Array.from({ length }, (_, index) => value(index));
const rounded = (value: number) => Math.round(value * 100) / 100 || 0;

/** Seeded normal numbers of two decimals; an array that grows keeps its entries. */
const drawn = ({ seed }: Inputs, stream: string, length: number, scale: number): Vector =>
  list(length, (i) => rounded(scale * entry(seed as number, stream, i, 0)));

const anything = { range: [-100, 100], slider: [-2, 2], step: 0.05 } as const;
const whole = { kind: 'number', step: 1, whole: true } as const;
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

export const inputs: Record<string, Input> = {
  seed: { ...whole, range: [0, 9999], default: 1, label: 'seed', words: 'Decides the weights, inputs and targets that are not given.' },
  steps: { ...whole, range: [1, 8], default: 4, label: 'steps', symbol: '\\horizon', words: 'Length of the sequence.' },
  units: { ...whole, range: [1, 4], default: 2, label: 'units', words: 'Numbers of the hidden state.' },
  activation: { kind: 'choice', options: options('linear', 'tanh', 'sigmoid', 'relu'), default: 'tanh', label: 'activation', symbol: '\\anyact', words: 'Activation of the hidden units.' },
  moment: { ...whole, range: [0, 16], default: 16, label: 'moment', words: 'How far the walk has come: each step forward, then each step backward.' },
  cost: {
    kind: 'choice', default: 'memory', label: 'cost',
    options: [{ value: 'memory', label: 'numbers held' }, { value: 'operations', label: 'multiplications' }],
    words: 'What the curves count: numbers that are held at once, or multiplications.',
  },
  size: { ...whole, range: [1, 200], default: 10, label: 'units of the curves', words: 'Number of units for which the curves are counted, with one input.' },
  longest: { ...whole, range: [2, 1000], default: 60, label: 'longest sequence', words: 'The longest sequence of the curves.' },
  U: { kind: 'array', shape: ['H', 'H'], ...anything, label: 'recurrent weights', symbol: '\\Wrec', words: 'From the state before to the state.', default: ({ H }, given) => list(H!, (i) => list(H!, (j) => rounded(entry(given.seed as number, 'U', i, j) / Math.sqrt(H!)))) },
  W: { kind: 'array', shape: ['H'], ...anything, label: 'input weights', symbol: '\\Win', words: 'From the one input to each unit.', default: ({ H }, given) => drawn(given, 'W', H!, 0.8) },
  V: { kind: 'array', shape: ['H'], ...anything, label: 'output weights', symbol: '\\Wout', words: 'From each unit to the one output.', default: ({ H }, given) => drawn(given, 'V', H!, 0.8) },
  b: { kind: 'array', shape: ['H'], ...anything, label: 'hidden bias', symbol: '\\bhid', words: 'Added to each pre-activation.', default: ({ H }) => list(H!, () => 0) },
  x: { kind: 'array', shape: ['T'], ...anything, label: 'inputs', symbol: '\\inp{t}', words: 'One number for each step.', default: ({ T }, given) => drawn(given, 'x', T!, 1) },
  y: { kind: 'array', shape: ['T'], ...anything, label: 'targets', symbol: '\\target{t}', words: 'One number for each step.', default: ({ T }, given) => drawn(given, 'y', T!, 0.8) },
}; // prettier-ignore
