/** Seeded random numbers against the same generator in Python (tests/golden/seeded.py), and as random numbers. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { entry, normal, seeded } from '../../kernels/seeded.ts';
import { golden } from './golden.ts';

interface Stream {
  seed: number;
  uniform: number[];
  normal: number[];
  moments: Record<'uniform' | 'normal', Moments>;
}
interface Moments {
  mean: number;
  variance: number;
}
interface Entry {
  of: [number, string, number, number];
  value: number;
}
const { streams, entries } = golden<{ streams: Stream[]; entries: Entry[] }>('seeded');
const take = (count: number, next: () => number) => Array.from({ length: count }, next);

function moments(values: readonly number[]): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [moments(one), moments(other)];
  const both = one.reduce((sum, value, i) => sum + (value - a.mean) * (other[i]! - b.mean), 0) / one.length;
  return both / Math.sqrt(a.variance * b.variance);
}

describe.each(streams)('seed $seed', ({ seed, uniform, normal: normals, moments: known }) => {
  const random = seeded(seed);
  const values = take(10_000, random);

  test('the first numbers, to the last bit', () => expect(values.slice(0, 8)).toEqual(uniform));

  test('the first normal numbers', () => {
    const again = seeded(seed);
    take(8, () => normal(again)).forEach((value, i) => expect(value).toBeCloseTo(normals[i]!, 13));
  });

  test('moments of 10,000: as in Python, and within four standard errors of the right ones', () => {
    const again = seeded(seed);
    const found = { uniform: moments(values), normal: moments(take(10_000, () => normal(again))) };
    for (const kind of ['uniform', 'normal'] as const) {
      expect(found[kind].mean).toBeCloseTo(known[kind].mean, 12);
      expect(found[kind].variance).toBeCloseTo(known[kind].variance, 12);
    }
    expect(Math.abs(found.uniform.mean - 1 / 2)).toBeLessThan((4 * Math.sqrt(1 / 12)) / 100);
    expect(Math.abs(found.uniform.variance - 1 / 12)).toBeLessThan((4 * Math.sqrt(1 / 180)) / 100);
    expect(Math.abs(found.normal.mean)).toBeLessThan(4 / 100);
    expect(Math.abs(found.normal.variance - 1)).toBeLessThan((4 * Math.SQRT2) / 100);
  });

  test('neighbours have nothing to do with each other', () => {
    for (const lag of [1, 2, 3, 16]) {
      expect(Math.abs(correlation(values.slice(0, -lag), values.slice(lag)))).toBeLessThan(0.04);
    }
  });
});

test('all numbers lie in [0, 1), and 256 parts of it are met alike', () => {
  const parts = Array<number>(256).fill(0);
  for (const value of take(100_000, seeded(1))) {
    expect(value >= 0 && value < 1).toBe(true);
    parts[Math.floor(value * 256)]!++;
  }
  const mean = 100_000 / 256;
  const chiSquared = parts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  // 255 degrees of freedom: mean 255, standard deviation 22.6.
  expect(Math.abs(chiSquared - 255)).toBeLessThan(4 * 22.6);
});

test('seeds that follow each other give streams that have nothing in common', () => {
  const streams = Array.from({ length: 20 }, (_, seed) => take(2000, seeded(seed)));
  for (const [i, one] of streams.entries()) {
    for (const other of streams.slice(i + 1)) expect(Math.abs(correlation(one, other))).toBeLessThan(0.1);
  }
});

test.each(entries.map(({ of, value }) => [of.join(' '), of, value] as const))('entry %s', (_, of, value) => {
  expect(entry(...of)).toBeCloseTo(value, 13);
});

test('every entry is finite, the same each time, and another one for another seed, stream, row or column', () => {
  const whole = fc.integer({ min: 0, max: 1e6 });
  const stream = fc.constantFrom('basis', 'input', 'a', 'ab', 'ba');
  fc.assert(
    fc.property(fc.tuple(whole, stream, whole, whole), ([seed, name, i, j]) => {
      const value = entry(seed, name, i, j);
      expect(Number.isFinite(value) && Math.abs(value) < 7).toBe(true);
      expect(entry(seed, name, i, j)).toBe(value);
      const others = [entry(seed + 1, name, i, j), entry(seed, `${name}x`, i, j)];
      others.push(entry(seed, name, i + 1, j), entry(seed, name, i, j + 1));
      expect(others).not.toContain(value);
      if (i !== j) expect(entry(seed, name, j, i)).not.toBe(value);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('the entries of a matrix are normal numbers, and rows and columns have nothing in common', () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    Array.from({ length: 60 }, (_, j) => entry(1, 'basis', i, j)),
  );
  const { mean, variance } = moments(rows.flat());
  expect(Math.abs(mean)).toBeLessThan(4 / 60);
  expect(Math.abs(variance - 1)).toBeLessThan((4 * Math.SQRT2) / 60);
  expect(Math.abs(correlation(rows.slice(1).flat(), rows.slice(0, -1).flat()))).toBeLessThan(4 / 59);
  const across = rows.map((row) => row.slice(1)).flat();
  expect(Math.abs(correlation(across, rows.map((row) => row.slice(0, -1)).flat()))).toBeLessThan(4 / 59);
});
