/** What the lectures' slides and programs say of optimizers and clipping, and what the chapter says of it, in numbers. */
import { describe, expect, test } from 'vitest';
import { plain } from '../../kernels/device/plain.ts';
import { clipped, step, type Clip, type Memory, type Rule } from '../../kernels/optimizers.ts';
import { surface } from '../../kernels/surface.ts';
import { taskOf, windowOf } from '../../components/cost-surface/tasks.ts';

const device = plain();
const read = async (handle: unknown) =>
  Array.isArray(handle)
    ? (handle as number[])
    : ((await device.read({ it: handle as never })).it as number[]);
const clip = (gradient: number[], by: Clip['by'], at: number) =>
  read(clipped(device, gradient.length, gradient, { by, at }).gradient);
const cosine = (a: number[], b: number[]) =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0) / Math.hypot(...a) / Math.hypot(...b);

/** Steps of a rule along given gradients, from 0. */
async function walk(rule: Rule, gradients: number[], rates?: number[]) {
  let [place, memory] = [[0], undefined as Memory | undefined];
  const lengths: number[] = [];
  for (const [k, gradient] of gradients.entries()) {
    const made = step(device, 1, { ...rule, rate: rates?.[k] ?? rule.rate }, place, [gradient], memory);
    const next = await read(made.parameters);
    lengths.push(Math.abs(next[0]! - place[0]!));
    [place, memory] = [next, made.memory];
  }
  return { lengths, place: place[0]! };
}

describe('wu, RMSProp', () => {
  test('without ε a gradient that has always been 0 is 0 / 0; with it there is no move', async () => {
    const printed = (g: number, r: number) => g / Math.sqrt(r);
    expect(printed(0, 0)).toBeNaN();
    const { place } = await walk({ optimizer: 'rmsprop', rate: 0.1 }, [0, 0, 0]);
    expect(place).toBe(0);
  });

  test('t counts updates: the mean of squares changes once for each gradient, whatever its sequence was', async () => {
    const { lengths } = await walk({ optimizer: 'rmsprop', rate: 0.1, decay: 0.9 }, [2, 2, 2]);
    const right = [1, 2, 3].map((k) => 0.1 / Math.sqrt(1 - 0.9 ** k));
    lengths.forEach((length, k) => expect(length).toBeCloseTo(right[k]!, 7));
  });
});

test("wu, Nesterov: a rate that is lowered meets a velocity of the old rate in the book, of none in PyTorch's form", async () => {
  const rates = [1, 1, 0.1];
  const { place } = await walk({ optimizer: 'momentum', rate: 1, momentum: 0.9 }, [1, 1, 1], rates);
  expect(place).toBeCloseTo(-(1 + 1.9 + (0.9 * 1.9 + 0.1)), 12);
  let [buffer, torch] = [0, 0];
  for (const rate of rates) {
    buffer = 0.9 * buffer + 1;
    torch -= rate * buffer;
  }
  expect(torch).toBeCloseTo(-(1 + 1.9 + 0.1 * 2.71), 12);
  expect(Math.abs(place - torch)).toBeGreaterThan(1);
});

describe('clipping', () => {
  test('karpathy: by value the direction may change; 5 of a sum over 25 steps is 0.2 of their mean', async () => {
    const byValue = await clip([30, 40], 'value', 5);
    expect((Math.acos(cosine([30, 40], byValue)) * 180) / Math.PI).toBeCloseTo(8.13, 2);
    expect(await clip([30, 1], 'value', 5)).toEqual([5, 1]);
    const sum = [12, -3, 80];
    const mean = sum.map((x) => x / 25);
    const [one, other] = [await clip(sum, 'value', 5), await clip(mean, 'value', 0.2)];
    one.forEach((x, i) => expect(other[i]! * 25).toBeCloseTo(x, 12));
  });

  test('graves: with the norm of all gradients the direction stays, with one norm for each matrix it does not', async () => {
    const [A, B] = [[30, 40], [0.6, 0.8]]; // prettier-ignore
    const together = await clip([...A, ...B], 'norm', 5);
    expect(cosine(together, [...A, ...B])).toBeCloseTo(1, 12);
    const apart = [...(await clip(A, 'norm', 5)), ...(await clip(B, 'norm', 5))];
    expect(apart).toEqual([3, 4, 0.6, 0.8]);
    expect(cosine(apart, [...A, ...B])).toBeLessThan(0.99);
  });

  test('wu: on a plain it changes nothing', async () => {
    for (const by of ['norm', 'value'] as const) expect(await clip([9e-4, 9e-4], by, 0.25)).toEqual([9e-4, 9e-4]); // prettier-ignore
  });
});

test('karpathy: 10⁻⁸ inside the root shortens steps of small gradients more than 10⁻⁸ outside, and others hardly', async () => {
  const length = async (g: number, inside: number, epsilon: number) =>
    (await walk({ optimizer: 'adagrad', rate: 0.1, inside, epsilon }, [g])).lengths[0]!;
  for (const g of [1e-6, 1e-5, 1e-4]) {
    expect(await length(g, 1e-8, 0)).toBeLessThan(0.75 * (await length(g, 0, 1e-8)));
  }
  for (const g of [1e-3, 1]) expect((await length(g, 1e-8, 0)) / (await length(g, 0, 1e-8))).toBeCloseTo(1, 1); // prettier-ignore
});

test('goodfellow: cliffs are few and high, plains wide: the surface of the figure by its cells', async () => {
  const window = windowOf('Ub', [2, 1.5, 0.6], 96);
  const { cells } = await device.read({ cells: surface(device, taskOf('latch', 50), window) });
  const rows = cells as number[][];
  const jumps = rows.flatMap(
    (row, i) =>
    row.map((loss, j) => Math.max(Math.abs(loss - (row[j - 1] ?? loss)), Math.abs(loss - (rows[i - 1]?.[j] ?? loss)))), // prettier-ignore
  );
  const share = (from: number, to: number) => jumps.filter((jump) => jump >= from && jump < to).length / jumps.length; // prettier-ignore
  expect(share(0.4, Infinity)).toBeLessThan(0.04);
  expect(share(0, 0.01)).toBeCloseTo(0.75, 1);
  expect(Math.max(...jumps)).toBeGreaterThan(1);
});

describe('exercises', () => {
  test('how far momentum carries', async () => {
    const run = async (optimizer: 'sgd' | 'momentum', g: number) => Math.abs((await walk({ optimizer, rate: 0.2, momentum: 0.9 }, [g, ...Array<number>(400).fill(0)])).place); // prettier-ignore
    expect(await run('sgd', 7)).toBeCloseTo(1.4, 12);
    expect(await run('momentum', 7)).toBeCloseTo(14, 9);
    expect(await run('momentum', 0.25)).toBeCloseTo(0.5, 9);
  });

  test('after a cliff Adagrad never recovers, RMSProp does', async () => {
    const gradients = [40, ...Array<number>(160).fill(0.01)];
    const adagrad = (await walk({ optimizer: 'adagrad', rate: 0.1 }, gradients)).lengths;
    expect(adagrad[130]! / 2.5e-5).toBeCloseTo(1, 2);
    const { lengths } = await walk({ optimizer: 'rmsprop', rate: 0.1, decay: 0.9 }, gradients);
    expect(lengths[30]! / 3.8e-4).toBeCloseTo(1, 1);
    expect(lengths[60]! / lengths[30]!).toBeGreaterThan(4.5);
    expect(lengths[160]!).toBeGreaterThan(0.095);
  });

  test('the first steps of Adam', async () => {
    const [first] = (await walk({ optimizer: 'adam', rate: 0.1 }, [3])).lengths;
    expect(first).toBeCloseTo(0.1, 8);
    expect(0.1 / Math.sqrt(0.001)).toBeCloseTo(3.16, 2);
  });
});
