/** The dataflow: one run forward and backward, of which the outputs are parts. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import {
  backward,
  forward,
  products,
  triangle,
  type Activation,
  type Cost,
  type Network,
} from '../../kernels/rnn.ts';
import { cell, later, type Cell, type Matrix, type Sizes, type Vector } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';
import { gradientError, type Given, type Gradients } from './check.ts';

const weights = ['U', 'W', 'V', 'b', 'c', 'x', 'y'] as const;

function networkOf({ T, H, I, O }: Sizes, activation: Activation, cost: Cost): Network {
  return { inputs: I!, units: [H!], outputs: O!, steps: T!, activation, cost };
}

const givenOf = (values: readonly unknown[]) => byName<Given>(weights, values);

/** Everything about the one layer; `uses` [use][loss] is about one of its weights. */
async function run(device: Device, network: Network, truncate: number, weight: Vector, ...values: unknown[]) {
  const { U, W, V, b, c, x, y } = givenOf(values);
  const parameters = { layers: [{ U, W, b }], V, c };
  const record = forward(device, network, parameters, x, y);
  const back = backward(device, network, parameters, x, y, record, truncate);
  const [z, h, slopes] = [record.z[0]!, record.h[0]!, record.slopes[0]!];
  const [i, j] = weightIn(weight, U);
  const found = triangle(device, network, parameters, record, back.fromAbove[0]!, [i, j], truncate);
  const handles = {
    z, h, slopes, o: record.o, losses: record.losses, loss: record.loss,
    fromOutput: back.fromAbove[0]!, fromNext: back.fromNext[0]!, delta: back.delta[0]!,
    jacobians: back.jacobians[0]!, products: products(device, network, back.jacobians[0]!),
    dUByStep: back.shares[0]!, totals: back.totals[0]!, uses: found,
    dU: back.dU[0]!, dW: back.dW[0]!, db: back.db[0]!, dV: back.dV, dc: back.dc,
  } satisfies Record<string, Handle | readonly Handle[]>;
  return device.read(handles);
} // prettier-ignore

/** The weight that was chosen, counted from 0, or the nearest there is. */
export function weightIn(weight: Vector, U: Matrix): [number, number] {
  const [i, j] = weight.map((index) => Math.min(index, U.length) - 1);
  return [i!, j!];
}

const part = (name: string) => cell(['run'], (found: Record<string, unknown>) => found[name]);
const length = (matrix: Matrix) => Math.hypot(...matrix.flat());
const sizesOf = (name: string) => cell([name], (list: Matrix[]) => list.map(length));
const parts = [
  'z', 'h', 'slopes', 'o', 'fromOutput', 'fromNext', 'delta', 'jacobians', 'products', 'dUByStep', 'totals',
  'dU', 'dW', 'dV', 'db', 'dc',
]; // prettier-ignore

export const values: Record<string, Cell> = {
  network: cell(['sizes', 'activation', 'cost'], networkOf),
  run: cell(['device', 'network', 'truncate', 'weight', ...weights], run),
  ...Object.fromEntries(parts.map((name) => [name, part(name)])),
  losses: cell(['run'], ({ losses }: { losses: Matrix }) => losses.flat()),
  loss: cell(['run'], ({ loss }: { loss: Vector }) => loss[0]),
  shareSizes: sizesOf('dUByStep'),
  totalSizes: sizesOf('totals'),
  // From the columns of the kernels (uses) to rows of losses.
  uses: cell(['run'], ({ uses }: { uses: Matrix }) => uses.map((_, loss) => uses.map((use) => use[loss]!))),
  lossSums: cell(['uses'], (uses: Matrix) => uses.map((row) => row.reduce((sum, value) => sum + value, 0))),
  check: later(
    ['network', ...weights, 'dU', 'dW', 'dV', 'db', 'dc'],
    (network: Network, ...rest: unknown[]) => {
      const [dU, dW, dV, db, dc] = rest.slice(weights.length);
      return gradientError(network, givenOf(rest), { dU, dW, dV, db, dc } as Gradients);
    },
  ),
};
