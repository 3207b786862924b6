/** Weights that are kept in public/models: they solve their task, what they were said to do is so, and rarely, are made again. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Handle } from '../../kernels/device/device.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as lstm from '../../kernels/lstm.ts';
import * as latch from '../../kernels/recipes/latch.ts';
import type { Stored } from '../../kernels/recipes/stored.ts';
import { seeded } from '../../kernels/seeded.ts';
import { rarely } from '../browser/support/turns.ts';
import { error, flat } from './tolerance.ts';

const kept = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../public/models/${name}.json`, import.meta.url), 'utf8')) as Stored;

describe('latch', () => {
  const model = kept('latch');
  const device = plain();
  const names = ['i', 'f', 'o', 'g'].flatMap((k) => [`W${k}`, `U${k}`, `b${k}`]);
  const parameters = Object.fromEntries(
    names.map((name) => [name, model.parameters[`layer1.${name}`]]),
  ) as unknown as lstm.Parameters;
  const [[v], c] = [(model.parameters.V as number[][])[0]!, (model.parameters.c as number[])[0]!];

  /** By the kernels of the book, not by the trainer. */
  async function run({ inputs }: latch.Sequence, changes: Partial<lstm.Parameters> = {}) {
    const sizes = { inputs: 3, units: 1, steps: inputs.length };
    const record = lstm.forward(device, sizes, { ...parameters, ...changes }, inputs);
    const read = await device.read({ ...record } as Record<string, Handle[]>);
    const found = Object.fromEntries(
      Object.entries(read).map(([name, value]) => [name, flat(value as never)]),
    );
    return { ...found, answers: found.h!.map((h) => v! * h + c) } as Record<string, number[]>;
  }
  const random = seeded(77);
  const trials = Array.from({ length: 60 }, () => latch.sequence(random));

  test('answers with the number that was marked last, and else with 0', async () => {
    const off = await Promise.all(
      trials.map(async (one) => {
        const { answers } = await run(one);
        return Math.max(...answers!.map((answer, t) => Math.abs(answer - one.targets[t]!)));
      }),
    );
    expect(Math.max(...off)).toBeLessThan(0.15);
    expect(off.reduce((sum, one) => sum + one) / off.length).toBeLessThan(0.04);
  });

  test('needs its gates: with any of them held open it does not', async () => {
    for (const gate of ['i', 'f', 'o']) {
      const held = { [`W${gate}`]: [[0, 0, 0]], [`b${gate}`]: [20] };
      const off = await Promise.all(
        trials.map(async (one) => {
          const { answers } = await run(one, held);
          return Math.max(...answers!.map((answer, t) => Math.abs(answer - one.targets[t]!)));
        }),
      );
      expect(off.reduce((sum, one) => sum + one) / off.length, gate).toBeGreaterThan(0.3);
    }
  });

  test('opens and shuts its gates as the figure says', async () => {
    const { i, f, o } = await run(latch.shown);
    latch.shown.inputs.forEach(([, marked, asked], t) => {
      expect(i![t]! > 0.5, `input gate, step ${t + 1}`).toBe(marked === 1);
      expect(f![t]! > 0.5, `forget gate, step ${t + 1}`).toBe(marked === 0);
      expect(o![t]! > 0.5, `output gate, step ${t + 1}`).toBe(asked === 1);
    });
  });

  test('the kept example is what the kernels make of it', async () => {
    const found = await run(latch.shown);
    const { inputs, targets, h, c: cells, answers } = model.example;
    expect({ inputs, targets }).toEqual(latch.shown);
    for (const [name, reference] of Object.entries({ h, c: cells, answers }))
      expect(error(found[name], flat(reference)), name).toBeLessThan(2e-6);
  });

  test('and the recipe is the one that is written there', async () => {
    const { recipe, iterations } = latch;
    expect(model.model).toEqual(latch.model);
    expect(model.training).toMatchObject({ ...recipe, iterations });
    const losses = trials.map(async (one) => {
      const { answers } = await run(one);
      return (
        answers!.reduce((sum, answer, t) => sum + (answer - one.targets[t]!) ** 2 / 2, 0) / answers!.length
      );
    });
    const mean = (await Promise.all(losses)).reduce((sum, loss) => sum + loss) / losses.length;
    expect(mean / model.trial['mean loss of a step']!).toBeGreaterThan(0.5);
    expect(mean / model.trial['mean loss of a step']!).toBeLessThan(2);
  });

  rarely('trained again, it comes to the same weights and the same trial', { timeout: 120_000 }, async () => {
    const again = await latch.stored();
    for (const [name, value] of Object.entries(model.parameters))
      expect(error(again.parameters[name], value as never), name).toBeLessThan(1e-3);
    expect(again.trial['mean loss of a step']).toBeCloseTo(model.trial['mean loss of a step']!, 6);
  });
});
