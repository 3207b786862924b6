/** A reader's change of one number: of an input, or of an entry of an input array. */
import { isFixed } from './allowed.ts';
import type { Declaration, Inputs, InputValue, Matrix } from './declare.ts';
import type { Live } from './live.ts';

/** Changes a number input, or one entry of an array, with whatever else that changes. */
export function edit(live: Live, name: string, index: string | undefined, value: number) {
  const { declaration, flow } = live;
  void live.change({ [name]: changed(declaration, flow.inputs, name, index, value) }, `${name} ${index}`);
}

function changed(
  { inputs: declared }: Declaration,
  inputs: Inputs,
  name: string,
  index: string | undefined,
  value: number,
): InputValue {
  if (index === undefined) return value;
  const input = declared[name]!;
  if (input.kind === 'array' && input.amend) {
    const at = index.split('.').map(Number) as [number, number];
    return input.amend(structuredClone(inputs[name]) as Matrix, at, value);
  }
  const copy = structuredClone(inputs[name]) as (number | number[])[];
  const [i, j] = index.split('.').map(Number);
  if (j === undefined) copy[i] = value;
  else (copy[i] as number[])[j] = value;
  return copy as InputValue;
}

/** The number at `index` (`2.1`) of an input; undefined where the input has none there. */
export function entryOf(inputs: Inputs, name: string, index = ''): number | undefined {
  const path = index.split('.').filter(Boolean);
  const entry = path.reduce<unknown>((inner, at) => (inner as unknown[])?.[Number(at)], inputs[name]);
  return typeof entry === 'number' ? entry : undefined;
}

/** A step stays in range and on round numbers. */
export function step(live: Live, name: string, index: string | undefined, by: number) {
  const input = live.declaration.inputs[name];
  if (input.kind === 'choice' || input.kind === 'text') return;
  const next = Number((entryOf(live.flow.inputs, name, index)! + by).toPrecision(12));
  edit(live, name, index, Math.min(Math.max(next, input.range[0]), input.range[1]));
}

/** A press of an entry that changes by presses. Whether it did. */
export function press(live: Live, mark: string): boolean {
  const [name, ...index] = mark.split('.') as [string, ...string[]];
  const input = live.declaration.inputs[name];
  if (input?.kind !== 'array' || !input.pressed || isFixed(live.page.allowed, name)) return false;
  const value = entryOf(live.flow.inputs, name, index.join('.'));
  if (value === undefined) return false;
  edit(live, name, index.join('.'), input.pressed(value));
  return true;
}
