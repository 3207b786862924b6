import { entry } from '../../kernels/seeded.ts';
import type { Input, Inputs, Matrix, Sizes } from '../parts/declare.ts';

const list = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));
const rounded = (value: number) => Math.round(value * 100) / 100 || 0;

/** Seeded normal numbers of two decimals; an array that grows keeps its entries. */
export function drawn(inputs: Inputs, stream: string, rows: number, columns: number, scale: number): Matrix {
  const seed = inputs.seed as number;
  return list(rows, (i) => i).map((i) => list(columns, (j) => rounded(scale * entry(seed, stream, i, j))));
}

/** Entries of variance 1/H give a spectral radius of about 1. */
export const recurrent = (inputs: Inputs, { H }: Sizes, radius = 1) =>
  drawn(inputs, 'U', H!, H!, radius / Math.sqrt(H!));
export const inputWeights = (inputs: Inputs, { H, I }: Sizes, scale = 0.8) =>
  drawn(inputs, 'W', H!, I!, scale);

/** For the squared cost any numbers; for the softmax one 1 in each row. */
export function targets(inputs: Inputs, { T, O }: Sizes): Matrix {
  const numbers = drawn(inputs, 'y', T!, O!, 0.8);
  if (inputs.cost === 'squared') return numbers;
  return numbers.map((row) => row.map((_, k) => (k === row.indexOf(Math.max(...row)) ? 1 : 0)));
}

const anything = { range: [-1e4, 1e4], slider: [-2, 2], step: 0.05 } as const;
const whole = { kind: 'number', step: 1, whole: true } as const;
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

export const inputs: Record<string, Input> = {
  seed: { ...whole, range: [0, 9999], default: 1, label: 'seed', words: 'Decides the weights, inputs and targets that are not given.' },
  steps: { ...whole, range: [1, 12], default: 5, label: 'steps', symbol: '\\horizon', words: 'Length of the sequence.' },
  units: { ...whole, range: [1, 6], default: 3, label: 'units', words: 'Numbers of the hidden state.' },
  activation: { kind: 'choice', options: options('linear', 'tanh', 'sigmoid', 'relu'), default: 'tanh', label: 'activation', symbol: '\\anyact', words: 'Activation of the hidden units.' },
  cost: { kind: 'choice', options: options('squared', 'softmax'), default: 'squared', label: 'cost', symbol: '\\losst{t}', words: 'Half the squared distance from the target, or the cross-entropy of a softmax.' },
  truncate: { ...whole, range: [0, 12], default: 0, label: 'truncate', symbol: '\\trunc', words: 'Errors pass back only inside blocks of this many steps; 0 does not cut.' },
  moment: { ...whole, range: [0, 24], default: 24, label: 'moment', words: 'How far the walk has come: 0 folded, then each step forward, then each step backward.' },
  weight: {
    kind: 'array', shape: [2], range: [1, 6], step: 1, entries: ['to unit', 'from unit'], label: 'weight',
    words: 'Row and column of the recurrent weight whose uses are set against the losses.',
    valid: (value) => (value.flat().every(Number.isInteger) ? undefined : 'two whole numbers'),
    default: () => [1, 1],
  },
  U: { kind: 'array', shape: ['H', 'H'], ...anything, label: 'recurrent weights', symbol: '\\Wrec', words: 'From the state before to the state.', default: (sizes, given) => recurrent(given, sizes) },
  W: { kind: 'array', shape: ['H', 'I'], ...anything, label: 'input weights', symbol: '\\Win', words: 'From the input to the state.', default: (sizes, given) => inputWeights(given, sizes) },
  V: { kind: 'array', shape: ['O', 'H'], ...anything, label: 'output weights', symbol: '\\Wout', words: 'From the state to the output.', default: ({ O, H }, given) => drawn(given, 'V', O!, H!, 0.8) },
  b: { kind: 'array', shape: ['H'], ...anything, label: 'hidden bias', symbol: '\\bhid', words: 'Added to each pre-activation.', default: ({ H }) => list(H!, () => 0) },
  c: { kind: 'array', shape: ['O'], ...anything, label: 'output bias', symbol: '\\bout', words: 'Added to each output.', default: ({ O }) => list(O!, () => 0) },
  x: { kind: 'array', shape: ['T', 'I'], ...anything, label: 'inputs', symbol: '\\inp{t}', words: 'One row for each step.', default: ({ T, I }, given) => drawn(given, 'x', T!, I!, 1) },
  y: { kind: 'array', shape: ['T', 'O'], ...anything, label: 'targets', symbol: '\\target{t}', words: 'One row for each step; for the softmax a 1 in each row.', default: (sizes, given) => targets(given, sizes) },
}; // prettier-ignore

/** The same inputs in words, since the letters differ from lecture to lecture. */
export const aliases = {
  recurrent: 'U',
  input: 'W',
  output: 'V',
  hiddenBias: 'b',
  outputBias: 'c',
};
