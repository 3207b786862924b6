/** The lenient way in, and out: texts of addresses and attributes. */
import { check } from './check.ts';
import type { Declaration, Input, Inputs, InputValue } from './declare.ts';
import { LARGEST, LONGEST_TEXT, show } from './limits.ts';
import { sizesOf } from './sizes.ts';

/** Reads texts (an address, attributes): keeps what fits, clamps, or takes the default, with a note for each change. */
export function parse(declaration: Declaration, texts: Iterable<readonly [string, string]>) {
  let given: Inputs = {};
  const notes: string[] = [];
  for (const [key, text] of texts) {
    const name = nameOf(declaration, key);
    if (!name) {
      notes.push(`“${key.slice(0, 40)}” is no input of this figure and was left out.`);
      continue;
    }
    const value = clamp(declaration.inputs[name]!, read(text));
    try {
      const next = { ...given, ...check(declaration, { [name]: value.value }) };
      sizesOf(declaration, next);
      given = next;
      if (value.clamped) notes.push(`${name} was out of range and was brought to ${show(value.value)}.`);
    } catch (error) {
      notes.push(`${name} keeps its default. ${(error as Error).message}.`);
    }
  }
  return { given, notes };
}

/** Attribute names arrive in lower case. */
function nameOf(declaration: Declaration, key: string) {
  return Object.keys(declaration.inputs).find((name) => name.toLowerCase() === key.toLowerCase());
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** `1.05`, `0,0,1`, `1,0;0,1`: a number, a vector, a matrix; anything else stays a text. */
export function read(text: string): InputValue {
  if (text.length > LONGEST_TEXT) return text;
  const rows = text.trim().replaceAll('−', '-').split(';');
  const values = rows.map((row) => row.split(',').map((entry) => entry.trim()));
  if (!values.flat().every((entry) => NUMBER.test(entry))) return text;
  const numbers = values.map((row) => row.map(Number));
  if (rows.length > 1) return numbers;
  return numbers[0]!.length > 1 ? numbers[0]! : numbers[0]![0]!;
}

/** Brings numbers into range, and lifts `5` to `[5]` and `1,2` to `[[1, 2]]` where arrays are wanted. */
function clamp(input: Input, value: InputValue): { value: InputValue; clamped: boolean } {
  if (input.kind === 'choice' || typeof value === 'string') return { value, clamped: false };
  let clamped = false;
  const limit = (entry: number) => {
    const near = Math.min(Math.max(entry, input.range[0], -LARGEST), input.range[1], LARGEST);
    clamped ||= near !== entry;
    return near;
  };
  const deep = (entry: InputValue): InputValue =>
    Array.isArray(entry) ? (entry.map(deep as never) as InputValue) : limit(entry as number);
  return { value: lift(input, deep(value)), clamped };
}

function lift(input: Input, value: InputValue): InputValue {
  if (input.kind !== 'array') return value;
  const vector = Array.isArray(value) ? value : [value as number];
  return input.shape.length === 2 && !Array.isArray(vector[0]) ? [vector as number[]] : vector;
}

/** The texts that `parse` reads back to exactly this, without what equals its default. */
export function format(declaration: Declaration, given: Inputs): [string, string][] {
  const write = (value: InputValue): string => {
    if (Array.isArray(value)) return value.map(write).join(Array.isArray(value[0]) ? ';' : ',');
    return Object.is(value, -0) ? '-0' : String(value);
  };
  return Object.keys(declaration.inputs).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, write(value)] as [string, string]];
  });
}
