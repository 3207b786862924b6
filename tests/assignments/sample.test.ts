/** The sample assignment: every student's numbers are sound, and its keys agree with arithmetic done here by hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check } from '../../components/parts/codec.ts';
import { outputsOf } from '../../components/parts/static.ts';
import keys from '../../content/assignments/sample-bptt/keys.ts';
import { plain } from '../../kernels/device/plain.ts';
import { randomOf, seedOf } from '../../src/assignments/seed.ts';
import type { Book, Right, RightKernel, RightState } from '../../src/assignments/types.ts';
import { declarations } from '../../src/mdx/declarations.ts';

const book: Book = {
  device: plain(),
  kernels: async (model) => (await import(`../../kernels/${model}.ts`)) as Record<string, unknown>,
  outputs(widget, inputs, names) {
    const declaration = declarations[widget]!;
    return outputsOf(declaration, check(declaration, inputs), names);
  },
  state: () => ({ fault: 'Keys read no addresses.' }),
};

type Id = keyof typeof keys;
type ValuesOf<I extends Id> = ReturnType<(typeof keys)[I]['params']>;
const students = Array.from({ length: 50 }, (_, n) => `student${n}@hkust.hk`);
const valuesOf = <I extends Id>(id: I, student: string) =>
  keys[id].params(randomOf(seedOf('sample-bptt', id, student))) as ValuesOf<I>;
const rightOf = (id: Id, values: unknown) =>
  keys[id].answer(values as never, book) as Promise<Record<string, Right>>;

/** Values and right answers of an exercise, for all students. */
const everybody = <I extends Id>(id: I) =>
  Promise.all(
    students.map(async (student) => {
      const values = valuesOf(id, student);
      return { values, right: await rightOf(id, values) };
    }),
  );

/** A unit with input and output weight 1: its gradients by its recurrent weight and by each pre-activation. */
function walkBack(u: number, x: number[], y: number[], chunk = x.length) {
  const h: number[] = [];
  x.forEach((now, t) => h.push(u * (h[t - 1] ?? 0) + now));
  const errors = h.map(() => 0);
  for (let t = h.length - 1; t >= 0; t--) {
    const cut = (t + 1) % chunk === 0;
    errors[t] = h[t]! - y[t]! + (cut ? 0 : u * (errors[t + 1] ?? 0));
  }
  return { errors, gradient: errors.reduce((sum, error, t) => sum + error * (h[t - 1] ?? 0), 0) };
}

describe('numbers of the students', () => {
  const few = { balance: 30, blame: 25, distance: 20 } as Partial<Record<Id, number>>;

  test.each(Object.keys(keys) as Id[])(
    '%s: finite and not degenerate, and nearly everybody has others',
    (id) => {
      const all = students.map((student) => JSON.stringify(valuesOf(id, student)));
      expect(new Set(all).size).toBeGreaterThan(few[id] ?? 42);
      for (const text of all) {
        const numbers = text.match(/-?\d+(\.\d+)?(e-?\d+)?/g)!.map(Number);
        expect(text).not.toContain('null');
        expect(Math.max(...numbers.map(Math.abs))).toBeLessThan(200);
        // Written with two decimals (three for a bound), a number is exact.
        for (const number of numbers) expect(Number(number.toFixed(3))).toBe(number);
      }
    },
  );

  test('the same student has the same numbers, in whatever order the exercises are asked for', () => {
    const ids = Object.keys(keys) as Id[];
    const one = ids.map((id) => valuesOf(id, 'ada'));
    const other = ids.toReversed().map((id) => valuesOf(id, 'ada'));
    expect(other.toReversed()).toEqual(one);
  });
});

describe('keys against arithmetic by hand', () => {
  test('a postcard: loops over three steps, and far enough from zero', async () => {
    for (const { values, right } of await everybody('postcard')) {
      const { errors, gradient } = walkBack(values.u, [values.x, 0, 0], [0, 0, 2]);
      expect(right.first).toBeCloseTo(errors[0]!, 12);
      expect(right.gradient).toBeCloseTo(gradient, 12);
      expect(right.first).toBeGreaterThan(0.1);
      expect(right.gradient).toBeLessThan(-0.1);
    }
  });

  test('the balance: the root in closed form', async () => {
    for (const { values, right } of await everybody('balance')) {
      expect(right.balance).toBeCloseTo(Math.sqrt(1 / values.first - 0.5), 9);
      expect(right.balance).toBeGreaterThan(0.3);
      expect(right.balance).toBeLessThan(0.7);
    }
  });

  test('one step back: sums over columns, which sums over rows would not give', async () => {
    for (const { values, right } of await everybody('step-back')) {
      const { first, second, out, error, state, next } = values;
      const U = [first, second];
      const back = (at: (i: number, j: number) => number) =>
        [0, 1].map(
          (i) => (1 - state[i]! ** 2) * (out[i]! * error + at(0, i) * next[0]! + at(1, i) * next[1]!),
        );
      const errors = back((j, i) => U[j]![i]!);
      const found = right['step-back'] as number[];
      found.forEach((entry, i) => expect(entry).toBeCloseTo(errors[i]!, 12));
      const wrong = back((j, i) => U[i]![j]!);
      found.forEach((entry, i) => expect(Math.abs(entry - wrong[i]!)).toBeGreaterThan(0.03));
      expect(Math.min(...found.map(Math.abs))).toBeGreaterThan(0.1);
    }
  });

  test('the cut: loops over four steps in one chunk and in two; the signs always differ', async () => {
    for (const { values, right } of await everybody('cut')) {
      const [x, y] = [
        [values.x, 0, 0, 0],
        [0, 0, 0, values.target],
      ];
      expect(right.whole).toBeCloseTo(walkBack(values.u, x, y).gradient, 12);
      expect(right.truncated).toBeCloseTo(walkBack(values.u, x, y, 2).gradient, 12);
      expect(right.whole).toBeLessThan(-0.05);
      expect(right.truncated).toBeGreaterThan(0.03);
    }
  });

  test('a coupled cell: (1 − i) c + i g, on gates between and on gates shut and open', async () => {
    for (const { right } of await everybody('coupled')) {
      const { cases } = right.coupled as RightKernel;
      expect(cases).toHaveLength(8);
      for (const { x, expected, values: given } of cases) {
        const { input, candidate, previous } = given as ValuesOf<'coupled'>;
        const [i, g, c] = [input[x]!, candidate[x]!, previous[x]!];
        expect(expected).toBeCloseTo((1 - i) * c + i * g, 12);
        // A candidate has another sign than the value before, so that no mistake hides.
        expect(g * c).toBeLessThan(0);
      }
    }
  });
});

describe('keys against figures', () => {
  test('blame: in every network that may be drawn one share is plainly the largest', async () => {
    const draws = Array.from({ length: 900 }, (_, n) => valuesOf('blame', `s${n}`).seed);
    const seeds = [...new Set(draws)];
    expect(seeds).toHaveLength(60);
    for (const seed of seeds) {
      const { dUByStep } = await book.outputs('bptt-unfold', { units: 2, seed }, ['dUByStep']);
      const shares = (dUByStep as number[][][]).map((share) => share[0]![1]!);
      const [largest, second] = shares.map(Math.abs).sort((a, b) => b - a);
      const right = await rightOf('blame', { seed });
      expect(largest! / second!).toBeGreaterThan(1.45);
      const [use] = right.use as number[];
      expect(Math.abs(shares[use!]!)).toBe(largest);
      const others = shares.filter((_, t) => t !== use).reduce((sum, share) => sum + share, 0);
      expect(right.rest).toBeCloseTo(others, 12);
      expect(Math.abs(others)).toBeGreaterThan(0.04);
    }
  });

  test('distance: a state within every range, which the figure as it is first drawn does not reach', async () => {
    for (const { values, right } of await everybody('distance')) {
      const { state, output, at, from, to } = right.distance as RightState;
      expect([from, to]).toEqual([values.low, values.high]);
      const found = (await book.outputs('eigen-gradient', { ...state }, [output]))[output] as number[];
      expect(found[at![0]!]).toBeGreaterThanOrEqual(values.low);
      expect(found[at![0]!]).toBeLessThanOrEqual(values.high);
    }
    const { gradientNorm } = await book.outputs('eigen-gradient', {}, ['gradientNorm']);
    expect((gradientNorm as number[])[50]).toBeLessThan(0.01);
  });
});

describe('the text', () => {
  const text = readFileSync('content/assignments/sample-bptt/index.mdx', 'utf8').replace(/\s+/g, ' ');
  const exercises = [
    ...text.matchAll(/<Exercise id="([^"]+)"[^>]*points=\{(\d+)\}[^>]*>([^]*?)<\/Exercise>/g),
  ];

  test('has every kind of question, and the points it says', () => {
    const total = exercises.reduce((sum, [, , points]) => sum + Number(points), 0);
    expect(total).toBe(Number(/<Assignment [^>]*points=\{(\d+)\}/.exec(text)![1]));
    expect(exercises.length).toBeGreaterThanOrEqual(8);
    for (const kind of ['Number', 'Choice', 'Text', 'Vector', 'State', 'Kernel'])
      expect(text).toContain(`<Ask${kind} `);
    for (const when of [
      'check="now"',
      'check="hash"',
      ' many ',
      'relative=',
      'absolute=',
      ' digits={3} check',
    ])
      expect(text).toContain(when);
  });

  test('names no number and no answer that keys.ts does not have', async () => {
    for (const [, id, , inner] of exercises) {
      const used = [...inner!.matchAll(/<Param name="([^"]+)"|bind=\{\["\w+=(\w+)"/g)].map(
        ([, a, b]) => a ?? b!,
      );
      const asked = [...inner!.matchAll(/<Key ask="([^"]+)"/g)].map(([, ask]) => ask!);
      if (!used.length && !asked.length) continue;
      const values = valuesOf(id as Id, 'ada');
      expect(Object.keys(values)).toEqual(expect.arrayContaining(used));
      expect(Object.keys(await rightOf(id as Id, values))).toEqual(expect.arrayContaining(asked));
    }
  });
});
