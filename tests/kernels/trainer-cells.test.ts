/** The trainer's LSTM and GRU in every home give the numbers of the kernels in lstm.ts and gru.ts. */
import { describe, expect, test } from 'vitest';
import { plain as device } from '../../kernels/device/plain.ts';
import * as gru from '../../kernels/gru.ts';
import * as lstm from '../../kernels/lstm.ts';
import { engine } from '../../kernels/trainer/engine.ts';
import type { Chunk, Model, Recipe } from '../../kernels/trainer/index.ts';
import { chunksFor, homes, shaken } from './trainer-case.ts';
import { flat, largest } from './tolerance.ts';

const [I, H, K, T] = [3, 5, 2, 6];
const recipe: Recipe = { batch: 1, steps: T, optimizer: 'sgd', rate: 0, seed: 7, initial: 'fan-in' };

type Vectors = number[][];
type Named = Record<string, number[] | Vectors>;

/** What a cell's kernels are asked for: the states of a chunk, and gradients of Σ_t upstream_t · h_t. */
interface Kernels {
  states(parameters: Named, x: Vectors, before: Named): Promise<Named & { h: Vectors }>;
  gradients(parameters: Named, x: Vectors, before: Named, upstream: Vectors): Promise<Named>;
}

const home = device();
const read = (handles: object) => home.read(handles as never) as Promise<Named>;

const kernels: Record<'lstm' | 'gru', Kernels> = {
  lstm: {
    async states(p, x, { h, c }) {
      const given = { ...p, h0: h, c0: c } as never;
      const found = lstm.forward(home, { units: H, inputs: I, steps: T }, given, x);
      return (await read({ h: found.h, c: found.c })) as Named & { h: Vectors };
    },
    async gradients(p, x, { h, c }, dh) {
      const [sizes, given] = [{ units: H, inputs: I, steps: T }, { ...p, h0: h, c0: c } as never];
      const record = lstm.forward(home, sizes, given, x);
      const dc = dh.map((row) => row.map(() => 0));
      return read(lstm.backward(home, sizes, given, x, record, { dh, dc }));
    },
  },
  gru: {
    async states(p, x, { h }) {
      const record = gru.forward(home, network, { ...p, initial: h } as never, x);
      return (await read({ h: record.h })) as Named & { h: Vectors };
    },
    async gradients(p, x, { h }, upstream) {
      const given = { ...p, initial: h } as never;
      return read(gru.backward(home, network, given, x, gru.forward(home, network, given, x), upstream));
    },
  },
};
const network: gru.Network = { units: H, inputs: I, steps: T, update: 'candidate', reset: 'state' };

const rows = (numbers: ArrayLike<number>, width: number): Vectors =>
  Array.from({ length: numbers.length / width }, (_, t) =>
    Array.from(numbers).slice(t * width, (t + 1) * width),
  );
const dot = (one: number[], other: number[]) => one.reduce((sum, value, i) => sum + value * other[i]!, 0);
const apart = (one: unknown, other: unknown) => {
  const [found, right] = [flat(one as never), flat(other as never)];
  expect(found).toHaveLength(right.length);
  return largest(found.map((value, i) => value - right[i]!));
};

describe.each(Object.entries(homes))('%s', (name, homeOf) => {
  const near = name === 'plain' ? 1e-12 : 1e-5;

  test.each(['lstm', 'gru'] as const)('%s: losses, gradients and carried states', async (cell) => {
    const model: Model = { cell, inputs: I, outputs: K, hidden: [H], cost: 'squared' };
    const chunks: Chunk[] = chunksFor(model, 1, T, false);
    const net = await engine(model, recipe, { chunk: (at) => chunks[at]! }, await homeOf());
    net.write(shaken(net.read()));
    const all = net.read() as Record<string, Vectors> & { c: number[] };
    const own = Object.fromEntries(
      Object.entries(all).flatMap(([key, values]) =>
        key.startsWith('layer1.') ? [[key.slice('layer1.'.length), values]] : [],
      ),
    );
    const zero = Array<number>(H).fill(0);
    let before: Named = { h: zero, c: zero };
    for (const chunk of chunks) {
      const [x, y] = [rows(chunk.inputs, I), rows(chunk.targets, K)];
      const states = await kernels[cell].states(own, x, before);
      // The output layer by hand: o = V h + c, its loss ½ |o − y|².
      const e = states.h.map((h, t) => all.V!.map((row, k) => dot(row, h) + all.c[k]! - y[t]![k]!));
      const upstream = e.map((errors) =>
        zero.map((_, i) =>
          dot(
            errors,
            all.V!.map((row) => row[i]!),
          ),
        ),
      );
      const right = await kernels[cell].gradients(own, x, before, upstream);
      expect(Math.abs(net.step() - 0.5 * dot(e.flat(), e.flat()))).toBeLessThan(10 * near);
      const found = net.gradients();
      for (const key of Object.keys(own)) {
        expect(largest(flat(right[`d${key}`] as never)), key).toBeGreaterThan(1e-3);
        expect(apart(found[`layer1.${key}`], right[`d${key}`]), key).toBeLessThan(near);
      }
      before = { h: states.h.at(-1)!, ...(cell === 'lstm' && { c: (states.c as Vectors).at(-1)! }) };
      const carried = net.carried();
      expect(apart(carried.h[0], before.h)).toBeLessThan(near);
      if (cell === 'lstm') expect(apart(carried.c![0], before.c)).toBeLessThan(near);
    }
  });
});
