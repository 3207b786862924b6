/** All gradients against central differences of the loss, which needs the forward pass alone. */
import { plain } from '../../kernels/device/plain.ts';
import { forward, type Network } from '../../kernels/rnn.ts';
import type { Matrix, Vector } from '../parts/declare.ts';

export interface Given {
  U: Matrix;
  W: Matrix;
  V: Matrix;
  b: Vector;
  c: Vector;
  x: Matrix;
  y: Matrix;
}
type Weights = 'U' | 'W' | 'V' | 'b' | 'c';
export type Gradients = Record<`d${Weights}`, Matrix | Vector>;

/** Half a step of 10⁻⁴ errs by about its square; at a corner of the relu a shorter one is less often wrong. */
const stepOf = ({ activation }: Network, size: number) =>
  (activation === 'relu' ? 1e-5 : 1e-4) * Math.max(1, Math.abs(size));

const flat = (value: Matrix | Vector) => [value].flat(2) as number[];
const largest = (values: readonly number[]) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * Largest |gradient − difference| over all weights, each array by its own largest number, which is taken as at least
 * 10⁻⁶ (1 + |L|). The gradients may come from any device; the differences are of float64.
 */
export async function gradientError(network: Network, given: Given, gradients: Gradients): Promise<number> {
  const total = (await lossesOf(network, given)).reduce((sum, loss) => sum + loss, 0);
  const floor = 1e-6 * (1 + Math.abs(total));
  const errors: number[] = [];
  for (const name of ['U', 'W', 'V', 'b', 'c'] as const) {
    const found = flat(gradients[`d${name}`]);
    const right: number[] = [];
    for (const [at] of found.entries()) right.push(await difference(network, given, name, at));
    const scale = Math.max(largest(found), largest(right), floor);
    errors.push(largest(found.map((value, at) => value - right[at]!)) / scale);
  }
  return largest(errors);
}

/** L_t of every step. */
async function lossesOf(network: Network, { U, W, V, b, c, x, y }: Given): Promise<number[]> {
  const device = plain();
  const { losses } = forward(device, network, { layers: [{ U, W, b }], V, c }, x, y);
  return flat((await device.read({ losses })).losses as Matrix);
}

/** ∂L by the number at `at`, counted through the rows: step by step, so that little is lost to rounding. */
async function difference(network: Network, given: Given, name: Weights, at: number): Promise<number> {
  const step = stepOf(network, flat(given[name])[at]!);
  const moved = (by: number) => lossesOf(network, { ...given, [name]: changed(given[name], at, by) });
  const [above, below] = [await moved(step), await moved(-step)];
  return above.reduce((sum, loss, t) => sum + (loss - below[t]!), 0) / (2 * step);
}

function changed(value: Matrix | Vector, at: number, by: number): Matrix | Vector {
  let count = 0;
  const copy = (part: number | Matrix | Vector): unknown =>
    typeof part === 'number' ? part + (count++ === at ? by : 0) : part.map(copy as never);
  return copy(value) as Matrix;
}
