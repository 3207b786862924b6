/** Attributes that change while a foreign figure is live: the schema says what their texts mean. */
import { describe, expect, test } from 'vitest';
import { check } from '../../components/parts/codec.ts';
import type { ArrayInput, Input } from '../../components/parts/declare.ts';
import { changeFrom, type Schema } from '../../src/embed/host-inputs.ts';
import { declaration, ids } from '../../src/element/widgets.ts';

const schema: Schema = {
  inputs: {
    Steps: { kind: 'number', range: [1, 9], whole: true, default: 4 },
    beta: { kind: 'number', range: [0, 1e9], default: 1 },
    k: { kind: 'array', range: [-2, 2], shape: ['M'] },
    U: { kind: 'array', range: [-2, 2], shape: ['H', 'H'] },
    stage: { kind: 'choice', default: 'first' },
  },
};
const change = (texts: Record<string, string | null>) => changeFrom(schema, Object.entries(texts));

test('texts become numbers, vectors, matrices and choices', () => {
  expect(change({ steps: '3', beta: '0.1', k: '1, −2,.5', u: '1,0;0,1', stage: 'last' })).toEqual({
    params: {
      Steps: 3,
      beta: 0.1,
      k: [1, -2, 0.5],
      U: [
        [1, 0],
        [0, 1],
      ],
      stage: 'last',
    },
    notes: [],
    dropped: [],
  });
});

test('one number is a list of one where a list is wanted', () => {
  expect(change({ k: '1', u: '2' }).params).toEqual({ k: [1], U: [[2]] });
  expect(change({ u: '1,2' }).params).toEqual({ U: [[1, 2]] });
});

test('numbers out of range come to its end, with a note', () => {
  expect(change({ steps: '99', beta: '1e9', k: '-7,1' })).toEqual({
    params: { Steps: 9, beta: 1e4, k: [-2, 1] },
    notes: [
      'Steps was out of range and was brought to 9.',
      'beta was out of range and was brought to 10000.',
      'k was out of range and was brought to [-2,1].',
    ],
    dropped: [],
  });
  expect(change({ steps: '2.4' }).params).toEqual({ Steps: 2 });
});

test('what is no number stays a text, which the figure refuses', () => {
  for (const text of ['NaN', '', '1e', '<b>', 'Infinity']) {
    expect(change({ beta: text })).toEqual({ params: { beta: text }, notes: [], dropped: [] });
  }
});

test('an attribute that is taken away gives its default back, or what only the figure knows', () => {
  expect(change({ beta: null, k: null, nothing: null })).toEqual({
    params: { beta: 1 },
    notes: [],
    dropped: ['k'],
  });
});

test('what is no input is told and left out', () => {
  expect(change({ height: '460', constructor: '1', __proto__: '2' })).toEqual({
    params: {},
    notes: [
      '“height” is no input of this figure and was left out.',
      '“constructor” is no input of this figure and was left out.',
    ],
    dropped: [],
  });
  expect(changeFrom({}, [['beta', '1']]).params).toEqual({});
});

describe.each(ids)('%s', (id) => {
  test('every input that is written as an attribute is one that set takes', async () => {
    const whole = await declaration(id);
    const plain = JSON.parse(JSON.stringify(whole)) as Schema;
    const extents = Object.fromEntries(
      Object.entries(whole.dimensions).map(([name, d]) => [name, d.default]),
    );
    for (const [name, input] of Object.entries(whole.inputs)) {
      const value = filled(input, extents);
      const { params, notes } = changeFrom(plain, [[name.toLowerCase(), text(value)]]);
      expect(notes).toEqual([]);
      expect(params).toEqual({ [name]: value });
      if (!(input as ArrayInput).valid) expect(check(whole, params)).toEqual(params);
    }
  });
});

function filled(input: Input, extents: Record<string, number>) {
  if (input.kind === 'choice') return input.options.at(-1)!.value;
  if (input.kind === 'text') return '1,2;3';
  const entry = input.range[0];
  if (input.kind === 'number') return entry;
  const [rows, columns] = input.shape.map((one) => (typeof one === 'string' ? extents[one]! : one));
  const list = <T>(length: number, one: T) => Array.from({ length }, () => one);
  return columns === undefined ? list(rows!, entry) : list(rows!, list(columns, entry));
}

const text = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(Array.isArray(value[0]) ? ';' : ',') : String(value);
