/**
 * The kernels of recurrent networks against PyTorch (tests/golden/rnn.py), against finite differences, against what
 * follows from their equations, and against themselves made wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as rnn from '../../kernels/rnn.ts';
import { softmaxError, softmaxLoss } from '../../kernels/softmax.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { differences } from './finite-differences.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { forwardOf, ofRnn, parametersOf, type RnnCase } from './rnn-case.ts';
import { allowed, error, fitsSingle, flat, largest, type Nested, type Values } from './tolerance.ts';

type File = { cases: RnnCase[] };
const short = golden<File>('rnn').cases;
const cases = [...short, ...golden<File>('rnn-long').cases];
const named = (name: string) => cases.find((one) => one.name === name)!;
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofRnn();

test('the cases meet every activation, cost, number of layers and length', () => {
  const all = new Set(cases.map(({ network: n }) => `${n.activation} ${n.cost} ${n.units.length}`));
  expect(all.size).toBe(4 * 2 * 3);
  expect(new Set(cases.map(({ network }) => network.steps))).toEqual(new Set([0, 1, 2, 5, 12, 1001]));
  expect(new Set(cases.map(({ truncate }) => truncate))).toEqual(new Set([0, 1, 2, 3, 5, 12, 20, 300]));
});

describe.each(Object.entries(homes))('rnn on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  const held = cases.filter((one) => name === 'plain' || fitsSingle(one));
  test.each(held.map((one) => [one.name, one] as const))('%s', { timeout: 60_000 }, async (_, one) => {
    const findings = await checkDevice(device, [one], compute);
    expect(findings.map(({ value }) => value)).toEqual(expect.arrayContaining(['loss', 'gradient of dU']));
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });

  test('leaves out only what single precision cannot hold', () => {
    const left = cases.filter((one) => !held.includes(one)).map((one) => one.name);
    expect(left).toEqual(left.filter((text) => text.includes('float64 only')));
    expect(held.length).toBeGreaterThan(85);
  });

  test('1001 units, inputs and outputs: the sums go to the end', async () => {
    const last = (...values: number[]) => [...Array<number>(1001 - values.length).fill(0), ...values];
    const network = { ...one, inputs: 1001, units: [1001], outputs: 1001, activation: 'linear' as const };
    const rows = (row: number[]) => Array.from({ length: 1001 }, (_, i) => (i > 998 ? row : last()));
    const inputs = {
      ...{ U: [rows(last(1, 2))], W: [rows(last(3, 4))], b: [last(0)], V: rows(last(1, -1, 2)), c: last(1) },
      ...{ initial: [last(5, 6)], x: [last(7, 8)], y: [last(0)] },
    };
    const { outputs, gradients } = await compute(device, { ...empty, network, inputs });
    // z = 1·5 + 2·6 + 3·7 + 4·8 in the last two units; o = −z + 2z (+ 1 in the last).
    const z = 70;
    expect(flat(outputs.z!).slice(-2)).toEqual([z, z]);
    expect(flat(outputs.loss!)[0]).toBeCloseTo(0.5 * (z * z + (z + 1) * (z + 1)), 0);
    const above = z + z + 1;
    expect(flat(gradients.delta!).slice(-3)).toEqual([above, -above, 2 * above]);
    expect(flat(gradients.dW!).slice(-2)).toEqual([2 * above * 7, 2 * above * 8]);
  });
});

/** One unit over one step, and a case around it that compares nothing. */
const one: rnn.Network = { inputs: 1, units: [1], outputs: 1, steps: 1, activation: 'tanh', cost: 'squared' };
const nothing = { outputs: {}, gradients: {} };
const empty = { ...nothing, name: 'made here', inputs: {}, spread: nothing, truncate: 0, network: one };

describe('gradients against central differences, on plain', () => {
  const terms =
    (device: Device, { network }: RnnCase) =>
    async (inputs: Values) => {
      const { losses } = forwardOf(device, { network, inputs });
      return flat((await device.read({ losses })).losses as Nested);
    };
  const gradientsOn = async (device: Device, one: RnnCase) => {
    const { dU, dW, db, dV, dc } = (await compute(device, one)).gradients;
    return differences(terms(device, one), one.inputs, { U: dU!, W: dW!, b: db!, V: dV!, c: dc! });
  };
  // A truncated gradient is another one by design, relu has corners, the clamp of tanh is flat beyond 15, and a step
  // of 1e-6 is not small where an explosion makes 0.06 of it.
  const smooth = short.filter(
    ({ name, truncate, network, outputs }) =>
      !truncate &&
      !/near 15|that explodes/.test(name) &&
      (network.activation !== 'relu' || flat(outputs.z!).every((z) => Math.abs(z) > 1e-4)),
  );

  test('most cases are smooth', () => expect(smooth.length).toBeGreaterThan(70));

  test.each(smooth.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    for (const { name, error, scale } of await gradientsOn(plain(), one)) {
      expect(error / (scale || 1), `∂L/∂${name}`).toBeLessThan(1e-6);
    }
  });

  test.each([1, 2, 5])('truncated at %i is another gradient, and only before the cut', async (n) => {
    const whole = named('T = 12, truncate 12');
    const cut = named(`T = 12, truncate ${n}`);
    const [a, b] = [await compute(plain(), whole), await compute(plain(), cut)];
    const deltas = (values: Nested) => (values as number[][][])[0]!;
    const [full, short] = [deltas(a.gradients.delta!), deltas(b.gradients.delta!)];
    const last = 12 - (12 % n || n);
    full.forEach((step, t) => {
      const change = error(short[t], step);
      if (t >= last) expect(change).toBe(0);
      else expect(change).toBeGreaterThan(1e-6);
    });
    expect(a.outputs).toEqual(b.outputs);
    expect(error(b.gradients.dU, a.gradients.dU!)).toBeGreaterThan(1e-3);
    expect(b.gradients.dV).toEqual(a.gradients.dV);
  });

  const backwards = [rnn.slope, rnn.squaredError, softmaxError, rnn.pulled, rnn.delta, rnn.outer];
  test.each(backwards.map((kernel) => [kernel.name, kernel] as const))(
    'a wrong sign in %s is found by them',
    async (_, kernel) => {
      const pair = [named('tanh, squared, 2 layers, T = 2'), named('2 layers, T = 5')];
      const found = pair.map((one) => gradientsOn(broken(kernel, negated), one));
      expect((await Promise.all(found)).flat().some(({ error, scale }) => error > 1e-3 * scale)).toBe(true);
    },
  );
});

describe('what follows from the equations', () => {
  const few = [
    'tanh, softmax, 3 layers, T = 2',
    'sigmoid, squared, 1 layer, T = 5',
    'relu, squared, 2 layers, T = 2',
  ];
  test.each([...few, 'T = 12', '3 layers, T = 5, truncate 1'])(
    '%s: shares, totals and sources add up',
    async (name) => {
      const one = named(name);
      const { outputs, gradients } = await compute(plain(), one);
      const slopes = outputs.slopes as number[][][];
      const of = (value: Nested | undefined) => value as number[][][];
      const [shares, totals] = [gradients.shares as number[][][][], gradients.totals as number[][][][]];
      one.network.units.forEach((size, layer) => {
        const sum = Array.from({ length: size }, () => Array<number>(size).fill(0));
        for (let t = one.network.steps - 1; t >= 0; t--) {
          shares[layer]![t]!.forEach((row, i) => row.forEach((value, j) => (sum[i]![j]! += value)));
          expect(error(totals[layer]![t], sum)).toBeLessThan(1e-12);
          const [above, next] = [of(gradients.fromAbove)[layer]![t]!, of(gradients.fromNext)[layer]![t]!];
          const made = slopes[layer]![t]!.map((s, i) => s * (above[i]! + next[i]!));
          expect(error(of(gradients.delta)[layer]![t], made)).toBeLessThan(1e-14);
        }
        expect(error((gradients.dU as Nested[])[layer], sum)).toBeLessThan(1e-12);
      });
    },
  );

  test('two layers are two networks, one fed by the other', async () => {
    const two = named('2 layers, T = 5');
    const { outputs } = await compute(plain(), two);
    const [lower, upper] = outputs.h as number[][][];
    const [n, inputs] = [two.network, two.inputs as unknown as Record<string, never[]>];
    const cut = (layer: number) =>
      Object.fromEntries(['U', 'W', 'b', 'initial'].map((name) => [name, [inputs[name]![layer]!]]));
    const above = { ...n, inputs: n.units[0]!, units: [n.units[1]!] };
    const alone = await compute(plain(), {
      ...two,
      network: above,
      inputs: { ...two.inputs, ...cut(1), x: lower! },
      gradients: {},
    });
    expect((alone.outputs.h as number[][][])[0]).toEqual(upper);
  });

  test('one step at a time is the same', async () => {
    const two = named('2 layers, T = 5');
    const { outputs } = await compute(plain(), two);
    const parameters = parametersOf(two.inputs);
    let states = parameters.initial!;
    for (const [t, x] of (two.inputs.x as number[][]).entries()) {
      const made = rnn.step(plain(), two.network, parameters, states, x);
      const read = await plain().read({ ...made });
      for (const name of ['z', 'h', 'slopes'] as const) {
        expect(read[name]).toEqual((outputs[name] as number[][][]).map((layer) => layer[t]));
      }
      expect(read.o).toEqual((outputs.o as number[][])[t]);
      states = made.h;
    }
  });

  test('0.99 and 1.01, 1001 times: running products by the way back', async () => {
    for (const factor of [0.99, 1.01]) {
      const network = { ...one, steps: 1001, activation: 'linear' as const };
      const rows = Array.from({ length: 1001 }, () => [0]);
      const inputs = { U: [[[factor]]], W: [[[1]]], b: [[0]], V: [[1]], c: [0], x: rows, y: rows };
      const found = await compute(plain(), { ...empty, network, inputs, gradients: { products: [] } });
      const products = flat(found.gradients.products!);
      expect(products).toHaveLength(1002);
      products.forEach((product, t) => expect(product / factor ** (1001 - t)).toBeCloseTo(1, 11));
    }
  });
});

describe('what is wrong is found', () => {
  const few = short.filter(({ name }) =>
    /^(tanh|sigmoid), .* layers?, T = |^(linear|relu), .* 1 layer, T|T = 1, 2 layers|two .*truncate 1/.test(
      name,
    ),
  );

  const kernels = [...kernelsOf(rnn), softmaxLoss, softmaxError];
  test.each(kernels.map((kernel) => [kernel.name, kernel] as const))('%s', async (_, kernel) => {
    const found = async (change: typeof same) =>
      faults(await checkDevice(broken(kernel, change), few, compute));
    expect(await found(same)).toEqual([]);
    expect(await found(negated)).not.toEqual([]);
    expect(await found(nearly)).not.toEqual([]);
  });

  test('one wrong sign in a gradient is more than single precision allows', () => {
    const typical = named('tanh, softmax, 1 layer, T = 5');
    const missed = Object.entries(typical.gradients).filter(([name, reference]) => {
      if (!/^d[UWbVc]$/.test(name)) return false;
      const layered = /^d[UWb]$/.test(name);
      const array = layered ? (reference as Nested[])[0]! : reference;
      const spread = typical.spread.gradients[name]!;
      const [first, ...rest] = flat(array);
      const changed = error([-first!, ...rest], flat(array));
      return changed <= 10 * allowed('webasm', array, (layered ? (spread as number[])[0] : spread) as number);
    });
    expect(missed).toEqual([]);
    expect(largest(flat(typical.gradients.dU!))).toBeGreaterThan(0.1);
  });
});
