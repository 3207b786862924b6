import { entry } from '../../kernels/seeded.ts';
import type { Input, Matrix, Sizes, Vector } from '../parts/declare.ts';

const list = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));

/** Of many tried, one whose units tell three stories and whose candidates lie apart from their old states. */
const SEED = 7739;

/** Seeded normal numbers of one decimal; an array that grows keeps its entries. */
export function drawn(stream: string, rows: number, columns: number, scale: number): Matrix {
  const number = (i: number, j: number) => Math.round(10 * scale * entry(SEED, stream, i, j)) / 10 || 0;
  return list(rows, (i) => i).map((i) => list(columns, (j) => number(i, j)));
}

/** The first unit keeps its state, the second replaces it, the third does half of each, and so on. */
const fates = [-2.5, 2.5, 0];
export const updateBias = ({ H }: Sizes): Vector => list(H!, (i) => fates[i % 3]!);
/** The second unit's state is hidden from the candidates. */
export const resetBias = ({ H }: Sizes): Vector => list(H!, (i) => [2, -3, 1][i % 3]!);
export const zeros = (rows: number, columns: number): Matrix =>
  list(rows, (i) => i).map(() => list(columns, () => 0));

const anything = { range: [-1e4, 1e4], slider: [-4, 4], step: 0.1 } as const;
const matrix = (shape: [string, string], stream: string, scale: number, label: string, symbol: string, words: string): Input => ({
  kind: 'array', shape, ...anything, label, symbol, words,
  default: (sizes) => drawn(stream, sizes[shape[0]]!, sizes[shape[1]]!, scale),
}); // prettier-ignore
const vector = (label: string, symbol: string, words: string, values: (sizes: Sizes) => Vector): Input => ({
  kind: 'array', shape: ['H'], ...anything, label, symbol, words, default: values,
}); // prettier-ignore

export const inputs: Record<string, Input> = {
  zWeighs: {
    kind: 'choice',
    options: [{ value: 'candidate', label: 'the candidate' }, { value: 'previous', label: 'the old state' }],
    default: 'candidate', label: 'z weighs', words: 'What the update gate is the weight of: the candidate (Chung 2014), or the old state (Cho 2014, PyTorch).',
  },
  rGates: {
    kind: 'choice',
    options: [{ value: 'state', label: 'the old state' }, { value: 'product', label: 'its product' }],
    default: 'state', label: 'r gates', words: 'What the reset gate multiplies: the old state before the recurrent weights (Cho 2014), or their product with it (cuDNN, PyTorch).',
  },
  Wz: matrix(['H', 'I'], 'Wz', 0.6, 'input weights of the update gate', '\\gruWz', 'From the input to the update gate.'),
  Uz: matrix(['H', 'H'], 'Uz', 0.5, 'recurrent weights of the update gate', '\\gruUz', 'From the old state to the update gate.'),
  bz: vector('bias of the update gate', '\\grubz', 'Added to what enters the update gate.', updateBias),
  Wr: matrix(['H', 'I'], 'Wr', 0.6, 'input weights of the reset gate', '\\gruWr', 'From the input to the reset gate.'),
  Ur: matrix(['H', 'H'], 'Ur', 0.5, 'recurrent weights of the reset gate', '\\gruUr', 'From the old state to the reset gate.'),
  br: vector('bias of the reset gate', '\\grubr', 'Added to what enters the reset gate.', resetBias),
  W: matrix(['H', 'I'], 'W', 1, 'input weights of the candidate', '\\gruW', 'From the input to the candidate.'),
  U: matrix(['H', 'H'], 'U', 1, 'recurrent weights of the candidate', '\\gruU', 'From the gated old state to the candidate.'),
  b: vector('bias of the candidate', '\\grub', 'Added to what enters the candidate.', ({ H }) => list(H!, () => 0)),
  bU: vector('bias of the product', '\\grubU', 'Added to the recurrent product before the reset gate multiplies it; without place where the gate comes first.', ({ H }) => list(H!, () => 0)),
  hPrev: vector('old state', '\\gruHid{t-1}', 'The state before the step.', ({ H }) => list(H!, (i) => [0.8, -0.7, 0.6, -0.4][i % 4]!)),
  x: { kind: 'array', shape: ['I'], ...anything, label: 'input', symbol: '\\inp{t}', words: 'The input of the step.', default: ({ I }) => list(I!, (j) => [1, -0.5, 0.8][j % 3]!) },
}; // prettier-ignore
