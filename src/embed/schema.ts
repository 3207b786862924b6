/** A widget's inputs and outputs as JSON Schema 2020-12, from its declaration. */
import { complete } from '../../components/parts/codec.ts';
import { LARGEST, LARGEST_COUNT } from '../../components/parts/limits.ts';
import type { ArrayInput, Declaration, Input, Output } from '../../components/parts/types.ts';

export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Annotations of our own: the book's symbol in TeX, names of extents, and how a number is meant. */
export const annotations = [
  'x-symbol', // TeX with the book's macros
  'x-shape', // extents: names of `dimensions` or `extents`, or numbers
  'x-entries', // what the entries of a short array are called
  'x-dimension', // the extent that this number is
  'x-asked', // computed only when it is asked for
  'x-infinite', // Infinity and −Infinity are answers, which JSON cannot write
] as const;

export interface Schema {
  [keyword: string]: unknown;
}

/**
 * What `set` takes. A schema cannot say all that the codec checks: that arrays which share an extent agree, that rows
 * are of one length, and what a widget demands of an array besides.
 */
export function inputsSchema(declaration: Declaration): Schema {
  const { aliases = {}, exclusive = [] } = declaration;
  const names = Object.entries(declaration.inputs);
  const alias = ([other, name]: [string, string]) => [
    other,
    { $ref: `#/properties/${name}`, description: `Another name of ${name}.` },
  ];
  const groups = [...exclusive, ...Object.entries(aliases)].flatMap((group) => pairs(group));
  return {
    $schema: DIALECT,
    title: `Inputs of ${declaration.id}`,
    type: 'object',
    properties: {
      ...Object.fromEntries(names.map(([name, input]) => [name, inputSchema(declaration, name, input)])),
      ...Object.fromEntries(Object.entries(aliases).map(alias)),
    },
    additionalProperties: false,
    ...(groups.length > 0 && { allOf: groups.map((required) => ({ not: { required } })) }),
  };
}

/** What `get` gives. */
export function outputsSchema(declaration: Declaration): Schema {
  const outputs = Object.entries(declaration.outputs);
  return {
    $schema: DIALECT,
    title: `Outputs of ${declaration.id}`,
    type: 'object',
    properties: Object.fromEntries(
      outputs.map(([name, output]) => [name, outputSchema(declaration, output)]),
    ),
    additionalProperties: false,
  };
}

/** Every two of a group, under all of their names. */
function pairs(group: readonly string[]): string[][] {
  return group.flatMap((one, at) => group.slice(at + 1).map((other) => [one, other]));
}

function inputSchema(declaration: Declaration, name: string, input: Input): Schema {
  const { label: title, words: description, symbol } = input;
  const said = { title, description, ...(symbol && { 'x-symbol': symbol }) };
  const fallback = { default: complete(declaration, {}).inputs[name] };
  if (input.kind === 'choice') {
    const oneOf = input.options.map(({ value, label }) => ({ const: value, title: label }));
    return { ...said, type: 'string', oneOf, ...fallback };
  }
  if (input.kind === 'text') return { ...said, type: 'string', maxLength: input.longest, ...fallback };
  if (input.kind === 'array') return { ...said, ...arraySchema(declaration, input), ...fallback };
  const [dimension] = Object.entries(declaration.dimensions).find(([, one]) => one.input === name) ?? [];
  const type = input.whole ? 'integer' : 'number';
  return {
    ...said,
    type,
    ...within(input.range, input.whole ? LARGEST_COUNT : LARGEST),
    ...fallback,
    ...(dimension && { 'x-dimension': dimension }),
  };
}

const within = ([low, high]: readonly [number, number], most = LARGEST) => ({
  minimum: Math.max(low, -most),
  maximum: Math.min(high, most),
});

function arraySchema(declaration: Declaration, { shape, range, entries }: ArrayInput): Schema {
  return {
    ...nested(declaration, shape, { type: 'number', ...within(range) }),
    'x-shape': shape,
    ...(entries && { 'x-entries': entries }),
  };
}

/** Arrays within arrays, down to the entry. An extent of outputs may be any. */
function nested(declaration: Declaration, shape: readonly (string | number)[], entry: Schema): Schema {
  const [extent, ...inner] = shape;
  if (extent === undefined) return entry;
  const range = typeof extent === 'number' ? [extent, extent] : declaration.dimensions[extent]?.range;
  const limits = range && { minItems: range[0], maxItems: range[1] };
  return { type: 'array', ...limits, items: nested(declaration, inner, entry) };
}

function outputSchema(declaration: Declaration, output: Output): Schema {
  const { label: title, words: description, symbol, shape, asked, infinite, text } = output;
  return {
    title,
    description,
    ...(symbol && { 'x-symbol': symbol }),
    ...nested(declaration, shape, { type: text ? 'string' : 'number' }),
    'x-shape': shape,
    ...(asked && { 'x-asked': true }),
    ...(infinite && { 'x-infinite': true }),
  };
}
