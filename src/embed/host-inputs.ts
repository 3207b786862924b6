/** Attributes that change after the figure has started: texts become what `set` takes, by the figure's own schema. */
import type { Inputs, InputValue } from '../../components/parts/declare.ts';
import { LARGEST, LARGEST_COUNT, show } from '../../components/parts/limits.ts';
import { read } from '../../components/parts/texts.ts';

/** What is used of a schema; it comes from the frame. */
export interface Schema {
  inputs?: Record<
    string,
    { kind?: string; range?: [number, number]; whole?: true; shape?: unknown[]; default?: InputValue }
  >;
}

export interface Change {
  params: Inputs;
  /** What was brought into range or left out, in sentences. */
  notes: string[];
  /** Inputs that are to be as if they had never been given; what they are then only the frame can tell. */
  dropped: string[];
}

/** What `set` is to be told after these attributes have changed; `null` for one that was taken away. */
export function changeFrom(schema: Schema, attributes: Iterable<readonly [string, string | null]>): Change {
  const change: Change = { params: {}, notes: [], dropped: [] };
  for (const [attribute, text] of attributes) {
    // Attributes are in lower case, and names differ without regard to it.
    const found = Object.entries(schema.inputs ?? {}).find(([name]) => name.toLowerCase() === attribute);
    if (!found && text !== null) {
      change.notes.push(`“${attribute.slice(0, 40)}” is no input of this figure and was left out.`);
    }
    if (found) add(change, found, text);
  }
  return change;
}

type Found = [string, NonNullable<Schema['inputs']>[string]];

function add(change: Change, [name, input]: Found, text: string | null) {
  if (text === null && input.default === undefined) change.dropped.push(name);
  else if (text === null) change.params[name] = input.default!;
  else {
    const given =
      input.kind === 'text'
        ? text
        : lifted(read(text), input.kind === 'array' ? (input.shape?.length ?? 1) : 0);
    const value = typeof given === 'string' ? given : limited(given, input);
    if (String(value) !== String(given)) {
      change.notes.push(`${name} was out of range and was brought to ${show(value)}.`);
    }
    change.params[name] = value;
  }
}

/** `5` is `[5]`, and `1,2` is `[[1, 2]]`, where arrays are wanted. */
function lifted(value: InputValue, depth: number): InputValue {
  if (typeof value === 'string' || depth === 0) return value;
  const vector = Array.isArray(value) ? value : [value];
  return depth > 1 && !Array.isArray(vector[0]) ? [vector as number[]] : vector;
}

function limited(value: InputValue, { range = [-LARGEST, LARGEST], whole }: Found[1]): InputValue {
  if (Array.isArray(value)) return value.map((one) => limited(one, { range, whole })) as InputValue;
  const entry = whole ? Math.round(value as number) : (value as number);
  const most = whole ? LARGEST_COUNT : LARGEST;
  return Math.min(Math.max(entry, range[0], -most), range[1], most);
}
