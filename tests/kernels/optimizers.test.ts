/** Optimizers against torch.optim (tests/golden/optimizers.py), against what their equations say, and made wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as optimizers from '../../kernels/optimizers.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { ofOptimizers, type OptimizersCase } from './optimizers-case.ts';

const { cases } = golden<{ cases: OptimizersCase[] }>('optimizers');
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofOptimizers();
const device = plain();

const read = async (handle: unknown) => {
  if (Array.isArray(handle)) return handle as number[];
  return (await device.read({ handle: handle as never })).handle as number[];
};
const after = async (rule: optimizers.Rule, start: number[], gradient: number[]) =>
  read(optimizers.step(device, start.length, rule, start, gradient).parameters);

describe.each(Object.entries(homes))('optimizers on %s', (name, open) => {
  let home: Device;
  beforeAll(async () => void (home = await open()));
  afterAll(() => home.dispose());

  test('golden cases', async () => {
    const findings = await checkDevice(home, cases, compute);
    expect(findings).toHaveLength(2 * cases.length);
    expect(faults(findings)).toEqual([]);
    expect(home.name).toBe(name);
  });

  test('the norm of 1001 numbers: the sum goes to the end', async () => {
    const gradient = Array.from({ length: 1001 }, (_, i) => (i > 998 ? 3 : 0.25));
    const { norm } = optimizers.clipped(home, 1001, gradient, { by: 'norm', at: 1 });
    const { length } = await home.read({ length: norm! });
    expect(length[0]).toBeCloseTo(Math.sqrt(18 + 999 / 16), 4);
  });
});

test('the cases meet every rule, clipped and not', () => {
  const met = new Set(cases.map(({ rule }) => `${rule.optimizer} ${rule.clip?.by}`));
  for (const rule of optimizers.optimizers) {
    for (const by of ['value', 'norm', undefined]) expect(met).toContain(`${rule} ${by}`);
  }
});

describe('what the equations say', () => {
  test('by norm the direction stays, by value it does not, and what is short enough is left alone', async () => {
    const clip = async (gradient: number[], by: 'value' | 'norm', at: number) =>
      read(optimizers.clipped(device, gradient.length, gradient, { by, at }).gradient);
    expect(await clip([30, 40], 'norm', 5)).toEqual([3, 4]);
    expect(await clip([30, 40], 'value', 5)).toEqual([5, 5]);
    expect(await clip([30, -4], 'value', 5)).toEqual([5, -4]);
    for (const by of ['norm', 'value'] as const) expect(await clip([0.3, 0.4], by, 5)).toEqual([0.3, 0.4]);
    expect(await clip([0, 0], 'norm', 5)).toEqual([0, 0]);
    const huge = await clip([3e200, 4e200], 'norm', 5);
    expect(huge.map((x) => Number(x.toPrecision(14)))).toEqual([3, 4]);
  });

  test('the first step of Adagrad and of Adam is as long as the rate, whatever the gradient', async () => {
    for (const size of [1e-3, 1, 1e5]) {
      for (const optimizer of ['adagrad', 'adam'] as const) {
        const [x, y] = await after({ optimizer, rate: 0.1 }, [1, 1], [size, -size]);
        expect(x).toBeCloseTo(0.9, 5);
        expect(y).toBeCloseTo(1.1, 5);
      }
    }
  });

  test('a constant gradient: momentum comes to 1 / (1 − μ) times the step, Adagrad slows as 1 / √k, RMSProp does not', async () => {
    const steps = async (rule: optimizers.Rule) => {
      let [place, memory] = [[0], undefined as optimizers.Memory | undefined];
      const lengths: number[] = [];
      for (let k = 1; k <= 400; k++) {
        const made = optimizers.step(device, 1, rule, place, [2], memory);
        const next = await read(made.parameters);
        lengths.push(place[0]! - next[0]!);
        [place, memory] = [next, made.memory];
      }
      return lengths;
    };
    expect((await steps({ optimizer: 'momentum', rate: 0.1, momentum: 0.9 })).at(-1)).toBeCloseTo(2, 10);
    expect((await steps({ optimizer: 'nesterov', rate: 0.1, momentum: 0.9 })).at(-1)).toBeCloseTo(2, 10);
    expect((await steps({ optimizer: 'adagrad', rate: 0.1 })).at(-1)).toBeCloseTo(0.1 / 20, 6);
    const rmsprop = await steps({ optimizer: 'rmsprop', rate: 0.1, decay: 0.9 });
    expect(rmsprop[0]).toBeCloseTo(0.1 / Math.sqrt(0.1), 6);
    expect(rmsprop.at(-1)).toBeCloseTo(0.1, 6);
    expect((await steps({ optimizer: 'adam', rate: 0.1 })).at(-1)).toBeCloseTo(0.1, 6);
  });

  test('Nesterov is momentum whose gradient is taken ahead, seen from the point ahead', async () => {
    const slope = ([x, y]: number[]) => [2 * x!, 20 * y!];
    const [rate, momentum] = [0.02, 0.9];
    let [place, speed] = [
      [1, 1],
      [0, 0],
    ];
    let [ahead, memory] = [[1, 1], undefined as optimizers.Memory | undefined];
    for (let k = 0; k < 20; k++) {
      const look = place.map((x, i) => x + momentum * speed[i]!);
      expect(ahead[0]).toBeCloseTo(look[0]!, 12);
      expect(ahead[1]).toBeCloseTo(look[1]!, 12);
      speed = speed.map((v, i) => momentum * v - rate * slope(look)[i]!);
      place = place.map((x, i) => x + speed[i]!);
      const rule = { optimizer: 'nesterov', rate, momentum } as const;
      const made = optimizers.step(device, 2, rule, ahead, slope(ahead), memory);
      [ahead, memory] = [await read(made.parameters), made.memory];
    }
  });

  test('nothing that was handed in is changed', async () => {
    const [parameters, gradient] = [Object.freeze([1, 2]), Object.freeze([3, 4])];
    for (const optimizer of optimizers.optimizers) {
      const memory = Object.freeze(optimizers.fresh(2));
      const made = optimizers.step(device, 2, { optimizer, rate: 0.1 }, parameters, gradient, memory);
      expect(made.memory.count).toBe(1);
      expect(memory).toEqual(optimizers.fresh(2));
    }
  });
});

describe('what is wrong is found', () => {
  test.each(kernelsOf(optimizers).map((kernel) => [kernel.name, kernel] as const))(
    '%s',
    async (_, kernel) => {
      const found = async (change: typeof same) =>
        faults(await checkDevice(broken(kernel, change), cases, compute)).length > 0;
      expect(await found(same)).toBe(false);
      expect(await found(negated)).toBe(true);
      expect(await found(nearly)).toBe(true);
    },
  );
});
