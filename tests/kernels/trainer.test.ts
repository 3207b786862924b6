/** The trainer: its gradients, its recipes, what it keeps, and what it says to bad input. */
import { describe, expect, test } from 'vitest';
import { plain as device } from '../../kernels/device/plain.ts';
import { backward, forward, type Network } from '../../kernels/rnn.ts';
import { plain } from '../../kernels/trainer/plain.ts';
import type { Parameters } from '../../kernels/trainer/index.ts';
import { cases, made } from './trainer-case.ts';
import { flat, largest } from './tolerance.ts';

const apart = (one: readonly number[], other: readonly number[]) =>
  one.length === other.length ? largest(one.map((x, i) => x - other[i]!)) : Infinity;

describe.each(cases)('$name', (one) => {
  test('gradients by differences, from the state that the chunk before ended in', async () => {
    const net = await made(one, plain);
    const start = net.read();
    const second = (parameters: Parameters) => {
      net.reset();
      net.write(start);
      net.step();
      net.write(parameters);
      return net.step();
    };
    second(start);
    const gradients = net.gradients();
    expect(largest(flat(Object.values(gradients).flat()))).toBeGreaterThan(0.05);
    for (const [name, gradient] of Object.entries(gradients)) {
      const slopes = flat(gradient).map((_, i) => {
        const at = (by: number) => second({ ...start, [name]: moved(start[name]!, i, by) });
        return (at(1e-5) - at(-1e-5)) / 2e-5;
      });
      expect(apart(slopes, flat(gradient)), name).toBeLessThan(1e-9);
    }
  });
});

/** A copy with one number moved. */
function moved(values: Parameters[string], index: number, by: number): Parameters[string] {
  let count = 0;
  const copy = (value: number | number[]): number | number[] =>
    Array.isArray(value) ? (value.map(copy) as number[]) : value + (count++ === index ? by : 0);
  return (values as number[]).map(copy) as Parameters[string];
}

test('losses, gradients and carried states are those of the kernels of rnn.ts', async () => {
  const [steps, V] = [4, 5];
  const net = await made(cases[0]!, plain);
  const p = net.read() as Record<string, number[][]> & { c: number[]; 'layer1.b': number[] };
  const layers = [{ U: p['layer1.U']!, W: p['layer1.W']!, b: p['layer1.b'] }];
  const network: Network = { inputs: V, units: [3], outputs: V, steps, activation: 'tanh', cost: 'softmax' };
  const oneHot = (symbols: ArrayLike<number>) =>
    Array.from(symbols, (symbol) => Array.from({ length: V }, (_, k) => (symbol === k ? 1 : 0)));
  const home = device();
  let state = [0, 0, 0];
  for (const { inputs, targets } of cases[0]!.chunks) {
    const [x, y] = [oneHot(inputs), oneHot(targets)];
    const parameters = { layers, V: p.V!, c: p.c, initial: [state] };
    const record = forward(home, network, parameters, x, y);
    const { dU, dW, db, dV, dc } = backward(home, network, parameters, x, y, record);
    const right = await home.read({
      loss: record.loss,
      h: record.h[0]!,
      dU: dU[0]!,
      dW: dW[0]!,
      db: db[0]!,
      dV,
      dc,
    });
    expect(net.step()).toBeCloseTo((right.loss as number[])[0]!, 12);
    const found = net.gradients();
    const names = { 'layer1.U': 'dU', 'layer1.W': 'dW', 'layer1.b': 'db', V: 'dV', c: 'dc' } as const;
    for (const [name, kernel] of Object.entries(names)) {
      expect(apart(flat(found[name]!), flat(right[kernel])), name).toBeLessThan(1e-12);
    }
    state = right.h.at(-1) as number[];
    expect(apart(net.carried().h[0]!, state)).toBeLessThan(1e-12);
  }
});
