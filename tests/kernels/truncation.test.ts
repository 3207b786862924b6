/** Truncated gradients against PyTorch (tests/golden/truncation.py), against `truncate` of kernels/rnn.ts, and by lag. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as rnn from '../../kernels/rnn.ts';
import * as truncation from '../../kernels/truncation.ts';
import { broken, kernelsOf, nearly, negated } from './broken.ts';
import { golden } from './golden.ts';
import { parametersOf } from './rnn-case.ts';
import { error, flat, largest, type Nested, type Values } from './tolerance.ts';

interface Case {
  network: rnn.Network;
  inputs: Values;
  every: number;
  back: number;
  last: boolean;
  gradient: number[][];
}
const { cases } = golden<{ cases: Case[] }>('truncation');
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };

async function found(device: Device, { network, inputs, every, back, last }: Case) {
  const { x, y } = inputs as unknown as Record<'x' | 'y', number[][]>;
  const parameters = parametersOf(inputs);
  const record = rnn.forward(device, network, parameters, x, y);
  const walk = rnn.backward(device, network, parameters, x, y, record);
  const counts = (t: number) => !last || t === network.steps - 1;
  const errors = truncation.errorsByLoss(device, network, parameters, record, walk.fromAbove[0]!, counts);
  const sent = truncation.sendersOf(device, network, parameters, record, x);
  const { delta, gradient } = truncation.truncated(device, network, errors, sent, { every, back });
  const lags = truncation.byLag(device, network, errors, sent);
  return (await device.read({ delta, gradient, lags, errors })) as unknown as Record<string, number[][][]> & {
    gradient: number[][];
    delta: number[][];
  };
}

const named = (all: Case[]) =>
  all.map((one) => [`T = ${one.network.steps}, every ${one.every}, back ${one.back}${one.last ? ', last loss alone' : ''}`, one] as const); // prettier-ignore

describe.each(Object.entries(homes))('truncation on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  const some = name === 'plain' ? cases : cases.filter((_, at) => at % 7 === 4);
  test.each(named(some))('%s', { timeout: 60_000 }, async (_, one) => {
    const { gradient } = await found(device, one);
    const scale = largest(flat(one.gradient));
    expect(error(gradient, one.gradient) / scale).toBeLessThan(name === 'plain' ? 1e-11 : 1e-4);
  });
});

describe('on plain', () => {
  test.each([1, 2, 3, 4, 5, 7, 12])('chunks of %i are what `truncate` of the network makes', async (n) => {
    const one = cases.find(({ network }) => network.steps === 12)!;
    const { delta, gradient } = await found(plain(), { ...one, every: n, back: n, last: false });
    const { x, y } = one.inputs as unknown as Record<'x' | 'y', number[][]>;
    const parameters = parametersOf(one.inputs);
    const record = rnn.forward(plain(), one.network, parameters, x, y);
    const back = rnn.backward(plain(), one.network, parameters, x, y, record, n);
    const wanted = (await plain().read({ delta: back.delta[0]!, dU: back.dU[0]! })) as Record<string, Nested>;
    expect(error(delta, wanted.delta!)).toBeLessThan(1e-13);
    expect(error(gradient.map((row) => row.slice(0, 2)), wanted.dU!)).toBeLessThan(1e-13);
  }); // prettier-ignore

  test('the parts of all lags add up to the gradient, those below n to that of a walk back after each step', async () => {
    const one = cases[0]!;
    for (const n of [1, 3, 7]) {
      const { gradient, lags } = await found(plain(), { ...one, every: 1, back: n });
      const sum = gradient.map((row, i) => row.map((_, j) => lags!.slice(0, n).reduce((all, part) => all + part[i]![j]!, 0)));
      expect(error(gradient, sum)).toBeLessThan(1e-13);
    }
  }); // prettier-ignore

  test.each(kernelsOf(truncation).map((kernel) => [kernel.name, kernel] as const))(
    'what is wrong in %s is found',
    async (_, kernel) => {
      for (const change of [negated, nearly]) {
        const { gradient } = await found(broken(kernel, change), cases[2]!);
        expect(error(gradient, cases[2]!.gradient)).toBeGreaterThan(
          1e-10 * largest(flat(cases[2]!.gradient)),
        );
      }
    },
  );
});
