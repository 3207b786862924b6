/** What a host page, an address or an attribute may say: what fits comes in, the rest is refused in words. */
import { describe, expect, test } from 'vitest';
import { show } from '../../components/parts/limits.ts';
import {
  check,
  complete,
  format,
  InputError,
  LONGEST_TEXT,
  parse,
  read,
  resized,
  sizesOf,
} from '../../components/parts/codec.ts';
import { small } from './small.ts';

const widget = small();
const refused = (changes: unknown) => {
  try {
    check(widget, changes);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  return 'was accepted';
};

describe('what is refused says what was found, what is allowed and what to do', () => {
  const inputs = 'rate, shade, grid, row, pair';
  test.each<[unknown, string]>([
    [{ rate: 3 }, 'rate is 3; it must be a number from -2 to 2'],
    [{ rate: NaN }, 'rate is NaN; it must be a number from -2 to 2'],
    [{ rate: Infinity }, 'rate is Infinity; it must be a number from -2 to 2'],
    [{ rate: '1' }, 'rate is "1"; it must be a number from -2 to 2'],
    [{ rate: undefined }, 'rate is undefined; it must be a number from -2 to 2'],
    [{ rate: null }, 'rate is null; it must be a number from -2 to 2'],
    [{ rate: [1] }, 'rate is [1]; it must be a number from -2 to 2'],
    [{ shade: 'dark' }, 'shade is "dark"; it must be one of dim, bright'],
    [{ shade: ['dim'] }, 'shade is ["dim"]; it must be one of dim, bright'],
    [{ pair: [0] }, 'pair is [0]; it must be 2 numbers, each entry from 0 to 1'],
    [{ pair: [0, 2] }, 'pair is [0,2]; it must be 2 numbers, each entry from 0 to 1'],
    [{ row: [] }, 'row is []; it must be 1 to 3 numbers, each entry from 0 to 1'],
    [{ row: [[1]] }, 'row is [[1]]; it must be 1 to 3 numbers, each entry from 0 to 1'],
    [
      { grid: [[1], [1, 2]] },
      'grid is [[1],[1,2]]; it must be 1 to 3 rows of 1 to 2 numbers, each entry from -10000 to 10000',
    ],
    [
      { grid: [[[1]]] },
      'grid is [[[1]]]; it must be 1 to 3 rows of 1 to 2 numbers, each entry from -10000 to 10000',
    ],
    [
      { grid: [1, 2] },
      'grid is [1,2]; it must be 1 to 3 rows of 1 to 2 numbers, each entry from -10000 to 10000',
    ],
    [{ raet: 1 }, `there is no input "raet"; there are ${inputs}`],
    [{ RATE: 1 }, `there is no input "RATE"; there are ${inputs}`],
    [{ constructor: 1 }, `there is no input "constructor"; there are ${inputs}`],
    [JSON.parse('{"__proto__": {"rate": 2}}'), `there is no input "__proto__"; there are ${inputs}`],
    [7, 'set takes an object of inputs, got 7'],
    [null, 'set takes an object of inputs, got null'],
    [[['rate', 1]], 'set takes an object of inputs, got [["rate",1]]'],
    ['rate=1', 'set takes an object of inputs, got "rate=1"'],
  ])('%j', (changes, message) => {
    expect(refused(changes)).toBe(`small: ${message}`);
  });

  test('long finds are cut short', () => {
    expect(refused({ rate: 'x'.repeat(1e4) }).length).toBeLessThan(150);
    expect(refused({ ['x'.repeat(1e4)]: 1 }).length).toBeLessThan(150);
  });
});

describe('what only looks like numbers is refused with an InputError', () => {
  const circular: unknown[] = [];
  circular.push(circular);
  const revoked = Proxy.revocable([0, 1], {});
  revoked.revoke();
  const odd: [string, unknown][] = [
    ['a typed array', { pair: new Float64Array([0, 1]) }],
    ['an array-like', { pair: { length: 2, 0: 0, 1: 1 } }],
    ['a wrapped number', { rate: Object(1) as unknown }],
    ['a value with valueOf', { rate: { valueOf: () => 1 } }],
    ['a BigInt', { rate: 1n }],
    ['a symbol', { rate: Symbol('1') }],
    ['a function', { rate: () => 1 }],
    ['a boolean', { rate: true }],
    ['a sparse vector', { pair: new Array(2) }],
    ['a sparse matrix', { grid: new Array(2) }],
    ['a matrix of sparse rows', { grid: [new Array(2), new Array(2)] }],
    ['a hole', { pair: Array(2).fill(1, 1) }],
    ['a circular array', { pair: circular }],
    ['a getter that throws', { get rate(): number { throw new TypeError('no'); } }],
    ['an array with a getter that throws', { pair: Object.defineProperty([0, 1], 0, { get() { throw new TypeError('no'); } }) as unknown }],
    ['toJSON that throws', { rate: { toJSON() { throw new TypeError('no'); } } }],
    ['toString that throws', { rate: Object.assign(() => 1, { toString() { throw new TypeError('no'); } }) }],
    ['a revoked proxy within', { pair: revoked.proxy }],
    ['a revoked proxy', revoked.proxy],
    ['a proxy that throws', new Proxy({}, { ownKeys() { throw new TypeError('no'); } })],
  ]; // prettier-ignore
  test.each(odd)('%s', (_, changes) => expect(refused(changes)).not.toBe('was accepted'));
});

/** Runs `check` on what may be accepted or refused, but only so. */
function accepted(changes: unknown): unknown {
  try {
    return check(widget, changes);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return undefined;
  }
}

describe('what is accepted is a copy, read once', () => {
  test('later changes of the original do nothing', () => {
    const grid = [[1], [2]];
    const copy = check(widget, { grid });
    grid[0]![0] = 9;
    grid.pop();
    expect(copy).toEqual({ grid: [[1], [2]] });
  });

  test('an entry that answers otherwise the second time cannot get in', () => {
    for (let honest = 0; honest < 12; honest++) {
      let reads = 0;
      const pair = Object.defineProperty([0, 1], 0, {
        get: () => (reads++ < honest ? 0 : 1e9),
        enumerable: true,
      });
      const copy = accepted({ pair }) as { pair: number[] } | undefined;
      expect(copy?.pair[0] ?? 0).toBe(0);
    }
  });

  test('a proxy of an array is a plain array afterwards, or refused', () => {
    const copy = accepted({ pair: new Proxy([0, 1], {}) });
    expect([undefined, { pair: [0, 1] }]).toContainEqual(copy);
  });

  test('extra properties of an array stay outside', () => {
    const copy = accepted({ pair: Object.assign([0, 1], { extra: 5 }) }) as { pair: object } | undefined;
    expect(Object.keys(copy?.pair ?? [])).not.toContain('extra');
    accepted({ pair: Object.assign([0, 1], { extra: () => 5 }) });
  });

  test('an object without a prototype is as good as any', () => {
    expect(check(widget, Object.assign(Object.create(null) as object, { rate: 2 }))).toEqual({ rate: 2 });
  });
});

describe('sizes', () => {
  test('come from the arrays that are given, and defaults follow', () => {
    const { sizes, inputs } = complete(widget, { grid: [[1], [2], [3]] });
    expect(sizes).toEqual({ R: 3, C: 1 });
    expect(inputs.row).toEqual([0.5, 0.5, 0.5]);
    expect(complete(widget, {}).sizes).toEqual({ R: 2, C: 2 });
  });

  test('that disagree are refused, both named, without regard to who comes first', () => {
    const said = 'small: grid has 1 rows, row has 3; set both, or reset first';
    expect(() => sizesOf(widget, { grid: [[1]], row: [1, 1, 1] })).toThrow(new InputError(said));
    expect(() => sizesOf(widget, { row: [1, 1, 1], grid: [[1]] })).toThrow(new InputError(said));
  });

  test.each<[string, number, Record<string, number[] | number[][]>, object]>([
    ['R', 3, {}, { grid: [[0, 1], [1, 2], [2, 3]], row: [0.5, 0.5, 0.5] }],
    ['R', 1, { grid: [[7, 8], [9, 9]] }, { grid: [[7, 8]], row: [0.5] }],
    ['R', 3, { grid: [[7], [8]], row: [1, 1] }, { grid: [[7], [8], [2]], row: [1, 1, 0] }],
    ['C', 1, { grid: [[7, 8]] }, { grid: [[7]] }],
    ['C', 2, { grid: [[7], [8]] }, { grid: [[7, 1], [8, 2]] }],
    ['R', 4, { grid: [[7], [8]] }, {}],
    ['R', 0, {}, {}],
  ])('%s as %d keeps what was given: %j', (dimension, extent, given, expected) => {
    const changes = resized(widget, given, dimension, extent);
    expect(changes).toEqual(expected);
    const whole = { ...given, ...check(widget, changes) };
    if (Object.keys(changes).length) expect(complete(widget, whole).sizes[dimension]).toBe(extent);
  }); // prettier-ignore

  test('of arrays with a fixed extent fix nothing', () => {
    expect(sizesOf(widget, { pair: [0, 1] })).toEqual({ R: 2, C: 2 });
  });
});

describe('texts', () => {
  test.each<[string, unknown]>([
    ['1.05', 1.05],
    [' 1 ', 1],
    ['−1.5', -1.5],
    ['+.5e-3', 0.0005],
    ['1e9', 1e9],
    ['0,0,1', [0, 0, 1]],
    ['1,0;0,1', [[1, 0], [0, 1]]],
    ['1;2', [[1], [2]]],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
    ['0x10', '0x10'],
    ['1_000', '1_000'],
    ['1,,2', '1,,2'],
    ['1,', '1,'],
    ['', ''],
    ['%00', '%00'],
    ['1\u0000', '1\u0000'],
    ['<b>1</b>', '<b>1</b>'],
    ['__proto__', '__proto__'],
  ])('%j', (text, value) => expect(read(text)).toEqual(value)); // prettier-ignore

  test.each<[string, string, object, string[]]>([
    ['rate', '1.05', { rate: 1.05 }, []],
    ['RATE', '1.05', { rate: 1.05 }, []],
    ['rate', '1e9', { rate: 2 }, ['rate was out of range and was brought to 2.']],
    ['rate', '-1e999', { rate: -2 }, ['rate was out of range and was brought to -2.']],
    ['rate', 'NaN', {}, ['rate keeps its default. small: rate is "NaN"; it must be a number from -2 to 2.']],
    ['pair', '0,5', { pair: [0, 1] }, ['pair was out of range and was brought to [0,1].']],
    ['row', '1', { row: [1] }, []],
    ['grid', '1,2', { grid: [[1, 2]] }, []],
    ['grid', '1', { grid: [[1]] }, []],
    ['grid', '20000;1', { grid: [[1e4], [1]] }, ['grid was out of range and was brought to [[10000],[1]].']],
    ['shade', 'bright', { shade: 'bright' }, []],
    ['shade', '5', {}, ['shade keeps its default. small: shade is 5; it must be one of dim, bright.']],
    ['other', '5', {}, ['“other” is no input of this figure and was left out.']],
    ['__proto__', '5', {}, ['“__proto__” is no input of this figure and was left out.']],
    ['constructor', '5', {}, ['“constructor” is no input of this figure and was left out.']],
  ])('%s=%s', (name, text, given, notes) => {
    expect(parse(widget, [[name, text]])).toEqual({ given, notes });
  });

  test('arrays that disagree: the later one is left out, and both are named', () => {
    const { given, notes } = parse(widget, [['grid', '1;2'], ['row', '1,1,1'], ['rate', '2']]);
    expect(given).toEqual({ grid: [[1], [2]], rate: 2 });
    expect(notes).toEqual(['row keeps its default. small: grid has 2 rows, row has 3; set both, or reset first.']);
  }); // prettier-ignore

  test('a text that is too long is left out, never cut', () => {
    for (const text of [
      `0.5,${'0'.repeat(LONGEST_TEXT)}0.25`,
      `1${'0'.repeat(LONGEST_TEXT - 4)}e-${LONGEST_TEXT - 4}`,
    ]) {
      const { given, notes } = parse(widget, [['pair', text.includes(',') ? text : `0,${text}`]]);
      expect([given, notes.length]).toEqual([{}, 1]);
    }
  });

  test('only what was given is written, in the order of the inputs', () => {
    expect(format(widget, { pair: [0, 0.1], rate: 1e-7, grid: [[1, 2], [3, 4]] })).toEqual([
      ['rate', '1e-7'],
      ['grid', '1,2;3,4'],
      ['pair', '0,0.1'],
    ]);
    expect(format(widget, {})).toEqual([]);
  }); // prettier-ignore

  test('the sign of zero is kept', () => {
    expect(check(widget, { rate: -0 }).rate).toBe(-0);
    expect(format(widget, { rate: -0, pair: [0, 0] })).toEqual([['rate', '-0'], ['pair', '0,0']]);
    expect(parse(widget, [['rate', '-0']]).given.rate).toBe(-0);
  }); // prettier-ignore
});

describe('what was found, in a message', () => {
  test.each([
    ['a text', '"a text"'],
    ['x'.repeat(100), `"${'x'.repeat(55)}…"`],
    [0.5, '0.5'],
    [Array.from({ length: 40 }, () => 1), `[${'1,'.repeat(28)}…`],
  ])('%#', (value, words) => expect(show(value)).toBe(words));
});
