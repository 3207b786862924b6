/**
 * How far a number may be off: within any one of the bounds that a tolerance gives.
 *
 * - relative: |found − right| ≤ relative · |right|;
 * - absolute: |found − right| ≤ absolute;
 * - digits: |found − right| ≤ half a unit of the last of so many significant digits of the right number, so that a
 *   number half-way may be rounded up or down (0.125 to 2 digits: 0.12 and 0.13).
 *
 * Of a vector every number must fit, each by its own size; numbers smaller than 10⁻⁶ of the largest are taken to be of
 * that size. Where there is no size at all (the right number, or all of them, are 0) and no absolute bound, 10⁻⁹ is
 * allowed. Bounds are wider by 10⁻⁹ of themselves, so that a number on the bound is inside.
 */
import { written } from './number-written.ts';
import type { Tolerance } from './types.ts';

/** Where an author gives none. */
export const usual: Tolerance = { relative: 0.01 };

/** Next to a right number of 0, which has no size. */
const NEXT_TO_ZERO = 1e-9;
/** Of the largest number of a vector: smaller ones are judged as if they had this size. */
const SMALLEST = 1e-6;
const SLACK = 1e-9;

type Numbers = number | readonly number[];

/** Whether a number, or every number of a vector, is right. Vectors of different lengths are not. */
export function within(found: Numbers, right: Numbers, tolerance: Tolerance): boolean {
  const [mine, theirs] = [[found].flat(), [right].flat()];
  if (mine.length !== theirs.length) return false;
  const largest = Math.max(0, ...theirs.map(Math.abs));
  return theirs.every((value, i) => {
    const bound = boundOf(Math.max(Math.abs(value), SMALLEST * largest), given(tolerance));
    // The difference itself is off by a rounding of the two numbers.
    return Math.abs(mine[i]! - value) <= bound * (1 + SLACK) + 2 * Number.EPSILON * Math.abs(value);
  });
}

/** The widest of the bounds for a number of this size. */
function boundOf(size: number, { relative, absolute, digits }: Tolerance): number {
  const bySize = size === 0 && absolute === undefined ? NEXT_TO_ZERO : (relative ?? 0) * size;
  return Math.max(bySize, absolute ?? 0, digits === undefined || size === 0 ? 0 : halfUnit(size, digits));
}

/** Half of what the last digit counts: 0.005 of 0.125 to 2 digits. */
function halfUnit(size: number, digits: number): number {
  const power = Number(size.toExponential().split('e')[1]);
  return Number(`5e${power - digits}`);
}

const given = (tolerance: Tolerance): Tolerance =>
  (tolerance.relative ?? tolerance.absolute ?? tolerance.digits) === undefined ? usual : tolerance;

/** “within 1 % of the right number”, “within 0.005”, “to 3 significant digits”, or several of them with “or”. */
export function toleranceWords(tolerance: Tolerance): string {
  const { relative, absolute, digits } = given(tolerance);
  return [
    ...(relative === undefined ? [] : [`within ${short(relative * 100)} % of the right number`]),
    ...(absolute === undefined ? [] : [`within ${short(absolute)}`]),
    ...(digits === undefined ? [] : [`to ${digits} significant digit${digits === 1 ? '' : 's'}`]),
  ].join(' or ');
}

/** Without the digits that a multiplication leaves behind. */
const short = (value: number) => written(Number(value.toPrecision(12)));
