/** What the chapter on gated units says about slides, libraries and the LSTM, in numbers. */
import { describe, expect, test } from 'vitest';
import { plain } from '../../kernels/device/plain.ts';
import type { Handle } from '../../kernels/device/device.ts';
import * as gru from '../../kernels/gru.ts';
import * as lstm from '../../kernels/lstm.ts';
import { entry } from '../../kernels/seeded.ts';
import { parameterCount } from '../../kernels/tasks.ts';
import { error } from './tolerance.ts';

const [H, I] = [3, 2];
const random = (stream: string, rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => entry(5, stream, i, j)));
const vector = (stream: string, length: number) => random(stream, 1, length)[0]!;
const parameters = {
  ...{ Wz: random('Wz', H, I), Uz: random('Uz', H, H), bz: vector('bz', H) },
  ...{ Wr: random('Wr', H, I), Ur: random('Ur', H, H), br: vector('br', H) },
  ...{ W: random('W', H, I), U: random('U', H, H), b: vector('b', H) },
};
const [previous, x] = [vector('h', H).map(Math.tanh), vector('x', I)];
const book = { inputs: I, units: H, steps: 1, update: 'candidate', reset: 'state' } as const;
const read = async (h: Handle) => (await plain().read({ h })).h as number[];
const stepOf = (network: gru.Network, changes: Partial<gru.Parameters> = {}, before = previous) =>
  read(gru.step(plain(), network, { ...parameters, ...changes }, before, x).h);
const less = (rows: number[][]) => rows.map((row) => row.map((value) => -value));

test('one matrix on state and input written together is two matrices and a sum', async () => {
  const joined = [...previous, ...x];
  const sigma = (a: number) => 1 / (1 + Math.exp(-a));
  const z = parameters.Wz.map((row, i) =>
    sigma([...parameters.Uz[i]!, ...row].reduce((sum, w, j) => sum + w * joined[j]!, parameters.bz[i]!)),
  );
  const made = gru.step(plain(), book, parameters, previous, x);
  expect(error(await read(made.z), z)).toBeLessThan(1e-15);
});

describe('libraries differ twice', () => {
  test('the sense of z: turning the signs of its weights and bias makes one of the other', async () => {
    const turned = { Wz: less(parameters.Wz), Uz: less(parameters.Uz), bz: parameters.bz.map((b) => -b) };
    for (const reset of ['state', 'product'] as const) {
      const here = await stepOf({ ...book, reset });
      expect(error(await stepOf({ ...book, reset, update: 'previous' }, turned), here)).toBeLessThan(1e-15);
      expect(error(await stepOf({ ...book, reset, update: 'previous' }), here)).toBeGreaterThan(0.1);
    }
  });

  test('the place of r: the same only where U is diagonal or r is open', async () => {
    const apart = async (changes: Partial<gru.Parameters>) =>
      error(await stepOf({ ...book, reset: 'product' }, changes), await stepOf(book, changes));
    expect(await apart({})).toBeGreaterThan(5e-4);
    expect(await apart({ U: [[1, 0, 0], [0, -2, 0], [0, 0, 0.5]] })).toBeLessThan(1e-15); // prettier-ignore
    expect(await apart({ br: [900, 900, 900] })).toBeLessThan(1e-15);
  });

  test('two units, two places: what the exercise says', async () => {
    const two = { inputs: 1, units: 2, steps: 1, update: 'candidate' } as const;
    const zero = [[0], [0]];
    const none = [[0, 0], [0, 0]]; // prettier-ignore
    const given = {
      ...{ Wz: zero, Uz: none, bz: [900, 900], Wr: zero, Ur: none, br: [-900, 900] },
      ...{ W: zero, U: [[0, 1], [0, 0]], b: [0, 0] }, // prettier-ignore
    };
    const at = (reset: 'state' | 'product') =>
      read(gru.step(plain(), { ...two, reset }, given, [1, 1], [0]).a);
    expect([await at('state'), await at('product')]).toEqual([[1, 0], [0, 0]]); // prettier-ignore
  });
});

test('with an open reset gate it is one step of an LSTM with tied gates, no output gate and no second tanh', async () => {
  const open = { ...parameters, br: [900, 900, 900] };
  const state = await read(gru.step(plain(), book, open, previous, x).h);
  const { Wz, Uz, bz, W, U, b } = parameters;
  const tied = {
    ...{ Wi: Wz, Ui: Uz, bi: bz, Wf: less(Wz), Uf: less(Uz), bf: bz.map((value) => -value) },
    ...{ Wo: Wz, Uo: Uz, bo: bz, Wg: W, Ug: U, bg: b },
  };
  const made = lstm.step(plain(), { inputs: I, units: H, steps: 1 }, tied, previous, previous, x);
  expect(error(await read(made.c), state)).toBeLessThan(1e-15);
});

test('a vanilla layer, three times, and four times its weights and biases', () => {
  const layer = (cell: 'rnn' | 'gru' | 'lstm', units: number) =>
    parameterCount(cell, 2, units, 1) - units - 1;
  for (const units of [1, 8, 32])
    expect([layer('gru', units), layer('lstm', units)]).toEqual([3 * layer('rnn', units), 4 * layer('rnn', units)]); // prettier-ignore
  expect([16, 17].map((units) => parameterCount('gru', 2, units, 1))).toEqual([929, 1038]);
  expect([14, 15].map((units) => parameterCount('lstm', 2, units, 1))).toEqual([967, 1096]);
});

test('numbers of the text', () => {
  expect(0.9 ** 10).toBeCloseTo(0.35, 2);
  expect(0.95 ** 100).toBeCloseTo(0.006, 3);
  expect(1 - 2 ** (-1 / 100)).toBeCloseTo(0.0069, 4);
  expect(Math.log(0.0069 / 0.9931)).toBeCloseTo(-5, 1);
  expect([0.1, 0.05].map((z) => Math.log(2) / -Math.log(1 - z)).map((k) => k.toFixed(1))).toEqual(['6.6', '13.5']); // prettier-ignore
  const slope = (a: number) => Math.exp(-Math.abs(a)) / (1 + Math.exp(-Math.abs(a))) ** 2;
  expect(slope(-2) / slope(-12)).toBeGreaterThan(16_500);
  expect(slope(-2) / slope(-12)).toBeLessThan(17_500);
});
