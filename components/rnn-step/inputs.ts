import { entry } from '../../kernels/seeded.ts';
import type { Input, Matrix, Vector } from '../parts/declare.ts';

/** The stages of the step; what lies behind the stage on show is computed, but not drawn yet. */
export const stages = [
  { value: 'products', label: 'products' },
  { value: 'sums', label: 'sums' },
  { value: 'activation', label: 'activation' },
  { value: 'output', label: 'output' },
  { value: 'softmax', label: 'softmax' },
] as const;

const list = <T>(length: number, value: (index: number) => T) =>
  Array.from({ length }, (_, index) => value(index));
const rounded = (value: number) => Math.round(value * 10) / 10 || 0;

/** Numbers of one decimal that look like weights; a matrix that grows keeps its entries. */
const matrix = (stream: string, rows: number, columns: number, scale: number): Matrix =>
  list(rows, (i) => list(columns, (j) => rounded(scale * entry(SEED, stream, i, j))));
const vector = (stream: string, length: number, scale: number): Vector =>
  list(length, (i) => rounded(scale * entry(SEED, stream, i, 0)));
/** Chosen so that past and present both count at the default sizes, and no unit is saturated. */
const SEED = 5128;

const anything = { range: [-1e4, 1e4], slider: [-2, 2], step: 0.1 } as const;
const array = { kind: 'array', ...anything } as const;
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

export const inputs: Record<string, Input> = {
  stage: { kind: 'choice', label: 'stage', words: 'The last stage that is drawn.', options: stages, default: 'softmax' },
  activation: { kind: 'choice', options: options('linear', 'tanh', 'sigmoid', 'relu'), default: 'tanh', label: 'activation', symbol: '\\anyact', words: 'Activation of the hidden units.' },
  U: { ...array, shape: ['H', 'H'], label: 'recurrent weights', symbol: '\\Wrec', words: 'From the state before to the state.', default: ({ H }) => matrix('U', H!, H!, 0.9) },
  W: { ...array, shape: ['H', 'I'], label: 'input weights', symbol: '\\Win', words: 'From the input to the state.', default: ({ H, I }) => matrix('W', H!, I!, 0.8) },
  b: { ...array, shape: ['H'], label: 'hidden bias', symbol: '\\bhid', words: 'Added to each pre-activation.', default: ({ H }) => vector('b', H!, 0.3) },
  V: { ...array, shape: ['O', 'H'], label: 'output weights', symbol: '\\Wout', words: 'From the state to the output.', default: ({ O, H }) => matrix('V', O!, H!, 1.5) },
  c: { ...array, shape: ['O'], label: 'output bias', symbol: '\\bout', words: 'Added to each output.', default: ({ O }) => vector('c', O!, 0.3) },
  hPrev: { ...array, shape: ['H'], label: 'state before', symbol: '\\hid{t-1}', words: 'The hidden state that the step before handed on.', default: ({ H }) => vector('h', H!, 0.7) },
  x: { ...array, shape: ['I'], label: 'input', symbol: '\\inp{t}', words: 'The input of this step.', default: ({ I }) => vector('x', I!, 1) },
}; // prettier-ignore

/** The same inputs in words, since the letters differ from lecture to lecture. */
export const aliases = {
  recurrent: 'U',
  input: 'W',
  output: 'V',
  hiddenBias: 'b',
  outputBias: 'c',
  before: 'hPrev',
};
