/** A product of matrix and vector, taken apart, against NumPy (tests/golden/terms.py), against rnn's own sum, and made wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as terms from '../../kernels/terms.ts';
import { step } from '../../kernels/rnn.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { ofTerms, type TermsCase } from './terms-case.ts';
import { error, flat } from './tolerance.ts';

const { cases } = golden<{ cases: TermsCase[] }>('terms');
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofTerms();

describe.each(Object.entries(homes))('terms on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const findings = await checkDevice(device, [one], compute);
    expect(findings).toHaveLength(2);
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });
});

test('two of them and a bias are what a step of the network sums up', async () => {
  const [U, W, b] = [[[0.5, -1], [2, 0.25]], [[1, 0, -0.5], [0.3, 0.2, 0.1]], [0.1, -0.2]] as [number[][], number[][], number[]];
  const [hPrev, x] = [[0.6, -0.4], [1, 2, -1]];
  const network = { inputs: 3, units: [2], outputs: 1, steps: 1, activation: 'tanh', cost: 'squared' } as const;
  const { z } = await plain().read({ z: step(plain(), network, { layers: [{ U, W, b }], V: [[1, 1]], c: [0] }, [hPrev], x).z[0]! });
  const sums = async (M: number[][], v: number[]) =>
    (await plain().read({ sums: terms.apart(plain(), 2, v.length, M, v).sums })).sums as number[];
  const [past, present] = [await sums(U, hPrev), await sums(W, x)];
  expect(error(z, past.map((value, i) => value + present[i]! + b[i]!))).toBeLessThan(1e-15);
  expect(flat(z).every((value) => value !== 0)).toBe(true);
}); // prettier-ignore

test.each(kernelsOf(terms).map((kernel) => [kernel.name, kernel] as const))(
  'what is wrong is found: %s',
  async (_, kernel) => {
    const found = async (change: typeof same) =>
      faults(await checkDevice(broken(kernel, change), cases, compute));
    expect(await found(same)).toEqual([]);
    expect(await found(negated)).not.toEqual([]);
    expect(await found(nearly)).not.toEqual([]);
  },
);
