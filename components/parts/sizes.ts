/** The extents that arrays share: read off those that were given, defaults for the rest. */
import type { Declaration, Inputs, InputValue, Sizes } from './declare.ts';
import { InputError } from './limits.ts';

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
