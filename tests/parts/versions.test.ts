/** A link to a state reopens exactly that state, also after its widget has changed; and where links stand in addresses. */
import { describe, expect, test } from 'vitest';
import { complete, format, LONGEST_QUERY, LONGEST_TEXT, parse } from '../../components/parts/codec.ts';
import { widget, type Declaration, type Inputs } from '../../components/parts/declare.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { addressOf, pairsFor } from '../../src/element/address.ts';
import { frameOf } from '../embed/frame-of.ts';
import { parts, small } from './small.ts';

const base = parts();
const first = small();
/**
 * The same widget later. Version 2: `rate` is counted in percent, and there is a `bias`, at first as if it had always
 * been 0, though a new figure starts with 0.5. Version 3: `shade` has become `light`, with other words.
 */
const { shade: _, ...kept } = base.inputs;
const third = widget({
  ...base,
  version: 3,
  earlier: {
    1: ({ rate = '1', ...rest }) => ({ bias: '0', ...rest, rate: String(Number(rate) * 100) }),
    2: ({ shade = 'dim', ...rest }) => ({ ...rest, light: shade === 'dim' ? 'low' : 'high' }),
  },
  inputs: {
    ...kept,
    rate: { kind: 'number', range: [-200, 200], step: 10, default: 100, label: 'rate', words: 'Percent.' },
    bias: { kind: 'number', range: [0, 1], step: 0.1, default: 0.5, label: 'bias', words: 'New.' },
    light: {
      kind: 'choice',
      options: ['low', 'high'].map((value) => ({ value, label: value })),
      default: 'high',
      label: 'light',
      words: 'Light.',
    },
  },
  drawings: {},
  panels: [],
} satisfies Declaration);

const opened = (declaration: Declaration, address: string) => {
  const { search, hash } = new URL(address, 'https://book.test');
  const { given, notes } = parse(declaration, pairsFor('small', { search, hash }, true));
  return { inputs: complete(declaration, given).inputs, notes };
};

describe('a link that an earlier version wrote', () => {
  const states: Inputs[] = [
    { rate: 0.25 },
    { shade: 'bright' },
    { rate: -2, shade: 'dim', grid: [[1.5, -7], [2, 3], [4, 1e-7]], row: [0, 1, 0.125] },
    { pair: [0.1, 1] },
  ]; // prettier-ignore
  test.each(states.flatMap((state) => [addressOf, frameOf].map((to) => [state, to] as const)))(
    '%j',
    (state, to) => {
      const address = to === addressOf ? addressOf(first, 'small', state, '/') : frameOf(first, state, '/');
      const before = complete(first, state).inputs;
      expect(opened(first, address)).toEqual({ inputs: before, notes: [] });
      const { shade, rate, ...rest } = before;
      const now = { ...rest, rate: 100 * (rate as number), bias: 0, light: shade === 'dim' ? 'low' : 'high' };
      expect(opened(third, address)).toEqual({ inputs: now, notes: [] });
    },
  ); // prettier-ignore

  test('goes through the versions between in order, from its own', () => {
    expect(opened(third, '/?rate=50&shade=dim&v=2').inputs).toMatchObject({
      rate: 50,
      bias: 0.5,
      light: 'low',
    });
    expect(opened(third, '/?rate=50&light=low&v=3').inputs).toMatchObject({
      rate: 50,
      bias: 0.5,
      light: 'low',
    });
    expect(opened(third, '/?rate=50').inputs).toMatchObject({ rate: 50, bias: 0.5, light: 'high' });
  });

  test('of a newer version is read as far as it goes, and it is said', () => {
    const { inputs, notes } = opened(first, '/?rate=2&v=2');
    expect(inputs.rate).toBe(2);
    expect(notes).toEqual([expect.stringContaining('newer version')]);
  });

  test('that cannot be read leaves everything as at first, and it is said', () => {
    const broken = { ...third, earlier: { ...third.earlier, 1: () => { throw new TypeError('no'); } } }; // prettier-ignore
    expect(parse(broken, [['rate', '5'], ['v', '1']])).toEqual({ given: {}, notes: [expect.stringContaining('version 1')] }); // prettier-ignore
  });

  test.each(['0', '-1', '1.5', 'NaN', '1e9', '__proto__', '9999999', ''])('v=%s is no version', (v) => {
    const { given, notes } = parse(first, [['rate', '2'], ['v', v]]); // prettier-ignore
    expect(given).toEqual({ rate: 2 });
    expect(notes).toEqual(['“v” is no input of this figure and was left out.']);
  });

  test('leaves an input of the same letter alone', () => {
    const bptt = declarations['bptt-unfold']!;
    expect(parse(bptt, [['V', '1,2,3;4,5,6'], ['v', '1']])).toEqual({ given: { V: [[1, 2, 3], [4, 5, 6]] }, notes: [] }); // prettier-ignore
    // Attributes have lower case.
    expect(parse(bptt, [['v', '1,2,3;4,5,6']]).given).toEqual({ V: [[1, 2, 3], [4, 5, 6]] }); // prettier-ignore
  });
});

test('a widget says how links of its earlier versions are read, and keeps its hands off their key', () => {
  expect(() => small({ version: 2 })).toThrow(/how links of version 1 are read/);
  expect(() => small({ inputs: { ...base.inputs, v: base.inputs.rate! } })).toThrow(/"v" is the version/);
});

describe('addresses', () => {
  const state = { rate: 0.25, pair: [0, 1] };
  const long = { grid: Array.from({ length: 3 }, () => [0.123, 0.456]), row: Array<number>(3).fill(Math.PI) };

  test('say the version, where they say anything', () => {
    expect(addressOf(first, 'mine', state, '/base/')).toBe(
      '/base/ntm/?mine.rate=0.25&mine.pair=0,1&mine.v=1#mine',
    );
    expect(addressOf(first, 'mine', {}, '/base/')).toBe('/base/ntm/#mine');
    expect(frameOf(first, state, '/base/')).toBe('/base/embed/small/?rate=0.25&pair=0,1&v=1');
    expect(frameOf(first, {}, '/base/')).toBe('/base/embed/small/');
  });

  test('that are too long for a query stand behind the hash', () => {
    const wide = small({ id: `small-${'x'.repeat(2000)}` });
    expect(addressOf(wide, wide.id, long, '/')).toMatch(/^\/ntm\/#s=small-x+\.grid=/);
    expect(frameOf(first, long, '/').length).toBeLessThan(200);
  });

  test.each([
    ['#?secret=Abc123', ''],
    ['#s=pair=0,1', '#s=pair=0,1'],
    ['#s=pair=0,1#?secret=Abc123', '#s=pair=0,1'],
    ['#small#?secret=Abc123', '#small'],
  ])('WordPress may write its secret behind %s', (hash, same) => {
    const [one, other] = [hash, same].map((hash) => pairsFor('small', { search: '?rate=2', hash }, true));
    expect(one).toEqual(other);
    expect(one![0]).toEqual(['rate', '2']);
    expect(JSON.stringify(one)).not.toContain('secret');
  });

  test('hold words for the page, which are no inputs', () => {
    const search = '?theme=dark&Notation=wu&controls=rate&lock=rate&heading=0&links=0&motion=0&device=plain&start=click&tag=a&rate=2';
    expect(pairsFor('small', { search, hash: '' }, true)).toEqual([['rate', '2']]);
    expect(pairsFor('small', { search, hash: '' }, false)).toEqual([]);
  }); // prettier-ignore

  test('are read up to a limit, beyond which a sentence says so', () => {
    const state = (length: number) => `rate=2&pair=${'1'.repeat(length - 12)}`;
    const read = (search: string, hash = '') => parse(first, pairsFor('small', { search, hash }, true));
    expect(read(`?${state(LONGEST_QUERY)}`).given).toEqual({ rate: 2 });
    expect(read('', `#s=${state(LONGEST_TEXT)}`).given).toEqual({ rate: 2 });
    const said = { given: {}, notes: [expect.stringContaining('longer than what is read')] };
    expect(read(`?${state(LONGEST_QUERY + 1)}`)).toEqual(said);
    expect(read('', `#s=${state(LONGEST_TEXT + 1)}`)).toEqual(said);
  }); // prettier-ignore
});

/**
 * The ranges of the extents bound everything, so that no product of them needs a limit of its own: what is computed
 * (T·H² and the like) stays small at the largest sizes, and the longest state fits behind `#s=`.
 */
describe.each(Object.entries(declarations))('%s at its largest', (id, declaration) => {
  const extent = (name: string | number) =>
    typeof name === 'number' ? name : declaration.dimensions[name]!.range[1];

  test('fits an address', () => {
    const given = Object.entries(declaration.inputs).map(([name, input]) => {
      if (input.kind === 'choice') return [name, input.default];
      if (input.kind === 'text') return [name, '界'.repeat(input.linked)];
      // As many characters as a number can take.
      const entry = -1.2345678901234567e-300;
      if (input.kind === 'number') return [name, entry];
      const [rows, columns] = input.shape.map(extent);
      const row = (count: number) => Array<number>(count).fill(entry);
      return [name, columns ? Array.from({ length: rows! }, () => row(columns)) : row(rows!)];
    });
    const address = addressOf(declaration, id, Object.fromEntries(given) as Inputs, '/');
    expect(address.length).toBeLessThan(LONGEST_TEXT / 2);
    expect(format(declaration, Object.fromEntries(given) as Inputs)).not.toEqual([]);
  });

  // Whose extents are its arrays': what trains networks of its own bounds its passes itself, and gives way in slices.
  const sized = Object.keys(declaration.dimensions).length > 0;
  test.skipIf(!sized)('does at most a million multiplications a pass', () => {
    const isLength = (name = '') => {
      const { words = '' } = declaration.inputs[name] ?? {};
      return words.includes('Length of the sequence');
    };
    const steps = Object.entries(declaration.inputs).flatMap(([name, input]) =>
      input.kind === 'number' && input.whole && isLength(name) ? [input.range[1]] : [],
    );
    // An extent that is the length of the sequence is a number of units in no product.
    const units = Object.values(declaration.dimensions).filter(({ input }) => !isLength(input));
    const extents = units.map(({ range }) => range[1]);
    expect(Math.max(1, ...steps) * Math.max(1, ...extents) ** 2).toBeLessThanOrEqual(1e6);
  });
});
