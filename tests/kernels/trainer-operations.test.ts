/** Each operation of the trainer in the compiled home against the same operation in TypeScript, number by number. */
import { beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../kernels/seeded.ts';
import { rightIn } from '../../kernels/trainer/canary.ts';
import { FIRST, type Home, type Operations } from '../../kernels/trainer/operations.ts';
import { plain } from '../../kernels/trainer/plain.ts';
import { homes } from './trainer-case.ts';

const ROOM = FIRST + 40_000;
/** Places of numbers in ±2, of squares in [0, 1), of symbols below 8 and of weights; results go to A or B. */
const [A, B, C, D, E] = [0, 1, 2, 3, 4].map((i) => FIRST + 6000 * i) as [
  number,
  number,
  number,
  number,
  number,
];
const [SQUARES, SYMBOLS, WEIGHTS] = [FIRST + 30_000, FIRST + 34_000, FIRST + 35_000];

function fill(numbers: Float32Array | Float64Array) {
  const random = seeded(5);
  for (let i = FIRST; i < ROOM; i++) numbers[i] = Math.fround(random() * 4 - 2);
  for (let i = SQUARES; i < SYMBOLS; i++) numbers[i] = Math.fround(random());
  for (let i = SYMBOLS; i < WEIGHTS; i++) numbers[i] = Math.floor(random() * 8);
  for (let i = WEIGHTS; i < ROOM; i++) numbers[i] = i % 4 === 3 ? 0 : Math.fround(random());
}

/** Rows that end in every way that blocks of 4 and of 32 numbers can end, and in none. */
const shapes: [m: number, n: number, k: number][] = [
  [1, 4, 1],
  [3, 8, 7],
  [4, 12, 4],
  [6, 20, 9],
  [9, 100, 25],
  [1, 68, 66],
];

type Call = (x: Operations) => unknown;
const calls: [string, Call][] = [
  ...shapes.flatMap(([m, n, k]): [string, Call][] => [
    [`multiply ${m} × ${n} by ${k}`, (x) => x.multiply(A, n, C, k, 1, D, n, m, n, k, 0)],
    [`multiply and add, rows apart`, (x) => x.multiply(A, n + 8, C, k + 3, 1, D, n + 4, m, n, k, 1)],
    [`multiply transposed`, (x) => x.multiply(A, n, C, 1, m, D, n, m, n, k, 0)],
  ]),
  ['transpose', (x) => x.transpose(A, 24, C, 36, 20, 32)],
  ['spread', (x) => x.spread(A, C, 3, 12)],
  ['gather', (x) => x.gather(A, C, SYMBOLS, D, 9, 20)],
  ['scatter', (x) => x.scatter(A, SYMBOLS, C, 9, 20)],
  ['columnSums', (x) => x.columnSums(A, C, 5, 20)],
  ['tanh', (x) => x.tanh(A, C, 400)],
  ['tanhBack', (x) => x.tanhBack(A, C, D, 36)],
  ['lstm', (x) => x.lstm(A, C, D, E, B, 3, 20)],
  ['lstmBack', (x) => x.lstmBack(A, SQUARES, C, D, E, B, 3, 20)],
  ['gruGates', (x) => x.gruGates(A, C, B, 3, 20)],
  ['gruState', (x) => x.gruState(A, C, B, 3, 20)],
  ['gruStateBack', (x) => x.gruStateBack(A, SQUARES, C, D, B, 3, 20)],
  ['gruStateBack of the first step', (x) => x.gruStateBack(A, SQUARES, C, D, 0, 3, 20)],
  ['gruGatesBack', (x) => x.gruGatesBack(A, SQUARES, C, D, B, 3, 20)],
  ['gruGatesBack of the first step', (x) => x.gruGatesBack(A, SQUARES, C, D, 0, 3, 20)],
  ...[8, 9, 65].map((n): [string, Call] => [
    `softmax of ${n}`,
    (x) => x.softmax(A, C, 68, SYMBOLS, WEIGHTS, 7, n, 0.5),
  ]),
  ['squared', (x) => x.squared(A, C, 12, D, WEIGHTS, 7, 12, 0.5)],
  ['sumSquares', (x) => x.sumSquares(C, 100)],
  ['sgd', (x) => x.sgd(A, C, 36, 0.3, 0.9, 1)],
  ['sgd, nothing clipped', (x) => x.sgd(A, C, 36, 0.3, 1, Infinity)],
  ['momentum', (x) => x.momentum(A, C, D, 36, 0.3, 0.9, 1, 0.7)],
  ['nesterov', (x) => x.nesterov(A, C, D, 36, 0.3, 0.9, 1, 0.7)],
  ['adagrad', (x) => x.adagrad(A, C, SQUARES, 36, 0.3, 0.9, 1, 1e-8)],
  ['rmsprop', (x) => x.rmsprop(A, C, SQUARES, 36, 0.3, 0.9, 1, 0.8, 1e-8)],
  ['sweep', (x) => x.sweep(A, 32, C, D, E, SQUARES, 2, 7, 0.3, 20, 9, 3, 6)],
  ['adam', (x) => x.adam(A, C, D, SQUARES, 36, 0.3, 0.9, 1, 0.9, 0.99, 1e-8, 3, 7)],
];

describe.each(Object.keys(homes).filter((name) => name !== 'plain'))('%s', (name) => {
  let [home, right] = [undefined as unknown as Home, undefined as unknown as Home];
  beforeAll(async () => {
    [home, right] = [await (await homes[name]!())(ROOM), plain(ROOM)];
  });

  test.each(calls)('%s', (_, call) => {
    for (const { numbers } of [home, right]) fill(numbers);
    const before = right.numbers.slice();
    const [answer, wanted] = [call(home.operations), call(right.operations)];
    if (wanted !== undefined) expect(answer).toBeCloseTo(wanted as number, 4);
    let changed = wanted === undefined ? 0 : 1;
    for (let i = FIRST; i < ROOM; i++) {
      const [got, value] = [home.numbers[i]!, right.numbers[i]!];
      if (value !== before[i]) changed++;
      if (!(Math.abs(got - value) <= 5e-6 * Math.max(1, Math.abs(value)))) {
        expect(got, `place ${i}`).toBe(value);
      }
    }
    expect(changed).toBeGreaterThan(0);
  });

  test.each([
    ['tanh', (x: Operations) => x.tanh(A, C, 36)],
    ['softmax', (x: Operations) => x.softmax(A, C, 36, SYMBOLS, WEIGHTS, 1, 36, 1)],
    ['clipping', (x: Operations) => x.sgd(A, C, 36, 0.1, 1, 5)],
  ])('%s of no number is none', (_, call) => {
    fill(home.numbers);
    home.numbers.fill(NaN, C, C + 36);
    call(home.operations);
    expect(home.numbers.subarray(A, A + 36).every((x) => Number.isNaN(x))).toBe(true);
  });

  test('tanh of any number is within 5·10⁻⁷ of it, and its sign and its bounds are right', () => {
    for (let i = 0; i < 6000; i++) home.numbers[C + i] = 12 * Math.sin(i) ** 9;
    home.numbers.set([Infinity, -Infinity, 0, 1e-20], C);
    home.operations.tanh(A, C, 6000);
    for (let i = 0; i < 6000; i++) {
      const wanted = Math.tanh(home.numbers[C + i]!);
      expect(Math.abs(home.numbers[A + i]! - wanted)).toBeLessThanOrEqual(5e-7 * Math.abs(wanted));
    }
  });
});

describe('before a home is trusted', () => {
  const spoilt = (name: keyof Operations, by: Partial<Operations>) => async (room: number) => {
    const home = await (await homes.webassembly!())(room);
    expect(home.operations[name]).toBeTypeOf('function');
    return { ...home, operations: { ...home.operations, ...by } };
  };
  const nothing = () => {};

  test('it computes what plain computes', async () => {
    for (const home of Object.values(homes)) expect(await rightIn(await home())).toBe(true);
  });

  test.each(['tanh', 'multiply', 'lstm', 'gruState', 'adam', 'scatter', 'transpose', 'columnSums'] as const)(
    'a wrong %s is noticed',
    async (name) => {
      expect(await rightIn(spoilt(name, { [name]: nothing }))).toBe(false);
    },
  );

  test('so is a home that throws', async () => {
    expect(await rightIn(() => Promise.reject(new Error('no memory')))).toBe(false);
  });
});
