/** How far a computed array may be from its reference, and what a case of the golden files looks like. */

export type Nested = number | readonly Nested[];
export type Values = Readonly<Record<string, Nested>>;

/** A row of tests/golden/*.json; a long case leaves some outputs and gradients out. */
export interface GoldenCase<Spread extends Nested = Nested> {
  name: string;
  inputs: Values;
  outputs: Values;
  gradients: Values;
  /**
   * Largest change of each array when every operation errs by up to 2⁻²⁴: see the head of the golden script. Where it
   * is a list, the parts of the value (one for each step or layer) are each held to a number of their own.
   */
  spread: { outputs: Record<string, Spread>; gradients: Record<string, Spread> };
  /** What errors are relative to, if that is not the largest number of the array: 1 for logarithms. */
  scale?: number;
}

export interface Finding {
  case: string;
  value: string;
  /** Largest |got − reference|; Infinity for NaN, a missing number or one too many. */
  error: number;
  allowed: number;
}

/** Unit round-off of the single precision in which `spread` is measured. */
const SINGLE = 2 ** -24;
/** Errors of `spread` are random; a kernel's may all point one way, and a GPU's exp and log err by several units. */
const MARGIN = 16;
const DOUBLE = { round: 2 ** -53, floor: 1e-11 };
/** 2e-6 is 34 roundings of single precision, about what the sums and the GPU functions of a kernel add up to. */
const FLOAT = { round: SINGLE, floor: 2e-6 };
/** Below 1.2e-38 single precision has fewer digits, or none; a handful of such losses may add up. */
const LOST = 1e-37;

/**
 * allowed = floor · largest |reference| + 16 · spread · (round-off of the device / 2⁻²⁴).
 * The first term is all that a well-conditioned array gets; the second grows with its condition: 5 · 10⁻⁷ of the
 * array for the typical case, 10⁻⁵ at β = 100 or γ = 50, where scores and logarithms are multiplied by that much.
 * The scale is the array's own largest number, so that numbers of 10⁻³⁰ are tested as sharply as those of 1.
 */
export function allowed(
  device: string,
  reference: Nested,
  spread: number,
  scale = largest(flat(reference)),
): number {
  const { round, floor } = device === 'plain' ? DOUBLE : FLOAT;
  const lost = device === 'plain' || scale === 0 ? 0 : LOST;
  return floor * scale + (MARGIN * spread * round) / SINGLE + lost;
}

/** A value against its reference: the first part of it that is wrong, or else the first part. */
export function compare(
  device: string,
  got: unknown,
  reference: Nested,
  spread: Nested,
  scale?: number,
): Pick<Finding, 'error' | 'allowed'> {
  if (typeof spread === 'number') {
    return { error: error(got ?? [], reference), allowed: allowed(device, reference, spread, scale) };
  }
  const [parts, right] = [Array.isArray(got) ? (got as Nested[]) : [], reference as readonly Nested[]];
  if (parts.length !== right.length || spread.length !== right.length) return { error: Infinity, allowed: 0 };
  const found = right.map((part, i) => compare(device, parts[i], part, spread[i]!, scale));
  return found.find(({ error, allowed }) => !(error <= allowed)) ?? found[0] ?? { error: 0, allowed: 0 };
}

export function error(got: unknown, reference: Nested): number {
  const [a, b] = [flat(got as Nested), flat(reference)];
  if (a.length !== b.length) return Infinity;
  const worst = largest(a.map((x, i) => x - b[i]!));
  return Number.isNaN(worst) ? Infinity : worst;
}

/** The golden values of float64 that single precision cannot hold (below 1.2e-38 or above 3.4e38) are for `plain`. */
export function fitsSingle({ inputs, outputs, gradients }: GoldenCase): boolean {
  const inRange = (x: number) => x === 0 || (Math.abs(x) > 1.2e-38 && Math.abs(x) < 3.4e38);
  const results = [...Object.values(outputs), ...Object.values(gradients)];
  return (
    flat(Object.values(inputs)).every(inRange) && results.every((array) => largest(flat(array)) < 3.4e38)
  );
}

export function flat(value: Nested): number[] {
  return typeof value === 'number' ? [value] : Array.from(value).flatMap(flat);
}

/** Largest magnitude, NaN if any is NaN. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}
