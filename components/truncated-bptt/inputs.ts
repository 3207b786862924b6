import { entry, seeded } from '../../kernels/seeded.ts';
import type { Input, Inputs, Sizes, Vector } from '../parts/declare.ts';

const list = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));
const rounded = (value: number) => Math.round(value * 100) / 100 || 0;

/** Seeded normal numbers of two decimals; an array that grows keeps its entries. */
const drawn = ({ seed }: Inputs, stream: string, length: number, scale: number) =>
  list(length, (i) => rounded(scale * entry(seed as number, stream, i, 0)));

/** Entries of variance 1/H give a spectral radius of about 1. */
export const recurrent = ({ seed }: Inputs, { H }: Sizes, radius = 1) =>
  list(H!, (i) => i).map((i) =>
    list(H!, (j) => rounded((radius / Math.sqrt(H!)) * entry(seed as number, 'U', i, j))),
  );

/** A time series of numbers: two swings whose phases the seed decides, and a little noise. */
function series(seed: number, length: number): Vector {
  const random = seeded(seed);
  const [slow, fast] = [2 * Math.PI * random(), 2 * Math.PI * random()];
  const at = (t: number) => 0.8 * Math.sin((2 * Math.PI * t) / 9 + slow) + 0.5 * Math.sin((2 * Math.PI * t) / 3.7 + fast);
  return list(length, (t) => rounded(at(t) + 0.1 * entry(seed, 'noise', t, 0)));
} // prettier-ignore

/** What is to be recalled: 1 or −1. */
const signal = (seed: number) => (seeded(seed)() < 0.5 ? -1 : 1);

function numbers({ seed, task }: Inputs, { T }: Sizes): Vector {
  if (task === 'recall') return list(T!, (t) => (t ? 0 : signal(seed as number)));
  return series(seed as number, T!);
}

function targets({ seed, task }: Inputs, { T }: Sizes): Vector {
  if (task === 'recall') return list(T!, (t) => (t === T! - 1 ? signal(seed as number) : 0));
  return series(seed as number, T! + 1).slice(1);
}

const anything = { range: [-100, 100], slider: [-2, 2], step: 0.05 } as const;
const whole = { kind: 'number', step: 1, whole: true } as const;
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

export const inputs: Record<string, Input> = {
  seed: { ...whole, range: [0, 9999], default: 7, label: 'seed', words: 'Decides the weights and the numbers that are not given.' },
  steps: { ...whole, range: [1, 24], default: 8, label: 'steps', symbol: '\\horizon', words: 'Length of the whole sequence.' },
  units: { ...whole, range: [1, 4], default: 2, label: 'units', words: 'Numbers of the hidden state.' },
  numSteps: { ...whole, range: [1, 24], default: 3, label: 'num_steps', symbol: '\\trunc', words: 'How many steps an error goes back at most; as long as the sequence, nothing is cut.' },
  way: {
    kind: 'choice', default: 'chunks', label: 'walk back',
    options: [{ value: 'chunks', label: 'once a chunk' }, { value: 'sliding', label: 'after every step' }],
    words: 'Once for each chunk of num_steps, with all its errors; or after every step, with the error of that step alone, over the last num_steps.',
  },
  task: {
    kind: 'choice', default: 'series', label: 'task',
    options: [{ value: 'series', label: 'next number of a series' }, { value: 'recall', label: 'recall the first number' }],
    words: 'A series whose next number is predicted at every step; or a number at the first step, silence, and a loss at the last step alone.',
  },
  activation: { kind: 'choice', options: options('linear', 'tanh', 'sigmoid', 'relu'), default: 'tanh', label: 'activation', symbol: '\\anyact', words: 'Activation of the hidden units.' },
  U: { kind: 'array', shape: ['H', 'H'], ...anything, label: 'recurrent weights', symbol: '\\Wrec', words: 'From the state before to the state.', default: (sizes, given) => recurrent(given, sizes) },
  W: { kind: 'array', shape: ['H'], ...anything, label: 'input weights', symbol: '\\Win', words: 'From the one input to each unit.', default: ({ H }, given) => drawn(given, 'W', H!, 0.8) },
  V: { kind: 'array', shape: ['H'], ...anything, label: 'output weights', symbol: '\\Wout', words: 'From each unit to the one output.', default: ({ H }, given) => drawn(given, 'V', H!, 0.8) },
  b: { kind: 'array', shape: ['H'], ...anything, label: 'hidden bias', symbol: '\\bhid', words: 'Added to each pre-activation.', default: ({ H }) => list(H!, () => 0) },
  x: { kind: 'array', shape: ['T'], ...anything, label: 'inputs', symbol: '\\inp{t}', words: 'One number for each step.', default: (sizes, given) => numbers(given, sizes) },
  y: { kind: 'array', shape: ['T'], ...anything, label: 'targets', symbol: '\\target{t}', words: 'One number for each step; in the recall task only that of the last step counts.', default: (sizes, given) => targets(given, sizes) },
}; // prettier-ignore
