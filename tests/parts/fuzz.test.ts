/**
 * 10⁵ texts of addresses and as many messages to all widgets, a quarter of them valid: these come back exactly, the
 * others change nothing or are brought into range. The same on every machine; what fails is said with its number.
 */
import { isDeepStrictEqual as same } from 'node:util';
import { expect, test } from 'vitest';
import {
  check,
  complete,
  format,
  InputError,
  LARGEST,
  LARGEST_COUNT,
  merged,
  parse,
  sizesOf,
} from '../../components/parts/codec.ts';
import type { Declaration, Input, Inputs, InputValue, Matrix } from '../../components/parts/declare.ts';
import { addressOf, pairsFor } from '../../src/element/address.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { seeded, type Random } from '../browser/support/states.ts';
import { frameOf } from '../embed/frame-of.ts';
import { standing } from './standing.ts';

/** With `npm test -- every` a hundred thousand. */
const RUNS = process.env.EVERY ? 100_000 : 25_000;
// A refusal is an error, and nobody looks where these come from.
Error.stackTraceLimit = 0;
const widgets: Declaration[] = Object.values(declarations);
const prototypes = () =>
  [Object.prototype, Array.prototype, Number.prototype].map((one) => Object.getOwnPropertyNames(one));
const before = JSON.stringify(prototypes());

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const list = <T>(length: number, entry: (i: number) => T) => Array.from({ length }, (_, i) => entry(i));

/** Doubles of every size in range, the ends, powers of ten and −0 among them. */
function double(random: Random, [low, high]: readonly [number, number]): number {
  const kind = random();
  if (kind < 0.1) return pick(random, [low, high, Math.max(low, -0)]);
  const value = low + (high - low) * random();
  if (kind < 0.3) return Math.min(high, Math.max(low, Number(value.toPrecision(2))));
  if (kind < 0.4 && low <= 0 && high > 0) return random() * 10 ** (-320 * random());
  return value;
}

/** Texts that travel in a link. */
const texts = [
  '',
  'a',
  '1,2;3',
  '-1',
  ' 7 ',
  'NaN',
  '"<b>&amp;</b>"',
  '%41%',
  'a+b=c&d#e',
  '👍🏽 e\u0301 λ\n\t',
  '\u0000\uffff',
  '__proto__',
];

/** A value that the input takes, whatever the sizes of the others. */
function validValue(random: Random, { inputs, dimensions }: Declaration, input: Input): InputValue {
  if (input.kind === 'choice') return pick(random, input.options).value;
  if (input.kind === 'number') {
    const value = double(random, input.range);
    return input.whole ? Math.round(value) : value;
  }
  if (input.kind === 'text') return pick(random, texts).slice(0, input.longest);
  const sizes = Object.fromEntries(
    Object.entries(dimensions).map(([name, { range: [low, high] }]) => [name, Math.min(high, low + Math.floor(3 * random()))]),
  ); // prettier-ignore
  const [rows, columns] = input.shape.map((extent) => (typeof extent === 'number' ? extent : sizes[extent]!));
  const row = (count: number) => list(count, () => double(random, input.range));
  const value = columns ? list(rows!, () => row(columns)) : row(rows!);
  if (!input.valid?.(value)) return value;
  // Where not every array will do, the defaults of other numbers will.
  const scalars = Object.entries(inputs).filter(([, one]) => one.kind === 'number');
  return input.default(sizes, Object.fromEntries(scalars.map(([name, one]) => [name, validValue(random, { inputs, dimensions } as Declaration, one)])) as Inputs);
} // prettier-ignore

/** One input, or now and then two. */
function validState(random: Random, declaration: Declaration): Inputs {
  const state: Inputs = {};
  for (let count = random() < 0.7 ? 1 : 2; count > 0; count--) {
    const name = pick(random, Object.keys(declaration.inputs));
    const next = { ...state, [name]: validValue(random, declaration, declaration.inputs[name]!) };
    try {
      sizesOf(declaration, merged(declaration, {}, check(declaration, next)));
      Object.assign(state, next);
    } catch {
      // Two that do not fit together: the first alone.
    }
  }
  return state;
}

const nastyTexts = [
  '1e9', '-1e999', 'NaN', 'Infinity', '__proto__', 'constructor', 'toString', '%00', '\u0000', '1,', ';', ',,,', '1;2,3', '0x1',
  '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '\\href{javascript:alert(1)}{x}', '\\htmlClass{x}{y}', 'javascript:alert(1)',
  '"><svg onload=alert(1)>', '${alert(1)}', '1'.repeat(10_000), 'x'.repeat(10_000), '9,'.repeat(5_000), '1,0;'.repeat(2_500), '١', '1e-400', '--1', '', ' ', '\ud800',
]; // prettier-ignore
const nastyKeys = ['__proto__', 'constructor', 'hasOwnProperty', 'prototype', '', 'v', 'V', 'stage', '?', 'x'.repeat(10_000), '<img src=x onerror=alert(1)>', 'toString']; // prettier-ignore

const letters = (random: Random, alphabet: string) =>
  list(Math.floor(random() ** 2 * 24), () => pick(random, [...alphabet])).join('');
const anyText = (random: Random) => {
  const kind = random();
  if (kind < 0.04) return pick(random, nastyTexts);
  if (kind < 0.6) return letters(random, '0123456789.,;-e+ ');
  return letters(random, 'aλ\\{}<>&%#"\'/ \u0000é\ud83d\ude00:;=?[]()$`');
};
const anyKey = (random: Random, { inputs, aliases = {} }: Declaration) => {
  const names = [...Object.keys(inputs), ...Object.keys(aliases)];
  const kind = random();
  if (kind < 0.7) return pick(random, names);
  if (kind < 0.8) return pick(random, names).toUpperCase();
  return kind < 0.97 ? letters(random, 'abcxyz_.[]=&%') : pick(random, nastyKeys);
};

/** Whatever came in, the whole is a state that `set` would take, of numbers within limits and of words of the declaration. */
function expectSound(declaration: Declaration, taken: Inputs, at: number) {
  if (!same(check(declaration, taken), taken)) expect([at, check(declaration, taken)]).toEqual([at, taken]);
  sizesOf(declaration, taken);
  if (at % 50 === 0) complete(declaration, taken);
  for (const [name, value] of Object.entries(taken)) {
    const input = declaration.inputs[name]!;
    const words = input.kind === 'choice' ? input.options.map((option) => option.value) : [];
    const fine = input.kind === 'text' ? typeof value === 'string' && value.length <= input.longest : ([value].flat(2) as unknown[]).every((one) => typeof one === 'number' ? Math.abs(one) <= (input.kind === 'number' && input.whole ? LARGEST_COUNT : LARGEST) : words.includes(one as string));
    if (!fine) expect([at, name, value]).toBe('sound');
  }
} // prettier-ignore

test(`${RUNS} texts`, { timeout: 120_000 }, () => {
  const random = seeded(20261121);
  let exact = 0;
  for (let at = 0; at < RUNS; at++) {
    const declaration = widgets[at % widgets.length]!;
    if (random() < 0.27) {
      const state = validState(random, declaration);
      const alone = random() < 0.5;
      const address = alone ? frameOf(declaration, state, '/') : addressOf(declaration, 'here', state, '/');
      const { search, hash } = new URL(address, 'https://book.test');
      const { given, notes } = parse(declaration, pairsFor('here', { search, hash }, alone));
      if (notes.length || !same(given, state)) expect([at, given, notes]).toEqual([at, state, []]);
      exact++;
    } else {
      const pairs = list(random() < 0.8 ? 1 : 3, () => [anyKey(random, declaration), anyText(random)] as const);
      const { given, notes } = parse(declaration, pairs);
      expectSound(declaration, given, at);
      if (notes.some(({ length }) => length > 400)) expect([at, notes]).toEqual([]);
      // What was brought into range is written as it was taken.
      if (at % 20 === 0 && !same(parse(declaration, format(declaration, given)).given, given))
        expect([at, given]).toBe('written and read');
    }
  }
  expect(exact).toBeGreaterThan(RUNS / 4);
  expect(JSON.stringify(prototypes())).toBe(before);
}); // prettier-ignore

const odd: unknown[] = [
  undefined, null, true, 10n, Symbol('1'), () => 1, NaN, Infinity, -Infinity, 1e9, -0, '', '1', {}, [], [[]], [[[1]]], new Array(3), new Date(0), new Map(),
  new Float64Array(4), Object(1), /x/, new Error('no'), Object.create(null), { length: 2, 0: 1, 1: 1 }, { valueOf: () => 1 }, new Array(1_001).fill(0),
]; // prettier-ignore

function junk(random: Random, depth = 0): unknown {
  const kind = random();
  if (kind < 0.3) return pick(random, odd);
  if (kind < 0.45) return anyText(random);
  if (kind < 0.6 || depth > 2) return double(random, [-2e4, 2e4]);
  if (kind < 0.9) return list(Math.floor(8 * random()), () => junk(random, depth + 1));
  return { [letters(random, 'abc')]: junk(random, depth + 1) };
}

/** A valid value with one thing wrong. */
function spoilt(random: Random, value: InputValue): unknown {
  if (!Array.isArray(value)) return junk(random);
  const copy = structuredClone(value) as unknown[];
  const row = Array.isArray(copy[0]) && random() < 0.7 ? (pick(random, copy) as unknown[]) : copy;
  if (random() < 0.3) row.push(row[0]);
  else row[Math.floor(random() * row.length)] = junk(random, 1);
  return copy;
}

test(`${RUNS} messages`, { timeout: 120_000 }, () => {
  const random = seeded(20261122);
  let exact = 0;
  for (let at = 0; at < RUNS; at++) {
    const declaration = widgets[at % widgets.length]!;
    const good = random() < 0.27 ? validState(random, declaration) : undefined;
    const message: unknown = good ?? badMessage(random, declaration);
    try {
      const taken = check(declaration, message);
      expectSound(declaration, taken, at);
      if (!good) continue;
      exact++;
      if (!same(taken, good)) expect([at, taken]).toEqual([at, good]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (good) expect([at, error.message]).toBe('taken');
      if (error.message.length > 400) expect([at, error.message]).toBe('short');
    }
  }
  expect(exact).toBeGreaterThan(RUNS / 4);
  expect(JSON.stringify(prototypes())).toBe(before);
});

function badMessage(random: Random, declaration: Declaration): unknown {
  if (random() < 0.1) return junk(random);
  const message = {};
  for (let count = random() < 0.8 ? 1 : 3; count > 0; count--) {
    const name = anyKey(random, declaration);
    const input = Object.hasOwn(declaration.inputs, name) ? declaration.inputs[name] : undefined;
    const value =
      input && random() < 0.6 ? spoilt(random, validValue(random, declaration, input)) : junk(random);
    Object.defineProperty(message, name, { value, enumerable: true, configurable: true });
  }
  return message;
}

test('what comes in is never HTML, TeX, code or a link: it stands in notes, as text', async () => {
  const [declaration] = widgets.filter(({ id }) => id === 'ntm-step');
  const texts = nastyTexts.filter((text) => /[<\\:$]/.test(text));
  const names = ['beta', 'memory', 'stage', ...texts];
  const query = names.flatMap((name) => texts.map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`)); // prettier-ignore
  const address = new URL(`https://book.test/embed/ntm-step/#s=${query.join('&')}`);
  const { given, notes } = parse(declaration!, pairsFor('ntm-step', address, true));
  expect(given).toEqual({});
  expect(notes).toHaveLength(query.length);
  const plain = await standing(declaration!);
  const { root, live } = await standing(declaration!, {}, { given, notes });
  for (const said of texts) await live.change({ [said]: said, stage: said, beta: said });
  await live.say([...notes, ...live.notes], texts.join('\n'));
  const shown = [...root.querySelectorAll('.note')];
  expect(shown.map((note) => note.children.length)).toEqual(shown.map(() => 0));
  expect(shown.map((note) => note.textContent).slice(0, notes.length)).toEqual(notes);
  expect(root.querySelector('.offered')!.children).toHaveLength(0);
  for (const one of root.querySelectorAll('.note, .offered')) one.remove();
  const outside = (html: string) => html.replace(/<div class="printed">.*/s, '');
  expect(outside(root.innerHTML)).toBe(outside(plain.root.innerHTML));
  expect((live.flow.inputs.memory as Matrix).flat().every(Number.isFinite)).toBe(true);
});
