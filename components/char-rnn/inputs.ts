import { textKinds } from '../../kernels/texts.ts';
import type { Input, Inputs } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';

/** The ranges bound what one iteration does, which is never cut: a tenth of a second at most. */
const whole = { kind: 'number', step: 1, whole: true } as const;
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

export const cells = ['rnn', 'lstm', 'gru'] as const;
export type CellName = (typeof cells)[number];
export const cellLabels: Record<CellName, string> = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' };

/** What a state of the network depends on, besides how far it was trained. */
export const settings = [
  'source', 'text', 'cell', 'against', 'units', 'layers', 'steps', 'batch', 'optimizer', 'rate', 'clip', 'clipBy', 'seed',
] as const; // prettier-ignore
export type Settings = Record<(typeof settings)[number], string | number>;

export const settingsIn = (values: readonly unknown[]) => byName<Settings>(settings, values);

/** Iterations at which a sample is kept. */
export const MOMENTS = [0, 100, 300, 1000, 3000, 10_000, 30_000, 100_000] as const;
export const LAST = 100_000;

/** Whether there is anything to learn from: two characters at least. */
export const isUsable = ({ source, text }: Inputs) =>
  source !== 'own' || [...(text as string).slice(0, 20)].length > 1;

/** The iterations of which there are samples: those of the diary that are over, and the present one. */
export const sampledAt = (inputs: Inputs): number[] => {
  if (!isUsable(inputs)) return [];
  const now = inputs.iterations as number;
  return [...MOMENTS.filter((moment) => moment < now), now];
};

export const inputs: Record<string, Input> = {
  source: {
    kind: 'choice', default: 'prose', label: 'what it reads', words: 'A text of ours, made from a seed, or your own.',
    options: [...options(...textKinds), { value: 'own', label: 'my own text' }],
  },
  text: {
    kind: 'text', default: '', longest: 1e7, linked: 6000, along: { source: 'own' }, label: 'my own text',
    words: 'What the network learns from, if it is your own text; it never leaves your browser but in links that you copy.',
  },
  cell: { kind: 'choice', options: cells.map((value) => ({ value, label: cellLabels[value] })), default: 'rnn', label: 'cell', words: 'The kind of recurrent unit.' },
  against: {
    kind: 'choice', options: [{ value: 'alone', label: 'alone' }, { value: 'all', label: 'all three' }], default: 'alone',
    label: 'compare', words: 'Trains the other two kinds of cells as well, on the same chunks.',
  },
  units: { ...whole, range: [1, 128], default: 32, label: 'hidden units', symbol: 'H', words: 'Numbers of the state of each layer.' },
  layers: { ...whole, range: [1, 2], default: 1, label: 'layers', words: 'Recurrent layers, one above the other.' },
  steps: { ...whole, range: [1, 60], default: 25, label: 'chunk', words: 'Symbols of one iteration, through which errors go back.' },
  batch: { ...whole, range: [1, 8], default: 1, label: 'batch', words: 'Places of the text that are read side by side.' },
  optimizer: { kind: 'choice', options: options('sgd', 'adagrad', 'rmsprop', 'adam'), default: 'adagrad', label: 'optimizer', words: 'How the weights follow the gradient.' },
  rate: { kind: 'number', range: [0, 10], step: 0.001, default: 0.1, label: 'rate', symbol: '\\eta', words: 'How far each update goes.' },
  clipBy: { kind: 'choice', options: [{ value: 'value', label: 'each number' }, { value: 'norm', label: 'the whole' }, { value: 'off', label: 'off' }], default: 'value', label: 'clipping', words: 'What is kept from becoming too large: each number of the gradient, its length, or nothing.' },
  clip: { kind: 'number', range: [0.01, 1000], step: 0.5, default: 5, label: 'clip at', words: 'The largest number, or length, that a gradient may have.' },
  seed: { ...whole, range: [0, 9999], default: 1, label: 'seed', words: 'Decides the weights before training and what is drawn when sampling.' },
  temperature: { kind: 'number', range: [0, 5], step: 0.05, default: 0.8, label: 'temperature', symbol: '\\tau', words: 'Below 1 the likely symbols are drawn oftener than the network says; at 0 always the likeliest.' },
  iterations: { ...whole, range: [0, LAST], default: 300, label: 'iterations', words: 'Updates of the weights that have been made.' },
}; // prettier-ignore
