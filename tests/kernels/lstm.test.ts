/**
 * The kernels of LSTM layers, with and without peepholes, against PyTorch (tests/golden/lstm.py), against finite
 * differences, against what follows from their equations, and against themselves made wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as peephole from '../../kernels/lstm-peephole.ts';
import * as lstm from '../../kernels/lstm.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { differences } from './finite-differences.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { ofLstm, ofPeephole, type LstmCase } from './lstm-case.ts';
import { error, fitsSingle, flat, type Nested, type Values } from './tolerance.ts';

const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const variants = {
  lstm: { cases: golden<{ cases: LstmCase[] }>('lstm').cases, compute: ofLstm(), kernels: lstm },
  'lstm-peephole': {
    ...{ cases: golden<{ cases: LstmCase[] }>('lstm-peephole').cases, compute: ofPeephole() },
    kernels: peephole,
  },
} as const;
type Variant = keyof typeof variants;
const names = Object.keys(variants) as Variant[];

describe.each(names.flatMap((name) => Object.entries(homes).map(([home, open]) => ({ name, home, open }))))(
  '$name on $home',
  ({ name, home, open }) => {
    let device: Device;
    beforeAll(async () => void (device = await open()));
    afterAll(() => device.dispose());

    const { cases, compute } = variants[name];
    // A thousand steps of kernels are slow there, and peepholes add no sum over them.
    const brief = name === 'lstm' ? cases : cases.filter((one) => one.name !== 'T = 1001');
    const held = home === 'plain' ? cases : brief.filter(fitsSingle);
    test.each(held.map((one) => [one.name, one] as const))('%s', { timeout: 60_000 }, async (_, one) => {
      const findings = await checkDevice(device, [one], compute);
      expect(findings.map(({ value }) => value)).toEqual(
        expect.arrayContaining(['h', 'gradient of dUf', 'gradient of dc0']),
      );
      expect(faults(findings)).toEqual([]);
      expect(device.name).toBe(home);
    });

    test('1001 units and inputs: the sums go to the end', { timeout: 60_000 }, async () => {
      if (name !== 'lstm') return;
      const ends = (...values: number[]) => [...Array<number>(1001 - values.length).fill(0), ...values];
      const sizes = { units: 1001, width: 1001 };
      const [W, U] = [[ends(3, 4)], [ends(1, 2)]];
      const z = device.run(lstm.preactivation, [1], sizes, W, ends(7, 8), U, ends(5, 6), [1]);
      const column = ends(1, 2).map((value) => [value]);
      const back = device.run(lstm.pulled, [1], { units: 1001 }, column, ends(5, 6));
      expect(await device.read({ z, back })).toMatchObject({ z: [21 + 32 + 5 + 12 + 1], back: [17] });
    });

    test('leaves out only what single precision cannot hold', () => {
      const left = brief.filter((one) => !held.includes(one)).map((one) => one.name);
      expect(left).toEqual(left.filter((text) => text.includes('float64 only')));
      expect(held.length).toBeGreaterThan(15);
    });
  },
);

/** ∂L of L = Σ_t ⟨dh_t, h_t⟩ + ⟨dc_t, c_t⟩ by every parameter, input and start. */
async function slopes(name: Variant, device: Device, one: LstmCase) {
  const { compute } = variants[name];
  const terms = async (inputs: Values) => {
    const { outputs } = await compute(device, { ...one, inputs, gradients: {} });
    const [dh, dc] = [flat(inputs.dh!), flat(inputs.dc!)];
    const [h, c] = [flat(outputs.h!), flat(outputs.c!)];
    return [...dh.map((error, at) => error * h[at]!), ...dc.map((error, at) => error * c[at]!)];
  };
  const { gradients } = await compute(device, { ...one, gradients: {} });
  const given = Object.keys(one.inputs).filter((input) => input !== 'dh' && input !== 'dc');
  return differences(terms, one.inputs, Object.fromEntries(given.map((key) => [key, gradients[`d${key}`]!])));
}

describe.each(names)('gradients of %s against central differences, on plain', (name) => {
  const { cases } = variants[name];
  const smooth = cases.filter(
    ({ name }) => !/T = (0|12|1001)|five cells|1e[+-]|near 15|cells of 20/.test(name),
  );

  test('of starts too, in most cases', () =>
    expect(smooth.filter(({ inputs }) => inputs.h0 && inputs.c0).length).toBeGreaterThan(8));

  test.each(smooth.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const found = await slopes(name, plain(), one);
    expect(found.map((each) => each.name)).toEqual(expect.arrayContaining(['Ui', 'bf', 'x']));
    for (const each of found) expect(each.error / (each.scale || 1), `∂L/∂${each.name}`).toBeLessThan(1e-6);
  });

  test('a wrong sign is found by them', async () => {
    const { gateSlope, squashedSlope, through, pulled, outer } = lstm;
    for (const kernel of [gateSlope, squashedSlope, through, pulled, outer]) {
      const found = await slopes(name, broken(kernel, negated), cases[2]!);
      expect(found.some(({ error, scale }) => error > 1e-3 * scale)).toBe(true);
    }
  });
});

describe('what is wrong is found', () => {
  test.each(names.flatMap((name) => kernelsOf(variants[name].kernels).map((kernel) => [name, kernel.name, kernel] as const)))(
    '%s: %s',
    async (name, _, kernel) => {
      const { cases, compute } = variants[name];
      const few = cases.filter((one) => /typical|T = 1|saturated: z/.test(one.name) && !/1001|12/.test(one.name));
      const found = async (change: typeof same) => faults(await checkDevice(broken(kernel, change), few, compute));
      expect(await found(same)).toEqual([]);
      expect(await found(negated)).not.toEqual([]);
      expect(await found(nearly)).not.toEqual([]);
    },
  ); // prettier-ignore
});

describe('what follows from the equations', () => {
  const typical = variants.lstm.cases[0]!;
  const rows = (value: Nested | undefined) => value as number[][];

  test('the parts of the error of the cell add up, by source and by way', async () => {
    const { gradients } = await variants.lstm.compute(plain(), typical);
    const own = rows(typical.inputs.dc);
    rows(gradients.dc).forEach((dc, t) => {
      const [state, cell] = [rows(gradients.fromState)[t]!, rows(gradients.fromCell)[t]!];
      const [straight, detoured] = [rows(gradients.straight)[t]!, rows(gradients.detoured)[t]!];
      expect(
        error(
          dc.map((_, j) => own[t]![j]! + state[j]! + cell[j]!),
          dc,
        ),
      ).toBeLessThan(1e-14);
      expect(
        error(
          dc.map((_, j) => straight[j]! + detoured[j]!),
          dc,
        ),
      ).toBeLessThan(1e-14);
    });
  });

  test('peepholes of zero are none', async () => {
    const { c, h } = (await variants.lstm.compute(plain(), typical)).outputs;
    const zero = rows(typical.inputs.Ui).map(() => 0);
    const inputs = { ...typical.inputs, pi: zero, pf: zero, po: zero };
    const found = await variants['lstm-peephole'].compute(plain(), { ...typical, inputs });
    expect([found.outputs.c, found.outputs.h]).toEqual([c, h]);
    for (const name of Object.keys(typical.gradients).filter((name) => name in found.gradients))
      expect(error(found.gradients[name], typical.gradients[name]!), name).toBeLessThan(1e-11);
  });

  test('the output gate sees the new cell, the others the one before', async () => {
    const one = variants['lstm-peephole'].cases.find(({ name }) => name === 'one cell, T = 1')!;
    const { outputs } = await variants['lstm-peephole'].compute(plain(), one);
    const [value] = [(name: string) => flat(one.inputs[name]!)[0]!];
    const z = (k: string) => value(`W${k}`) * value('x') + value(`U${k}`) * value('h0') + value(`b${k}`);
    expect(flat(outputs.zi!)[0]).toBeCloseTo(z('i') + value('pi') * value('c0'), 12);
    expect(flat(outputs.zf!)[0]).toBeCloseTo(z('f') + value('pf') * value('c0'), 12);
    expect(flat(outputs.zo!)[0]).toBeCloseTo(z('o') + value('po') * flat(outputs.c!)[0]!, 12);
  });
});
