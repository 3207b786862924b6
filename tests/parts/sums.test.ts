/** Sums inside formulas: what is written out, in which order, and where brackets stand. */
import { expect, test } from 'vitest';
import { products, texLeading, texProduct, texSum } from '../../components/parts/sums.ts';

test('factors have brackets where a sign would collide', () => {
  expect(texProduct(-2, 3, -4)).toBe('(-2) \\cdot 3 \\cdot (-4)');
  expect(texLeading(-2, 3, -4)).toBe('-2 \\cdot 3 \\cdot (-4)');
});

test('the largest terms are written out in their order, the rest as one number', () => {
  expect(texSum([0.1, -3, 0.2, 2], 2)).toBe('(-3) + 2 + 0.3');
  expect(texSum([0.1, -3], 2)).toBe('0.1 + (-3)');
  expect(texSum([0.1, -3, 2])).toBe('0.1 + (-3) + 2');
});

test('a sum of nothing is 0', () => {
  expect(texSum([])).toBe('0');
});

test('a term is written as it says, and weighs what it is worth', () => {
  expect(texSum([...products([1, -2, 9], [5, 3, 0]), -0.5], 2)).toBe('1 \\cdot 5 + (-2) \\cdot 3 + (-0.5)');
  expect(texSum(products([-1, 2], [-3, 4], texLeading))).toBe('-1 \\cdot (-3) + 2 \\cdot 4');
});
