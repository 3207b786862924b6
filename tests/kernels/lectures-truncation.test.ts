/** What the lectures print about truncated and forward learning, and what is right, as numbers of the kernels. */
import { expect, test } from 'vitest';
import { plain } from '../../kernels/device/plain.ts';
import * as rnn from '../../kernels/rnn.ts';
import * as rtrl from '../../kernels/rtrl.ts';
import { entry } from '../../kernels/seeded.ts';
import { error, flat, largest, type Nested } from './tolerance.ts';

type Matrix = number[][];
const device = plain();
const normals = (name: string, rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => entry(5, name, i, j)));

/** The smallest example of the chapter: one linear unit, 1 0 0 in, 0 0 1 wanted, u = 0.5. */
const small: rnn.Network = {
  inputs: 1,
  units: [1],
  outputs: 1,
  steps: 3,
  activation: 'linear',
  cost: 'squared',
};
const smallParameters = { layers: [{ U: [[0.5]], W: [[1]], b: [0] }], V: [[1]], c: [0] };
const [smallX, smallY] = [
  [[1], [0], [0]],
  [[0], [0], [1]],
];

const network: rnn.Network = {
  inputs: 2,
  units: [3],
  outputs: 2,
  steps: 6,
  activation: 'tanh',
  cost: 'softmax',
};
const parameters = {
  layers: [{ U: normals('U', 3, 3).map((row) => row.map((u) => 0.7 * u)), W: normals('W', 3, 2), b: [0, 0, 0] }],
  V: normals('V', 2, 3),
  c: [0, 0],
}; // prettier-ignore
const x = normals('x', 6, 2);
const y = [0, 1, 1, 0, 1, 0].map((one) => [one, 1 - one]);

async function gradient(weights?: number[], truncate = 0): Promise<{ dU: Matrix; loss: number; losses: number[] }> {
  // A softmax loss is linear in its targets: a row w times as large is a loss counted w times.
  const targets = weights ? y.map((row, t) => row.map((value) => weights[t]! * value)) : y;
  const record = rnn.forward(device, network, parameters, x, targets);
  const back = rnn.backward(device, network, parameters, x, targets, record, truncate);
  const read = await device.read({ dU: back.dU[0]!, loss: record.loss, losses: record.losses });
  return { dU: read.dU as Matrix, loss: (read.loss as number[])[0]!, losses: flat(read.losses as Nested) };
} // prettier-ignore

test('S16, graves 58: adding all predictions so far counts the loss of step t  T − t + 1 times', async () => {
  const { losses, dU } = await gradient();
  let [loop, right] = [0, 0];
  const collected: number[] = [];
  for (const one of losses) {
    collected.push(one);
    loop += collected.reduce((sum, value) => sum + value, 0);
    right += one;
  }
  const weights = losses.map((_, t) => losses.length - t);
  const leaning = await gradient(weights);
  expect(loop).toBeCloseTo(leaning.loss, 12);
  expect(right).toBeCloseTo((await gradient()).loss, 12);
  expect(loop).toBeGreaterThan(2 * right);
  // Not only longer: another direction.
  const cosine = (a: number[], b: number[]) =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
  expect(cosine(leaning.dU.flat(), dU.flat())).toBeLessThan(0.99);
});

test('karpathy 87–100, graves 61: a chunk that starts from the carried state, with no error from the next, is a truncated gradient', async () => {
  const whole = await gradient(undefined, 2);
  let initial = [0, 0, 0];
  const sum = normals('zero', 3, 3).map((row) => row.map(() => 0));
  const zeroed = sum.map((row) => [...row]);
  for (let start = 0; start < 6; start += 2) {
    for (const [first, total] of [[initial, sum], [[0, 0, 0], zeroed]] as const) {
      const chunk = { ...network, steps: 2 };
      const carried = { ...parameters, initial: [first] };
      const [some, wanted] = [x.slice(start, start + 2), y.slice(start, start + 2)];
      const record = rnn.forward(device, chunk, carried, some, wanted);
      const { dU } = await device.read({ dU: rnn.backward(device, chunk, carried, some, wanted, record).dU[0]! });
      (dU as Matrix).forEach((row, i) => row.forEach((value, j) => (total[i]![j]! += value)));
      if (total === sum) initial = (await device.read({ h: record.h[0]!.at(-1)! })).h as number[];
    }
  }
  expect(error(sum, whole.dU)).toBeLessThan(1e-14);
  // Throwing the state away at the borders makes another gradient still.
  expect(error(zeroed, whole.dU) / largest(whole.dU.flat())).toBeGreaterThan(0.05);
}); // prettier-ignore

test('graves 32–34: cut after one step, the smallest example is pushed the wrong way', async () => {
  const record = rnn.forward(device, small, smallParameters, smallX, smallY);
  const dU = async (truncate: number) =>
    flat((await device.read({ dU: rnn.backward(device, small, smallParameters, smallX, smallY, record, truncate).dU })).dU as Nested);
  expect(await dU(0)).toEqual([-0.25]);
  expect(await dU(1)).toEqual([0.125]);
}); // prettier-ignore

test('freitas: with the whole sensitivity in place of the immediate derivative earlier uses count twice', async () => {
  const { sensitivities, share, dU, dW } = rtrl.forward(device, small, smallParameters, smallX, smallY);
  const read = (await device.read({ sensitivities, share, dU, dW })) as unknown as Record<string, Nested>;
  // One unit, three weights into it: the first column is ∂h_t/∂u.
  const carried = (read.sensitivities as Matrix[]).map((rows) => rows[0]![0]!);
  expect(carried).toEqual([0, 1, 1]);
  expect((read.share as Matrix[]).map((rows) => rows[0]![0]!)).toEqual([0, 0.5, -0.75]);
  expect(read.dU).toEqual([[-0.25]]);
  expect(read.dW).toEqual([[1.0625]]);
  const [u, states] = [0.5, [0, 1, 0.5]];
  const sum = (each: number[]) => each.reduce((total, value, k) => total + u ** (2 - k) * value, 0);
  expect(sum(states)).toBe(carried[2]);
  expect(sum(carried)).toBe(1.5);
});
