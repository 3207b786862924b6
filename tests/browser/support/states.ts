/** Random states of any widget, valid by its declaration; the same on every machine. */
import { check, complete, LARGEST, merged, travels } from '../../../components/parts/codec.ts';
import type {
  ArrayInput,
  Declaration,
  Inputs,
  InputValue,
  Matrix,
  NumberInput,
  Sizes,
  TextInput,
  Vector,
} from '../../../components/parts/declare.ts';

export type Random = () => number;
/**
 * Some inputs; or all, of those that exclude each other one; or all within what sliders offer and with few steps, whose
 * numbers single precision can hold.
 */
export type Kind = 'some' | 'all' | 'tame';

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

/** Inputs that fit, and whose extents agree, however they are given: by numbers, by arrays, or by both. */
export function randomState(declaration: Declaration, random: Random, kind: Kind = 'some'): Inputs {
  const sizes = randomSizes(declaration, random);
  const state: Inputs = {};
  for (const name of randomNames(declaration, random, kind)) {
    state[name] = randomValue(declaration, name, { sizes, state, random, tame: kind === 'tame' });
  }
  return state;
}

/** All sizes as large as they can be, or as they are at first. */
export function ofSize(declaration: Declaration, size: 'largest' | 'default'): Declaration {
  const dimensions = Object.entries(declaration.dimensions).map(([name, one]) => {
    const extent = size === 'largest' ? one.range[1] : one.default;
    return [name, { ...one, range: [extent, extent] as const }] as const;
  });
  return { ...declaration, dimensions: Object.fromEntries(dimensions) };
}

/** What keeps computations short: few of what can be hundreds. */
export function brief({ inputs }: Declaration): Inputs {
  const long = Object.entries(inputs).flatMap(([name, input]) => {
    const counts = input.kind === 'number' && input.whole && input.range[1] - input.range[0] > 100;
    return counts ? [[name, input.range[0] + 11]] : [];
  });
  return Object.fromEntries(long) as Inputs;
}

/** Every input after a change of what was given. Throws where the change does not fit. */
export function after(declaration: Declaration, given: Inputs, change: Inputs): Inputs {
  return complete(declaration, merged(declaration, given, check(declaration, change))).inputs;
}

/** The number input that is this extent. */
export const numberOf = ({ dimensions }: Declaration, dimension: string) => dimensions[dimension]?.input;

/** Inputs, every one of them given, that a change of this one has nothing to do with. */
export function bystanders(declaration: Declaration, name: string): string[] {
  const rivals = (declaration.exclusive ?? []).filter((group) => group.includes(name)).flat();
  const cut = Object.keys(declaration.dimensions).filter((one) => numberOf(declaration, one) === name);
  return Object.entries(declaration.inputs).flatMap(([other, input]) => {
    const follows = input.kind === 'array' && input.shape.some((extent) => cut.includes(String(extent)));
    return other === name || rivals.includes(other) || follows ? [] : [other];
  });
}

/** Many of something are slow, so mostly there are few. */
function randomSizes({ dimensions }: Declaration, random: Random): Sizes {
  const extents = Object.entries(dimensions).map(
    ([
      name,
      {
        range: [low, high],
      },
    ]) => {
      const share = random() < 0.06 ? 0.999 : random() ** 2;
      return [name, low + Math.floor(share * (high - low + 1))] as const;
    },
  );
  return Object.fromEntries(extents);
}

/** Of inputs that exclude each other one; where arrays say an extent, its number is sometimes left out. */
function randomNames(declaration: Declaration, random: Random, kind: Kind): string[] {
  const { inputs, exclusive = [], dimensions } = declaration;
  const dropped = exclusive.flatMap((group) => {
    const kept = Math.floor(random() * group.length);
    return group.filter((_, index) => index !== kept);
  });
  const long = brief(declaration);
  const names = Object.keys(inputs).filter(
    (name) => !dropped.includes(name) && (kind !== 'some' || random() < (name in long ? 0.9 : 0.6)),
  );
  const isSaid = (dimension: string) => names.some((name) => hasExtent(inputs[name]!, dimension));
  const unsaid = Object.entries(dimensions).flatMap(([dimension, { input }]) =>
    input && isSaid(dimension) && random() < 0.5 ? [input] : [],
  );
  return names.filter((name) => !unsaid.includes(name));
}

const hasExtent = (input: Declaration['inputs'][string], dimension: string) =>
  input.kind === 'array' && input.shape.includes(dimension);

interface Chance {
  sizes: Sizes;
  /** What was chosen before. */
  state: Inputs;
  random: Random;
  tame: boolean;
}

function randomValue(declaration: Declaration, name: string, chance: Chance): InputValue {
  const { sizes, random, tame } = chance;
  const input = declaration.inputs[name]!;
  const dimension = Object.keys(declaration.dimensions).find((one) => numberOf(declaration, one) === name);
  if (dimension) return sizes[dimension]!;
  if (input.kind === 'choice') return input.options[Math.floor(random() * input.options.length)]!.value;
  if (input.kind === 'text') return randomText(input, random);
  // A run takes as long as it is.
  if (name === declaration.run?.input) return (input as NumberInput).range[0] + Math.floor(40 * random());
  if (input.kind === 'number') return randomNumber(input, random, tame);
  if (input.valid ?? input.amend) return amended(declaration, input, chance);
  const [rows, columns] = input.shape.map((extent) => (typeof extent === 'string' ? sizes[extent]! : extent));
  const one = () => entry(input.range, input.slider ?? input.range, random, tame);
  const list = <T>(length: number, make: () => T) => Array.from({ length }, make);
  return columns === undefined ? list(rows!, one) : list(rows!, () => list(columns, one));
}

/** Of some texts one that fits, and travels in a link. */
function randomText(input: TextInput, random: Random): string {
  const texts = ['', 'a', 'hello', 'to be, or not to be; 1,2;3\n“👍🏽” e\u0301'];
  const fine = texts.filter((text) => travels(input, text) && input.valid?.(text) === undefined);
  return fine[Math.floor(random() * fine.length)] ?? input.default;
}

/** What counts to hundreds (steps, a seed) is mostly small. */
function randomNumber({ range, whole }: NumberInput, random: Random, tame: boolean): number {
  const [low, high] = range;
  const share = random();
  if (!whole) return entry(range, range, random, tame);
  if (high - low <= 100) return low + Math.floor(share * (high - low + 1));
  if (!tame && share > 0.98) return high;
  return Math.floor(low - 1 + (high - low + 1) ** (tame ? share / 2 : share ** 3)) || low;
}

/** An array that must be more than entries in range: its default, with a few entries changed as a reader would. */
function amended(declaration: Declaration, input: ArrayInput, chance: Chance): InputValue {
  const { sizes, state, random, tame } = chance;
  const before = Object.entries(state).filter(([other]) => declaration.inputs[other]!.kind !== 'array');
  let value = input.default(sizes, complete(declaration, Object.fromEntries(before)).inputs);
  for (let change = 0; change < 1 + 4 * random(); change++) {
    const at = place(value, random);
    const wanted = entry(input.range, input.slider ?? input.range, random, tame);
    const next = [wanted, Math.round(wanted)].map((one) => changedAt(input, value, at, one));
    value = next.find((one) => fits(input, one)) ?? value;
  }
  return value;
}

function place(value: Vector | Matrix, random: Random): [number, number] {
  const i = Math.floor(random() * value.length);
  return [i, Math.floor(random() * [value[i]!].flat().length)];
}

/** An array after the entry at `[i, j]` was changed. */
export function changedAt(
  { amend }: ArrayInput,
  value: Vector | Matrix,
  [i, j]: readonly [number, number],
  entry: number,
): Vector | Matrix {
  const copy = structuredClone(value);
  if (amend) return amend(copy as Matrix, [i, j], entry);
  if (Array.isArray(copy[i])) copy[i][j] = entry;
  else copy[i] = entry;
  return copy;
}

export function fits({ range, valid }: ArrayInput, value: Vector | Matrix): boolean {
  return value.flat().every((one) => one >= range[0] && one <= range[1]) && valid?.(value) === undefined;
}

/** Mostly what a slider gives; sometimes an end of the range, a whole number, or one with every digit. */
function entry(
  [low, high]: readonly [number, number],
  slider: readonly [number, number],
  random: Random,
  tame: boolean,
) {
  const kind = random();
  const [bottom, top] = [Math.max(low, -LARGEST), Math.min(high, LARGEST)];
  if (kind < 0.08 && !tame) return bottom;
  if (kind < 0.16 && !tame) return top;
  const value = slider[0] + (slider[1] - slider[0]) * random();
  const limited = kind < 0.3 ? Math.round(value) : kind < 0.6 ? value : Number(value.toFixed(2));
  return Math.min(Math.max(limited, bottom), top) + 0;
}

/** Fewer rounds where each computes and draws much: a picture of pixels, a training run, a walk through many parts. */
export function rounds({ rasters, run, walk }: Declaration, most: number): number {
  return Math.ceil(most / (rasters || run ? 10 : walk ? 4 : 1));
}
