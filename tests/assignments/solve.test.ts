/** Numbers and right answers from keys, what is wrong with keys, and an assignment that answers itself. */
import { describe, expect, test } from 'vitest';
import { randomOf, seedOf } from '../../src/assignments/seed.ts';
import {
  KeyFault,
  responseOf,
  rightOf,
  rightsOf,
  selfSolve,
  type Solved,
  valuesOf,
  wrongOf,
} from '../../src/assignments/solve.ts';
import type { Ask, Assignment, Exercise, Key, Right } from '../../src/assignments/types.ts';
import { drawerOf, variantOf, VARIANTS } from '../../src/assignments/variants.ts';
import { book } from './figures.ts';
import { chosen, hashed, kernel, keys, number, several, small, state, text, vector } from './small.ts';

const exerciseOf = (id: string) => small.exercises.find((exercise) => exercise.id === id)!;
const students = Array.from({ length: 50 }, (_, n) => `student${n}`);

describe('the numbers of a student', () => {
  test('are those of the exercise’s own seed', () => {
    const random = randomOf(seedOf('small', 'kernel', 'ada'));
    expect(valuesOf('small', exerciseOf('kernel'), keys.kernel, 'ada')).toEqual(keys.kernel.params(random));
    expect(valuesOf('small', exerciseOf('several'), undefined, 'ada')).toEqual({});
  });

  test('are one of 64 sets where something is checked by hash', () => {
    const exercise = exerciseOf('hashed');
    const sets = new Set(
      Array.from({ length: 400 }, (_, n) =>
        JSON.stringify(valuesOf('small', exercise, keys.hashed, `student${n}`)),
      ),
    );
    expect(sets.size).toBeGreaterThan(50);
    expect(sets.size).toBeLessThanOrEqual(VARIANTS);
    const variant = variantOf(seedOf('small', 'hashed', 'ada'));
    expect(drawerOf('small', exercise, 'ada')).toBe(`variant ${variant}`);
    const random = randomOf(seedOf('small', 'hashed', `variant ${variant}`));
    expect(valuesOf('small', exercise, keys.hashed, 'ada')).toEqual(keys.hashed.params(random));
  });
});

test('what is right for a student comes by ask, choices of the text included', async () => {
  const exercise = exerciseOf('numbers');
  const { a, b, c } = valuesOf('small', exercise, keys.numbers, 'ada') as Record<string, number>;
  expect({ ...(await rightsOf('small', exercise, keys.numbers, 'ada', book)) }).toEqual({
    'numbers.sum': a! + b!,
    'numbers.both': [a! * b!, c],
    'numbers.sign': [Math.sign(a!) + 1],
  });
  expect({ ...(await rightsOf('small', exerciseOf('several'), undefined, 'ada', book)) }).toEqual({
    several: [1, 3],
  });
  expect({ ...(await rightsOf('small', exerciseOf('words'), undefined, 'ada', book)) }).toEqual({});
});

test('what is right for one ask needs no more than that', async () => {
  const whole = exerciseOf('numbers');
  const page: Exercise = {
    ...whole,
    asks: [...whole.asks, { ...several, id: 'numbers.hidden', right: undefined }],
  };
  const { a, b } = valuesOf('small', whole, keys.numbers, 'ada') as Record<string, number>;
  expect(await rightOf('small', page, number, keys.numbers, 'ada', book)).toBe(a! + b!);
  expect(await rightOf('small', exerciseOf('several'), several, undefined, 'ada', book)).toEqual([1, 3]);
  await expect(rightOf('small', page, page.asks.at(-1)!, keys.numbers, 'ada', book)).rejects.toThrow(
    /ask “hidden”/,
  );
  await expect(rightsOf('small', page, keys.numbers, 'ada', book)).rejects.toThrow(/ask “hidden”/);
});

test('numbers of a device count as numbers in a list', async () => {
  const one: Exercise = { id: 'v', title: '', points: 1, asks: [{ ...vector, id: 'v' }] };
  const key: Key = { answer: () => ({ v: new Float64Array([1, 2]) as unknown as number[] }) };
  expect(await rightsOf('hw', one, key, 'ada', book)).toMatchObject({ v: [1, 2] });
});

describe('a key that does not answer what is asked', () => {
  const rightState = { state: { radius: 1 }, output: 'gradientNorm', at: [1], from: 0, to: 1 };
  const rightKernel = {
    body: 'return 1;',
    cases: [{ x: 0, constants: {}, values: { a: [1] }, expected: 1 }],
  };
  const given = (ask: Ask, right: unknown): [Ask, Key] => [ask, { answer: () => ({ one: right as Right }) }];

  test.each<[string, [Ask, Key | undefined], RegExp]>([
    ['no key', [number, undefined], /keys\.ts of hw, exercise “one”, ask “one”: answer\(\) does not give it/],
    [
      'another name',
      [number, { answer: () => ({ two: 1 }) }],
      /gives “two”, and what needs a key there is “one”/,
    ],
    [
      'a name too many',
      [several, { answer: () => ({ one: [1] }) }],
      /gives “one”, and nothing there needs a key/,
    ],
    ['not a number', given(number, NaN), /the answer is "NaN"; give one finite number/],
    ['a list for a number', given(number, [1]), /the answer is \[1\]/],
    ['a number for a list', given(vector, 1), /give 2 finite numbers in a list/],
    ['too long a list', given(vector, [1, 2, 3]), /the answer is \[1,2,3\]; give 2/],
    ['a choice that is none', given(chosen, [3]), /places of right choices, each once, from 0 to 2/],
    ['two of one', given(chosen, [0, 1]), /2 choices are right; mark exactly one/],
    ['none of several', [{ ...several, right: [] }, undefined], /0 choices are right; mark at least one/],
    ['a number for a state', given(state, 1), /give an object/],
    [
      'a state with others',
      given(state, { ...rightState, state: { scale: 1 } }),
      /sets “scale”, which is not captured/,
    ],
    [
      'a state without bounds',
      given(state, { ...rightState, from: undefined, to: undefined }),
      /at least one of them/,
    ],
    [
      'bounds the wrong way',
      given(state, { ...rightState, from: 2 }),
      /from is 2 and to is 1; nothing lies between/,
    ],
    ['no output', given(state, { ...rightState, output: 1 }), /names no output/],
    ['a kernel without body', given(kernel, { ...rightKernel, body: ' ' }), /no body/],
    ['a kernel without cases', given(kernel, { ...rightKernel, cases: [] }), /no cases/],
    [
      'a case without numbers',
      given(kernel, { ...rightKernel, cases: [{ ...rightKernel.cases[0], values: {} }] }),
      /case 1 has no value for the parameter “a”/,
    ],
    [
      'a case that expects NaN',
      given(kernel, { body: '1', cases: [{ expected: NaN }] }),
      /case 1 is .*"NaN"/,
    ],
    [
      'values that are none',
      [number, { params: () => ({ u: NaN }), answer: () => ({ one: 1 }) }],
      /params\(\) gives u = null/,
    ],
    [
      'a key that fails',
      [
        number,
        {
          answer() {
            throw new RangeError('no such figure');
          },
        },
      ],
      /exercise “one”: answer\(\) failed: no such figure/,
    ],
  ])('%s: says where and what', async (_, [ask, key], words) => {
    const exercise: Exercise = { id: 'one', title: '', points: 1, asks: [{ ...ask, id: 'one' }] };
    const failure = rightsOf('hw', exercise, key, 'ada', book);
    await expect(failure).rejects.toThrow(words);
    await expect(failure).rejects.toThrow(KeyFault);
  });

  test('by the last part of its id', async () => {
    const exercise: Exercise = { id: 'one', title: '', points: 1, asks: [{ ...number, id: 'one.part' }] };
    expect(await rightsOf('hw', exercise, { answer: () => ({ part: 2 }) }, 'ada', book)).toMatchObject({
      'one.part': 2,
    });
    await expect(rightsOf('hw', exercise, { answer: () => ({ one: 2 }) }, 'ada', book)).rejects.toThrow(
      /“part”/,
    );
  });
});

test('responses are written as students hand them in', () => {
  expect(responseOf(number, -1.5e-7)).toBe('-1.5e-7');
  expect(responseOf(vector, [0.1, 1 / 3])).toBe('0.1; 0.3333333333333333');
  expect(responseOf(several, undefined)).toBe('1,3');
  expect(responseOf(chosen, [2])).toBe('2');
  const eigenvalues = [
    [0.5, 0],
    [0.9, -0.1],
  ];
  expect(responseOf(state, { state: { eigenvalues, text: 'a & b' }, output: 'o' })).toBe(
    'eigenvalues=0.5,0;0.9,-0.1&text=a%20%26%20b',
  );
  expect(wrongOf(several, undefined)).toBe('0,2');
  expect(wrongOf(chosen, [0])).toBe('1');
  expect(wrongOf({ ...several, choices: 2, right: [0, 1] }, undefined)).toBe('');
  expect(responseOf(text, undefined) + wrongOf(text, undefined)).toBe('');
});

describe('an assignment answers itself', () => {
  const solvedBy = (changes: object, assignment: Assignment = small, who = students): Promise<Solved> =>
    selfSolve(assignment, { ...keys, ...changes } as never, who, book);

  test('for 50 students: all points, and none for blank and wrong answers', async () => {
    const calls: number[] = [];
    const solved = await selfSolve(small, keys as never, students, book, (done) => calls.push(done));
    expect(solved).toEqual({ problems: [], students: 50, verdicts: 50 * 3 * 7, points: 8, manual: 3 });
    expect(calls).toHaveLength(50);
  });

  test.each<[string, object, RegExp]>([
    [
      'a key too many',
      { other: {} },
      /^keys\.ts of small has a key “other”, and there is no such exercise\.$/,
    ],
    [
      'the same numbers for all',
      { hashed: { params: () => ({ a: 4 }), answer: () => ({ hashed: 2 }) } },
      /^Exercise “hashed” of small: all 3 students have the same numbers\.$/,
    ],
    [
      'a kernel that is not right',
      {
        kernel: {
          ...keys.kernel,
          answer: (values: { a: number[] }) => ({
            kernel: { ...keys.kernel.answer(values).kernel, body: 'return 0;' },
          }),
        },
      },
      /^Ask “kernel” of small: the key’s own answer earns 0 of 2 points\. .*\(student “student0”, 3 of 3\)$/s,
    ],
    [
      'settings out of bounds',
      {
        figure: {
          answer: () => ({
            figure: { state: { radius: 0.5 }, output: 'gradientNorm', at: [10], from: 5, to: 6 },
          }),
        },
      },
      /^Ask “figure” of small: the key’s own answer earns 0 of 1 points\. These settings do not do what is asked/,
    ],
    [
      'a key that fails for one',
      {
        hashed: {
          ...keys.hashed,
          answer({ a }: { a: number }) {
            if (a === valuesOf('small', exerciseOf('hashed'), keys.hashed, 'student1').a)
              throw new Error('one');
            return { hashed: Math.sqrt(a) };
          },
        },
      },
      /answer\(\) failed: one \(student “student1”, 1 of 3\)$/,
    ],
    [
      'numbers that change',
      { numbers: { ...keys.numbers, params: () => ({ a: 1, b: performance.now(), c: 1 }) } },
      /^Exercise “numbers” of small: params\(\) gives other numbers when it is called again\./,
    ],
  ])('and says of %s', async (_, changes, words) => {
    const { problems } = await solvedBy(changes, small, students.slice(0, 3));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  test('and counts its points', async () => {
    const { problems } = await solvedBy({}, { ...small, points: 10 }, ['ada']);
    expect(problems).toEqual(['small says 10 points, and what is asked has 11.']);
  });
});

test('an exercise more changes no other', () => {
  const more: Assignment = {
    ...small,
    exercises: [
      { id: 'first', title: '', points: 1, asks: [{ ...hashed, id: 'first' }] },
      ...small.exercises,
    ],
  };
  for (const exercise of small.exercises)
    expect(
      valuesOf(
        more.id,
        more.exercises.find(({ id }) => id === exercise.id)!,
        keys[exercise.id as never],
        'ada',
      ),
    ).toEqual(valuesOf(small.id, exercise, keys[exercise.id as never], 'ada'));
});
