/** The lenient way in, and out: texts of addresses and attributes. */
import { check, inputName } from './check.ts';
import type { Declaration, Input, Inputs, InputValue, TextInput } from './declare.ts';
import { LARGEST, LARGEST_COUNT, LONGEST_TEXT, show, TOO_LONG } from './limits.ts';
import { lift, write } from './meant.ts';
import { merged, sizesOf } from './sizes.ts';
import { inPresentWords } from './versions.ts';

/**
 * Reads texts (an address, attributes) over a state: keeps what fits, clamps, or takes the default, with a note for
 * each change. All at once where that fits, as a link to a state is meant, else one after another. A link that an
 * earlier version wrote (`v=1`) is read as that version meant it.
 */
export function parse(
  declaration: Declaration,
  texts: Iterable<readonly [string, string]>,
  start: Inputs = {},
) {
  const present = inPresentWords(declaration, texts);
  const pairs = present.pairs.map((text) => pairOf(declaration, text));
  const whole = together(declaration, start, pairs);
  let given = whole ?? start;
  const seen = new Set<string>();
  const notes: string[] = [...present.notes];
  for (const { key, name, value, clamped } of pairs) {
    if (!name) {
      notes.push(unknown(key));
      continue;
    }
    try {
      const next = whole ?? over(declaration, given, { [name]: value });
      const lost = [...seen].filter((one) => !(one in next));
      given = next;
      if (clamped) notes.push(`${name} was out of range and was brought to ${show(value)}.`);
      if (lost.length) notes.push(`${lost.join(' and ')} gave way to ${name}, which came later.`);
      seen.add(name);
    } catch (error) {
      notes.push(`${name} keeps its ${name in given ? 'value' : 'default'}. ${(error as Error).message}.`);
    }
  }
  return { given, notes };
}

const unknown = (key: string) =>
  key === TOO_LONG
    ? 'The address is longer than what is read and was left out.'
    : `“${key.slice(0, 40)}” is no input of this figure and was left out.`;

interface Pair {
  key: string;
  name: string | undefined;
  value: InputValue;
  clamped: boolean;
}

function pairOf(declaration: Declaration, [key, text]: readonly [string, string]): Pair {
  const name = nameOf(declaration, key);
  if (!name) return { key, name, value: '', clamped: false };
  const input = declaration.inputs[name]!;
  // A text is taken as it is, also where it looks like numbers.
  return {
    key,
    name,
    ...(input.kind === 'text' ? { value: text, clamped: false } : clamp(input, read(text))),
  };
}

/** What is given after these changes; throws where they do not fit. */
function over(declaration: Declaration, given: Inputs, changes: Inputs): Inputs {
  const next = merged(declaration, given, check(declaration, changes));
  sizesOf(declaration, next);
  return next;
}

/** After all changes at once; nothing where they do not fit together. */
function together(declaration: Declaration, start: Inputs, pairs: Pair[]): Inputs | undefined {
  const named = pairs.flatMap(({ name, value }) => (name ? [[name, value] as const] : []));
  try {
    return over(declaration, start, Object.fromEntries(named));
  } catch {
    return undefined;
  }
}

/** Attribute names arrive in lower case. */
function nameOf(declaration: Declaration, key: string) {
  const names = [...Object.keys(declaration.inputs), ...Object.keys(declaration.aliases ?? {})];
  const found = names.find((name) => name.toLowerCase() === key.toLowerCase());
  return found && inputName(declaration, found);
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
function clamp(input: Exclude<Input, TextInput>, value: InputValue): { value: InputValue; clamped: boolean } {
  if (input.kind === 'choice' || typeof value === 'string') return { value, clamped: false };
  let clamped = false;
  const most = input.kind === 'number' && input.whole ? LARGEST_COUNT : LARGEST;
  const limit = (entry: number) => {
    const whole = input.kind === 'number' && input.whole ? Math.round(entry) : entry;
    const near = Math.min(Math.max(whole, input.range[0], -most), input.range[1], most);
    clamped ||= near !== entry;
    return near;
  };
  const deep = (entry: InputValue): InputValue =>
    Array.isArray(entry) ? (entry.map(deep as never) as InputValue) : limit(entry as number);
  return { value: lift(input, deep(value)), clamped };
}

/** Whether a value is written into links: of texts only short ones are. */
export function travels(input: Input, value: InputValue): boolean {
  if (input.kind !== 'text') return true;
  const text = value as string;
  return text.length <= input.linked && encodeURIComponent(text).length <= input.linked;
}

/** The texts that `parse` reads back to exactly this, without what was not given and texts too long for a link. */
export function format(declaration: Declaration, given: Inputs): [string, string][] {
  return Object.entries(declaration.inputs).flatMap(([name, input]) => {
    const value = given[name];
    if (value === undefined || !travels(input, value)) return [];
    return [[name, write(value)] as [string, string]];
  });
}
