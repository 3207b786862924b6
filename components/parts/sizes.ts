/** The extents that arrays share: read off those that were given, defaults for the rest. */
import type { Declaration, Input, Inputs, InputValue, Sizes } from './declare.ts';
import { InputError } from './limits.ts';

/** Sizes from the arrays and extents that were given, defaults for the rest; throws an InputError where they disagree. */
export function sizesOf(declaration: Declaration, given: Inputs): Sizes {
  const sizes: Sizes = {};
  const from: Record<string, string> = {};
  for (const [name, dimension, extent] of extentsIn(declaration, given)) {
    if (dimension in sizes && sizes[dimension] !== extent) {
      const words = declaration.dimensions[dimension]!.words;
      throw new InputError(
        `${declaration.id}: ${from[dimension]} has ${sizes[dimension]} ${words}, ${name} has ${extent}; set both, or reset first`,
      );
    }
    sizes[dimension] = extent;
    from[dimension] ??= name;
  }
  for (const [name, { default: extent }] of Object.entries(declaration.dimensions)) sizes[name] ??= extent;
  return sizes;
}

/** Each given input that fixes a dimension, the dimension, and its extent. */
function extentsIn({ inputs, dimensions }: Declaration, given: Inputs): [string, string, number][] {
  const numbers = Object.entries(dimensions).flatMap(([dimension, { input }]) =>
    input && given[input] !== undefined ? [[input, dimension, given[input]]] : [],
  );
  const arrays = Object.entries(inputs).flatMap(([name, input]) => {
    const value = given[name];
    if (input.kind !== 'array' || !Array.isArray(value)) return [];
    const extents = [value.length, Array.isArray(value[0]) ? value[0].length : 0];
    return input.shape.flatMap((dimension, axis) =>
      typeof dimension === 'string' ? [[name, dimension, extents[axis]]] : [],
    );
  });
  return [...numbers, ...arrays] as [string, string, number][];
}

/** Every input: the given ones, and defaults of the sizes that these fix. */
export function complete(declaration: Declaration, given: Inputs): { inputs: Inputs; sizes: Sizes } {
  const sizes = sizesOf(declaration, given);
  const dimensionOf = (name: string) =>
    Object.keys(declaration.dimensions).find((one) => declaration.dimensions[one]!.input === name);
  const inputs: Inputs = {};
  for (const [name, input] of Object.entries(declaration.inputs)) {
    const dimension = dimensionOf(name);
    inputs[name] = dimension
      ? sizes[dimension]!
      : (given[name] ?? fallback(input, sizes, { ...given, ...inputs }));
  }
  return { inputs, sizes };
}

function fallback(input: Input, sizes: Sizes, inputs: Inputs): InputValue {
  return typeof input.default === 'function' ? input.default(sizes, inputs) : input.default;
}

/**
 * The inputs to set so that a dimension has another extent: what was given is cut, or filled up (a matrix with its
 * default, a vector with 0); what was not given takes the default of the new sizes. Out of range, nothing changes.
 */
export function resized(declaration: Declaration, given: Inputs, dimension: string, extent: number): Inputs {
  const { range, input: number } = declaration.dimensions[dimension];
  if (extent < range[0] || extent > range[1]) return {};
  if (number) return { [number]: extent };
  return fitted(declaration, given, { [dimension]: extent }, false);
}

/** Every array that has one of these dimensions, or those alone that were given, at the new extents. */
function fitted(declaration: Declaration, given: Inputs, extents: Sizes, onlyGiven: boolean): Inputs {
  const sizes = { ...sizesOf(declaration, given), ...extents };
  const others = without(
    given,
    Object.values(declaration.dimensions).map(({ input }) => input ?? ''),
  );
  const changed = Object.entries(declaration.inputs).flatMap(([name, input]) => {
    if (input.kind !== 'array' || !input.shape.some((dimension) => dimension in extents)) return [];
    const old = given[name] as (number | number[])[] | undefined;
    if (!old && onlyGiven) return [];
    const whole = input.default(sizes, { ...scalarsOf(declaration, others, sizes), ...others });
    const value = (old ? whole.map((entry, i) => fit(old[i], entry)) : whole) as number[][];
    // An array that would not be valid when cut is left to its default.
    return input.valid?.(value) ? [] : [[name, value]];
  });
  return Object.fromEntries(changed) as Inputs;
}

/** The inputs that are no arrays, on which defaults of arrays may depend. */
function scalarsOf(declaration: Declaration, given: Inputs, sizes: Sizes): Inputs {
  const inputs: Inputs = {};
  for (const [name, input] of Object.entries(declaration.inputs)) {
    if (input.kind !== 'array') inputs[name] = given[name] ?? fallback(input, sizes, { ...given, ...inputs });
  }
  return inputs;
}

function fit(old: number | number[] | undefined, whole: number | number[]) {
  if (!Array.isArray(whole)) return old ?? 0;
  return whole.map((entry, j) => (old as number[] | undefined)?.[j] ?? entry);
}

/**
 * What is given after `changes`, which were checked. Of an extent and arrays that disagree, and of inputs that exclude
 * each other, what is set last holds; changes that disagree among themselves throw an InputError.
 */
export function merged(declaration: Declaration, given: Inputs, changes: Inputs): Inputs {
  const { id, exclusive = [], dimensions } = declaration;
  for (const group of exclusive) {
    const both = group.filter((name) => name in changes);
    if (both.length > 1)
      throw new InputError(`${id}: ${both.join(' and ')} exclude each other; set one of them`);
  }
  const excluded = exclusive.filter((group) => group.some((name) => name in changes)).flat();
  const fixed = new Map(extentsIn(declaration, changes).map(([, dimension, extent]) => [dimension, extent]));
  const numbers = [...fixed.keys()].flatMap((dimension) => dimensions[dimension]!.input ?? []);
  const left = { ...extentsOf(declaration, given, excluded), ...without(given, excluded) };
  const rest = without(left, numbers);
  const cut = Object.entries(dimensions).flatMap(([dimension, { input }]) =>
    input && changes[input] !== undefined ? [[dimension, changes[input]]] : [],
  );
  if (!cut.length) return { ...rest, ...changes };
  const extents = Object.fromEntries(cut) as Sizes;
  const arrays = Object.keys(declaration.inputs).filter((name) =>
    hasDimension(declaration.inputs[name]!, extents),
  );
  return { ...without(rest, arrays), ...fitted(declaration, rest, extents, true), ...changes };
}

/** The extents that arrays fixed which now give way, as the numbers that stand for them. */
function extentsOf(declaration: Declaration, given: Inputs, names: readonly string[]): Inputs {
  const leaving = Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
  const numbers = extentsIn(declaration, leaving).map(([, dimension, extent]) => [
    declaration.dimensions[dimension]!.input,
    extent,
  ]);
  return Object.fromEntries(numbers.filter(([input]) => input !== undefined)) as Inputs;
}

function hasDimension(input: Input, extents: Sizes) {
  return input.kind === 'array' && input.shape.some((dimension) => dimension in extents);
}

/** The inputs but for those that are named. */
export function without(inputs: Inputs, names: readonly string[]): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}
