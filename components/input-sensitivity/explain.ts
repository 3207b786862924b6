/** The sum behind each mark, with its numbers. */
import type { Cell, Vector } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { texLeading, texSum } from '../parts/sums.ts';
import { reading, type Shown } from './shown.ts';

const by = (what: string) => `\\frac{\\partial ${what}}{\\partial \\inpi{1}{1}}`;
const added = (terms: string[]) =>
  terms.map((term, at) => (at && term.startsWith('-') ? `(${term})` : term)).join(' + ');
const squared = (value: number) =>
  /^-?[\d.]+$/.test(tex(value)) ? `${tex(value, true)}^{2}` : `(${tex(value)})^{2}`;
const length = (values: Vector) => `(${values.map(squared).join(' + ')})^{1/2}`;
const mean = (values: Vector) => `(${texSum(values)}) / ${values.length}`;

/** The one number at step t of unit i. */
const at = ({ run }: Shown, net: 'rnn' | 'lstm', name: string, t: number, i: number) =>
  [run[net][name]![t]![i]!].flat()[0]!;

/** D, what x_1 does to a pre-activation: W at the first step, later all ways through the units. */
function drive({ nets }: Shown, before: Vector | undefined, i: number) {
  const { U, W } = nets.candidate;
  if (!before) return tex(W[i]![0]!, true);
  return `(${added(U[i]!.map((weight, j) => texLeading(weight, before[j]!)))})`;
}

/** The ways on which x_1 reaches a cell: through the cell before, the candidate, and gates that come from weights. */
function ways(shown: Shown, t: number, i: number) {
  const value = (name: string, step = t) => (step < 0 ? 0 : at(shown, 'lstm', name, step, i));
  const kept = texLeading(value('f'), value('C', t - 1));
  const through = (...names: string[]) => texLeading(...names.map((name) => value(name)));
  const written = through('i', 'slopeG', 'driveG');
  if (shown.gating === 'hand') return [kept, written];
  return [kept, written, through('g', 'slopeI', 'driveI'), texLeading(value('c', t - 1), value('slopeF'), value('driveF'))];
} // prettier-ignore

function told(shown: Shown, t: number, i: number) {
  const of = (...names: string[]) => texLeading(...names.map((name) => at(shown, 'lstm', name, t, i)));
  const open = of('o', 'slopeC', 'C');
  return shown.gating === 'hand' ? [open] : [open, of('squashed', 'slopeO', 'driveO')];
}

const output = ({ nets }: Shown, units: Vector) =>
  added(nets.V[0]!.map((weight, j) => texLeading(weight, units[j]!)));
const gate = (symbol: string) => (_: Shown, t: number) => `\\${symbol}{${t + 1}}`;
const openness = (symbol: string, name: string) => (shown: Shown, t: number) =>
  `\\${symbol}{${t + 1}}: \\quad ${mean(shown.run.lstm[name]![t] as unknown as Vector)}`;

const equations: Equations<Shown> = {
  x: (_, t) => `\\inpi{${t + 1}}{1}`,
  inputGate: gate('lstmIn'),
  forgetGate: gate('lstmForget'),
  outputGate: gate('lstmOut'),
  openInput: openness('lstmIn', 'i'),
  openForget: openness('lstmForget', 'f'),
  openOutput: openness('lstmOut', 'o'),
  unitsRnn: (shown, t, i) => `${by(`\\hidi{${t + 1}}{${i + 1}}`)} = ${tex(at(shown, 'rnn', 'slope', t, i))} \\cdot ${drive(shown, shown.unitsRnn[t - 1], i)}`,
  unitsCell: (shown, t, i) => `${by(`\\lstmCelli{${t + 1}}{${i + 1}}`)} = ${added(ways(shown, t, i))}`,
  unitsLstm: (shown, t, i) => `${by(`\\lstmHidi{${t + 1}}{${i + 1}}`)} = ${added(told(shown, t, i))}`,
  outputRnn: (shown, t) => `${by(`\\logiti{${t + 1}}{1}`)} = ${output(shown, shown.unitsRnn[t]!)}`,
  outputLstm: (shown, t) => `${by(`\\logiti{${t + 1}}{1}`)} = ${output(shown, shown.unitsLstm[t]!)}`,
  sensitivityRnn: ({ unitsRnn }, t) => `\\inpsens{${t + 1}} = ${length(unitsRnn[t]!)}`,
  sensitivityCell: ({ unitsCell }, t) => `\\cellsens{${t + 1}} = ${length(unitsCell[t]!)}`,
  sensitivityLstm: ({ unitsLstm }, t) => `\\lstmsens{${t + 1}} = ${length(unitsLstm[t]!)}`,
}; // prettier-ignore

export const explain: Cell = explainedBy(reading, equations);
