/** The dataflow: parameters and their uses counted, and one pulse of input followed through a network of this shape. */
import type { Device } from '../../kernels/device/device.ts';
import { forward, type Activation, type Network } from '../../kernels/rnn.ts';
import { cell, type Cell, type Matrix, type Output, type Sizes, type Vector } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';

export interface Shape {
  units: number;
  inputWidth: number;
  outputWidth: number;
  initial: string;
  lit: string;
  litLayer: number;
}

const shapeNames = ['units', 'inputWidth', 'outputWidth', 'initial', 'lit', 'litLayer'] as const;
const shapeOf = (values: unknown[]) => byName<Shape>(shapeNames, values);

/** How many numbers each kind of parameter has: the weights of layer 1 … L, then V and c, then h_0. */
export function countsOf({ L }: Sizes, { units, inputWidth, outputWidth, initial }: Shape) {
  const layers = Array.from({ length: L! }, (_, layer) => ({
    U: units * units,
    W: units * (layer ? units : inputWidth),
    b: units,
  }));
  const whole = layers.reduce((sum, { U, W, b }) => sum + U + W + b, 0);
  const [V, c] = [outputWidth * units, outputWidth];
  return { layers, V, c, first: initial === 'learnt' ? L! * units : 0, step: whole + V + c };
}

/** The layer whose weights are lit, counted from 0, or the nearest there is. */
export const litAt = ({ L }: Sizes, litLayer: number) => Math.min(litLayer, L!) - 1;

/** How many numbers the lit matrix has. */
function litSize(sizes: Sizes, shape: Shape) {
  const counts = countsOf(sizes, shape);
  if (shape.lit === 'none') return 0;
  return shape.lit === 'V' ? counts.V : counts.layers[litAt(sizes, shape.litLayer)]![shape.lit as 'U' | 'W'];
}

const grid = (rows: number, columns: number, value: (i: number, j: number) => number): Matrix =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => value(i, j)));
/** Passes each number on to the unit of the same place. */
const straight = (rows: number, columns: number) => grid(rows, columns, (i, j) => (i === j ? 1 : 0));

/** By how much the recurrent weights turn each pair of units at a step. */
export const ANGLE = Math.PI / 9;

/** `gain` times a turn of each two units; a unit that is left over is only stretched. All singular values are `gain`. */
export function turned(units: number, gain: number): Matrix {
  return grid(units, units, (i, j) => {
    const partner = i % 2 ? i - 1 : i + 1;
    if (partner >= units) return i === j ? gain : 0;
    if (i === j) return gain * Math.cos(ANGLE);
    return j === partner ? gain * Math.sin(i % 2 ? ANGLE : -ANGLE) : 0;
  });
}

/** The states of every layer and step [L][T][H] where the input is 1 in its first number at one step, else 0. */
async function follow(
  device: Device,
  { T, L }: Sizes,
  [units, inputs, outputs, pulse, gain]: readonly number[],
  activation: Activation,
) {
  const [H, I, O] = [units!, inputs!, outputs!];
  const network: Network = { inputs: I, units: Array<number>(L!).fill(H), outputs: O, steps: T!, activation, cost: 'squared' };
  const zeros = Array<number>(H).fill(0);
  const layers = network.units.map((_, at) => ({ U: turned(H, gain!), W: straight(H, at ? H : I), b: zeros }));
  const now = Math.min(pulse!, T!) - 1;
  const x = grid(T!, I, (t, i) => (t === now && i === 0 ? 1 : 0));
  const y = grid(T!, O, () => 0);
  const { h } = forward(device, network, { layers, V: straight(O, H), c: Array<number>(O).fill(0) }, x, y);
  return (await device.read({ h })).h as unknown as Matrix[];
} // prettier-ignore

const counted = (name: string, count: (sizes: Sizes, shape: Shape) => number): [string, Cell] => [
  name,
  cell(['sizes', ...shapeNames], (sizes: Sizes, ...values: unknown[]) => count(sizes, shapeOf(values))),
];

export const values: Record<string, Cell> = {
  ...Object.fromEntries([
    counted('uses', ({ T }, { lit }) => (lit === 'none' ? 0 : T!)),
    counted('litParameters', litSize),
    counted('parameters', (sizes, shape) => countsOf(sizes, shape).step + countsOf(sizes, shape).first),
    counted(
      'unshared',
      (sizes, shape) => sizes.T! * countsOf(sizes, shape).step + countsOf(sizes, shape).first,
    ),
  ]),
  states: cell(
    ['device', 'sizes', 'activation', 'units', 'inputWidth', 'outputWidth', 'pulse', 'gain'],
    (device: Device, sizes: Sizes, activation: Activation, ...numbers: number[]) =>
      follow(device, sizes, numbers, activation),
  ),
  trace: cell(['states'], (states: Matrix[]) =>
    states.map((layer) => layer.map((state: Vector) => Math.hypot(...state))),
  ),
};

export const outputs: Record<string, Output> = {
  uses: { label: 'uses of the lit weight', shape: [], words: 'How many copies of the lit weights the unfolded network has: one a step.' },
  litParameters: { label: 'numbers of the lit weight', shape: [], words: 'Entries of the lit matrix, which all its copies share.' },
  parameters: { label: 'parameters', shape: [], words: 'All weights and biases of the network, and its initial state if that is learnt.' },
  unshared: { label: 'parameters, unshared', shape: [], words: 'The same for a feed-forward network of the unfolded shape, in which each copy has weights of its own.' },
  trace: { label: 'trace of the pulse', shape: ['L', 'T'], words: 'Length of the state of each layer at each step, when one step alone had an input.' },
}; // prettier-ignore
