/**
 * How much the first input of a sequence is still felt later: ∂h_t/∂x_1 of a plain recurrent network and of an LSTM,
 * carried forward along with the states (forward mode; compare R. J. Williams, D. Zipser, Neural Computation 1 (1989)).
 * The picture that it is for: A. Graves, "Supervised Sequence Labelling with Recurrent Neural Networks", Springer 2012,
 * figures 4.1 and 4.4, where it is drawn by hand.
 *
 *   what x_1 does to a pre-activation   D_1 = W,  D_t = U S_{t−1} for t > 1                               [H][I]
 *   plain network                       S_t = ∂h_t/∂x_1 = diag(act′(z_t)) D_t                             [H][I]
 *   LSTM, each gate q with its own D    C_t = ∂c_t/∂x_1 = diag(f_t) C_{t−1} + diag(c_{t−1} ⊙ f′_t) D_f
 *                                             + diag(g_t ⊙ i′_t) D_i + diag(i_t ⊙ g′_t) D_g               [H][I]
 *                                       S_t = ∂h_t/∂x_1 = diag(o_t ⊙ tanh′(c_t)) C_t
 *                                             + diag(tanh(c_t) ⊙ o′_t) D_o                                [H][I]
 *   a gate that is set by hand depends on nothing: its slope q′ is 0
 *   size of what is left                ‖S‖ = (Σ_ij S_ij²)^½                                              [1]
 */
/* eslint max-lines: off -- each derivative stands beside the equation that it carries forward */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import { cell, gated } from './lstm.ts';
import { activated, matrixSum, preactivation, product, row, slope, vectorSum } from './rnn.ts';

/** S_t of a plain network: diag(act′(z_t)) D_t. */
export const felt = kernel(function felt(slopes: number[], drive: number[][]) {
  return slopes[this.thread.y] * drive[this.thread.y][this.thread.x];
});

/** One of the ways on which x_1 reaches a cell or an output: diag(first ⊙ second) D. */
export const way = kernel(function way(first: number[], second: number[], drive: number[][]) {
  return first[this.thread.y] * second[this.thread.y] * drive[this.thread.y][this.thread.x];
});

/** C_t: what is kept of C_{t−1}, and the three ways through gates and candidate. */
export const cellSensitivity = kernel(function cellSensitivity(
  forget: number[],
  before: number[][],
  throughForget: number[][],
  throughInput: number[][],
  throughCandidate: number[][],
) {
  return (
    forget[this.thread.y] * before[this.thread.y][this.thread.x] +
    throughForget[this.thread.y][this.thread.x] +
    throughInput[this.thread.y][this.thread.x] +
    throughCandidate[this.thread.y][this.thread.x]
  );
});

/** ‖S‖, with the largest entry taken out of the squares, which would vanish in single precision. */
export const size = kernel(function size(sensitivity: number[][]) {
  let largest = 0;
  for (let i = 0; i < this.constants.rows; i++) {
    for (let j = 0; j < this.constants.columns; j++) {
      largest = Math.max(largest, Math.abs(sensitivity[i][j]));
    }
  }
  let sum = 0;
  if (largest > 0) {
    for (let i = 0; i < this.constants.rows; i++) {
      for (let j = 0; j < this.constants.columns; j++) {
        sum += (sensitivity[i][j] / largest) * (sensitivity[i][j] / largest);
      }
    }
  }
  return largest * Math.sqrt(sum);
});

export interface Sizes {
  inputs: number;
  units: number;
  steps: number;
}
/** U [H][H], W [H][I], b [H]. */
export type Weights = Record<'U' | 'W' | 'b', Argument>;
/** Of each gate either weights, or what it is set to by hand, [T][H]. */
export type Gate = Weights | { hand: Argument };
export interface Block {
  candidate: Weights;
  input: Gate;
  forget: Gate;
  output: Gate;
}

const TANH = 1;
const SIGMOID = 2;
const zeros = (rows: number) => Array.from({ length: rows }, () => 0);
const matrixOfZeros = (rows: number, columns: number) => Array.from({ length: rows }, () => zeros(columns));

/** What a step starts from, and the weights' own effect of x_1, which is W at the first step. */
interface Before {
  h: Argument;
  S: Argument;
  x: Argument;
  t: number;
}

/** z, act(z), act′(z) and D of one layer or gate. */
function unit(
  device: Device,
  { inputs, units }: Sizes,
  { U, W, b }: Weights,
  { h, S, x, t }: Before,
  activation: number,
) {
  const z = device.run(preactivation, [units], { units, width: inputs }, U, h, W, x, b);
  const value = device.run(activated, [units], { activation }, z);
  const steep = device.run(slope, [units], { activation }, z);
  const area = [inputs, units] as const;
  // At the first step nothing is felt yet of x_1 through the state: D is W (a sum with zeros, so that it is a result).
  const drive = t
    ? device.run(product, area, { units }, U, S)
    : device.run(matrixSum, area, {}, W, matrixOfZeros(units, inputs));
  return { value, slope: steep, drive };
}

const sizeOf = (device: Device, { inputs, units }: Sizes, S: Argument) =>
  device.run(size, [1], { rows: units, columns: inputs }, S);

/** A plain network of one layer with tanh over x [T][I]. Lists are over time: h [H], S [H][I], size ‖S‖ [1]. */
export function plainNetwork(device: Device, sizes: Sizes, weights: Weights, x: Argument) {
  const { inputs, units, steps } = sizes;
  const found = { h: [] as Handle[], slope: [] as Handle[], drive: [] as Handle[], S: [] as Handle[], size: [] as Handle[] };
  for (let t = 0; t < steps; t++) {
    const before = { ...beforeOf(found, units, inputs, t), x: device.run(row, [inputs], {}, x, t), t };
    const now = unit(device, sizes, weights, before, TANH);
    found.h.push(now.value);
    found.slope.push(now.slope);
    found.drive.push(now.drive);
    found.S.push(device.run(felt, [inputs, units], {}, now.slope, now.drive));
    found.size.push(sizeOf(device, sizes, found.S[t]!));
  }
  return found;
} // prettier-ignore

/** h_{t−1} and S_{t−1}, which are zero before the first step. */
const beforeOf = (found: Record<'h' | 'S', Handle[]>, units: number, inputs: number, t: number) => ({
  h: found.h[t - 1] ?? zeros(units),
  S: found.S[t - 1] ?? matrixOfZeros(units, inputs),
});

const names = ['i', 'f', 'o', 'g', 'c', 'h', 'C', 'S', 'squashed', 'slopeI', 'slopeF', 'slopeO', 'slopeG', 'slopeC',
  'driveI', 'driveF', 'driveO', 'driveG', 'cellSize', 'size'] as const; // prettier-ignore
type Step = Record<(typeof names)[number], Handle>;

/** An LSTM of one layer over x [T][I], without peepholes. The same lists, and those of gates and cell. */
export function memoryNetwork(device: Device, sizes: Sizes, block: Block, x: Argument) {
  const { inputs, units, steps } = sizes;
  const found = Object.fromEntries(names.map((name) => [name, [] as Handle[]])) as Record<
    keyof Step,
    Handle[]
  >;
  for (let t = 0; t < steps; t++) {
    const input = device.run(row, [inputs], {}, x, t);
    const before = { ...beforeOf(found, units, inputs, t), x: input, t };
    const kept = { c: found.c[t - 1] ?? zeros(units), C: found.C[t - 1] ?? matrixOfZeros(units, inputs) };
    const now = memoryStep(device, sizes, block, before, kept);
    for (const name of names) found[name].push(now[name]);
  }
  return found;
}

function memoryStep(device: Device, sizes: Sizes, block: Block, before: Before, { c, C }: Record<'c' | 'C', Argument>): Step {
  const { inputs, units } = sizes;
  const area = [inputs, units] as const;
  const gate = (of: Gate) => ('hand' in of ? byHand(device, sizes, of.hand, before.t) : unit(device, sizes, of, before, SIGMOID));
  const [i, f, o] = [gate(block.input), gate(block.forget), gate(block.output)];
  const g = unit(device, sizes, block.candidate, before, TANH);
  const now = device.run(cell, [units], {}, f.value, c, i.value, g.value);
  const squashed = device.run(activated, [units], { activation: TANH }, now);
  const slopeC = device.run(slope, [units], { activation: TANH }, now);
  const through = (one: Argument, by: typeof g) => device.run(way, area, {}, one, by.slope, by.drive);
  const inCell = device.run(cellSensitivity, area, {}, f.value, C, through(c, f), through(g.value, i), through(i.value, g));
  const S = device.run(matrixSum, area, {}, device.run(way, area, {}, o.value, slopeC, inCell), through(squashed, o));
  return {
    i: i.value, f: f.value, o: o.value, g: g.value, c: now, squashed, h: device.run(gated, [units], {}, o.value, squashed),
    C: inCell, S, slopeI: i.slope, slopeF: f.slope, slopeO: o.slope, slopeG: g.slope, slopeC,
    driveI: i.drive, driveF: f.drive, driveO: o.drive, driveG: g.drive,
    cellSize: sizeOf(device, sizes, inCell), size: sizeOf(device, sizes, S),
  };
} // prettier-ignore

/** A gate that is set by hand: nothing moves it. */
function byHand(device: Device, { inputs, units }: Sizes, hand: Argument, t: number) {
  const value = device.run(row, [units], {}, hand, t);
  const none = device.run(vectorSum, [units], {}, zeros(units), zeros(units));
  const drive = device.run(matrixSum, [inputs, units], {}, matrixOfZeros(units, inputs), matrixOfZeros(units, inputs));
  return { value, slope: none, drive };
} // prettier-ignore
