/** Checks by hash: one text for what means the same, no answer in the table, and the grader's own verdicts. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  canonical,
  digest,
  drawerOf,
  hashTable,
  judgeHash,
  ROUNDS,
  variantOf,
  VARIANTS,
} from '../../src/assignments/hash-check.ts';
import { candidates, sameText } from '../../src/assignments/canonical.ts';
import { judge } from '../../src/assignments/judge.ts';
import { seedOf } from '../../src/assignments/seed.ts';
import { responseOf, rightsOf, wrongOf } from '../../src/assignments/solve.ts';
import type { Assignment, AskOf, Exercise, Key } from '../../src/assignments/types.ts';
import { seeded } from '../../kernels/seeded.ts';
import { book } from './figures.ts';

const common = { check: 'hash', points: 1 } as const;
const number: AskOf<'number'> = { ...common, id: 'all.one', kind: 'number', tolerance: { digits: 3 } };
const vector: AskOf<'vector'> = { ...common, id: 'all.two', kind: 'vector', tolerance: {}, length: 2 };
const choice: AskOf<'choice'> = {
  ...common,
  id: 'all.three',
  kind: 'choice',
  choices: 4,
  many: true,
  right: [2, 0],
};
const exercise: Exercise = { id: 'all', title: '', points: 3, asks: [number, vector, choice] };
const hw: Assignment = { id: 'hw', title: '', points: 3, edition: 'e', exercises: [exercise] };
const key: Key = {
  params: (random) => ({ a: random.uniform(1, 10) }),
  answer: ({ a }: { a: number }) => ({ one: Math.sqrt(a), two: [a, -a / 7] }),
};

describe('one text', () => {
  test.each<[number | number[], string[]]>([
    [0.12345, ['1.23e-1']],
    [-0.12345, ['-1.23e-1']],
    [0.1235, ['1.24e-1', '1.23e-1']],
    [9.996, ['1.00e+1']],
    [9.995, ['1.00e+1', '9.99e+0']],
    [1234567, ['1.23e+6']],
    [0, ['0']],
    [1e-300, ['1.00e-300']],
  ])('of the right number %d', (value, texts) => {
    expect(canonical(number, value)).toEqual(texts);
  });

  test('of a found number near a border of rounding is two', () => {
    expect(candidates(number, 0.123)).toEqual(['1.23e-1']);
    expect(candidates(number, 0.12344)).toEqual(['1.23e-1', '1.24e-1']);
    expect(candidates(number, 0.1233)).toEqual(['1.23e-1']);
    expect(candidates(number, 0.12356)).toEqual(['1.24e-1', '1.23e-1']);
  });

  test('of a vector and of choices', () => {
    expect(canonical(vector, [1.5, -20])).toEqual(['1.50e+0;-2.00e+1']);
    expect(canonical(vector, [1.5, 1e-12])).toEqual(['1.50e+0;0']);
    expect(canonical(vector, [0, 0])).toEqual(['0;0']);
    expect(canonical({ ...vector, tolerance: { digits: 1 } }, [0.15, 2])).toEqual(['2e-1;2e+0', '1e-1;2e+0']);
    expect(canonical(choice, [10, 9, 1])).toEqual(['1,9,10']);
    const ten = Array.from({ length: 10 }, () => 0.1235);
    expect(canonical({ ...vector, length: 10 }, ten)).toHaveLength(64);
  });

  test('of a number rounded either way, or written with more digits, is among those of the right one', () => {
    const random = seeded(6);
    for (let i = 0; i < 5000; i++) {
      const right = (random() - 0.5) * 10 ** Math.floor(random() * 20 - 10);
      for (const digits of [3, 4, 6, 12, 17]) {
        const found = Number(right.toPrecision(digits));
        if (!sameText(number, found, right)) throw new Error(`${found} where ${right} is right`);
      }
      const unit = Number(`1e${Number(right.toExponential().split('e')[1]) - 2}`);
      for (const off of [-1.2, 1.2]) {
        const found = Number((right + off * unit).toPrecision(3));
        const near = Math.abs(found - right) < 1.01 * unit && Number(right.toPrecision(3)) === found;
        if (sameText(number, found, right) !== near)
          throw new Error(`${found} where ${right} is right, ${near}`);
      }
    }
    // Half a unit, both ways.
    for (const found of [0.123, 0.124]) expect(sameText(number, found, 0.1235)).toBe(true);
    for (const found of [0.122, 0.125]) expect(sameText(number, found, 0.1235)).toBe(false);
  });
});

test('a digest is SHA-256, 2,000 times', () => {
  let bytes: Uint8Array = createHash('sha256').update('salt|all.one|7|1.23e-1').digest();
  for (let round = 1; round < ROUNDS; round++) bytes = createHash('sha256').update(bytes).digest();
  expect(digest('salt', 'all.one', 7, '1.23e-1')).toBe(Buffer.from(bytes).toString('hex').slice(0, 24));
  const others = [
    digest('other', 'all.one', 7, '1'),
    digest('salt', 'one', 7, '1'),
    digest('salt', 'all.one', 8, '1'),
  ];
  expect(new Set([...others, digest('salt', 'all.one', 7, '1')]).size).toBe(4);
});

describe('a table', async () => {
  const table = await hashTable(hw, { all: key }, book, 'salt');

  test('has digests for every set of numbers, and no answer', () => {
    expect(Object.keys(table.digests)).toEqual(['all.one', 'all.two', 'all.three']);
    for (const [id, digests] of Object.entries(table.digests)) {
      expect(digests, id).toHaveLength(VARIANTS);
      expect(new Set(digests.map(String)).size).toBe(VARIANTS);
      expect(digests.flat().every((one) => /^[0-9a-f]{24}$/.test(one))).toBe(true);
    }
  });

  test('says of right, wrong and unclear responses what the grader says', async () => {
    for (const student of ['ada', 'bob', 'cy']) {
      const rights = await rightsOf('hw', exercise, key, student, book);
      const variant = variantOf(seedOf('hw', 'all', student));
      for (const ask of [number, vector, choice]) {
        const right = rights[ask.id]!;
        const rounded = [right].flat().map((value) => Number((value as number).toPrecision(3)));
        const near = ask === choice ? '0,2' : rounded.join('; ').replaceAll('.', ',');
        for (const text of [responseOf(ask, right), near, wrongOf(ask, right), '', 'abc', '1', '0; 1']) {
          const [here, there] = [judgeHash(ask, table, variant, text), await judge(ask, right, text, book)];
          expect(here.state).toBe(there.state);
          expect(here.share).toBe(there.share);
        }
        expect(judgeHash(ask, table, variant, near).state).toBe('right');
        // The choices are the same in every set of numbers, but not their digests.
        const other = judgeHash(ask, table, (variant + 1) % VARIANTS, near).state;
        expect(other).toBe(ask === choice ? 'right' : 'wrong');
      }
    }
  });

  test('is made only of what can be hashed', async () => {
    const text: AskOf<'text'> = { ...common, id: 'all', kind: 'text', longest: 9 };
    const of = (ask: Exercise['asks'][number]) => ({ ...hw, exercises: [{ ...exercise, asks: [ask] }] });
    await expect(hashTable(of(text), { all: key }, book, 'salt')).rejects.toThrow(
      /keys\.ts of hw, exercise “all”, ask “all”: check="hash" is for numbers, vectors and choices; write check="grader" for this text/,
    );
    const none = await hashTable(of({ ...number, check: 'now' }), { all: key }, book, 'salt');
    expect(none).toEqual({ salt: 'salt', digests: {} });
    expect(() => judgeHash(number, none, 0, '1')).toThrow('all.one: no hash for variant 0');
  });
});

test('an example draws its own numbers', () => {
  expect(drawerOf('hw', exercise, '#example')).toBe('#example');
  expect(drawerOf('hw', exercise, 'ada#1')).toMatch(/^variant \d+$/);
});

test('variants are spread over all students', () => {
  const counts = new Map<number, number>();
  for (let n = 0; n < 2000; n++) {
    const variant = variantOf(seedOf('hw', 'all', `student${n}`));
    counts.set(variant, (counts.get(variant) ?? 0) + 1);
  }
  expect(counts.size).toBe(VARIANTS);
  expect(Math.min(...counts.values())).toBeGreaterThan(8);
  expect([...counts.keys()].every((variant) => variant >= 0 && variant < VARIANTS)).toBe(true);
});
