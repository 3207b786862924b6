import { entry } from '../../kernels/seeded.ts';
import type { ArrayInput, Input, Inputs, Matrix, Sizes, Vector } from '../parts/declare.ts';
import { startOf, STEPS, trainedSizes, weightOf } from './trained.ts';
import { letterOf } from './letters.ts';

const list = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));
const rounded = (value: number) => Math.round(value * 100) / 100 || 0;
/** Seeded numbers of two decimals, for sizes that are not those of the trained network. */
const drawn = (stream: string, rows: number, columns: number, scale: number): Matrix =>
  list(rows, (i) => i).map((i) => list(columns, (j) => rounded(scale * entry(3, stream, i, j))));

const isTrained = ({ H, I }: Sizes) => H === trainedSizes.H && I === trainedSizes.I;
const gates = { i: 'input gate', f: 'forget gate', o: 'output gate', g: 'candidate' } as const;
type Gate = keyof typeof gates;
export const letters = Object.keys(gates) as Gate[];
export const namesOfGates = gates;

const anything = { range: [-1e4, 1e4], slider: [-10, 10], step: 0.1 } as const;
const small = { range: [-1e4, 1e4], slider: [-2, 2], step: 0.05 } as const;

type Made = Pick<ArrayInput, 'label' | 'symbol' | 'words'>;
const matrix = (name: string, columns: 'I' | 'H', made: Made): Input => ({
  ...{ kind: 'array', shape: ['H', columns], ...anything, ...made },
  default: (sizes) =>
    isTrained(sizes) ? (weightOf(name) as Matrix) : drawn(name, sizes.H!, sizes[columns]!, 0.8),
});
const bias = (name: string, made: Made): Input => ({
  ...{ kind: 'array', shape: ['H'], ...anything, ...made },
  default: (sizes) =>
    isTrained(sizes) ? (weightOf(name) as Vector) : list(sizes.H!, () => (name === 'bf' ? 1 : 0)),
});
const peephole = (gate: 'i' | 'f' | 'o'): Input => ({
  ...{
    kind: 'array',
    shape: ['H'],
    ...anything,
    label: `peephole, ${gates[gate]}`,
    symbol: letterOf(`p${gate}`),
  },
  words: `How much the ${gates[gate]} sees of each memory cell, ${gate === 'o' ? 'the new one' : 'the one of the step before'}.`,
  default: ({ H }) => list(H!, () => 0),
});

/** At the trained sizes what the step of the task starts from. */
const start =
  (name: 'x' | 'hPrev' | 'cPrev') =>
  (sizes: Sizes, { position }: Inputs) =>
    isTrained(sizes)
      ? startOf(position as number)[name]
      : drawn(name, 1, name === 'x' ? sizes.I! : sizes.H!, 0.6)[0]!;

const vector = (name: 'x' | 'hPrev' | 'cPrev', made: Made): Input => ({
  ...{ kind: 'array', shape: [name === 'x' ? 'I' : 'H'], ...small, ...made },
  default: start(name),
});
const error = (of: string, symbol: string): Input => ({
  ...{ kind: 'array', shape: ['H'], ...small, label: `error of the new ${of}`, symbol },
  words: `What the losses say about the new ${of}: their derivative by it.`,
  default: ({ H }) => list(H!, () => 1),
});

export const inputs: Record<string, Input> = {
  weights: {
    kind: 'choice', label: 'weights', words: 'The trained set as it is, or numbers changed by hand; a changed number takes the choice back.',
    options: [{ value: 'own', label: 'to change' }, { value: 'trained', label: 'as trained' }], default: 'own',
  },
  position: {
    kind: 'number', whole: true, range: [1, STEPS], step: 1, default: 9, label: 'step of the task',
    words: 'Step of the trained network’s sequence, from which input, state and cell come where they are not given.',
  },
  peepholes: {
    kind: 'choice', label: 'peepholes', words: 'Whether gates see the memory cell.',
    options: [{ value: 'on', label: 'on' }, { value: 'off', label: 'off' }], default: 'on',
  },
  ...Object.fromEntries(letters.flatMap((gate): [string, Input][] => [
    [`W${gate}`, matrix(`W${gate}`, 'I', { label: `input weights, ${gates[gate]}`, symbol: letterOf(`W${gate}`), words: `From the input to the ${gates[gate]}.` })],
    [`U${gate}`, matrix(`U${gate}`, 'H', { label: `recurrent weights, ${gates[gate]}`, symbol: letterOf(`U${gate}`), words: `From the state before to the ${gates[gate]}.` })],
    [`b${gate}`, bias(`b${gate}`, { label: `bias, ${gates[gate]}`, symbol: letterOf(`b${gate}`), words: `Added to the pre-activation of the ${gates[gate]}.` })],
  ])),
  pi: peephole('i'),
  pf: peephole('f'),
  po: peephole('o'),
  x: vector('x', { label: 'input', symbol: '\\inp{t}', words: 'The input of the step; of the trained network a number, 1 if it is marked, and 1 if the network is asked.' }),
  hPrev: vector('hPrev', { label: 'state before', symbol: '\\lstmHid{t-1}', words: 'The state of the step before.' }),
  cPrev: vector('cPrev', { label: 'cell before', symbol: '\\lstmCell{t-1}', words: 'The memory cell of the step before.' }),
  dhNext: error('state', '\\grad{\\lstmHid{t}}'),
  dcNext: error('cell', '\\grad{\\lstmCell{t}}'),
}; // prettier-ignore

export const parameterNames = letters.flatMap((gate) => [`W${gate}`, `U${gate}`, `b${gate}`]);
export const peepholeNames = ['pi', 'pf', 'po'];
export const startNames = ['x', 'hPrev', 'cPrev'];
/** Everything that the trained set decides. */
export const trainedNames = [...parameterNames, ...peepholeNames, ...startNames, 'dhNext', 'dcNext'];
