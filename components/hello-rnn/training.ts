/** Training on one word: forward, backward and an update, each by the kernels that the chapter shows. */
import type { Device } from '../../kernels/device/device.ts';
import { fresh, step, type Memory, type Optimizer } from '../../kernels/optimizers.ts';
import { backward, forward, type Network } from '../../kernels/rnn.ts';
import { entry } from '../../kernels/seeded.ts';
import type { Matrix, Vector } from '../parts/declare.ts';
import { sessionOf, type Session } from '../parts/session.ts';
import { x, y } from './inputs.ts';

export const network: Network = {
  inputs: 4,
  units: [3],
  outputs: 4,
  steps: 4,
  activation: 'tanh',
  cost: 'softmax',
};

export interface Weights {
  U: Matrix;
  W: Matrix;
  b: Vector;
  V: Matrix;
  c: Vector;
}
const shapes = { U: [3, 3], W: [3, 4], b: [3], V: [4, 3], c: [4] } as const;
const names = Object.keys(shapes) as (keyof Weights)[];
const SIZE = 40;

export const parametersOf = ({ U, W, b, V, c }: Weights) => ({ layers: [{ U, W, b }], V, c });

/** All weights as one row, as the optimizers take them, and back. */
const flat = (weights: Record<string, Matrix | Vector>, prefix = '') =>
  names.flatMap((name) => weights[prefix + name]!.flat());
function folded(row: Vector): Weights {
  let at = 0;
  const take = (count: number) => row.slice(at, (at += count));
  const entries = names.map((name) => {
    const [rows, columns] = shapes[name] as readonly [number, number?];
    return [name, columns ? Array.from({ length: rows }, () => take(columns)) : take(rows)];
  });
  return Object.fromEntries(entries) as Weights;
}

/** Matrices are drawn with deviation 0.5, biases begin at 0. */
function start(seed: number): Vector {
  const drawn = names.map((name) => {
    const [rows, columns] = shapes[name] as readonly [number, number?];
    const list = (count: number, i: number) => Array.from({ length: count }, (_, j) => (columns ? 0.5 * entry(seed, name, i, j) : 0));
    return [name, columns ? Array.from({ length: rows }, (_, i) => list(columns, i)) : list(rows, 0)];
  });
  return flat(Object.fromEntries(drawn) as never);
} // prettier-ignore

/** The loss at some weights and its gradient, in the order of `flat`. */
async function gradientAt(device: Device, weights: Weights) {
  const parameters = parametersOf(weights);
  const record = forward(device, network, parameters, x, y);
  const { dU, dW, db, dV, dc } = backward(device, network, parameters, x, y, record);
  const found = await device.read({ loss: record.loss, dU: dU[0]!, dW: dW[0]!, db: db[0]!, dV, dc });
  return { loss: (found.loss as Vector)[0]!, gradient: flat(found as never, 'd') };
}

export interface Trained {
  weights: Weights;
  /** The loss before each update. */
  losses: Vector;
}
interface Kept {
  row: Vector;
  memory: Memory;
}
/** Every so many updates a state is kept, to go back to. */
const KEPT = 25;

export function training(device: Device, seed: number, rate: number, optimizer: Optimizer): Session<Trained> {
  const rule = { optimizer, rate };
  const kept: Kept[] = [{ row: start(seed), memory: fresh(SIZE) }];
  let now = kept[0]!;
  const losses: number[] = [];
  async function update() {
    const { loss, gradient } = await gradientAt(device, folded(now.row));
    const { parameters, memory } = step(device, SIZE, rule, now.row, gradient, now.memory);
    now = { row: (await device.read({ parameters })).parameters as Vector, memory };
    losses.push(loss);
    if (losses.length % KEPT === 0) kept[losses.length / KEPT] = now;
  }
  return sessionOf<Trained>({
    reached: () => losses.length,
    async advance(milliseconds, until) {
      const end = performance.now() + milliseconds;
      do await update();
      while (losses.length < until && performance.now() < end);
      return losses.length;
    },
    back(iteration) {
      const place = Math.floor(iteration / KEPT);
      now = kept[place]!;
      losses.length = place * KEPT;
    },
    shown: () => ({ weights: folded(now.row), losses: [...losses] }),
  });
}
