/** Seeds and their numbers against the same generator in Python (tests/golden/assignment-seed.py), and logins. */
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  GENERATOR,
  loginOf,
  loginProblem,
  LONGEST_LOGIN,
  practiceStudent,
  randomOf,
  seedOf,
} from '../../src/assignments/seed.ts';
import type { Random } from '../../src/assignments/types.ts';
import { golden } from '../kernels/golden.ts';

interface Case {
  of: [string, string, string];
  seed: string;
  shuffled: number[];
  mixed: unknown[];
  pick: string[];
}
type Drawn = Record<'uniform' | 'ranged' | 'integer' | 'stepped' | 'fine' | 'large' | 'normal', number[]>;
const { cases } = golden<{ cases: (Case & Drawn)[] }>('assignment-seed');

describe.each(cases)('the numbers of $of', (known) => {
  const first = <T>(draw: (random: Random) => T, count = 8): T[] => {
    const random = randomOf(known.seed);
    return Array.from({ length: count }, () => draw(random));
  };

  test('have the seed and the numbers of generator 1 as Python has them', () => {
    expect(GENERATOR).toBe(1);
    expect(seedOf(...known.of)).toBe(known.seed);
    expect(first((random) => random.uniform(0, 1))).toEqual(known.uniform);
    expect(first((random) => random.uniform(-2.5, 7))).toEqual(known.ranged);
    expect(first((random) => random.integer(-3, 11))).toEqual(known.integer);
    expect(first((random) => random.stepped(-0.3, 1.2, 0.1))).toEqual(known.stepped);
    expect(first((random) => random.stepped(0, 1e-6, 1e-7))).toEqual(known.fine);
    expect(first((random) => random.stepped(123456.7, 123500, 0.1))).toEqual(known.large);
    expect(first((random) => random.pick(['a', 'b', 'c']))).toEqual(known.pick);
    expect(first((random) => random.normal(1, 0.25))).toEqual(known.normal);
    expect(randomOf(known.seed).shuffled([0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual(known.shuffled);
  });

  test('come in the order in which they are asked for', () => {
    const random = randomOf(known.seed);
    const mixed = [
      random.integer(0, 99),
      random.normal(0, 1),
      random.uniform(1, 2),
      random.shuffled([1, 2, 3, 4]),
      random.stepped(0.8, 1.2, 0.05),
      random.pick([10, 20, 30]),
    ];
    expect(mixed).toEqual(known.mixed);
  });

  test('stay in their bounds, reach both ends, and have no digits too many', () => {
    const whole = first((random) => random.integer(1, 6), 300);
    expect([...new Set(whole)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    const steps = first((random) => random.stepped(-0.3, 1.2, 0.1), 300);
    expect(Math.max(...steps.map((value) => String(value).length))).toBe(4);
    expect([...new Set(steps)].sort((a, b) => a - b)).toEqual(
      [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((tenths) => tenths / 10),
    );
    const spread = first((random) => random.uniform(1, 1 + 2 ** -51), 300);
    expect(spread.every((value) => value >= 1 && value < 1 + 2 ** -51)).toBe(true);
  });

  test('are spread as they should be', () => {
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const uniform = first((random) => random.uniform(0, 1), 2000);
    const normal = first((random) => random.normal(3, 2), 2000);
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(0.03);
    expect(Math.abs(mean(normal) - 3)).toBeLessThan(0.2);
    expect(Math.abs(mean(normal.map((value) => (value - 3) ** 2)) - 4)).toBeLessThan(0.6);
  });
});

test('a list that is shuffled stays as it was', () => {
  const list = [1, 2, 3, 4, 5];
  randomOf('a').shuffled(list);
  expect(list).toEqual([1, 2, 3, 4, 5]);
});

describe('logins', () => {
  test.each([
    ['  Ada ', 'ada'],
    ['E\u0301MILE', '\u00e9mile'],
    ['İ', 'i̇'],
    ['a.b_c-d@x.org+1', 'a.b_c-d@x.org+1'],
    ['李雷', '李雷'],
  ])('“%s” is kept as “%s”', (typed, kept) => {
    expect(loginProblem(typed)).toBeUndefined();
    expect(loginOf(typed)).toBe(kept);
  });

  test.each([
    ['', /Type your login/],
    [' \n', /Type your login/],
    ['ada lovelace', /no space inside/],
    ['ada#1', /no “#”/],
    ['a|b', /no “\|”/],
    ['a/b', /no “\/”/],
    ['a\u200bb', /no invisible character/],
    ['\u202eada', /no invisible character/],
    ['..', /at least one letter or digit/],
    ['a'.repeat(65), /at most 64/],
    ['a'.repeat(1_000_000), /at most 64/],
    ['😀', /no “😀”/],
  ])('“%s” cannot be used', (typed, problem) => {
    expect(loginProblem(typed)).toMatch(problem);
  });

  test('are the same once they are kept, and are no practice', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 2 * LONGEST_LOGIN }), (typed) => {
        expect(loginOf(loginOf(typed))).toBe(loginOf(typed));
        if (loginProblem(typed)) return;
        expect(loginProblem(loginOf(typed))).toBeUndefined();
        expect(loginProblem(practiceStudent(loginOf(typed), 1))).toMatch(/#/);
      }),
      { numRuns: 1000, seed: 6 },
    );
  });

  test('have their own numbers, and other ones for practice', () => {
    const seeds = ['ada', 'bob', practiceStudent('ada', 1), practiceStudent('ada', 2)].map((student) =>
      seedOf('hw', 'a', student),
    );
    expect(new Set(seeds).size).toBe(4);
  });
});
