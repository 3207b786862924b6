/** Verdicts on responses of every kind, and what they are worth. */
import { assert, asyncProperty, integer, property, string, subarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, worth } from '../../src/assignments/judge.ts';
import type { Ask, AskOf, Right } from '../../src/assignments/types.ts';
import { book } from './figures.ts';

const common = { id: 'exercise.ask', check: 'grader', points: 2 } as const;
const number = (more: object = {}): AskOf<'number'> => ({
  ...common,
  kind: 'number',
  tolerance: {},
  ...more,
});
const vector: AskOf<'vector'> = { ...common, kind: 'vector', tolerance: { absolute: 0.005 }, length: 2 };
const choice = (many: boolean, right?: number[]): AskOf<'choice'> => ({
  ...common,
  kind: 'choice',
  choices: 4,
  many,
  ...(right ? { right } : {}),
});
const text: AskOf<'text'> = { ...common, kind: 'text', longest: 100 };
const state: AskOf<'state'> = {
  ...common,
  kind: 'state',
  widget: 'eigen-gradient',
  figure: 'eigen-gradient',
  capture: ['radius'],
};
const kernel: AskOf<'kernel'> = {
  ...common,
  kind: 'kernel',
  kernel: 'lstm',
  step: 'cell',
  parameters: ['a', 'b'],
  constants: [],
};

const verdict = (ask: Ask, right: Right | undefined, response: string | undefined) =>
  judge(ask, right, response, book);

describe('a number', () => {
  test.each<[string, AskOf<'number'>, number, string, RegExp]>([
    ['0,25', number(), 0.25, 'right', /^Understood as 0\.25\. That is right\.$/],
    ['1/4', number(), 0.25, 'right', /Understood as 0\.25/],
    ['0.2524', number(), 0.25, 'right', /./],
    ['0.2526', number(), 0.25, 'wrong', /^Understood as 0\.2526\. That is not right\.$/],
    ['-0.25', number(), 0.25, 'wrong', /Understood as −0\.25/],
    ['0.25 nats', number({ unit: 'nats' }), 0.25, 'right', /./],
    ['25 %', number(), 0.25, 'right', /./],
    ['0.25 bits', number({ unit: 'nats' }), 0.25, 'unclear', /Behind it may stand nats/],
    ['about a quarter', number(), 0.25, 'unclear', /not understood as a number/],
    ['', number(), 0.25, 'blank', /no answer yet/],
    ['\u200b', number(), 0.25, 'blank', /no answer yet/],
    ['0.123', number({ check: 'hash', tolerance: { digits: 3 } }), 0.12345, 'right', /./],
    ['0.12', number({ check: 'hash', tolerance: { digits: 3 } }), 0.12345, 'wrong', /./],
  ])('“%s”', async (response, ask, right, expected, words) => {
    const found = await verdict(ask, right, response);
    expect(found).toMatchObject({ state: expected, share: expected === 'right' ? 1 : 0 });
    expect(found.words).toMatch(words);
  });

  test('that nothing says to be right is a mistake of the assignment', async () => {
    await expect(verdict(number(), undefined, '1')).rejects.toThrow(
      'exercise.ask: nothing says what is right',
    );
    await expect(verdict(choice(false), undefined, '1')).rejects.toThrow(/nothing says/);
    expect(await verdict(number(), undefined, ' ')).toMatchObject({ state: 'blank' });
  });
});

test.each([
  ['1,5; -2', 'right', /^Understood as 1\.5, −2\. That is right\.$/],
  ['1,5,-2,0', 'right', /./],
  ['1.5, -2.1', 'wrong', /Not all of it is right/],
  ['-2, 1.5', 'wrong', /./],
  ['1.5, -2, 3', 'unclear', /3 numbers were found, and 2 are asked for/],
  ['', 'blank', /./],
])('the vector “%s”', async (response, expected, words) => {
  const found = await verdict(vector, [1.5, -2], response);
  expect(found).toMatchObject({ state: expected, share: expected === 'right' ? 1 : 0 });
  expect(found.words).toMatch(words);
});

describe('a choice', () => {
  test.each<[string, number[], boolean, string, number]>([
    ['1', [1], false, 'right', 1],
    ['2', [1], false, 'wrong', 0],
    ['1,2', [1], false, 'unclear', 0],
    ['0,2', [0, 2], true, 'right', 1],
    ['2, 0', [0, 2], true, 'right', 1],
    ['0', [0, 2], true, 'partly', 0.5],
    ['0,1,2', [0, 2], true, 'partly', 0.5],
    ['0,1', [0, 2], true, 'wrong', 0],
    ['1,3', [0, 2], true, 'wrong', 0],
    ['0,1,2,3', [0, 2], true, 'wrong', 0],
    ['4', [0], true, 'unclear', 0],
    ['-1', [0], true, 'unclear', 0],
    ['0,0', [0], true, 'unclear', 0],
    ['0.0', [0], true, 'unclear', 0],
    ['first', [0], true, 'unclear', 0],
    [',', [0], true, 'unclear', 0],
    ['', [0], true, 'blank', 0],
  ])('“%s” where %j is right', async (response, right, many, expected, share) => {
    for (const [ask, key] of [
      [choice(many, right), undefined],
      [choice(many), right],
    ] as const)
      expect(await verdict(ask, key, response)).toMatchObject({ state: expected, share });
  });

  test('of several gives all points for the right ones alone, and never less than none', async () => {
    const some = subarray([0, 1, 2, 3], { minLength: 1 });
    const law = asyncProperty(some, some, async (right, chosen) => {
      const { share, state: found } = await verdict(choice(true, right), undefined, chosen.join(','));
      const same = right.length === chosen.length && right.every((index) => chosen.includes(index));
      expect(share >= 0 && share <= 1).toBe(true);
      expect(found === 'right').toBe(same);
      expect(share === 1).toBe(same);
    });
    await assert(law, { numRuns: 200, seed: 6 });
  });
});

test('free text waits for a person', async () => {
  expect(await verdict(text, undefined, 'Because.')).toMatchObject({ state: 'manual', share: 0 });
  expect(await verdict(text, undefined, ' \n')).toMatchObject({ state: 'blank' });
  expect(await verdict(text, undefined, undefined)).toMatchObject({ state: 'blank' });
});

describe('settings of a figure', () => {
  const right = { state: { radius: 1 }, output: 'gradientNorm', at: [20], from: 0, to: 1e9 };

  test('are right where the figure itself says so', async () => {
    const { gradientNorm } = (await book.outputs('eigen-gradient', { radius: 0.5 }, ['gradientNorm'])) as {
      gradientNorm: number[];
    };
    const reached = gradientNorm[20]!;
    const bounds = (from: number, to: number) => ({ ...right, from, to });
    const judged = async (key: object, query: string) => (await verdict(state, key as Right, query)).state;
    expect(await judged(bounds(reached, reached), 'radius=0.5')).toBe('right');
    expect(await judged({ ...right, from: undefined, to: reached }, 'radius=0.5')).toBe('right');
    expect(await judged(bounds(reached * 1.001, 1e9), 'radius=0.5')).toBe('wrong');
    expect(await judged(bounds(0, reached * 0.999), 'radius=0.5')).toBe('wrong');
    expect(await judged(bounds(reached, reached), 'radius=0.9')).toBe('wrong');
    // Only what is captured is read.
    expect(await judged(bounds(reached, reached), 'radius=0.5&seed=9&scale=0.7')).toBe('right');
  });

  test('that cannot be read are unclear, and none are blank', async () => {
    expect(await verdict(state, right, 'radius=wide')).toMatchObject({ state: 'unclear', share: 0 });
    expect(await verdict(state, right, '<b>')).toMatchObject({ state: 'unclear' });
    expect(await verdict(state, right, '')).toMatchObject({ state: 'blank' });
  });

  test('say where a key picks no number', async () => {
    await expect(verdict(state, { ...right, at: [4000] }, 'radius=0.5')).rejects.toThrow(
      'exercise.ask: gradientNorm[4000] of eigen-gradient is no number',
    );
  });
});

test('a kernel is run on its cases', async () => {
  const values = { a: [1, 2], b: [3, 4] };
  const cases = [0, 1].map((x) => ({ x, constants: {}, values, expected: values.a[x]! * values.b[x]! }));
  const right = { body: '', cases };
  const judged = async (body: string) => (await verdict(kernel, right, body)).state;
  expect(await judged('return this.thread.x;')).toBe('wrong');
  expect(await judged('return a[this.thread.x] * b[this.thread.x];')).toBe('right');
  expect(await judged('return window.a;')).toBe('unclear');
  expect(await judged(' ')).toBe('blank');
});

test('no response throws', async () => {
  const asks: [Ask, Right][] = [
    [number(), 1],
    [vector, [1, 2]],
    [choice(true), [1]],
    [text, 0],
  ];
  const all = asyncProperty(string({ unit: 'binary' }), integer({ min: 0, max: 3 }), async (response, i) => {
    const { share, words } = await verdict(...asks[i]!, response);
    expect(share === 0 || share === 1).toBe(true);
    expect(words).toMatch(/\.$/);
  });
  await assert(all, { numRuns: 500, seed: 6 });
});

test('points are counted to hundredths', () => {
  const points = (count: number, share: number) =>
    worth({ points: count }, { state: 'partly', share, words: '' });
  expect(points(2, 1)).toBe(2);
  expect(points(1, 1 / 3)).toBe(0.33);
  expect(points(1, 2 / 3)).toBe(0.67);
  expect(points(2.01, 0.5)).toBe(1.01);
  expect(points(5, -1)).toBe(0);
  expect(points(5, 7)).toBe(5);
  assert(property(integer({ min: 0, max: 400 }), (n) => points(n / 4, 1) === n / 4));
});
