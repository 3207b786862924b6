/** Embeddings against PyTorch (tests/golden/embedding.py), against a product with one-hot vectors, and made wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as embedding from '../../kernels/embedding.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { ofEmbedding, type EmbeddingCase } from './embedding-case.ts';
import { differences } from './finite-differences.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { error, flat, type Values } from './tolerance.ts';

const { cases } = golden<{ cases: EmbeddingCase[] }>('embedding');
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofEmbedding();
const typical = cases.find(({ name }) => name.startsWith('typical'))!;

describe.each(Object.entries(homes))('embedding on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const findings = await checkDevice(device, [one], compute);
    expect(findings).toHaveLength(2);
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });

  test('a number that is no symbol gives zeros, and takes no gradient', async () => {
    const inputs = { ...typical.inputs, s: [0, 4, -1, 1000, 3] };
    const { outputs, gradients } = await compute(device, { ...typical, inputs });
    const { E, errors } = inputs;
    const none = [0, 0, 0];
    expect(error(outputs.e, [E[0]!, none, none, none, E[3]!])).toBeLessThan(1e-6);
    expect(error(gradients.dE, [errors[0]!, none, none, errors[4]!])).toBeLessThan(1e-6);
  });
});

test.each(cases.slice(0, 4).map((one) => [one.name, one] as const))(
  'it is the table times one-hot vectors: %s',
  async (_, one) => {
    const { E, s } = one.inputs;
    const hot: number[][] = s.map((symbol) => E.map((__, v) => (v === symbol ? 1 : 0)));
    const product = hot.map((row) => E[0]!.map((__, d) => row.reduce((sum, bit, v) => sum + bit * E[v]![d]!, 0)));
    expect((await compute(plain(), one)).outputs.e).toEqual(product);
  },
); // prettier-ignore

test.each(cases.slice(0, 4).map((one) => [one.name, one] as const))(
  'the gradient against central differences: %s',
  async (_, one) => {
    const { gradients } = await compute(plain(), one);
    const terms = async (inputs: Values) => {
      const { outputs } = await compute(plain(), { ...one, inputs: { ...one.inputs, ...inputs } });
      const factors = flat(one.inputs.errors);
      return flat(outputs.e!).map((value, i) => value * factors[i]!);
    };
    const [found] = await differences(terms, { E: one.inputs.E }, { E: gradients.dE! });
    expect(found!.error / found!.scale).toBeLessThan(1e-8);
  },
);

test.each(kernelsOf(embedding).map((kernel) => [kernel.name, kernel] as const))(
  'what is wrong is found: %s',
  async (_, kernel) => {
    const few = cases.slice(0, 4);
    const found = async (change: typeof same) =>
      faults(await checkDevice(broken(kernel, change), few, compute));
    expect(await found(same)).toEqual([]);
    expect(await found(negated)).not.toEqual([]);
    expect(await found(nearly)).not.toEqual([]);
  },
);
