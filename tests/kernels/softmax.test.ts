/**
 * The softmax against PyTorch (tests/golden/softmax.py), against finite differences, against what follows from its
 * equations, and against itself made wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as softmax from '../../kernels/softmax.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { differences } from './finite-differences.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { ofSoftmax, type SoftmaxCase } from './softmax-case.ts';
import { error, flat, type Values } from './tolerance.ts';

const { cases } = golden<{ cases: SoftmaxCase[] }>('softmax');
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofSoftmax();
const named = (name: string) => cases.find((one) => one.name === name)!;
const results = (inputs: Partial<SoftmaxCase['inputs']>) => {
  const { inputs: typical, ...rest } = named('typical, five scores');
  return compute(plain(), { ...rest, inputs: { ...typical, ...inputs } });
};

describe.each(Object.entries(homes))('softmax on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const findings = await checkDevice(device, [one], compute);
    expect(findings).toHaveLength(6);
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });

  test('1001 scores: the sums go to the end', async () => {
    const [end, start] = [1000, 0];
    const at = (entry: number, value: number) => Array.from({ length: 1001 }, (_, i) => (i === entry ? value : 0));
    const upstream = at(end, 1);
    const read = await compute(device, {
      ...named('typical, five scores'),
      inputs: { scores: at(end, 20), temperature: 1, target: at(end, 1), upstream },
    });
    const last = 1 / (1 + 1000 * Math.exp(-20));
    expect(flat(read.outputs.p!)[end]).toBeCloseTo(last, 5);
    expect(flat(read.outputs.loss!)[0]).toBeCloseTo(-Math.log(last), 6);
    expect(flat(read.gradients.error!)[start]).toBeCloseTo(Math.exp(-20) * last, 12);
    expect(flat(read.gradients.dP!)[end]).toBeCloseTo(last * (1 - last), 8);
    expect(flat(read.gradients.dLog!)[start]).toBeCloseTo(-Math.exp(-20) * last, 12);
  }); // prettier-ignore
});

describe('gradients against central differences, on plain', () => {
  // A step of 10⁻⁶ of a score of 1000 is a thousandth: no small change. Differences of numbers near 1 lose small slopes.
  const smooth = cases.filter(({ name }) => !/1000|sure/.test(name));
  const termsOf = (output: 'p' | 'logP' | 'loss', one: SoftmaxCase) => async (inputs: Values) => {
    const { outputs } = await compute(plain(), { ...one, inputs: { ...one.inputs, ...inputs } });
    const values = flat(outputs[output]!);
    return output === 'loss' ? values : values.map((value, i) => value * one.inputs.upstream[i]!);
  };

  test.each(smooth.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { gradients } = await compute(plain(), one);
    const pairs = [['loss', 'error'], ['p', 'dP'], ['logP', 'dLog']] as const;
    for (const [output, gradient] of pairs) {
      const given = { scores: one.inputs.scores };
      const [found] = await differences(termsOf(output, one), given, { scores: gradients[gradient]! });
      expect(found!.error / (found!.scale || 1), gradient).toBeLessThan(1e-6);
    }
  }); // prettier-ignore
});

describe('what follows from the equations', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { outputs, gradients } = await compute(plain(), one);
    const [p, logP, dP] = [outputs.p, outputs.logP, gradients.dP].map((value) => flat(value!));
    expect(p!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 14);
    expect(error(logP!.map(Math.exp), p!)).toBeLessThan(1e-14);
    expect(dP!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  });

  test('it is blind to what all scores share, and a temperature is a division', async () => {
    const { scores } = named('typical, five scores').inputs;
    const { outputs } = await results({ temperature: 0.5 });
    const shifted = await results({ temperature: 0.5, scores: scores.map((score) => score + 8) });
    const doubled = await results({ scores: scores.map((score) => 2 * score) });
    expect(error(shifted.outputs.p, outputs.p!)).toBeLessThan(1e-15);
    expect(error(doubled.outputs.p, outputs.p!)).toBeLessThan(1e-15);
  });

  test('cold it takes the largest, hot it takes all alike', async () => {
    const [cold, hot] = [await results({ temperature: 1e-3 }), await results({ temperature: 1e6 })];
    const largest = flat(cold.outputs.p!);
    expect(Math.max(...largest)).toBeCloseTo(1, 12);
    expect(error(hot.outputs.p, largest.map(() => 0.2))).toBeLessThan(1e-5);
  }); // prettier-ignore

  test('the Jacobian is symmetric, so that forward and backward are one kernel', async () => {
    const of = async (vector: number[]) => flat((await results({ upstream: vector })).gradients.dP!);
    const unit = (at: number) => [0, 1, 2, 3, 4].map((i) => (i === at ? 1 : 0));
    const columns = await Promise.all([0, 1, 2, 3, 4].map((at) => of(unit(at))));
    columns.forEach((column, i) =>
      column.forEach((value, j) => expect(value).toBeCloseTo(columns[j]![i]!, 15)),
    );
    const small = 1e-6;
    const { scores } = named('typical, five scores').inputs;
    const moved = (by: number) => results({ scores: scores.map((score, i) => (i ? score : score + by)) });
    const [above, below] = [await moved(small), await moved(-small)].map(({ outputs }) => flat(outputs.p!));
    expect(error(above!.map((value, i) => (value - below![i]!) / (2 * small)), columns[0]!)).toBeLessThan(1e-9);
  }); // prettier-ignore

  test('where one is almost certain, the small ones keep their digits', async () => {
    const { gradients } = await results({ scores: [0, 60], target: [0, 1], upstream: [1, 3] });
    const small = Math.exp(-60);
    expect(flat(gradients.dP!)).toEqual([-2 * small, 2 * small].map((value) => expect.closeTo(value, 40)));
    expect(flat(gradients.dP!)[1]! / (2 * small)).toBeCloseTo(1, 12);
  });
});

describe('what is wrong is found', () => {
  test.each(kernelsOf(softmax).map((kernel) => [kernel.name, kernel] as const))('%s', async (_, kernel) => {
    const found = async (change: typeof same) =>
      faults(await checkDevice(broken(kernel, change), cases, compute));
    expect(await found(same)).toEqual([]);
    expect(await found(negated)).not.toEqual([]);
    expect(await found(nearly)).not.toEqual([]);
  });
});
