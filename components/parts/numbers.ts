import type { Declaration } from './declare.ts';

/** How numbers are printed in figures: a fixed number of digits, a true minus sign, and never "NaN". */
export function print(value: number, digits = 2): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value > 0 ? 'overflow' : '−overflow';
  const size = Math.abs(value);
  if (size !== 0 && size < 0.5 * 10 ** -digits)
    return `${value < 0 ? '−' : ''}<${(10 ** -digits).toFixed(digits)}`;
  const text = size >= 1e4 ? value.toExponential(1) : value.toFixed(digits);
  return minus(text);
}

/** The beginning of a text, and how long it is. */
export function excerpt(text: string, most = 40): string {
  const letters = [...text.slice(0, 2 * most)];
  const short = letters.slice(0, most).join('').replace(/\s+/g, ' ');
  return text.length <= most ? `“${short}”` : `“${short}…” (${counted(text.length)} characters)`;
}

/** A count with commas. */
export const counted = (count: number): string => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');

/** Enough digits to tell what a number is, without trailing zeros. */
export function exact(value: number): string {
  if (!Number.isFinite(value)) return print(value);
  return minus(String(Number(value.toPrecision(6))));
}

function minus(text: string) {
  return text.replaceAll('-', '−');
}

/** A number inside a formula: three digits, powers of ten written out, in brackets where a sign would collide. */
export function tex(value: number, inBrackets = false): string {
  if (!Number.isFinite(value)) return `\\text{${print(value)}}`;
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-3 && size < 1e4);
  const [digits, power] = value.toExponential(2).split('e');
  const text = plain ? String(Number(value.toPrecision(3))) : `${digits} \\cdot 10^{${Number(power)}}`;
  return inBrackets && value < 0 ? `(${text})` : text;
}

/** The same where numbers may have left double precision. */
export const texOrInfinity = (value: number): string =>
  Math.abs(value) === Infinity ? `${value < 0 ? '-' : ''}\\infty` : tex(value);

/** For numbers that span many powers of ten: 0.034, 4.2·10⁻⁷, 2.1·10⁴, 0, ∞. */
export function printPower(value: number, digits = 2): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.01 && size < 1000)) return minus(String(Number(value.toPrecision(digits))));
  const [mantissa, power] = value.toExponential(digits - 1).split('e') as [string, string];
  return `${minus(mantissa)}·10${raised(Number(power))}`;
}

/** A whole power in raised digits. */
export const raised = (power: number): string =>
  [...String(power)].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? '⁻').join('');

/** A number of an input or output as the figure prints it. */
export function said({ outputs }: Pick<Declaration, 'outputs'>, name: string, value: number): string {
  return outputs[name]?.power ? printPower(value) : print(value);
}
