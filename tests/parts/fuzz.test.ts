/** 10⁵ texts and as many messages, a quarter of them valid: these come back exactly, the others change nothing. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check, complete, format, InputError, parse } from '../../components/parts/codec.ts';
import type { Inputs, InputValue } from '../../components/parts/declare.ts';
import ntm from '../../components/ntm-step/index.ts';

// Faster than a matcher, which is asked only where these differ: Object.is for every number, sign of zero included.
const same = isDeepStrictEqual;
const RUNS = 100_000;
const seeded = { seed: 20261120, numRuns: RUNS };
const names = Object.keys(ntm.inputs);
const prototypes = () =>
  [Object.prototype, Array.prototype, Number.prototype].map((one) => Object.getOwnPropertyNames(one));
const before = JSON.stringify(prototypes());

/** Doubles of every size in range, −0 among them. */
const double = ([min, max]: readonly [number, number]) => fc.double({ min, max, noNaN: true });

/** A value that the input takes, whatever the sizes of the others. */
const validValue = (name: string): fc.Arbitrary<InputValue> => {
  const input = ntm.inputs[name]!;
  if (input.kind === 'choice') return fc.constantFrom(...input.options.map(({ value }) => value));
  if (input.kind === 'number') return double(input.range);
  const extents = input.shape.map((extent) =>
    typeof extent === 'number'
      ? fc.constant(extent)
      : fc.integer({ min: 1, max: Math.min(3, ntm.dimensions[extent]!.range[1]) }),
  );
  const numbers = (length: number) => fc.array(double(input.range), { minLength: length, maxLength: length });
  return fc
    .tuple(...extents)
    .chain(([rows, columns]): fc.Arbitrary<InputValue> =>
      columns === undefined
        ? numbers(rows!)
        : fc.array(numbers(columns), { minLength: rows!, maxLength: rows! }),
    );
};
const valid = fc
  .constantFrom(...names)
  .chain((name) => validValue(name).map((value) => [name, value] as const));

const nasty = fc.constantFrom(
  '1e9', '-1e999', 'NaN', 'Infinity', '__proto__', 'constructor', 'toString', '%00', '\u0000', '1,', ';', ',,,', '1;2,3', '0x1',
  '<script>', '\\htmlClass{x}{y}', 'javascript:1', '1'.repeat(10_000), 'x'.repeat(10_000), '9,'.repeat(5_000), '١', '1e-400', '--1',
); // prettier-ignore
const key = fc.oneof(
  fc.constantFrom(...names),
  fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', ''),
  fc.string(),
);

test(`${RUNS} texts`, { timeout: 120_000 }, () => {
  const bad = fc.tuple(
    key,
    fc.oneof(nasty, fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,;-e+ ') })),
  );
  let exact = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 1, arbitrary: valid }, { weight: 3, arbitrary: bad }), ([name, value]) => {
      const given = typeof value === 'string' ? [[name, value] as const] : format(ntm, { [name]: value });
      const { given: taken, notes } = parse(ntm, given);
      if (typeof value !== 'string') {
        exact++;
        if (notes.length || !same(taken, { [name]: value }))
          expect([taken, notes]).toEqual([{ [name]: value }, []]);
      }
      // Whatever came in, the whole is a state that `set` would take.
      if (!same(check(ntm, taken), taken)) expect(check(ntm, taken)).toEqual(taken);
      complete(ntm, taken);
      if (notes.some(({ length }) => length > 300)) expect(notes).toEqual([]);
    }),
    seeded,
  );
  expect(exact).toBeGreaterThan(RUNS / 5);
  expect(JSON.stringify(prototypes())).toBe(before);
});

test(`${RUNS} messages`, { timeout: 120_000 }, () => {
  const junk = fc.oneof(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
    }),
    nasty,
    fc.double(),
    fc.array(fc.oneof(fc.double(), fc.array(fc.double()))),
  );
  const bad = fc.tuple(key, junk);
  let exact = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 1, arbitrary: valid }, { weight: 3, arbitrary: bad }), (entry) => {
      const [name, value] = entry;
      const message = JSON.parse('{}') as Record<string, unknown>;
      Object.defineProperty(message, name, { value, enumerable: true });
      let taken: Inputs | undefined;
      try {
        taken = check(ntm, message);
        complete(ntm, taken);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        if (error.message.length > 300) expect(error.message).toBe('short');
      }
      if (!taken) return;
      exact++;
      if (!same(taken, { [name]: value })) expect(taken).toStrictEqual({ [name]: value });
    }),
    seeded,
  );
  expect(exact).toBeGreaterThan(RUNS / 5);
  expect(JSON.stringify(prototypes())).toBe(before);
});
