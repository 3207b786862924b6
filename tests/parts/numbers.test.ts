/** How numbers are printed: in figures, in full, and inside formulas. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exact, print, tex } from '../../components/parts/numbers.ts';

test.each<[number, string, string, string]>([
  [0, '0.00', '0', '0'],
  [-0, '0.00', '0', '0'],
  [1, '1.00', '1', '1'],
  [-1, '−1.00', '−1', '-1'],
  [0.125, '0.13', '0.125', '0.125'],
  [0.9996, '1.00', '0.9996', '1'],
  [0.005, '0.01', '0.005', '0.005'],
  [0.0049, '<0.01', '0.0049', '0.0049'],
  [-0.0049, '−<0.01', '−0.0049', '-0.0049'],
  [1 / 3, '0.33', '0.333333', '0.333'],
  [9999, '9999.00', '9999', '10000'],
  [1e-7, '<0.01', '1e−7', '1.00 \\cdot 10^{-7}'],
  [-1e-7, '−<0.01', '−1e−7', '-1.00 \\cdot 10^{-7}'],
  [5e-324, '<0.01', '5e−324', '4.94 \\cdot 10^{-324}'],
  [1e4, '1.0e+4', '10000', '1.00 \\cdot 10^{4}'],
  [-123456, '−1.2e+5', '−123456', '-1.23 \\cdot 10^{5}'],
  [1.7e308, '1.7e+308', '1.7e+308', '1.70 \\cdot 10^{308}'],
  [NaN, 'undefined', 'undefined', '\\text{undefined}'],
  [Infinity, 'overflow', 'overflow', '\\text{overflow}'],
  [-Infinity, '−overflow', '−overflow', '\\text{−overflow}'],
])('%d', (value, printed, whole, formula) => {
  expect([print(value), exact(value), tex(value)]).toEqual([printed, whole, formula]);
});

test('a negative number stands in brackets where a sign would collide', () => {
  expect(tex(-0.5, true)).toBe('(-0.5)');
  expect(tex(-1e-9, true)).toBe('(-1.00 \\cdot 10^{-9})');
  expect(tex(0.5, true)).toBe('0.5');
});

test('digits can be asked for', () => {
  expect([0, 1, 3].map((digits) => print(-2 / 3, digits))).toEqual(['−1', '−0.7', '−0.667']);
});

test('no number is printed as another: near, with a true minus, and never as NaN', () => {
  const back = (text: string) => Number(text.replaceAll('−', '-'));
  fc.assert(
    fc.property(fc.double(), (value) => {
      const texts = [print(value), exact(value), tex(value)];
      expect(texts.join()).not.toMatch(/NaN|Infinity/);
      expect(texts.slice(0, 2).join()).not.toContain('-');
      if (!Number.isFinite(value)) return;
      expect(Math.abs(back(exact(value)) - value)).toBeLessThanOrEqual(
        5e-6 * Math.abs(value) + Number.MIN_VALUE,
      );
      if (Math.abs(value) >= 0.005 && Math.abs(value) < 1e4)
        expect(Math.abs(back(print(value)) - value)).toBeLessThan(0.00501);
    }),
    { seed: 7, numRuns: 2000 },
  );
});
