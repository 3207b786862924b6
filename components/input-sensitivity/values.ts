/** The dataflow: both networks forward, with what the first input still does in each. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import { product } from '../../kernels/rnn.ts';
import { entry } from '../../kernels/seeded.ts';
import { memoryNetwork, plainNetwork, type Block, type Weights } from '../../kernels/sensitivity.ts';
import { column } from '../parts/columns.ts';
import { cell, type Cell, type Matrix, type Sizes, type Vector } from '../parts/declare.ts';

const grid = (rows: number, columns: number, value: (i: number, j: number) => number) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => value(i, j)));
const rounded = (value: number) => Math.round(value * 1000) / 1000 || 0;

export interface Drawn extends Weights {
  U: Matrix;
  W: Matrix;
  b: Vector;
}

/** Seeded weights of one layer or gate; entries of variance 1/H give a spectral radius of about 1. */
function weightsOf(H: number, seed: number, radius: number, name: string, bias = 0): Drawn {
  return {
    U: grid(H, H, (i, j) => rounded((radius / Math.sqrt(H)) * entry(seed, `U${name}`, i, j))),
    W: grid(H, 1, (i) => rounded(entry(seed, `W${name}`, i, 0))),
    b: Array.from({ length: H }, () => bias),
  };
}

export interface Nets {
  candidate: Drawn;
  input: Drawn;
  forget: Drawn;
  output: Drawn;
  V: Matrix;
}

/** The candidate of the LSTM has the weights of the plain network, so that the two differ by gates and cell alone. */
const nets = ({ H }: Sizes, seed: number, radius: number, forgetBias: number): Nets => ({
  candidate: weightsOf(H!, seed, radius, ''),
  input: weightsOf(H!, seed, radius, 'i'),
  forget: weightsOf(H!, seed, radius, 'f', forgetBias),
  output: weightsOf(H!, seed, radius, 'o'),
  V: grid(1, H!, (_, j) => rounded(entry(seed, 'V', 0, j) / Math.sqrt(H!))),
});

/** [T] for all cells alike, as [T][H]. */
const forAll = (gate: Vector, H: number) => gate.map((value) => Array.from({ length: H }, () => value));

async function run(device: Device, { T, H }: Sizes, { V, ...weights }: Nets, gating: string, x: Vector, ...gates: Vector[]) {
  const sizes = { inputs: 1, units: H!, steps: T! };
  const [input, forget, output] = gates.map((gate) => ({ hand: forAll(gate, H!) }));
  const block = gating === 'hand' ? { ...weights, input, forget, output } : weights;
  const rnn = plainNetwork(device, sizes, weights.candidate, column(x));
  const lstm = memoryNetwork(device, sizes, block as Block, column(x));
  const told = (S: Handle[]) => S.map((one) => device.run(product, [1, 1], { units: H! }, V, one));
  return { rnn: await device.read({ ...rnn, told: told(rnn.S) }), lstm: await device.read({ ...lstm, told: told(lstm.S) }) };
} // prettier-ignore

export type Found = Record<'rnn' | 'lstm', Record<string, Matrix[]>>;

const of = (net: 'rnn' | 'lstm', name: string) => (found: Found) =>
  found[net][name]!.map((value) => value.flat());
const units = (net: 'rnn' | 'lstm', name: string) => cell(['run'], of(net, name));
const numbers = (net: 'rnn' | 'lstm', name: string) =>
  cell(['run'], (found: Found) => of(net, name)(found).flat());
/** Mean over the cells. */
const open = (name: string) =>
  cell(['run'], (found: Found) =>
    of('lstm', name)(found).map((row) => row.reduce((sum, one) => sum + one, 0) / row.length),
  );

export const values: Record<string, Cell> = {
  nets: cell(['sizes', 'seed', 'radius', 'forgetBias'], nets),
  run: cell(['device', 'sizes', 'nets', 'gating', 'x', 'inputGate', 'forgetGate', 'outputGate'], run),
  sensitivityRnn: numbers('rnn', 'size'),
  sensitivityLstm: numbers('lstm', 'size'),
  sensitivityCell: numbers('lstm', 'cellSize'),
  unitsRnn: units('rnn', 'S'),
  unitsLstm: units('lstm', 'S'),
  unitsCell: units('lstm', 'C'),
  outputRnn: numbers('rnn', 'told'),
  outputLstm: numbers('lstm', 'told'),
  openInput: open('i'),
  openForget: open('f'),
  openOutput: open('o'),
}; // prettier-ignore
