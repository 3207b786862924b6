/** The strict way in: rejects, and changes nothing. */
import type { Declaration, Input, Inputs, Matrix, TextInput, Vector } from './declare.ts';
import { InputError, LARGEST, LARGEST_COUNT, show } from './limits.ts';

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
  const entries = Object.entries(changes).map(([called, given]) => {
    const name = inputName(declaration, called);
    const input = Object.hasOwn(declaration.inputs, name) ? declaration.inputs[name] : undefined;
    if (!input) {
      const names = [...Object.keys(declaration.inputs), ...Object.keys(declaration.aliases ?? {})].join(
        ', ',
      );
      throw new InputError(
        `${declaration.id}: there is no input "${called.slice(0, 40)}"; there are ${names}`,
      );
    }
    // What is checked is the copy, since what was given might answer otherwise when read again.
    const value = copy(given);
    const fault = faultOf(declaration, input, value);
    if (fault) throw new InputError(`${declaration.id}: ${name} is ${show(value)}; it must be ${fault}`);
    return [name, value];
  });
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) < index);
  if (twice) throw new InputError(`${declaration.id}: ${String(twice[0])} is set twice, by two of its names`);
  return Object.fromEntries(entries) as Inputs;
}

/** The name under which an input is declared, from any of its names. */
export function inputName({ aliases = {} }: Declaration, name: string): string {
  return Object.hasOwn(aliases, name) ? aliases[name]! : name;
}

/** Arrays become plain ones, without holes or properties of their own; what is too deep or long is refused later. */
function copy(value: unknown, depth = 0): unknown {
  if (!Array.isArray(value) || depth > 1) return value;
  return Array.from({ length: Math.min(value.length, 1000) }, (_, i) => copy(value[i], depth + 1));
}

/** What an input must be, or nothing if the value is fine. */
function faultOf(declaration: Declaration, input: Input, value: unknown): string | undefined {
  if (input.kind === 'choice') {
    const values = input.options.map((option) => option.value);
    return values.includes(value as string) ? undefined : `one of ${values.join(', ')}`;
  }
  if (input.kind === 'text') return faultOfText(input, value);
  const most = input.kind === 'number' && input.whole ? LARGEST_COUNT : LARGEST;
  const fits = (entry: unknown) => fitsRange(entry, input.range, most);
  const [low, high] = input.range;
  if (input.kind === 'number') {
    const whole = input.whole ? 'whole ' : '';
    const good = fits(value) && (!whole || Number.isInteger(value));
    return good ? undefined : `a ${whole}number from ${low} to ${high}`;
  }
  const limits = input.shape.map((extent) => limitsOf(declaration, extent));
  const good = hasShape(value, limits) && (value as unknown[]).flat().every(fits);
  if (!good) return `${shapeInWords(limits)}, each entry from ${low} to ${high}`;
  return input.valid?.(value as Vector | Matrix);
}

/** Half of a pair of UTF-16 is no character, and cannot be written into a link. */
function faultOfText({ longest, valid }: TextInput, value: unknown) {
  const words = `text of at most ${longest} characters`;
  if (typeof value !== 'string' || value.length > longest) return words;
  return /\p{Surrogate}/u.test(value) ? `${words}, and of whole ones` : valid?.(value);
}

function fitsRange(entry: unknown, [low, high]: readonly [number, number], most: number) {
  return typeof entry === 'number' && entry >= low && entry <= high && Math.abs(entry) <= most;
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
