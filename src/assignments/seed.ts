/**
 * Each student's own numbers: decided by assignment, exercise and login alone, so that an exercise more changes no
 * other, and the same in every browser and in Node.
 *
 * Generator 1, to be written again in any language (tests/golden/assignment-seed.py does so):
 * - seed = SHA-256 of the UTF-8 text `assignment|exercise|login`, as 64 hexadecimal digits in lower case;
 * - the k-th fraction, k = 0, 1, …, is the first 53 bits of SHA-256 of `1|seed|k`, as a whole number over 2⁵³;
 * - uniform(low, high): low + (high − low) · fraction; low where rounding brings that to high;
 * - integer(low, high): low + ⌊fraction · (high − low + 1)⌋;
 * - stepped(low, high, step): low + step · integer(0, ⌊(high − low) / step + 10⁻⁹⌋), rounded to as many decimals as low
 *   and step are written with, at most 20;
 * - pick(list): the entry integer(0, length − 1);
 * - normal(mean, deviation): two fractions u, v (Box and Muller): z = √(−2 ln(1 − u)) · cos(2πv), rounded to 9 decimals
 *   since the last bits of a logarithm differ between browsers; mean + deviation · z;
 * - shuffled(list): for i = length − 1, …, 1 in turn, entries i and integer(0, i) change places (Fisher and Yates).
 * Any change of this makes other numbers for every student: it would be generator 2, beside this one.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Random } from './types.ts';

/** The version of the generator, part of what is hashed. */
export const GENERATOR = 1;
/** Characters of a login, at most. */
export const LONGEST_LOGIN = 64;

const utf8 = new TextEncoder();
const hash = (text: string): Uint8Array => sha256(utf8.encode(text));

/** The seed of a student's exercise: 64 hexadecimal digits. `student` is a login as `loginOf` returns it. */
export function seedOf(assignment: string, exercise: string, student: string): string {
  const bytes = hash(`${assignment}|${exercise}|${student}`);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Who draws the n-th set of numbers for practice. No login has a `#`, so these are never the numbers that count. */
export const practiceStudent = (login: string, n: number): string => `${login}#${n}`;

/** The numbers of a seed, in the order in which they are asked for. */
export function randomOf(seed: string): Random {
  let k = 0;
  const fraction = () => fractionOf(hash(`${GENERATOR}|${seed}|${k++}`));
  const integer = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  return {
    integer,
    uniform(low, high) {
      const value = low + (high - low) * fraction();
      return value < high ? value : low;
    },
    stepped(low, high, step) {
      const count = Math.floor((high - low) / step + 1e-9);
      const decimals = Math.max(decimalsOf(low), decimalsOf(step));
      // Adding 0 turns −0 into 0.
      return Number((low + step * integer(0, count)).toFixed(decimals)) + 0;
    },
    pick: (list) => list[integer(0, list.length - 1)]!,
    normal(mean, deviation) {
      const radius = Math.sqrt(-2 * Math.log(1 - fraction()));
      return mean + deviation * Number((radius * Math.cos(2 * Math.PI * fraction())).toFixed(9));
    },
    shuffled(list) {
      const order = [...list];
      for (let i = order.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
  };
}

/** The first 53 bits over 2⁵³: in [0, 1), exactly. */
function fractionOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return (view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11)) / 2 ** 53;
}

/** Decimals with which a number is written, at most 20: 2 of 0.25, 7 of 1e-7. */
function decimalsOf(value: number): number {
  const [digits, power = '0'] = String(value).split('e') as [string, string?];
  const behind = digits.split('.')[1]?.length ?? 0;
  return Math.min(20, Math.max(0, behind - Number(power)));
}

/** A login as it is kept and hashed, however it was typed: composed letters (NFC), no space around, lower case. */
export const loginOf = (text: string): string => text.normalize('NFC').trim().toLowerCase().normalize('NFC');

/** What is wrong with a typed login, in a sentence for the student; nothing where it can be used. */
export function loginProblem(text: string): string | undefined {
  if (text.length > 4 * LONGEST_LOGIN) return tooLong;
  const login = loginOf(text);
  if (login === '') return 'Type your login: the name under which your course knows you.';
  if ([...login].length > LONGEST_LOGIN) return tooLong;
  const strange = [...login].find((sign) => !/^[\p{L}\p{M}\p{Nd}._@+-]$/u.test(sign));
  if (strange !== undefined) return `A login has no ${named(strange)}: ${ALLOWED}.`;
  if (!/[\p{L}\p{Nd}]/u.test(login)) return `A login has at least one letter or digit: ${ALLOWED}.`;
  return undefined;
}

const ALLOWED = 'letters, digits and . _ - @ + are allowed';
const tooLong = `A login has at most ${LONGEST_LOGIN} characters: type only the name under which your course knows you.`;

function named(sign: string): string {
  if (/\s/u.test(sign)) return 'space inside';
  if (/[\p{C}]/u.test(sign)) return 'invisible character';
  return `“${sign}”`;
}
