/** What a declaration may say beyond plain inputs: extents that are inputs, other names, inputs that exclude each other, cells that come later. */
import { describe, expect, test } from 'vitest';
import { check, complete, InputError, merged, parse } from '../../components/parts/codec.ts';
import { flow } from '../../components/parts/dataflow.ts';
import { cell, later, widget, type Declaration, type Inputs } from '../../components/parts/declare.ts';
import { plain } from '../../kernels/device/plain.ts';

const words = (label: string) => ({ label, words: `${label}.` });
const list = (length: number, entry: (i: number) => number) => Array.from({ length }, (_, i) => entry(i));
const counts: Record<string, number> = {};
const counted = (name: string, value: unknown) => {
  counts[name] = (counts[name] ?? 0) + 1;
  return value;
};

/** A line of `steps` numbers and a table of as many rows; a level, or three points that must add up to nothing. */
function declared(change: Partial<Declaration> = {}): Declaration {
  return {
    id: 'line',
    title: 'A line',
    description: 'For tests.',
    chapter: 'ntm',
    version: 1,
    dimensions: {
      T: { words: 'steps', one: 'step', range: [1, 6], default: 3, input: 'steps' },
      C: { words: 'columns', one: 'column', range: [1, 3], default: 2 },
    },
    inputs: {
      steps: { kind: 'number', range: [1, 6], step: 1, default: 3, whole: true, ...words('steps') },
      level: {
        kind: 'number',
        range: [0, 9],
        step: 1,
        default: (_, { points }) => (points ? Math.max(...(points as number[])) : 1),
        ...words('level'),
      },
      line: {
        kind: 'array',
        shape: ['T'],
        range: [-9, 9],
        step: 1,
        default: ({ T }, { level }) => list(T!, () => level as number),
        ...words('line'),
      },
      table: {
        kind: 'array',
        shape: ['T', 'C'],
        range: [-9, 9],
        step: 1,
        default: ({ T, C }) => list(T!, (i) => i).map((i) => list(C!, (j) => i + j)),
        ...words('table'),
      },
      points: {
        kind: 'array',
        shape: [2],
        range: [-9, 9],
        step: 1,
        default: (_, { level }) => [level as number, -(level as number)],
        valid: (value) =>
          (value as number[]).reduce((a, b) => a + b) === 0 ? undefined : 'numbers that add up to 0',
        ...words('points'),
      },
    },
    aliases: { row: 'line' },
    exclusive: [['level', 'points']],
    values: {
      sum: cell(['line'], (line: number[]) => line.reduce((a, b) => a + b, 0)),
      slow: later(['line'], (line: number[]) => counted('slow', line.length)),
      slower: later(['slow', 'level', 'invalidation'], (slow: number, level: number) =>
        counted('slower', slow * level),
      ),
    },
    outputs: {
      sum: { shape: [], ...words('sum') },
      slow: { shape: [], ...words('slow') },
      slower: { shape: [], asked: true, ...words('slower') },
    },
    drawings: {},
    panels: [],
    sentence: cell([], () => 'A line.'),
    explain: cell([], () => () => undefined),
    presets: [],
    example: '',
    ...change,
  };
}
const line = declared();
/** What is given after one change after another, each checked. */
const after = (...changes: Inputs[]) =>
  changes.reduce((given, change) => merged(line, given, check(line, change)), {} as Inputs);

describe('an extent that is an input', () => {
  test('follows arrays, and arrays follow it', () => {
    expect(complete(line, { line: [1, 2, 3, 4] })).toMatchObject({ inputs: { steps: 4 }, sizes: { T: 4 } });
    expect(complete(line, { steps: 2 }).inputs).toMatchObject({ line: [1, 1], table: [[0, 1], [1, 2]] });
  }); // prettier-ignore

  test('set last holds', () => {
    expect(after({ steps: 5 }, { line: [7, 8] })).toEqual({ line: [7, 8] });
    expect(after({ line: [7, 8, 9] }, { steps: 2 })).toEqual({ line: [7, 8], steps: 2 });
    expect(after({ line: [7, 8] }, { steps: 3 })).toEqual({ line: [7, 8, 0], steps: 3 });
    expect(after({ table: [[5, 5, 5]] }, { steps: 2 }).table).toEqual([[5, 5, 5], [1, 2, 3]]);
  }); // prettier-ignore

  test('must agree with arrays that are set with it', () => {
    expect(after({ steps: 2, line: [7, 8] })).toEqual({ steps: 2, line: [7, 8] });
    expect(() => complete(line, after({ steps: 3, line: [7, 8] }))).toThrow(/steps has 3 steps, line has 2/);
  });

  test.each([1.5, 0, 7, '2', NaN])('is a whole number in range, not %s', (steps) => {
    expect(() => check(line, { steps })).toThrow(/steps is .*; it must be a whole number from 1 to 6/);
  });

  test('in an address is brought to a whole number', () => {
    const { given, notes } = parse(line, [['steps', '2.6']]);
    expect(given).toEqual({ steps: 3 });
    expect(notes).toEqual(['steps was out of range and was brought to 3.']);
  });
});

describe('other names', () => {
  test('mean the same', () => {
    expect(check(line, { row: [1] })).toEqual({ line: [1] });
    expect(parse(line, [['ROW', '1,2']]).given).toEqual({ line: [1, 2] });
  });

  test('are not given twice, and stand in the message', () => {
    expect(() => check(line, { row: [1], line: [2] })).toThrow(/line is set twice/);
    expect(() => check(line, { rows: [1] })).toThrow(/there are steps, level, line, table, points, row/);
  });
});

describe('inputs that exclude each other', () => {
  test('set last holds', () => {
    expect(after({ level: 3 }, { points: [2, -2] })).toEqual({ points: [2, -2] });
    expect(after({ points: [2, -2] }, { level: 3 })).toEqual({ level: 3 });
    expect(complete(line, { points: [2, -2] }).inputs.level).toBe(2);
    expect(complete(line, { level: 4 }).inputs.points).toEqual([4, -4]);
  });

  test('are not set at once', () => {
    expect(() => after({ level: 3, points: [2, -2] })).toThrow(InputError);
  });

  test('in an address the later one holds, and it is said', () => {
    const { given, notes } = parse(line, [['level', '3'], ['points', '2,-2']]);
    expect(given).toEqual({ points: [2, -2] });
    expect(notes).toEqual(['level gave way to points, which came later.']);
  }); // prettier-ignore

  test('an address gives way silently to nothing that attributes said', () => {
    expect(parse(line, [['points', '2,-2']], { level: 3 })).toEqual({
      given: { points: [2, -2] },
      notes: [],
    });
  });
});

test('an array that is not valid is refused with what it must be', () => {
  expect(() => check(line, { points: [1, 2] })).toThrow(
    /points is \[1,2\]; it must be numbers that add up to 0/,
  );
  expect(parse(line, [['points', '1,2']]).notes[0]).toMatch(/points keeps its default/);
});

describe('cells that come later', () => {
  test('are computed only when asked for, and once while their arguments stay', async () => {
    const work = flow(line, plain(), {});
    await work.values(['sum']);
    expect(counts).toEqual({});
    expect(await work.values(['slower', 'slow'])).toEqual({ slower: 3, slow: 3 });
    expect(await work.values(['slower'])).toEqual({ slower: 3 });
    expect(counts).toEqual({ slow: 1, slower: 1 });
    work.set({ level: 2, line: [1, 1, 1] });
    await work.values(['sum']);
    expect(counts).toEqual({ slow: 1, slower: 1 });
    expect(await work.values(['slower'])).toEqual({ slower: 6 });
    expect(counts.slower).toBe(2);
    work.dispose();
  });

  test.each([
    [
      { values: { ...line.values, early: cell(['slow'], () => 0) } },
      /"early" needs "slow", which comes later/,
    ],
    [
      { outputs: { sum: { shape: [], asked: true as const, ...words('sum') } } },
      /"sum" is computed when asked/,
    ],
  ])('must not be waited for', (change, expected) => {
    expect(() => widget(declared(change))).toThrow(expected);
  });
});
