/**
 * The only way in for what a reader, an address, an attribute or a host page says about a widget's inputs.
 * `check` is strict (for `set`): it rejects and changes nothing. `parse` is lenient (for addresses and attributes):
 * it clamps or takes the default, and says so. Nothing that comes in is ever HTML, TeX, code or a link.
 */
import type { Declaration, Input, Inputs, InputValue, Sizes } from './declare.ts';

/** No entry of any input may be larger than this. */
export const LARGEST = 1e4;
/** Characters of a query string that are read; a longer state stands behind `#s=`. */
export const LONGEST_QUERY = 2048;
/** Characters of anything that is read. */
export const LONGEST_TEXT = 65_536;

/** Says what was found, what is allowed and what to do. */
export class InputError extends Error {
  override name = 'InputError';
}

/** Throws an InputError unless every entry of `changes` names an input and fits it; returns a copy. */
export function check(declaration: Declaration, changes: unknown): Inputs {
  try {
    return checked(declaration, changes);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${declaration.id}: set could not read what it was given (${show(error)})`);
  }
}

function checked(declaration: Declaration, changes: unknown): Inputs {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
    throw new InputError(`${declaration.id}: set takes an object of inputs, got ${show(changes)}`);
  }
  const entries = Object.entries(changes).map(([name, given]) => {
    const input = Object.hasOwn(declaration.inputs, name) ? declaration.inputs[name] : undefined;
    if (!input) {
      const names = Object.keys(declaration.inputs).join(', ');
      throw new InputError(`${declaration.id}: there is no input "${name.slice(0, 40)}"; there are ${names}`);
    }
    // What is checked is the copy, since what was given might answer otherwise when read again.
    const value = copy(given);
    const fault = faultOf(declaration, input, value);
    if (fault) throw new InputError(`${declaration.id}: ${name} is ${show(value)}; it must be ${fault}`);
    return [name, value];
  });
  return Object.fromEntries(entries) as Inputs;
}

/** Arrays become plain ones, without holes or properties of their own; no input is longer than a thousand. */
function copy(value: unknown, depth = 0): unknown {
  if (!Array.isArray(value)) return value;
  if (depth > 1 || value.length > 1000)
    throw new InputError('arrays of arrays of at most 1000 numbers are allowed');
  return Array.from(value, (entry) => copy(entry, depth + 1));
}

/** What an input must be, or nothing if the value is fine. */
function faultOf(declaration: Declaration, input: Input, value: unknown): string | undefined {
  if (input.kind === 'choice') {
    const values = input.options.map((option) => option.value);
    return values.includes(value as string) ? undefined : `one of ${values.join(', ')}`;
  }
  const fits = (entry: unknown) => fitsRange(entry, input.range);
  const [low, high] = input.range;
  if (input.kind === 'number') return fits(value) ? undefined : `a number from ${low} to ${high}`;
  const limits = input.shape.map((extent) => limitsOf(declaration, extent));
  const good = hasShape(value, limits) && (value as unknown[]).flat().every(fits);
  return good ? undefined : `${shapeInWords(limits)}, each entry from ${low} to ${high}`;
}

function fitsRange(entry: unknown, [low, high]: readonly [number, number]) {
  return typeof entry === 'number' && entry >= low && entry <= high && Math.abs(entry) <= LARGEST;
}

function limitsOf(declaration: Declaration, extent: string | number): readonly [number, number] {
  return typeof extent === 'number' ? [extent, extent] : declaration.dimensions[extent]!.range;
}

function hasShape(value: unknown, [limits, ...inner]: (readonly [number, number])[]): boolean {
  if (!limits) return typeof value === 'number';
  if (!Array.isArray(value) || value.length < limits[0] || value.length > limits[1]) return false;
  const same = !inner.length || value.every((row) => Array.isArray(row) && row.length === value[0].length);
  return same && value.every((entry) => hasShape(entry, inner));
}

function shapeInWords(limits: (readonly [number, number])[]) {
  const words = limits.map(([low, high]) => (low === high ? `${low}` : `${low} to ${high}`));
  return words.length === 1 ? `${words[0]} numbers` : `${words[0]} rows of ${words[1]} numbers`;
}

/** Sizes from the arrays that were given, defaults for the rest; throws an InputError where arrays disagree. */
export function sizesOf(declaration: Declaration, given: Inputs): Sizes {
  const sizes: Sizes = {};
  const from: Record<string, string> = {};
  for (const [name, input] of Object.entries(declaration.inputs)) {
    const value = given[name];
    if (input.kind !== 'array' || !Array.isArray(value)) continue;
    const extents = [value.length, Array.isArray(value[0]) ? value[0].length : 0];
    input.shape.forEach((dimension, axis) => {
      if (typeof dimension === 'number') return;
      const extent = extents[axis]!;
      if (dimension in sizes && sizes[dimension] !== extent) {
        const words = declaration.dimensions[dimension]!.words;
        throw new InputError(
          `${declaration.id}: ${from[dimension]} has ${sizes[dimension]} ${words}, ${name} has ${extent}; set both, or reset first`,
        );
      }
      sizes[dimension] = extent;
      from[dimension] ??= name;
    });
  }
  for (const [name, { default: extent }] of Object.entries(declaration.dimensions)) sizes[name] ??= extent;
  return sizes;
}

/** Every input: the given ones, and defaults of the sizes that these fix. */
export function complete(declaration: Declaration, given: Inputs): { inputs: Inputs; sizes: Sizes } {
  const sizes = sizesOf(declaration, given);
  const inputs = Object.entries(declaration.inputs).map(([name, input]) => [
    name,
    given[name] ?? (typeof input.default === 'function' ? input.default(sizes) : input.default),
  ]);
  return { inputs: Object.fromEntries(inputs) as Inputs, sizes };
}

/**
 * The inputs to set so that a dimension has another extent: what was given is cut, or filled up (a matrix with its
 * default, a vector with 0); what was not given takes the default of the new sizes. Out of range, nothing changes.
 */
export function resized(declaration: Declaration, given: Inputs, dimension: string, extent: number): Inputs {
  const [low, high] = declaration.dimensions[dimension].range;
  if (extent < low || extent > high) return {};
  const sizes = { ...sizesOf(declaration, given), [dimension]: extent };
  const changed = Object.entries(declaration.inputs).flatMap(([name, input]) => {
    if (input.kind !== 'array' || !input.shape.includes(dimension)) return [];
    const whole = input.default(sizes);
    const old = given[name] as (number | number[])[] | undefined;
    const fitted = old ? whole.map((entry, i) => fit(old[i], entry)) : whole;
    return [[name, fitted as InputValue]];
  });
  return Object.fromEntries(changed) as Inputs;
}

function fit(old: number | number[] | undefined, fallback: number | number[]) {
  if (!Array.isArray(fallback)) return old ?? 0;
  return fallback.map((entry, j) => (old as number[] | undefined)?.[j] ?? entry);
}

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

function show(value: unknown) {
  let text = 'something unreadable';
  try {
    text =
      typeof value === 'number' || value instanceof Error
        ? String(value)
        : (JSON.stringify(value) ?? String(value));
  } catch {
    // A value that cannot even be written is not worth a second try.
  }
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
