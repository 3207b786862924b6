/** Any text as data: what its symbols are, what a chunk holds, and what is said of texts that there is little to learn from. */
import { describe, expect, test } from 'vitest';
import { OTHER, textData, TrainerError } from '../../kernels/trainer/index.ts';

const one = { batch: 1, steps: 4 };
const symbolsOf = (text: string) => textData(text, one).symbols;

test('chunks follow each other and carry on until the text is over', () => {
  const data = textData('abcdefghijkl', one);
  const read = (iteration: number) => {
    const { inputs, targets, carried, weights } = data.chunk(iteration);
    const text = (codes: ArrayLike<number>) => Array.from(codes, (code) => data.symbols[code]).join('');
    return [text(inputs), text(targets), carried, weights];
  };
  expect(data.round).toBe(2);
  expect([0, 1, 2].map(read)).toEqual([
    ['abcd', 'bcde', false, undefined],
    ['efgh', 'fghi', true, undefined],
    ['abcd', 'bcde', false, undefined],
  ]);
});

test('the sequences of a batch are stretches of the text', () => {
  const { chunk, round } = textData('abcdefghijklmnopqrstuvwx', { batch: 2, steps: 3 });
  expect(round).toBe(3);
  expect(Array.from(chunk(1).inputs)).toEqual([3, 15, 4, 16, 5, 17]);
  expect(Array.from(chunk(1).targets)).toEqual([4, 16, 5, 17, 6, 18]);
});

test.each([
  ['letters by their codes', 'cab a', [' ', 'a', 'b', 'c']],
  ['combining marks', 'e\u0301e', ['e', 'e\u0301']],
  ['emoji', '👩‍👩‍👧🇩🇪🇫🇷👍🏽a', ['a', '🇩🇪', '🇫🇷', '👍🏽', '👩‍👩‍👧']],
  ['line ends', 'a\r\nb\nc', ['\n', '\r\n', 'a', 'b', 'c']],
  ['half of a pair', 'a\ud83d', ['a', '\ud83d']],
])('symbols: %s', (_, text, symbols) => {
  expect(symbolsOf(text)).toEqual(symbols);
});

test('rare symbols of a large alphabet count as one', () => {
  const text = Array.from({ length: 400 }, (_, i) =>
    String.fromCharCode(0x4e00 + i).repeat(i < 255 ? 3 : 1),
  ).join('');
  const data = textData(text, one);
  expect(data.symbols).toHaveLength(256);
  expect(data.symbols.at(-1)).toBe(OTHER);
  expect(data.notes.join()).toMatch(/400 different symbols.*255/);
  expect(data.encode(String.fromCharCode(0x4e00 + 399))).toEqual([255]);
  expect(textData('ab', one).encode('xa')).toEqual([0]);
});

describe('texts with little in them', () => {
  test.each([
    ['', /empty/],
    ['a', /one symbol/],
    ['👩‍👩‍👧', /one symbol/],
  ])('"%s" is refused in words', (text, words) => {
    expect(() => textData(text, one)).toThrow(TrainerError);
    expect(() => textData(text, one)).toThrow(words);
  });

  test('one distinct symbol is told of', () => {
    expect(textData('aaaaaaaaaa', one).notes).toEqual([expect.stringMatching(/one symbol only/)]);
  });

  test('a text shorter than a chunk leaves the rest of it empty', () => {
    const data = textData('abc', { batch: 2, steps: 4 });
    expect(data.notes).toEqual([expect.stringMatching(/3 symbols/)]);
    const { inputs, targets, weights } = data.chunk(0);
    expect([...inputs]).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    expect([...targets]).toEqual([1, 1, 2, 2, 0, 0, 0, 0]);
    expect([...weights!]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });
});

test('10 MB are read within a second or so, whatever they are written in', () => {
  for (const text of ['The quick brown fox. ', 'Съешь ещё этих булок\n', '👍🏽e\u0301 ab']) {
    const long = text.repeat(Math.ceil(1e7 / 5 / text.length));
    const start = performance.now();
    expect(textData(long, { batch: 8, steps: 25 }).length).toBeGreaterThan(1e6);
    expect(performance.now() - start).toBeLessThan(5000);
  }
});
