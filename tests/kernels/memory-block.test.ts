/** The memory block that grows: each stage against a loop by hand, on every device, and against itself made wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as block from '../../kernels/memory-block.ts';
import { broken, kernelsOf, nearly, negated } from './broken.ts';
import { entry } from '../../kernels/seeded.ts';

const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const list = (name: string, bound: (value: number) => number) =>
  Array.from({ length: 6 }, (_, t) => bound(entry(3, name, t, 0)));
const share = (value: number) => Math.min(1, Math.abs(value));

const settings: block.Settings = {
  ...{ loop: 0.9, sharpness: 4, peephole: 1.5, bias: -0.3 },
  ...{
    x: list('x', (value) => value),
    write: list('w', share),
    keep: list('k', share),
    read: list('r', share),
  },
};
const stages = Array.from({ length: block.STAGES }, (_, at) => at + 1);

/** Everything again, from the equations in the head of the kernels. */
function byHand({ loop, sharpness: k, peephole: p, bias: b, x, write, keep, read }: block.Settings, stage: number) {
  let [c, left] = [0, 0];
  return x.map((value, t) => {
    const unit = (m: number) => sigmoid(k * (m - 0.5));
    const gate = (from: number, m: number) => (stage < from ? 1 : stage === 6 ? unit(m) : m);
    const [i, f, g] = [gate(2, write[t]!), gate(4, keep[t]!), Math.tanh(value)];
    const kept = (stage === 6 ? 1 : loop) * f;
    c = kept * c + i * g;
    left = t ? kept * left : i;
    const o = stage < 5 ? gate(3, read[t]!) : sigmoid((stage === 6 ? k * (read[t]! - 0.5) : 0) + p * c + b);
    return { g, i, f, o, c, s: Math.tanh(c), h: o * Math.tanh(c), left };
  });
} // prettier-ignore

async function farthest(device: Device): Promise<number> {
  let most = 0;
  for (const stage of stages) {
    const found = (await device.read(block.grown(device, settings, stage))) as Record<string, number[][]>;
    byHand(settings, stage).forEach((now, t) => {
      for (const [name, value] of Object.entries(now)) {
        const off = Math.abs(found[name]![t]![0]! - value);
        most = Math.max(most, Number.isNaN(off) ? Infinity : off);
      }
    });
  }
  return most;
}

describe.each(Object.entries(homes))('memory-block on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  test('every stage', async () => {
    expect(await farthest(device)).toBeLessThan(name === 'plain' ? 1e-14 : 1e-6);
    expect(device.name).toBe(name);
  });
});

test.each(kernelsOf(block).map((kernel) => [kernel.name, kernel] as const))('%s made wrong is found', async (_, kernel) => {
  expect(await farthest(broken(kernel, negated))).toBeGreaterThan(1e-3);
  expect(await farthest(broken(kernel, nearly))).toBeGreaterThan(1e-12);
}); // prettier-ignore
