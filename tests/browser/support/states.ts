/** Random states of any widget, valid by its declaration; the same on every machine. */
import type { Declaration, Input, Inputs, InputValue, Sizes } from '../../../components/parts/declare.ts';
import { LARGEST } from '../../../components/parts/codec.ts';

export type Random = () => number;

/** Mulberry32: uniform in [0, 1). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of the inputs, or all; arrays of sizes that agree. */
export function randomState({ inputs, dimensions }: Declaration, random: Random, all = false): Inputs {
  const sizes: Sizes = {};
  for (const [name, { range }] of Object.entries(dimensions)) {
    sizes[name] = range[0] + Math.floor(random() * (range[1] - range[0] + 1));
  }
  const some = Object.entries(inputs).filter(() => all || random() < 0.6);
  return Object.fromEntries(some.map(([name, input]) => [name, randomValue(input, sizes, random)]));
}

export function randomValue(input: Input, sizes: Sizes, random: Random): InputValue {
  if (input.kind === 'choice') return input.options[Math.floor(random() * input.options.length)]!.value;
  if (input.kind === 'number') return entry(input.range, input.range, random);
  const [rows, columns] = input.shape.map((extent) => (typeof extent === 'string' ? sizes[extent]! : extent));
  const one = () => entry(input.range, input.slider ?? input.range, random);
  const list = <T>(length: number, make: () => T) => Array.from({ length }, make);
  return columns === undefined ? list(rows!, one) : list(rows!, () => list(columns, one));
}

/** Mostly what a slider gives; sometimes an end of the range, a whole number, or one with every digit. */
function entry([low, high]: readonly [number, number], slider: readonly [number, number], random: Random) {
  const kind = random();
  const [bottom, top] = [Math.max(low, -LARGEST), Math.min(high, LARGEST)];
  if (kind < 0.08) return bottom;
  if (kind < 0.16) return top;
  const value = slider[0] + (slider[1] - slider[0]) * random();
  const limited = kind < 0.3 ? Math.round(value) : kind < 0.6 ? value : Number(value.toFixed(2));
  return Math.min(Math.max(limited, bottom), top) + 0;
}
