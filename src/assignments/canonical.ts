/**
 * One text for all responses that mean the same, so that a hash of it can be compared: a number to so many significant
 * digits (3, where the ask says nothing), a vector number by number, a choice as its sorted indices.
 *
 * Rounding has borders. A right number that lies on one (0.1235 to three digits) has both texts, 1.23e-1 and 1.24e-1;
 * a number found within a tenth of a unit of one is tried as both. The grader judges by the same texts, so that page
 * and grader never disagree.
 */
import type { Ask, AskOf } from './types.ts';

export type Hashable = AskOf<'number' | 'vector' | 'choice'>;
/** What can be brought to one text. */
export const hashable = (ask: Ask): ask is Hashable =>
  ask.kind === 'number' || ask.kind === 'vector' || ask.kind === 'choice';

const DIGITS = 3;
/** Of a unit of the last digit. */
const ON_A_BORDER = 1e-6;
const NEAR_A_BORDER = 0.1;
/** Numbers of a vector that are this much smaller than the largest are 0. */
const NOTHING = 1e-9;
/** Texts that are tried, at most: of a vector, each number near a border doubles them. */
const MOST = 64;

/** The significant digits of an ask that is checked against a hash. */
export const digitsOf = (ask: AskOf<'number' | 'vector'>): number => ask.tolerance.digits ?? DIGITS;

/** The texts of what is right: one, but on a border of rounding. */
export const canonical = (ask: Hashable, right: number | readonly number[]): string[] =>
  texts(ask, right, ON_A_BORDER);

/** The texts that a response is tried as: one, but near a border of rounding. */
export const candidates = (ask: Hashable, found: number | readonly number[]): string[] =>
  texts(ask, found, NEAR_A_BORDER);

/** Whether a response counts as right where the check is `hash`. */
export function sameText(
  ask: Hashable,
  found: number | readonly number[],
  right: number | readonly number[],
) {
  const allowed = new Set(canonical(ask, right));
  return candidates(ask, found).some((text) => allowed.has(text));
}

function texts(ask: Hashable, values: number | readonly number[], border: number): string[] {
  const all = [values].flat();
  if (ask.kind === 'choice') return [all.toSorted((a, b) => a - b).join(',')];
  const largest = Math.max(...all.map(Math.abs));
  const digits = digitsOf(ask);
  const each = all.map((value) =>
    Math.abs(value) <= NOTHING * (all.length > 1 && largest > 0 ? largest : 0)
      ? ['0']
      : rounded(value, digits, border),
  );
  return each.reduce(
    (lines, next) => {
      const ways = lines.length * next.length > MOST ? next.slice(0, 1) : next;
      return lines.flatMap((line) => ways.map((text) => (line === '' ? text : `${line};${text}`)));
    },
    [''],
  );
}

/** The nearest number of so many digits first, and the one beyond the border where that is near. */
function rounded(value: number, digits: number, border: number): string[] {
  if (value === 0) return ['0'];
  const power = Number(value.toExponential().split('e')[1]) - digits + 1;
  // Not value / 10 ** power, which rounds twice more.
  const units = Number(`${Math.abs(value).toExponential().replace(/e.*/, '')}e${digits - 1}`);
  const text = (count: number) => (Math.sign(value) * Number(`${count}e${power}`)).toExponential(digits - 1);
  const [below, share] = [Math.floor(units), units - Math.floor(units)];
  const nearest = share < 0.5 ? [below, below + 1] : [below + 1, below];
  return nearest.slice(0, Math.abs(share - 0.5) <= border ? 2 : 1).map(text);
}
