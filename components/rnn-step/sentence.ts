import type { Cell, Matrix, Vector } from '../parts/declare.ts';
import { print } from '../parts/numbers.ts';
import { stages } from './inputs.ts';
import { reading, type Shown } from './shown.ts';

const sizeOf = (matrix: Matrix | Vector) =>
  (matrix.flat() as number[]).reduce((sum, value) => sum + Math.abs(value), 0);
const list = (values: Vector) => values.map((value) => print(value)).join(', ');
const largest = (values: Vector) => values.indexOf(Math.max(...values));

/** A unit whose slope is below this hardly answers to its sum. */
const FLAT = 0.05;

const clauses: Record<string, (shown: Shown) => string> = {
  products: mixed,
  sums: ({ past, present, b, z }) =>
    `Unit 1 adds ${print(past[0]!)} from the past, ${print(present[0]!)} from the present and a bias of ${print(b[0]!)}, which makes ${print(z[0]!)}.`,
  activation: made,
  output: ({ o }) => `The output is ${list(o)}.`,
  softmax: ({ p }) =>
    p.length === 1
      ? 'A softmax over one output always gives 1.'
      : `The softmax gives output ${largest(p) + 1} the most, ${print(Math.max(...p))}.`,
};

/** How much of what flows into the sums comes from where, without regard to sign. */
function mixed({ pastTerms, inputTerms, b }: Shown) {
  const parts = [sizeOf(pastTerms), sizeOf(inputTerms), sizeOf(b)];
  const whole = parts[0]! + parts[1]! + parts[2]!;
  if (whole === 0) return 'Nothing flows into the sums: every product and every bias is 0.';
  const percent = parts.map((part) => `${Math.round((100 * part) / whole)} %`);
  return `Of all that flows into the sums, ${percent[0]} comes from the state before, ${percent[1]} from the input, ${percent[2]} from biases.`;
}

function made({ activation, h, slopes }: Shown) {
  const flat = slopes.flatMap((slope, i) => (Math.abs(slope) < FLAT ? [i + 1] : []));
  const told = `The new state is ${list(h)}.`;
  if (activation === 'linear' || !flat.length) return told;
  const units = flat.length > 1 ? `Units ${flat.join(', ')} are` : `Unit ${flat[0]} is`;
  const why = activation === 'relu' ? 'switched off' : 'saturated';
  return `${told} ${units} ${why}: a small change of the sum changes almost nothing.`;
}

export const sentence: Cell = reading((shown) => {
  const upTo = stages.slice(0, stages.findIndex(({ value }) => value === shown.stage) + 1);
  return upTo.map(({ value }) => clauses[value]!(shown)).join(' ');
});
