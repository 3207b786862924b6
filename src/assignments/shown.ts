/** A student's own number as it is printed: −0.50, or (1, 0; 0, 1). */
import type { Value } from './types.ts';

const number = (value: number, digits: number | undefined) =>
  (digits === undefined ? String(value) : value.toFixed(digits)).replace('-', '−');

/** Components with a comma between, rows with a semicolon. */
export function shown(value: Value, digits?: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return number(value, digits);
  const rows = value.map((row) =>
    typeof row === 'number' ? number(row, digits) : row.map((one) => number(one, digits)).join(', '),
  );
  return `(${rows.join(Array.isArray(value[0]) ? '; ' : ', ')})`;
}
