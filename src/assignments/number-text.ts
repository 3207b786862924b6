/**
 * One number as a student writes it.
 *
 * Separators: where both a comma and a point occur, the later one is the decimal separator; a single comma or point is
 * the decimal separator (1,234 and 1.234 are both a little more than one); a comma or a point that occurs more than once
 * separates thousands. Spaces and apostrophes separate thousands. Groups have three digits, the first one to three and
 * no leading zero, and only one sign separates them.
 */
import { counted, excerpt } from '../../components/parts/numbers.ts';
import { plain } from './number-signs.ts';

/** Characters of a number or a vector, at most. */
export const LONGEST_NUMBER = 2000;

export type NumberRead = { value: number } | { unclear: string } | { blank: true };

export interface Reading {
  /** What may stand behind the number: `nats`. Where it is `%`, 5 % is 5, and not 0.05. */
  unit?: string;
}

/** A number in a student's words; never throws. See the head of this file for how separators are read. */
export function readNumber(text: string, reading: Reading = {}): NumberRead {
  if (text.length > LONGEST_NUMBER) return { unclear: tooLong(text) };
  const found = plain(text);
  if (found === '') return { blank: true };
  const value = numberOf(found, reading);
  if (typeof value === 'number') return { value };
  const unit = reading.unit ? ` Behind it may stand ${reading.unit}.` : '';
  return { unclear: `${excerpt(text.trim())} ${value.fault}${unit}` };
}

export const tooLong = (text: string): string =>
  `This has ${counted(text.length)} characters; at most ${counted(LONGEST_NUMBER)} are read. Write the number alone.`;

export interface Fault {
  /** A sentence whose subject is the text itself. */
  fault: string;
}

const HOW = 'Write it with digits, such as -1.5, 1e-3 or 3/7.';
const fault = (what: string): Fault => ({ fault: `${what} ${HOW}` });

/** The number of a plain text (see `plain`). */
export function numberOf(found: string, { unit = '' }: Reading = {}): number | Fault {
  const own = plain(unit);
  const bare = own === '' ? undefined : withoutUnit(found, own);
  const value = signed(bare ?? found);
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) return fault('is larger than any number that can be checked.');
  return value === 0 ? 0 : value;
}

function withoutUnit(found: string, unit: string): string | undefined {
  const bare = found.slice(0, -unit.length).trimEnd();
  return found.endsWith(unit) && /[\d.,)]$/.test(bare) ? bare : undefined;
}

function signed(found: string): number | Fault {
  const sign = /^[+-]/.exec(found)?.[0] ?? '';
  const rest = found.slice(sign.length).trimStart();
  const size = rest.includes('/') ? fraction(rest) : decimal(rest);
  if (typeof size !== 'number') return size;
  return sign === '-' ? -size : size;
}

/** Two plain numbers without spaces, signs or powers, so that 1 1/2 is not taken for 11/2. */
function fraction(found: string): number | Fault {
  const parts = found.split('/').map((part) => part.trim());
  if (/^\d+ +\d+ ?\/ ?\d+$/.test(found)) return fault('could be a whole number beside a fraction.');
  const [over, under] = parts.map((part) => (part.includes(' ') ? undefined : grouped(part)));
  if (parts.length !== 2 || over === undefined || under === undefined)
    return fault('is not understood as a fraction of two numbers.');
  if (Number(under) === 0) return fault('divides by zero.');
  return Number(over) / Number(under);
}

/** Digits, and a power of ten or a percent sign behind them. */
function decimal(found: string): number | Fault {
  const digits = /^[\d.,' ]*/.exec(found)![0];
  const power = powerOf(digits.trim(), found.slice(digits.length));
  if (!power) return unread(found, digits.trim());
  const size = power.ten ? '1' : grouped(digits.trim());
  if (size === undefined) return misplaced(digits.trim());
  return Number(`${size}e${Math.max(-99_999, Math.min(99_999, power.exponent))}`);
}

const E = /^e([+-]?\d+)( *%)?$/;
const TIMES_TEN = /^\* *10 *\^ *(?:([+-]? *\d+)|\( *([+-]? *\d+) *\)|\{ *([+-]? *\d+) *\})$/;
const PERCENT = /^%$/;

/** `ten`: the digits are the ten of a power that stands alone, as in 10^-3. */
function powerOf(digits: string, rest: string): { exponent: number; ten?: true } | undefined {
  if (rest === '') return { exponent: 0 };
  if (PERCENT.test(rest)) return { exponent: -2 };
  const e = E.exec(rest);
  if (e) return { exponent: Number(e[1]) - (e[2] ? 2 : 0) };
  const ten = digits === '10' && rest.startsWith('^');
  const times = TIMES_TEN.exec(ten ? `*10${rest}` : rest);
  const exponent = times?.[1] ?? times?.[2] ?? times?.[3];
  if (exponent === undefined) return undefined;
  return { exponent: Number(exponent.replaceAll(' ', '')), ...(ten ? { ten } : {}) };
}

/** The digits as JavaScript writes them, `1234.5`; nothing where the separators make no sense. */
function grouped(text: string): string | undefined {
  if (!/^[\d.,' ]*\d[\d.,' ]*$/.test(text)) return undefined;
  const point = decimalAt(text);
  const whole = point < 0 ? text : text.slice(0, point);
  const behind = point < 0 ? '' : text.slice(point + 1);
  if (/\D/.test(behind)) return undefined;
  const between = new Set(whole.replace(/\d/g, ''));
  if (between.size > 1) return undefined;
  const [separator] = between;
  if (separator !== undefined && !groupsOfThree(whole.split(separator))) return undefined;
  return `${separator === undefined ? whole : whole.replaceAll(separator, '')}.${behind}`;
}

function groupsOfThree([first, ...others]: string[]): boolean {
  return /^[1-9]\d{0,2}$/.test(first!) && others.every((group) => /^\d{3}$/.test(group));
}

/** Where the decimal separator stands, or -1. */
function decimalAt(text: string): number {
  const [comma, point] = [',', '.'].map((sign) => text.lastIndexOf(sign)) as [number, number];
  const last = Math.max(comma, point);
  if (last < 0 || (comma >= 0 && point >= 0)) return last;
  return text.indexOf(text[last]!) === last ? last : -1;
}

/** Why the text is not even digits with a power of ten. */
function unread(found: string, digits: string): Fault {
  if (/^[+-]/.test(found)) return fault('has more than one sign.');
  if (/nan|inf|∞/.test(found)) return fault('is no number that can be checked.');
  const behind = found.slice(digits.length).trim();
  if (digits !== '' && /^[\p{L}°]+$/u.test(behind))
    return fault('has something other than the number behind it.');
  if (/√|sqrt|root|exp|log|ln|sin|cos|tanh|π|pi|\^/.test(found))
    return fault('has to be worked out first, as a decimal number.');
  return fault('is not understood as a number.');
}

const misplaced = (digits: string): Fault =>
  /\d/.test(digits)
    ? fault('has separators where neither thousands nor decimals begin.')
    : fault('is not understood as a number.');
