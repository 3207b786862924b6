/**
 * The kernels of gated recurrent units against PyTorch (tests/golden/gru.py), against finite differences, against what
 * follows from their equations, and against themselves made wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as gru from '../../kernels/gru.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { differences } from './finite-differences.ts';
import { golden } from './golden.ts';
import { ofGru, termsOf, type GruCase } from './gru-case.ts';
import { checkDevice, faults } from './in-page.ts';
import { error, flat, type Values } from './tolerance.ts';

const { cases } = golden<{ cases: GruCase[] }>('gru');
const named = (name: string) => cases.find((one) => one.name === name)!;
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofGru();
const book = 'z weighs the candidate, r the state';
const torch = 'z weighs the previous, r the product';

test('the cases meet both senses of z, both places of r, and every length', () => {
  expect(new Set(cases.map(({ network: n }) => `${n.update} ${n.reset}`)).size).toBe(4);
  expect(new Set(cases.map(({ network }) => network.steps))).toEqual(new Set([0, 1, 3, 4, 5, 12]));
  expect(cases).toHaveLength(40);
});

describe.each(Object.entries(homes))('gru on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  test('golden cases', { timeout: 60_000 }, async () => {
    const findings = await checkDevice(device, cases, compute);
    expect(findings.length).toBe(cases.length * 28);
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });
});

describe('gradients against central differences, on plain', () => {
  const parameters = ['Wz', 'Uz', 'bz', 'Wr', 'Ur', 'br', 'W', 'U', 'b'];
  const gradientsOn = async (device: Device, one: GruCase) => {
    const { gradients } = await compute(device, one);
    const names = [...parameters, 'x', ...['bU', 'initial'].filter((name) => name in one.inputs)];
    const of = (name: string) => gradients[name === 'initial' ? 'dInitial' : `d${name}`]!;
    const all = Object.fromEntries(names.map((name) => [name, of(name)]));
    return differences(termsOf(device, one), one.inputs, all);
  };
  const smooth = cases.filter(({ name }) => /^(typical|T = 12|one unit|nothing but zeros)/.test(name));

  test.each(smooth.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    for (const { name, error, scale } of await gradientsOn(plain(), one)) {
      expect(error / (scale || 1), `∂L/∂${name}`).toBeLessThan(1e-6);
    }
  });

  const backwardOnly = ['freshPart', 'updateError', 'resetError', 'keptPart'] as const;
  test.each(backwardOnly)('a wrong sign in %s is found by them', async (name) => {
    const found = await gradientsOn(broken(gru[name], negated), named(`typical, ${book}`));
    expect(found.some(({ error, scale }) => error > 1e-3 * scale)).toBe(true);
  });
});

describe('what follows from the equations', () => {
  const typical = named(`typical, ${book}`);
  const changed = (inputs: Values, network: Partial<gru.Network> = {}) =>
    compute(plain(), {
      ...typical,
      inputs: { ...typical.inputs, ...inputs },
      network: { ...typical.network, ...network },
    });

  test('a closed update gate copies the state through, and the error back', async () => {
    const { outputs, gradients } = await changed({ bz: [-800, -800, -800] });
    (outputs.h as number[][]).forEach((h) => expect(h).toEqual(typical.inputs.initial));
    (gradients.dPrevious as number[][]).forEach((d, t) => expect(d).toEqual((gradients.dh as number[][])[t]));
    expect(flat(gradients.dW!).every((value) => value === 0)).toBe(true);
  });

  test('an open update gate and a closed reset gate make a unit without memory', async () => {
    const { outputs, gradients } = await changed({ bz: [800, 800, 800], br: [-800, -800, -800] });
    const { W, b, x } = typical.inputs as { W: number[][]; b: number[]; x: number[][] };
    const right = x.map((now) =>
      W.map((row, i) => Math.tanh(b[i]! + row.reduce((sum, w, j) => sum + w * now[j]!, 0))),
    );
    expect(error(outputs.h, right)).toBeLessThan(1e-15);
    expect(flat(gradients.dPrevious!).every((value) => value === 0)).toBe(true);
  });

  test('the other sense of z is the opposite gate: weights and bias of z with the opposite sign', async () => {
    const less = (name: string) => (typical.inputs[name] as number[][]).map((row) => row.map((v) => -v));
    const opposite = { Wz: less('Wz'), Uz: less('Uz'), bz: (typical.inputs.bz as number[]).map((v) => -v) };
    const [one, other] = [await changed({}), await changed(opposite, { update: 'previous' })];
    expect(error(other.outputs.h, one.outputs.h!)).toBeLessThan(1e-15);
    expect(error(other.gradients.dU, one.gradients.dU!)).toBeLessThan(1e-15);
    const straight = await changed({}, { update: 'previous' });
    expect(error(straight.outputs.h, one.outputs.h!)).toBeGreaterThan(0.1);
  });

  test('the other place of r is another network, unless r is open or U diagonal', async () => {
    const [one, other] = [await changed({}), await changed({}, { reset: 'product' })];
    expect(error(other.outputs.h, one.outputs.h!)).toBeGreaterThan(1e-3);
    const diagonal = { U: [[0.7, 0, 0], [0, -1.2, 0], [0, 0, 0.4]] }; // prettier-ignore
    for (const inputs of [diagonal, { br: [800, 800, 800] }]) {
      const [inside, outside] = [await changed(inputs), await changed(inputs, { reset: 'product' })];
      expect(error(outside.outputs.h, inside.outputs.h!)).toBeLessThan(1e-15);
      expect(error(outside.gradients.dUr, inside.gradients.dUr!)).toBeLessThan(1e-15);
    }
  });

  test('the four ways back add up, and one step at a time is the same', async () => {
    const { outputs, gradients } = await changed({});
    const rows = (name: string) => gradients[name] as number[][];
    rows('dPrevious').forEach((sum, t) => {
      const ways = ['kept', 'viaUpdate', 'viaReset', 'viaCandidate'].map((name) => rows(name)[t]!);
      sum.forEach((value, i) =>
        expect(value).toBeCloseTo(
          ways.reduce((total, way) => total + way[i]!, 0),
          14,
        ),
      );
    });
    const parameters = typical.inputs as unknown as gru.Parameters;
    let state = parameters.initial!;
    for (const [t, x] of (typical.inputs.x as number[][]).entries()) {
      const { factor: _, ...made } = gru.step(plain(), typical.network, parameters, state, x);
      const read = await plain().read(made);
      for (const [name, value] of Object.entries(read))
        expect(value).toEqual((outputs[name] as number[][])[t]);
      state = made.h;
    }
  });

  test.each(['candidate', 'previous'] as const)(
    'where z weighs the %s, two parts add up to the state',
    async (update) => {
      const { outputs } = await changed({}, { update });
      const rows = (name: string) => outputs[name] as number[][];
      for (const [t, h] of rows('h').entries()) {
        const previous = t ? rows('h')[t - 1]! : (typical.inputs.initial as number[]);
        const now = { z: rows('z')[t]!, candidate: rows('candidate')[t]! };
        const { kept, fresh } = await plain().read(gru.parts(plain(), { units: 3, update }, now, previous));
        expect(
          error(
            (kept as number[]).map((value, i) => value + (fresh as number[])[i]!),
            h,
          ),
        ).toBeLessThan(1e-15);
        const weight = update === 'candidate' ? now.z : now.z.map((value) => 1 - value);
        expect(
          error(
            fresh,
            now.candidate.map((value, i) => value * weight[i]!),
          ),
        ).toBeLessThan(1e-15);
      }
    },
  );

  test('a state between −1 and 1 stays there, whatever the weights', async () => {
    const { outputs } = await changed({ U: [[90, -70, 20], [-40, 60, 80], [10, 20, -99]] }); // prettier-ignore
    expect(Math.max(...flat(outputs.h!).map(Math.abs))).toBeLessThanOrEqual(
      Math.max(1, ...flat(typical.inputs.initial!).map(Math.abs)),
    );
  });
});

describe('what is wrong is found', () => {
  const few = [named(`typical, ${book}`), named(`typical, ${torch}`), named(`T = 0, ${book}`)];

  test.each(kernelsOf(gru).map((kernel) => [kernel.name, kernel] as const))('%s', async (_, kernel) => {
    const found = async (change: typeof same) =>
      faults(await checkDevice(broken(kernel, change), few, compute));
    expect(await found(same)).toEqual([]);
    expect(await found(negated)).not.toEqual([]);
    expect(await found(nearly)).not.toEqual([]);
  });
});
