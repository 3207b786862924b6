/**
 * Real-time recurrent learning against PyTorch (tests/golden/rtrl.py), against the walk back of kernels/rnn.ts, against
 * finite differences, and against itself made wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device, Handle } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as rnn from '../../kernels/rnn.ts';
import * as rtrl from '../../kernels/rtrl.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { differences } from './finite-differences.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { parametersOf } from './rnn-case.ts';
import { forwardOf, ofRtrl, type RtrlCase } from './rtrl-case.ts';
import { error, fitsSingle, flat, largest, type Nested, type Values } from './tolerance.ts';

const { cases } = golden<{ cases: RtrlCase[] }>('rtrl');
const named = (name: string) => cases.find((one) => one.name === name)!;
const compute = ofRtrl();
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const gradients = ['dU', 'dW', 'db', 'dV', 'dc'] as const;

describe.each(Object.entries(homes))('rtrl on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  const held = cases.filter((one) => name === 'plain' || (fitsSingle(one) && one.network.steps < 1001));
  test.each(held.map((one) => [one.name, one] as const))('%s', { timeout: 60_000 }, async (_, one) => {
    const findings = await checkDevice(device, [one], compute);
    expect(findings.map(({ value }) => value)).toEqual(expect.arrayContaining(['gradient of dU']));
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });

  test('no case is left out but the longest', () => {
    expect(held.length).toBe(cases.length - (name === 'plain' ? 0 : 1));
  });
});

describe('on plain', () => {
  const short = cases.filter(({ network }) => network.steps < 1001);
  const few = ['tanh, softmax, T = 4', 'sigmoid, squared, T = 4', 'five units, T = 3'].map(named);

  test.each(short.map((one) => [one.name, one] as const))(
    '%s: the walk back finds the same',
    async (_, one) => {
      const [device, { network, inputs }] = [plain(), one];
      const { x, y } = inputs as unknown as Record<'x' | 'y', number[][]>;
      const parameters = parametersOf(inputs);
      const record = rnn.forward(device, network, parameters, x, y);
      const back = rnn.backward(device, network, parameters, x, y, record);
      const wanted = await device.read({
      dU: back.dU[0]!, dW: back.dW[0]!, db: back.db[0]!, dV: back.dV, dc: back.dc,
    }); // prettier-ignore
      const found = (await compute(device, one)).gradients;
      for (const name of gradients) {
        const scale = largest(flat(wanted[name] as Nested)) || 1;
        expect(error(found[name], wanted[name] as Nested) / scale, name).toBeLessThan(1e-13);
      }
    },
  );

  test('each step’s total is the gradient of the sequence that ends there', async () => {
    const [device, { network, inputs }] = [plain(), named('five units, T = 3')];
    const { x, y } = inputs as unknown as Record<'x' | 'y', number[][]>;
    const { totals } = (await compute(device, named('five units, T = 3'))).gradients;
    for (const steps of [1, 2, 3]) {
      const short = { ...inputs, x: x.slice(0, steps), y: y.slice(0, steps) } as Values;
      const { dU, dW, db } = (await compute(device, { ...named('five units, T = 3'), network: { ...network, steps }, inputs: short })).gradients as Record<string, number[][]>;
      const whole = dU!.map((row, i) => [...row, ...dW![i]!, (db as unknown as number[])[i]!]);
      expect((totals as Nested[])[steps - 1]).toEqual(whole);
    }
  }); // prettier-ignore

  test('one step at a time, with what is carried alone, is the same', async () => {
    const [device, one] = [plain(), named('tanh, softmax, T = 4')];
    const { x, y } = one.inputs as unknown as Record<'x' | 'y', number[][]>;
    const parameters = parametersOf(one.inputs);
    const { gradients, outputs } = await compute(device, one);
    let carried = rtrl.start(one.network, parameters);
    for (const [t, input] of x.entries()) {
      const { h, sensitivities, gradient, dV, dc } = rtrl.step(device, one.network, parameters, carried, input, y[t]!);
      const read = await device.read({ h, sensitivities, gradient, dV, dc } as Record<string, Handle>);
      expect(read.h).toEqual((outputs.h as Nested[])[t]);
      expect(read.sensitivities).toEqual((gradients.sensitivities as Nested[])[t]);
      expect(read.gradient).toEqual((gradients.totals as Nested[])[t]);
      carried = read as unknown as rtrl.Carried;
    }
    expect([carried.dV, carried.dc]).toEqual([gradients.dV, gradients.dc]);
  }); // prettier-ignore

  const terms = (device: Device, network: rnn.Network) => async (inputs: Values) => {
    const { losses } = forwardOf(device, { network, inputs });
    return flat((await device.read({ losses })).losses as Nested);
  };
  const differ = async (device: Device, one: RtrlCase) => {
    const { dU, dW, db, dV, dc } = (await compute(device, one)).gradients;
    return differences(terms(plain(), one.network), one.inputs, { U: dU!, W: dW!, b: db!, V: dV!, c: dc! });
  };

  test.each(few.map((one) => [one.name, one] as const))('%s: finite differences', async (_, one) => {
    for (const { name, error, scale } of await differ(plain(), one))
      expect(error / (scale || 1), `∂L/∂${name}`).toBeLessThan(1e-6);
  });

  test('sensitivities are finite differences of the states', async () => {
    const one = named('sigmoid, squared, T = 4');
    const found = (await compute(plain(), one)).gradients.sensitivities as number[][][];
    const N = rtrl.sendersOf(one.network);
    const statesAt = async (by: number, i: number, j: number) => {
      const U = structuredClone(one.inputs.U) as unknown as number[][][];
      U[0]![i]![j]! += by;
      return (await compute(plain(), { ...one, inputs: { ...one.inputs, U } })).outputs.h as number[][];
    };
    for (const [i, j] of [[0, 1], [2, 2]] as const) {
      const [above, below] = [await statesAt(1e-6, i, j), await statesAt(-1e-6, i, j)];
      above.forEach((h, t) =>
        h.forEach((value, k) => expect(found[t]![k]![i * N + j]!).toBeCloseTo((value - below[t]![k]!) / 2e-6, 8)),
      );
    }
  }); // prettier-ignore

  test.each(['sensitivity', 'lossShare', 'outputShare'] as const)(
    'a wrong sign in %s is found by differences',
    async (name) => {
      const found = await differ(broken(rtrl[name], negated), few[0]!);
      expect(found.some(({ error, scale }) => error > 1e-3 * scale)).toBe(true);
    },
  );

  test.each(kernelsOf(rtrl).map((kernel) => [kernel.name, kernel] as const))(
    'what is wrong in %s is found',
    async (_, kernel) => {
      const found = async (change: typeof same) =>
        faults(await checkDevice(broken(kernel, change), few, compute));
      expect(await found(same)).toEqual([]);
      expect(await found(negated)).not.toEqual([]);
      expect(await found(nearly)).not.toEqual([]);
    },
  );
});
