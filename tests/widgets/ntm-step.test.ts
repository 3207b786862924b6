/** The presets of the NTM step do what their words say, and the first view makes its point. */
import { describe, expect, test } from 'vitest';
import { complete } from '../../components/parts/codec.ts';
import { outputsOf } from '../../components/parts/static.ts';
import widget from '../../components/ntm-step/index.ts';

type Arrays = Record<string, number[]> & { memoryAfter: number[][] };
const start = complete(widget, {}).inputs;
const memory = start.memory as number[][];
const largest = (values: number[]) => values.indexOf(Math.max(...values));
const head = largest(start.previous as number[]);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Outputs after one preset, or after several in turn. */
async function after(...labels: string[]) {
  let given = {};
  for (const label of labels) {
    const preset = widget.presets.find((one) => one.label === label)!;
    given = { ...given, ...preset.change(complete(widget, given).inputs, await outputsOf(widget, given)) };
  }
  return { ...complete(widget, given).inputs, ...(await outputsOf(widget, given)) } as unknown as Arrays;
}

test('content finds slot 3, the shift moves on to slot 4, and the write changes that one most', async () => {
  const { similarity, content, gated, shifted, weights, memoryAfter } = await after();
  expect([similarity, content, gated].map((values) => largest(values!))).toEqual([2, 2, 2]);
  expect([shifted, weights].map((values) => largest(values!))).toEqual([3, 3]);
  expect(Math.max(...weights!)).toBeGreaterThan(Math.max(...shifted!));
  const changes = memoryAfter.map((row, i) =>
    Math.max(...row.map((value, j) => Math.abs(value - memory[i]![j]!))),
  );
  expect(largest(changes)).toBe(3);
  expect(Math.max(...changes.filter((_, i) => i !== 3))).toBeLessThan(0.1 * changes[3]!);
});

describe('presets', () => {
  test('pure content: the weights are the content weights', async () => {
    const { weights, content } = await after('Pure content');
    weights!.forEach((weight, i) => expect(weight).toBeCloseTo(content![i]!, 12));
    expect(largest(weights!)).toBe(2);
  });

  test('pure shift: one slot on from where the head was, whatever the content', async () => {
    const { weights } = await after('Pure shift');
    expect(weights).toEqual(weights!.map((_, i) => (i === head + 1 ? 1 : 0)));
  });

  test('pure shift, step after step: all the way round', async () => {
    const { weights } = await after('Pure shift', ...Array<string>(memory.length - 1).fill('Next time step'));
    expect(largest(weights!)).toBe(head);
    expect(Math.max(...weights!)).toBeCloseTo(1, 12);
  });

  test('copy: the next slot holds what this one does, and no other changes', async () => {
    const { memoryAfter } = await after('Copy a slot to the next');
    expect(memoryAfter).toEqual(memory.map((row, i) => (i === head + 1 ? memory[head] : row)));
  });

  test('a blurred shift spreads, and its cure gathers', async () => {
    const blurred = await after('Blurred shift');
    expect(blurred.weights!.filter((weight) => weight > 0.05)).toHaveLength(3);
    expect(Math.max(...blurred.weights!)).toBeCloseTo(0.6, 12);
    const cured = await after('Blurred shift', '… and its cure');
    expect(cured.shifted).toEqual(blurred.shifted);
    expect(Math.max(...cured.weights!)).toBeGreaterThan(0.99);
    expect(largest(cured.weights!)).toBe(largest(blurred.weights!));
  });

  test('next time step: what came out goes in', async () => {
    const before = await after();
    const { memory: next, previous } = await after('Next time step');
    expect(next).toEqual(before.memoryAfter);
    expect(previous).toEqual(before.weights);
  });

  test.each(widget.presets.slice(0, 5).map(({ label }) => label))(
    '%s leaves weights that sum to 1',
    async (label) => {
      const { weights } = await after(label);
      expect(sum(weights!)).toBeCloseTo(1, 12);
    },
  );

  // After any edit, "the cure" alone need not follow "blurred shift".
  test('the cure by itself cures too', async () => {
    expect(Math.max(...(await after('… and its cure')).weights!)).toBeGreaterThan(0.9);
  });
});
