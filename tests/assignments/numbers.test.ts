/** Numbers as students write them: forms by hand, 10⁴ forms made at random, and 10⁴ texts that are no numbers. */
import { describe, expect, test } from 'vitest';
import {
  LONGEST_NUMBER,
  readNumber,
  readVector,
  written,
  writtenVector,
} from '../../src/assignments/numbers.ts';
import { ALPHABET, type Form, formOf, isNumber, mutated } from './forms.ts';
import { seeded } from '../../kernels/seeded.ts';

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const found = (text: string, unit?: string) => {
  const read = readNumber(text, unit === undefined ? {} : { unit });
  return 'value' in read ? read.value : read;
};
const vector = (text: string, length?: number) => {
  const read = readVector(text, length);
  return 'values' in read ? read.values : read;
};

describe('a number', () => {
  test.each([
    ['1 234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1\u00a0234,5', 1234.5],
    ['1\u2009234.5', 1234.5],
    ['1\u202f234\u202f567', 1234567],
    ["1'234.5", 1234.5],
    ['1’234’567,25', 1234567.25],
    ['−3', -3],
    ['–0,5', -0.5],
    ['—2', -2],
    ['- 3', -3],
    ['+.5', 0.5],
    ['5.', 5],
    ['5,', 5],
    [',5', 0.5],
    ['007', 7],
    ['1e-3', 0.001],
    ['1E-3', 0.001],
    ['1,5e3', 1500],
    ['1·10^-3', 0.001],
    ['1 x 10^-3', 0.001],
    ['1*10^(-3)', 0.001],
    ['1*10**-3', 0.001],
    ['2×10⁻³', 0.002],
    ['2 · 10^{−3}', 0.002],
    ['10⁻³', 0.001],
    ['-10^2', -100],
    ['5 %', 0.05],
    ['5%', 0.05],
    ['-1,5 %', -0.015],
    ['3/7', 3 / 7],
    ['−3/7', -3 / 7],
    ['3 ⁄ 7', 3 / 7],
    ['1,5/2', 0.75],
    ['１２．５', 12.5],
    ['٣٫٥', 3.5],
    ['۱۲۳', 123],
    ['\u200e0.5\u200f', 0.5],
    ['1,234', 1.234],
    ['1.234', 1.234],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['1,234.', 1234],
    ['-0', 0],
    ['1e-999', 0],
    ['9007199254740993', 9007199254740992],
    ['  0.25\n', 0.25],
  ])('“%s” is %d', (text, value) => {
    expect(found(text)).toBe(value);
  });

  test.each([
    ['abc', /“abc” is not understood as a number\. Write it with digits/],
    ['1/0', /divides by zero/],
    ['0/0', /divides by zero/],
    ['--3', /more than one sign/],
    ['−-3', /more than one sign/],
    ['1e999', /larger than any number/],
    [`${'9'.repeat(400)}/3`, /larger than any number/],
    ['NaN', /no number that can be checked/],
    ['Infinity', /no number that can be checked/],
    ['-∞', /no number that can be checked/],
    ['1 1/2', /whole number beside a fraction/],
    ['1½', /not understood/],
    ['√2', /worked out first, as a decimal number/],
    ['sqrt(2)', /worked out first/],
    ['2^3', /worked out first/],
    ['0.25 bits', /something other than the number behind it/],
    ['1.2.3', /separators where neither/],
    ['12,34,567', /separators where neither/],
    ['0,123,456', /separators where neither/],
    ["1'234,567.8", /separators where neither/],
    ['1 23', /separators where neither/],
    ['1  234', /separators where neither/],
    ['1\n234', /not understood/],
    ['1\t234', /not understood/],
    ['1/2/3', /not understood as a fraction/],
    ['1 234/5', /not understood as a fraction|beside a fraction/],
    ['0x10', /not understood/],
    ['1e5.5', /./],
    ['1e', /./],
    ['.', /not understood/],
    ['+', /not understood/],
    ['%', /not understood/],
    ['3 = 3', /not understood/],
    ['<script>', /not understood/],
  ])('“%s” is unclear', (text, words) => {
    expect(found(text)).toEqual({ unclear: expect.stringMatching(words) as string });
  });

  test('that is not there is blank', () => {
    for (const text of ['', ' ', '\n\t ', '\u00a0', '\u200b']) expect(found(text)).toEqual({ blank: true });
  });

  test('may have its unit behind it, and no other', () => {
    expect(found('0.25 nats', 'nats')).toBe(0.25);
    expect(found('0,25Nats', 'nats')).toBe(0.25);
    expect(found('2·10⁻³ m·s', 'm·s')).toBe(0.002);
    expect(found('0.25', 'nats')).toBe(0.25);
    expect(found('0.25 bits', 'nats')).toEqual({
      unclear: expect.stringMatching(/may stand nats\.$/) as string,
    });
    expect(found('nats', 'nats')).toHaveProperty('unclear');
  });

  test('in per cent is itself where per cent are asked for, and a hundredth elsewhere', () => {
    expect(found('5 %', '%')).toBe(5);
    expect(found('5', '%')).toBe(5);
    expect(found('5 %', 'nats')).toBe(0.05);
  });

  test('is read from no text of more than 2,000 characters', () => {
    expect(found('1'.repeat(LONGEST_NUMBER + 1))).toEqual({
      unclear: expect.stringMatching(/2,001 characters; at most 2,000/) as string,
    });
    expect(found(' '.repeat(1e6))).toHaveProperty('unclear');
  });

  test('is read back from 10,000 written forms', () => {
    const random = seeded(6);
    const kinds = new Map<string, number>();
    for (let i = 0; i < 10_000; i++) {
      const { text, meant, kind } = formOf(random);
      const read = found(text);
      if (read !== meant)
        throw new Error(`“${text}” (number ${i}) is ${meant}, and was read as ${JSON.stringify(read)}`);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect(Math.min(...kinds.values())).toBeGreaterThan(500);
    expect([...kinds.keys()].sort()).toEqual(['fraction', 'percent', 'plain', 'power', 'ten']);
  });

  test('is read from a random text where the grammar has it, and only there', () => {
    const random = seeded(7);
    let numbers = 0;
    for (let i = 0; i < 20_000; i++) {
      const letters = Array.from({ length: Math.floor(random() * 9) }, () => pick(random, ALPHABET));
      const text = i % 2 ? letters.join('') : mutated(random, formOf(random, true).text);
      const read = found(text);
      const is = typeof read === 'number';
      const expected = isNumber(text);
      const excused = !is && 'unclear' in read && /divides by zero|larger than any/.test(read.unclear);
      if (is !== expected && !excused)
        throw new Error(`${JSON.stringify(text)} was read as ${JSON.stringify(read)}`);
      numbers += Number(is);
    }
    expect(numbers).toBeGreaterThan(3000);
    expect(numbers).toBeLessThan(16_000);
  });

  test('is never made of whatever characters there are', () => {
    const random = seeded(8);
    for (let i = 0; i < 10_000; i++) {
      const codes = Array.from({ length: 12 }, () => Math.floor(random() * (i % 2 ? 0x3000 : 0x110000)));
      const text = codes.map((code) => String.fromCodePoint(code)).join('');
      for (const read of [readNumber(text), readVector(text), readVector(text, 2)])
        if (!('unclear' in read) && !('blank' in read)) throw new Error(`${JSON.stringify(text)} was read`);
    }
  });
});

describe('a vector', () => {
  test.each<[string, number | undefined, number[]]>([
    ['1,5; 2,5', undefined, [1.5, 2.5]],
    ['1.5, 2.5, 3', undefined, [1.5, 2.5, 3]],
    ['(1, 2, 3)', 3, [1, 2, 3]],
    ['[1 2 3]', 3, [1, 2, 3]],
    ['{1,2,3}', 3, [1, 2, 3]],
    ['⟨1; −2⟩', 2, [1, -2]],
    ['[1;2;3]ᵀ', 3, [1, 2, 3]],
    ['(1, 2)^T', 2, [1, 2]],
    ['1\n2\r\n3\n', 3, [1, 2, 3]],
    ['1,5\t2,5\t3', 3, [1.5, 2.5, 3]],
    ['1 000,5\n2 000', 2, [1000.5, 2000]],
    ['1,\n2,\n3,', 3, [1, 2, 3]],
    ['1, 2\n3, 4', 4, [1, 2, 3, 4]],
    ['[0.1 0.2\n 0.3]', 3, [0.1, 0.2, 0.3]],
    ['1,5,2,5', 2, [1.5, 2.5]],
    ['1,5,2,5', 4, [1, 5, 2, 5]],
    ['-1,5,-2,25e-3', 2, [-1.5, -0.00225]],
    ['1,5, 2,5', 2, [1.5, 2.5]],
    ['1,5, 2,5', 4, [1, 5, 2, 5]],
    ['1,5 2,5', 2, [1.5, 2.5]],
    ['1,234,567', 3, [1, 234, 567]],
    ['1,234,567', 1, [1234567]],
    ['100 200 300', undefined, [100, 200, 300]],
    ['3/7, 5 %', 2, [3 / 7, 0.05]],
    ['1·10^(-3), 2·10⁻³', 2, [0.001, 0.002]],
    ['１，２，３', 3, [1, 2, 3]],
    ['1、2、3', 3, [1, 2, 3]],
    ['7', 1, [7]],
    ['7', undefined, [7]],
    ['1;2;', 2, [1, 2]],
  ])('“%s” with %s wanted', (text, length, values) => {
    expect(vector(text, length)).toEqual(values);
  });

  test.each<[string, number | undefined, RegExp]>([
    ['1,5,2,5', 3, /2 or 4 numbers were found, and 3 are asked for/],
    [
      '1,5,2,5',
      undefined,
      /can be read as 1, 5, 2, 5 or as 1\.5, 2\.5\. Separate the numbers with semicolons/,
    ],
    ['1,5', undefined, /can be read as 1\.5 or as 1, 5/],
    ['1, 2', 3, /2 numbers were found, and 3 are asked for/],
    ['1; 2; 3', 1, /3 numbers were found, and one is asked for/],
    ['7', 2, /One number was found, and 2 are/],
    ['1;;2', 3, /Number 2 of 3 is missing/],
    ['1;abc', 2, /Number 2 of 2, “abc”, is not understood/],
    ['1, 2, x', 3, /Number 3 of 3/],
    ['1;2,3,4;5', 3, /Number 2 of 3, “2,3,4”, has separators/],
    ['(1, 2', 2, /bracket without its partner/],
    ['1, 2]', 2, /bracket without its partner/],
    ['[1, 2)', 2, /bracket without its partner/],
    ['[[1], [2]]', 2, /./],
    ['[]', 2, /not understood as numbers/],
    ['abc', 2, /not understood as numbers/],
    ['NaN; 1', 2, /no number that can be checked/],
    ['1 '.repeat(1500), 1500, /at most 2,000/],
  ])('“%s” with %s wanted is unclear', (text, length, words) => {
    expect(vector(text, length)).toEqual({ unclear: expect.stringMatching(words) as string });
  });

  test('that is not there is blank', () => {
    expect(vector(' \n', 3)).toEqual({ blank: true });
  });

  test('is read back from 5,000 written forms', () => {
    const random = seeded(9);
    for (let i = 0; i < 5000; i++) {
      // A comma at an end of an entry can be taken for one between numbers.
      const entry = (): Form => [formOf(random)].find(({ text }) => !/^,|,$/.test(text.trim())) ?? entry();
      const forms = Array.from({ length: 1 + Math.floor(random() * 6) }, entry);
      // Between spaces and commas stand only numbers that have none.
      const bare = forms.every(({ text }) => !/\s|,|،|，/.test(text.trim()));
      const separator = pick(
        random,
        bare ? [';', '; ', '\n', '\t', ', ', ',', ' ', '  '] : [';', ' ; ', '\n', '\t'],
      );
      const brackets = forms.length > 1 ? pick(random, ['', '', '()', '[]', '{}']) : '';
      const text = `${brackets[0] ?? ''}${forms.map((form) => form.text.trim()).join(separator)}${brackets[1] ?? ''}`;
      const read = vector(text, forms.length);
      const meant = forms.map((form) => form.meant);
      const same = Array.isArray(read) && read.every((value, k) => value === meant[k]);
      if (!same) throw new Error(`“${text}” is ${meant.join('; ')}, and was read as ${JSON.stringify(read)}`);
    }
  });

  test('is read from random texts without a throw, and then has the wanted length', () => {
    const random = seeded(10);
    let read = 0;
    for (let i = 0; i < 10_000; i++) {
      const letters = Array.from({ length: Math.floor(random() * 14) }, () =>
        pick(random, [...ALPHABET, ';', '[', ']', '\n', '\t', '1', '2', ' ']),
      );
      const values = vector(letters.join(''), 2);
      if (!Array.isArray(values)) continue;
      read++;
      expect(values).toHaveLength(2);
      expect(values.every(Number.isFinite)).toBe(true);
    }
    expect(read).toBeGreaterThan(100);
  });
});

test('what was understood is written so that it is read back', () => {
  expect(written(-1.5e-7)).toBe('−1.5·10⁻⁷');
  expect(writtenVector([1.5, -2, 1e21])).toBe('1.5, −2, 1·10²¹');
  const random = seeded(11);
  for (let i = 0; i < 3000; i++) {
    const values = [0, 1, 2].map(() => (random() - 0.5) * 10 ** Math.floor(random() * 60 - 30));
    expect(values.map((value) => found(written(value)))).toEqual(values);
    expect(vector(writtenVector(values), 3)).toEqual(values);
  }
});

test('no text takes long', () => {
  const began = performance.now();
  for (const piece of [
    '1',
    ' ',
    '1 ',
    '1,',
    ',',
    '1, ',
    "1'",
    '(',
    '^',
    '10^',
    '-',
    '1e',
    '/',
    '⁻',
    '1;',
    '٣',
    '\n',
    '1\t',
  ])
    for (const end of ['', 'a', ' 1', '/2', ')']) {
      const text = piece.repeat(LONGEST_NUMBER / piece.length - 1) + end;
      readNumber(text, { unit: 'nats' });
      readVector(text, 2);
    }
  expect(performance.now() - began).toBeLessThan(5000);
});
