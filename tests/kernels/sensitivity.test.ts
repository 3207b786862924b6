/**
 * What is still felt of the first input, against PyTorch (tests/golden/sensitivity.py), against finite differences of the
 * states, against what follows from the equations, and against itself made wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as sensitivity from '../../kernels/sensitivity.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { ofSensitivity, type SensitivityCase } from './sensitivity-case.ts';
import { error, flat, type Nested } from './tolerance.ts';

type Matrix = number[][];
const { cases } = golden<{ cases: SensitivityCase[] }>('sensitivity');
const named = (name: string) => cases.find((one) => one.name === name)!;
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofSensitivity();

describe.each(Object.entries(homes))('sensitivity on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  test('every golden case', { timeout: 60_000 }, async () => {
    const findings = await checkDevice(device, cases, compute);
    expect(new Set(findings.map((finding) => finding.case)).size).toBe(cases.length);
    expect(new Set(findings.map(({ value }) => value))).toEqual(new Set(['h', 'S', 'size', 'i', 'f', 'o', 'g', 'c', 'C', 'cellSize'])); // prettier-ignore
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });
});

test.each(cases.filter(({ name }) => !name.startsWith('large')).map((one) => [one.name, one] as const))(
  'finite differences of states and cells: %s',
  async (_, one) => {
    const { outputs } = await compute(plain(), one);
    const width = one.inputs.x[0]!.length;
    for (const [state, by] of [['h', 'S'], ['c', 'C']].filter(([state]) => state! in outputs)) {
      for (let j = 0; j < width; j++) {
        const moved = async (h: number) => {
          const x = one.inputs.x.map((row, t) => row.map((value, k) => value + (t === 0 && k === j ? h : 0)));
          return (await compute(plain(), { ...one, inputs: { ...one.inputs, x } })).outputs[state!] as Matrix;
        };
        const [above, below] = [await moved(1e-6), await moved(-1e-6)];
        const central = above.map((row, t) => row.map((value, i) => (value - below[t]![i]!) / 2e-6));
        const column = (outputs[by!] as Matrix[]).map((matrix) => matrix.map((row) => row[j]!));
        expect(error(column, central)).toBeLessThan(1e-8);
      }
    }
  },
); // prettier-ignore

describe('what follows from the equations', () => {
  test('a cell that is written once and never forgotten feels the first input for ever', async () => {
    const { outputs } = await compute(plain(), named('remembers: written once, never forgotten'));
    const sizes = flat(outputs.cellSize!);
    expect(sizes[0]).toBeGreaterThan(0.1);
    for (const size of sizes) expect(size).toBe(sizes[0]);
  });

  test('where nothing is written at the first step, nothing is felt of it', async () => {
    const { outputs } = await compute(plain(), named('nothing written at the first step'));
    expect(flat([outputs.S!, outputs.C!] as Nested).every((value) => Object.is(Math.abs(value), 0))).toBe(
      true,
    );
  });
});

describe('what is wrong is found', () => {
  const few = cases.filter(({ name }) => /2 inputs, 3 units|written at|only the input/.test(name));
  test.each(kernelsOf(sensitivity).map((kernel) => [kernel.name, kernel] as const))('%s', async (_, kernel) => {
    const found = async (change: typeof same) => faults(await checkDevice(broken(kernel, change), few, compute));
    expect(await found(same)).toEqual([]);
    expect(await found(negated)).not.toEqual([]);
    expect(await found(nearly)).not.toEqual([]);
  });
}); // prettier-ignore
