/** The NTM kernels against PyTorch (tests/golden/ntm.py), against finite differences, and against themselves made wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as ntm from '../../kernels/ntm.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { differences } from './finite-differences.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { ofNtm, step, type NtmCase } from './ntm-case.ts';
import { allowed, error, fitsSingle, flat, largest, type Values } from './tolerance.ts';

type File = { cases: NtmCase[] };
const cases = [...golden<File>('ntm').cases, ...golden<File>('ntm-long').cases];
const short = cases.filter(({ inputs }) => flat(inputs.previous!).length < 100);
const typical = cases.find(({ name }) => name === 'typical 6 x 4')!;
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };

/** The products whose sum is L = ⟨dWeights, w⟩ + ⟨dRead, r⟩ + ⟨dReadAfter, r′⟩ + ⟨dMemoryAfter, M′⟩. */
const termsOn = (device: Device, upstream: Values) => async (inputs: Values) => {
  const { outputs } = await step(device, inputs, upstream);
  return Object.entries(upstream).flatMap(([name, factors]) => {
    const output = flat(outputs[name[1]!.toLowerCase() + name.slice(2)]!);
    return flat(factors).map((factor, i) => factor * output[i]!);
  });
};

async function slopes(device: Device, { inputs, upstream }: NtmCase) {
  const { gradients } = await step(device, inputs, upstream);
  return differences(termsOn(device, upstream), inputs, gradients);
}

describe.each(Object.entries(homes))('ntm on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  // Numbers of 1e-200 and 1e+200 have no place in single precision: `plain` alone is asked for them.
  const held = cases.filter((one) => name === 'plain' || fitsSingle(one));
  test.each(held.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const findings = await checkDevice(device, [one], ofNtm());
    expect(findings.length).toBeGreaterThan(8);
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });

  test('leaves out only what single precision cannot hold', () => {
    const left = cases.filter((one) => !held.includes(one)).map((one) => one.name);
    expect(left).toEqual(left.filter((text) => text.includes('float64 only')));
    expect(held.length).toBeGreaterThan(35);
  });

  test('1001 numbers a slot: the sums go to the end', async () => {
    const last = (...values: number[]) => [...Array<number>(1001 - values.length).fill(0), ...values];
    const values = {
      ...typical.inputs,
      previous: [1, 0],
      keyVector: last(0.5, 0, 2),
      erase: last(1),
      add: last(0),
    };
    const upstream = {
      dWeights: [0, 0],
      dRead: last(1),
      dReadAfter: last(0),
      dMemoryAfter: [last(0), last(0)],
    };
    const { outputs } = await step(device, { ...values, memory: [last(1, 0, 0), last(3, 0, 4)] }, upstream);
    const expected = [0.5, 1.5 + 8].map((dot, i) => dot / Math.hypot(0.5, 2) / [1, 5][i]!);
    expect(largest(flat(outputs.similarity!).map((x, i) => x - expected[i]!))).toBeLessThan(1e-6);
  });
});

describe('gradients against central differences, on plain', () => {
  // Not at corners: a zero vector, or a slot with w̃ = 0 (where w̃ − h would be negative).
  const smooth = short.filter(
    ({ inputs, outputs }) =>
      flat(outputs.shifted!).every((x) => x > 1e-9) &&
      [inputs.keyVector!, ...(inputs.memory as number[][])].every((vector) => largest(flat(vector)) > 0),
  );

  test('most cases are smooth', () => expect(smooth.length).toBeGreaterThan(25));

  test.each(smooth.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    for (const { name, error, scale } of await slopes(plain(), one)) {
      expect(error / scale, `∂L/∂${name}`).toBeLessThan(1e-6);
    }
  });
});

describe('what is wrong is found', () => {
  test.each(kernelsOf(ntm).map((kernel) => [kernel.name, kernel] as const))('%s', async (_, kernel) => {
    const found = async (change: typeof same) =>
      faults(await checkDevice(broken(kernel, change), short, ofNtm()));
    expect(await found(same)).toEqual([]);
    expect(await found(negated)).not.toEqual([]);
    expect(await found(nearly)).not.toEqual([]);
    if (!kernel.name.endsWith('Gradient')) return;
    const wrong = await slopes(broken(kernel, negated), typical);
    expect(wrong.some(({ error, scale }) => error > 1e-3 * scale)).toBe(true);
  });

  test('one wrong sign in a gradient is more than single precision allows', () => {
    const missed = Object.entries(typical.gradients).filter(([name, reference]) => {
      const [first, ...rest] = flat(reference);
      const changed = error([-first!, ...rest], flat(reference));
      return changed <= 10 * allowed('webasm', reference, typical.spread.gradients[name]!);
    });
    expect(missed).toEqual([]);
  });
});
