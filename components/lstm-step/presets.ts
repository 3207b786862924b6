import type { Inputs, Matrix, Preset, Vector } from '../parts/declare.ts';
import { letters } from './inputs.ts';

const zeros = (matrix: Matrix) => matrix.map((row) => row.map(() => 0));
const filled = (vector: Vector, value: number) => vector.map(() => value);

/** Gates set by their biases alone, the candidate by the input alone; a number in the cell, another at the door. */
function byBiases(inputs: Inputs, { bi, bf, bo }: Record<'bi' | 'bf' | 'bo', number>): Inputs {
  const bias = inputs.bi as Vector;
  const changes: Inputs = { bi: filled(bias, bi), bf: filled(bias, bf), bo: filled(bias, bo), bg: filled(bias, 0) };
  for (const gate of letters) {
    changes[`U${gate}`] = zeros(inputs[`U${gate}`] as Matrix);
    if (gate !== 'g') changes[`W${gate}`] = zeros(inputs[`W${gate}`] as Matrix);
  }
  const weights = inputs.Wg as Matrix;
  changes.Wg = weights.map((row) => row.map((_, j) => (j ? 0 : 1)));
  for (const name of ['pi', 'pf', 'po']) changes[name] = filled(bias, 0);
  changes.x = (inputs.x as Vector).map((_, j) => (j ? 0 : -0.9));
  changes.hPrev = filled(bias, 0.3);
  changes.cPrev = filled(bias, 0.7);
  for (const name of ['dhNext', 'dcNext']) changes[name] = filled(bias, 1);
  return changes;
} // prettier-ignore

const [OPEN, SHUT] = [8, -8];
const trained = (position: number) => (): Inputs => ({ weights: 'trained', position });

export const presets: readonly Preset[] = [
  {
    label: 'Trained: write',
    words: 'A number is marked: the trained network forgets what it had and lets the number in.',
    change: trained(7),
  },
  {
    label: 'Trained: keep',
    words: 'A distractor of −1 passes by: input gate shut, forget gate open.',
    change: trained(9),
  },
  {
    label: 'Trained: say',
    words: 'The network is asked: the output gate opens.',
    change: trained(11),
  },
  {
    label: 'Remember',
    words: 'Forget gate open, input gate closed: the cell is kept, whatever comes. The output gate is open.',
    change: (inputs) => byBiases(inputs, { bf: OPEN, bi: SHUT, bo: OPEN }),
  },
  {
    label: 'Overwrite',
    words: 'Forget gate closed, input gate open: only the new number is left.',
    change: (inputs) => byBiases(inputs, { bf: SHUT, bi: OPEN, bo: OPEN }),
  },
  {
    label: 'Forget',
    words: 'Both closed: the cell is reset, and no error gets back through it.',
    change: (inputs) => byBiases(inputs, { bf: SHUT, bi: SHUT, bo: OPEN }),
  },
  {
    label: 'Nothing shown',
    words: 'The output gate is closed: the number is kept, but no other block can see it.',
    change: (inputs) => byBiases(inputs, { bf: OPEN, bi: SHUT, bo: SHUT }),
  },
  {
    label: 'Saturated',
    words:
      'The cell has been added to until its hyperbolic tangent is flat: errors of the state no longer reach it.',
    change: (inputs) => ({
      ...byBiases(inputs, { bf: OPEN, bi: OPEN, bo: OPEN }),
      cPrev: filled(inputs.bi as Vector, 9),
      dcNext: filled(inputs.bi as Vector, 0),
    }),
  },
];
