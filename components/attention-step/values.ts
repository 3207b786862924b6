import { attend, type Score, type Weights } from '../../kernels/attention.ts';
import type { Device } from '../../kernels/device/device.ts';
import type { Activation } from '../../kernels/rnn.ts';
import { cell, type Cell, type Matrix, type Output, type Vector } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';
import type { ScoreName } from './inputs.ts';

/** What one look finds: only the additive score has `z` [n][A] and `hidden` [n][A]. */
export interface Look {
  scores: Vector;
  weights: Vector;
  context: Vector;
  projected?: Vector;
  hidden?: Matrix;
  z?: Matrix | Vector;
}

const names = ['Wa', 'Ua', 'ba', 'va', 'G', 'p', 'q', 'r'] as const;
type Given = Record<(typeof names)[number], Vector | Matrix>;

/** The weights under the letters of the kernel. */
const lettersOf = ({ Wa, Ua, ba, va, ...others }: Given): Weights => ({
  W: Wa,
  U: Ua,
  b: ba,
  v: va,
  ...others,
});
const kernelOf = (score: ScoreName): Score => (score === 'wu' ? 'shared' : score);

async function look(
  device: Device,
  score: ScoreName,
  activation: Activation,
  query: Vector,
  keys: Matrix,
  ...values: (Vector | Matrix)[]
): Promise<Look> {
  const given = byName<Given>(names, values);
  const width = query.length;
  const sizes = { parts: keys.length, width, query: width, hidden: given.va.length, activation };
  const found = attend(device, kernelOf(score), sizes, lettersOf(given), query, keys);
  const { steps, scores, weights, context } = found;
  return (await device.read({ ...steps, scores, weights, context })) as unknown as Look;
}

/** The numbers that are weighed or added up to the score of each part: [n][A] for the additive score, else [n][d]. */
function compared(look: Look, score: ScoreName, query: Vector, keys: Matrix, q: Vector): Matrix {
  if (score === 'additive') return look.hidden!;
  const factor = score === 'dot' ? query : score === 'general' ? look.projected! : q;
  return keys.map((row) => row.map((value, j) => value * factor[j]!));
}

const part = (name: keyof Look) => cell(['look'], (found: Look) => found[name]);

export const values: Record<string, Cell> = {
  look: cell(['device', 'score', 'act', 'query', 'keys', ...names], look),
  scores: part('scores'),
  weights: part('weights'),
  context: part('context'),
  compared: cell(['look', 'score', 'query', 'keys', 'q'], compared),
  shares: cell(['weights', 'keys'], (weights: Vector, keys: Matrix) =>
    keys.map((row, i) => row.map((value) => value * weights[i]!)),
  ),
};

export const outputs: Record<string, Output> = {
  scores: { label: 'scores', shape: ['n'], symbol: '\\attScore{t}{i}', words: 'How well each part answers the query.' },
  weights: { label: 'weights', shape: ['n'], symbol: '\\attWeight{t}{i}', words: 'Softmax of the scores: positive, with sum 1.' },
  context: { label: 'context', shape: ['d'], symbol: '\\attCtx{t}', words: 'Mean of the parts under the weights, which goes to the decoder.' },
  shares: { label: 'shares', shape: ['n', 'd'], symbol: '\\attWeight{t}{i}\\,\\attPart{i}', words: 'Each part times its weight; the column sums are the context.' },
}; // prettier-ignore
