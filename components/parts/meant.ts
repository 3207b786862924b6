/** Values between texts and inputs: `5` is `[5]` where an array is wanted. */
import type { Input, InputValue } from './declare.ts';

/**
 * What was read from a text without knowing its input (see `read`), as this input takes it: `5` is `[5]` where an array
 * is wanted, and a text that looks like numbers is the text. Anything else stays, for `check` to judge.
 */
export function meant(input: Input | undefined, value: unknown): unknown {
  const row = Array.isArray(value) ? value : [value];
  const numbers = row.length > 0 && row.flat().every((entry) => typeof entry === 'number');
  if (!input || !numbers) return value;
  return input.kind === 'text' ? write(value as InputValue) : lift(input, value as InputValue);
}

/** `5` to `[5]`, and `1, 2` to `[[1, 2]]`, where arrays are wanted. */
export function lift(input: Input, value: InputValue): InputValue {
  if (input.kind !== 'array') return value;
  const vector = Array.isArray(value) ? value : [value as number];
  return input.shape.length === 2 && !Array.isArray(vector[0]) ? [vector as number[]] : vector;
}

/** As an address has it: `1,0;0,1`. */
export function write(value: InputValue): string {
  if (Array.isArray(value)) return value.map(write).join(Array.isArray(value[0]) ? ';' : ',');
  return Object.is(value, -0) ? '-0' : String(value);
}
