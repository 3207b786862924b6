/** The ends of colour scales, and the colours at them. */
import { expect, test } from 'vitest';
import { column, fullOf } from '../../components/parts/columns.ts';
import { tint } from '../../components/parts/tint.ts';

const shareOf = (color: string) => /var\(--(\w+)\) (\d+)%/.exec(color)!.slice(1);

test('a scale ends at the largest number, and at the least that is asked for', () => {
  expect(fullOf([[2, -3], [1]])).toBe(3);
  expect(fullOf([-0.25, 0.5])).toBe(1);
  expect(fullOf([-0.25, 0.5], 0)).toBe(0.5);
  expect(fullOf(column([-0.25, 2]))).toBe(2);
  expect(fullOf([], 0)).toBe(0);
});

test('what overflowed leaves the colours of all other numbers as they are', () => {
  const numbers = [
    [2, -Infinity],
    [NaN, -4, Infinity],
  ];
  const full = fullOf(numbers);
  expect(full).toBe(4);
  expect(numbers.flat().map((value) => shareOf(tint(value / full)))).toEqual([
    ['positive', '50'],
    ['negative', '100'],
    ['positive', '0'],
    ['negative', '100'],
    ['positive', '100'],
  ]);
});

test('a colour goes no further than its end, and nothing has the middle one', () => {
  expect([0.5, -0.004, 7, -7].map((share) => shareOf(tint(share)))).toEqual([
    ['positive', '50'],
    ['negative', '0'],
    ['positive', '100'],
    ['negative', '100'],
  ]);
});
