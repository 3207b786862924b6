/** Tolerances: the documented bounds, and laws that hold for all numbers. */
import { array, assert, double, integer, property, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toleranceWords, usual, within } from '../../src/assignments/tolerance.ts';
import type { Tolerance } from '../../src/assignments/types.ts';

describe('a number', () => {
  test.each<[number, number, Tolerance, boolean]>([
    [101, 100, { relative: 0.01 }, true],
    [99, 100, { relative: 0.01 }, true],
    [101.01, 100, { relative: 0.01 }, false],
    [-99, -100, { relative: 0.01 }, true],
    [-100, 100, { relative: 0.01 }, false],
    [0.4, 0.3, { absolute: 0.1 }, true],
    [0.41, 0.3, { absolute: 0.1 }, false],
    [1e6 + 0.005, 1e6, { absolute: 0.005 }, true],
    [0.12, 0.125, { digits: 2 }, true],
    [0.13, 0.125, { digits: 2 }, true],
    [0.119, 0.125, { digits: 2 }, false],
    [0.131, 0.125, { digits: 2 }, false],
    [10, 9.996, { digits: 3 }, true],
    [9.99, 9.996, { digits: 3 }, false],
    [1.23e-7, 1.2345e-7, { digits: 3 }, true],
    [1.24e-7, 1.2345e-7, { digits: 3 }, false],
    [1235, 1234.5, { digits: 4 }, true],
    [1236, 1234.5, { digits: 4 }, false],
    [2000, 1900, { digits: 1 }, true],
    [0, 0, { relative: 0.01 }, true],
    [1e-9, 0, { relative: 0.01 }, true],
    [2e-9, 0, { relative: 0.01 }, false],
    [1e-9, 0, { digits: 3 }, true],
    [1e-3, 0, { absolute: 0.001 }, true],
    [1e-10, 0, { absolute: 0 }, false],
    [5, 5, { absolute: 0 }, true],
    [5.001, 5, { absolute: 0 }, false],
    [105, 100, { relative: 0.01, absolute: 5 }, true],
    [0.1004, 0.1, { relative: 0.001, digits: 3 }, true],
    [101, 100, {}, true],
    [102, 100, {}, false],
    [NaN, 1, { relative: 1e9 }, false],
    [Infinity, 1, { relative: 1e9 }, false],
    [1, NaN, { relative: 1e9 }, false],
  ])('%d where %d is right, %o: %s', (found, right, tolerance, inside) => {
    expect(within(found, right, tolerance)).toBe(inside);
  });
});

describe('a vector', () => {
  test.each<[number[], number[], Tolerance, boolean]>([
    [[1, 2], [1, 2], {}, true],
    [[1, 2.1], [1, 2], {}, false],
    [[1, 2], [1, 2, 3], {}, false],
    [[], [], {}, true],
    // A small number is judged by its own size, down to a millionth of the largest.
    [[1000, 0.0101], [1000, 0.01], {}, true],
    [[1000, 0.02], [1000, 0.01], {}, false],
    [[1000, 1e-5], [1000, 0], {}, true],
    [[1000, 2e-5], [1000, 0], {}, false],
    [[0, 0], [0, 0], {}, true],
    [[0, 1e-8], [0, 0], {}, false],
    [[1000, 0.0004], [1000, 0], { digits: 1 }, true],
    [[1000, 0.0006], [1000, 0], { digits: 1 }, false],
    [[1, 1.5], [1, 1], { absolute: 0.5 }, true],
    [[2, 1], [1, 2], { relative: 0.1 }, false],
  ])('%j where %j is right, %o: %s', (found, right, tolerance, inside) => {
    expect(within(found, right, tolerance)).toBe(inside);
  });
});

const size = double({ min: -300, max: 300, noNaN: true });
const number: Arbitrary<number> = double({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }).chain(
  (digits) => size.map((power) => digits * 10 ** power),
);
const share = double({ min: 1e-6, max: 0.5, noNaN: true });
const runs = { numRuns: 2000, seed: 6 };
const holds = (fact: boolean, ...what: unknown[]) => {
  if (!fact) throw new Error(what.map(String).join(' '));
};

describe('for all numbers', () => {
  test('the number itself is right, by any tolerance', () => {
    const tolerances = (value: number): Tolerance[] => [
      { relative: value },
      { absolute: value },
      { digits: 3 },
      {},
    ];
    assert(
      property(array(number, { minLength: 1, maxLength: 4 }), share, (values, bound) => {
        for (const tolerance of tolerances(bound))
          holds(within(values, values, tolerance), values, tolerance);
      }),
      runs,
    );
  });

  test('signs do not matter, and the distance is the same on both sides', () => {
    assert(
      property(number, number, share, (found, right, relative) => {
        const inside = within(found, right, { relative });
        holds(inside === within(-found, -right, { relative }), found, right, relative);
        const [above, below] = [right + relative / 2, right - relative / 2];
        holds(
          within(above, right, { absolute: relative }) && within(below, right, { absolute: relative }),
          right,
        );
      }),
      runs,
    );
  });

  test('what is right stays right by a wider tolerance, and with another bound beside it', () => {
    assert(
      property(number, double({ min: -1, max: 1, noNaN: true }), share, share, (right, off, one, other) => {
        const found = right * (1 + off);
        const [narrow, wide] = [Math.min(one, other), Math.max(one, other)];
        const near = within(found, right, { relative: narrow });
        holds(!near || within(found, right, { relative: wide }), found, right, narrow, wide);
        holds(!near || within(found, right, { relative: narrow, absolute: other }), found, right);
        holds(!within(found, right, { digits: 4 }) || within(found, right, { digits: 3 }), found, right);
      }),
      runs,
    );
  });

  test('a number just inside a relative bound is right, just outside wrong', () => {
    assert(
      property(number, share, (right, relative) => {
        if (Math.abs(right) < 1e-290) return;
        holds(within(right * (1 + relative * 0.999999), right, { relative }), right, relative);
        holds(!within(right * (1 + relative * 1.00001), right, { relative }), right, relative);
      }),
      runs,
    );
  });

  test('a number rounded to so many digits is right, and one a unit further is wrong', () => {
    assert(
      property(number, integer({ min: 1, max: 9 }), (right, digits) => {
        if (Math.abs(right) < 1e-280) return;
        const rounded = Number(right.toPrecision(digits));
        holds(within(rounded, right, { digits }), rounded, right, digits);
        const unit = 10 ** (Number(right.toExponential().split('e')[1]) - digits + 1);
        const further = right + 0.5001 * unit;
        holds(!within(further, right, { digits }) || Math.abs(further - right) < 0.5 * unit, right, digits);
      }),
      runs,
    );
  });
});

test('tolerances are told in words', () => {
  expect(toleranceWords(usual)).toBe('within 1 % of the right number');
  expect(toleranceWords({})).toBe('within 1 % of the right number');
  expect(toleranceWords({ relative: 0.07 })).toBe('within 7 % of the right number');
  expect(toleranceWords({ absolute: 0.005 })).toBe('within 0.005');
  expect(toleranceWords({ absolute: 1e-8 })).toBe('within 1·10⁻⁸');
  expect(toleranceWords({ digits: 3 })).toBe('to 3 significant digits');
  expect(toleranceWords({ digits: 1 })).toBe('to 1 significant digit');
  expect(toleranceWords({ relative: 0.005, absolute: 0.1, digits: 2 })).toBe(
    'within 0.5 % of the right number or within 0.1 or to 2 significant digits',
  );
});
