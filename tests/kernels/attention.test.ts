/** Attention and input feeding against PyTorch (tests/golden/attention.py), finite differences, and made wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as attention from '../../kernels/attention.ts';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import { isDecoder, ofAttention, type AttentionCase } from './attention-case.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { differences } from './finite-differences.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { flat, type Values } from './tolerance.ts';

interface Moved {
  keys: number[][];
  queries: number[][];
  p: number[];
  q: number[];
  r: number[];
  weights: Record<'linear' | 'tanh' | 'sigmoid', number[][]>;
}
const { cases, moved } = golden<{ cases: AttentionCase[]; moved: Moved }>('attention');
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofAttention();

describe.each(Object.entries(homes))('attention on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const findings = await checkDevice(device, [one], compute);
    expect(findings.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['scores', 'weights', 'gradient of keys']),
    );
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });

  test('1001 parts and numbers: the sums go to the end', async () => {
    const last = (...values: number[]) => [...Array<number>(1001 - values.length).fill(0), ...values];
    const keys = Array.from({ length: 1001 }, (_, i) => (i === 1000 ? last(3, 4) : last()));
    const record = attention.attend(
      device,
      'dot',
      { parts: 1001, width: 1001, query: 1001 },
      {},
      last(1, 2),
      keys,
    );
    const { scores, weights, context } = await device.read({
      scores: record.scores,
      weights: record.weights,
      context: record.context,
    });
    const share = Math.exp(11) / (Math.exp(11) + 1000);
    expect((scores as number[]).slice(-2)).toEqual([0, 11]);
    expect((weights as number[])[1000]).toBeCloseTo(share, 5);
    expect((context as number[])[1000]).toBeCloseTo(4 * share, 4);
  });
});

describe('gradients against central differences, on plain', () => {
  const terms = (device: Device, one: AttentionCase) => async (inputs: Values) => {
    const { outputs } = await compute(device, { ...one, inputs });
    const pairs = isDecoder(one) ? [['attended', 'dAttended']] : [['context', 'dContext'], ['weights', 'dWeights']]; // prettier-ignore
    return pairs.flatMap(([name, factor]) => {
      const output = flat(outputs[name!]!);
      return flat(one.upstream[factor!]!).map((value, i) => value * output[i]!);
    });
  };
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { gradients } = await compute(plain(), one);
    expect(Object.keys(gradients).sort()).toEqual(Object.keys(one.inputs).sort());
    for (const { name, error, scale } of await differences(terms(plain(), one), one.inputs, gradients)) {
      expect(error / scale, `∂L/∂${name}`).toBeLessThan(1e-6);
    }
  });
});

describe('what is wrong is found', () => {
  test.each(kernelsOf(attention).map((kernel) => [kernel.name, kernel] as const))('%s', async (_, kernel) => {
    const found = async (change: typeof same) =>
      faults(await checkDevice(broken(kernel, change), cases, compute));
    expect(await found(same)).toEqual([]);
    expect(await found(negated)).not.toEqual([]);
    expect(await found(nearly)).not.toEqual([]);
  });
});

describe('a slide scores with act(pᵀa + qᵀxᵢ + r), in which the query is added to every part alike', () => {
  const { keys, queries, p, q, r } = moved;
  const weightsOf = async (activation: 'linear' | 'tanh' | 'sigmoid', query: number[]) => {
    const sizes = { parts: keys.length, width: 2, query: 2, activation };
    const { weights } = attention.attend(plain(), 'shared', sizes, { p, q, r }, query, keys);
    return (await plain().read({ weights })).weights as number[];
  };
  const order = (values: number[]) => values.map((_, i) => i).sort((a, b) => values[b]! - values[a]!);

  test.each(Object.entries(moved.weights))(
    '%s: as in NumPy, and in the same order for every query',
    async (act, rows) => {
      const found = await Promise.all(queries.map((query) => weightsOf(act as 'linear', query)));
      found.forEach((weights, at) => weights.forEach((w, i) => expect(w).toBeCloseTo(rows[at]![i]!, 12)));
      for (const weights of found) expect(order(weights)).toEqual(order(found[0]!));
    },
  );

  test('without act not one weight moves', async () => {
    const found = await Promise.all(queries.map((query) => weightsOf('linear', query)));
    for (const weights of found) weights.forEach((w, i) => expect(w).toBeCloseTo(found[0]![i]!, 12));
    const curved = await Promise.all(queries.map((query) => weightsOf('tanh', query)));
    expect(Math.abs(curved[0]![0]! - curved[1]![0]!)).toBeGreaterThan(1e-3);
  });
});
