/** What the slides print of the 112-line character program, and what is right, as numbers of the kernels. */
import { expect, test } from 'vitest';
import { plain } from '../../kernels/device/plain.ts';
import { step, usual } from '../../kernels/optimizers.ts';
import { backward, forward, step as advance, type Network } from '../../kernels/rnn.ts';
import { entry } from '../../kernels/seeded.ts';
import { softmax } from '../../kernels/softmax.ts';

type Matrix = number[][];
const device = plain();
const network: Network = { inputs: 4, units: [3], outputs: 4, steps: 4, activation: 'tanh', cost: 'softmax' };
const oneHot = (k: number) => [0, 1, 2, 3].map((one) => (one === k ? 1 : 0));
/** h e l l and e l l o. */
const [x, y] = [[0, 1, 2, 2].map(oneHot), [1, 2, 2, 3].map(oneHot)];
const matrix = (name: string, rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => 0.5 * entry(3, name, i, j)),
  );
const start = () => ({
  U: matrix('U', 3, 3),
  W: matrix('W', 3, 4),
  b: [0, 0, 0],
  V: matrix('V', 4, 3),
  c: [0, 0, 0, 0],
});
type Weights = ReturnType<typeof start>;
const names = ['U', 'W', 'b', 'V', 'c'] as const;

async function at({ U, W, b, V, c }: Weights) {
  const parameters = { layers: [{ U, W, b }], V, c };
  const record = forward(device, network, parameters, x, y);
  const { dU, dW, db, dV, dc } = backward(device, network, parameters, x, y, record);
  const found = await device.read({ loss: record.loss, U: dU[0]!, W: dW[0]!, b: db[0]!, V: dV, c: dc });
  return { ...found, loss: (found.loss as number[])[0]! } as unknown as Weights & { loss: number };
}

/** 100 rounds of Adagrad; `moved` picks what is changed: the weights, or, as line 105 of the slide has it, the gradients. */
async function trained(moved: (weights: Weights, gradients: Weights) => Weights) {
  const weights = start();
  const memory = new Map(names.map((name) => [name, weights[name].flat().map(() => 0)]));
  for (let round = 0; round < 100; round++) {
    const gradients = await at(weights);
    const target = moved(weights, gradients);
    for (const name of names) {
      const sums = memory.get(name)!;
      const slopes = gradients[name].flat();
      const change = slopes.map((slope, i) => (0.1 * slope) / Math.sqrt((sums[i]! += slope * slope) + 1e-8));
      let place = 0;
      const less = (value: number | number[]): unknown => (Array.isArray(value) ? value.map(less) : value - change[place++]!);
      target[name] = (target[name] as number[]).map(less as never) as never;
    }
  }
  return { weights, loss: (await at(weights)).loss };
} // prettier-ignore

test('line 105 of the slide changes the gradients and never the weights: nothing is learnt', async () => {
  const before = (await at(start())).loss;
  const [slide, right] = [await trained((_, gradients) => gradients), await trained((weights) => weights)];
  expect(slide.loss).toBe(before);
  expect(slide.weights).toEqual(start());
  expect(right.loss).toBeLessThan(before / 10);
});

test('its Adagrad is the kernel, with 10⁻⁸ inside the root', async () => {
  const [parameters, gradient] = [
    [1, -2],
    [0.3, -0.001],
  ];
  const rule = { optimizer: 'adagrad', rate: 0.1, inside: 1e-8, epsilon: 0 } as const;
  const { parameters: next } = step(device, 2, rule, parameters, gradient);
  const found = (await device.read({ next })).next as number[];
  const right = parameters.map((one, i) => one - (0.1 * gradient[i]!) / Math.sqrt(gradient[i]! ** 2 + 1e-8));
  found.forEach((one, i) => expect(one).toBeCloseTo(right[i]!, 14));
  expect(usual.inside).toBe(0);
});

test('exp without its largest score taken out overflows, and the softmax is no number', async () => {
  const scores = [800, 790, 0];
  const powers = scores.map(Math.exp);
  const whole = powers.reduce((sum, one) => sum + one, 0);
  expect(powers.map((one) => one / whole)).toEqual([NaN, NaN, 0]);
  const { p } = await device.read({ p: softmax(device, 3, scores) });
  const share = 1 / (1 + Math.exp(-10));
  (p as number[]).forEach((one, i) => expect(one).toBeCloseTo([share, 1 - share, 0][i]!, 12));
});

test('without the biases, which the slides omit, a network in the state zero can only say that all is equal', async () => {
  const { U, W, V } = start();
  const silent = async (b: number[], c: number[]) => {
    const parameters = { layers: [{ U, W, b }], V, c };
    const { o } = advance(device, network, parameters, [[0, 0, 0]], [0, 0, 0, 0]);
    return (await device.read({ p: softmax(device, 4, o) })).p as unknown as Matrix[0];
  };
  expect(await silent([0, 0, 0], [0, 0, 0, 0])).toEqual([0.25, 0.25, 0.25, 0.25]);
  expect((await silent([0, 0, 0], [2, 0, 0, 0]))[0]).toBeGreaterThan(0.7);
});
