import { expect, test } from 'vitest';
import { median, race, table } from '../../src/commands/race.ts';

/** A clock that only moves when a runner says so. */
function clock() {
  let time = 0;
  return { now: () => time, spend: (milliseconds: number) => () => void (time += milliseconds) };
}

test('medians and ratios to the fastest', async () => {
  const { now, spend } = clock();
  const results = await race({ slow: spend(30), quick: spend(10) }, { now });
  expect(results).toEqual([
    { name: 'slow', median: 30, ratio: 3 },
    { name: 'quick', median: 10, ratio: 1 },
  ]);
});

test('everyone runs in every round, and nobody always first', async () => {
  const order: string[] = [];
  const { now, spend } = clock();
  const runner = (name: string) => () => (order.push(name), spend(5)());
  await race({ a: runner('a'), b: runner('b') }, { now, rounds: 2, warmUp: 1 });
  expect(order.join('')).toBe('abbaab');
});

test('quick functions are called often enough to be measured, and answers are waited for', async () => {
  const { now, spend } = clock();
  const quick = spend(0.5);
  const later = async () => (await Promise.resolve(), spend(4)());
  const results = await race({ quick, later }, { now, turn: 2 });
  expect(results.map((one) => one.median)).toEqual([0.5, 4]);
});

test('an odd slow round does not move the median', () => {
  expect(median([5, 1, 900])).toBe(5);
  expect(median([1, 2, 3, 4])).toBe(2.5);
});

test('a table with one row a runner', () => {
  const text = table('ntm', [
    { name: 'loop', median: 0.01, ratio: 1 },
    { name: 'kernel', median: 0.025, ratio: 2.5 },
  ]);
  expect(text).toBe('ntm\n  loop        1.00 ×        10.0 µs\n  kernel      2.50 ×        25.0 µs');
});
