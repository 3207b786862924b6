/** What no input may exceed, and how a fault is told. */

/** No entry of any input may be larger than this. */
export const LARGEST = 1e4;
/** No number that counts may be larger than this. */
export const LARGEST_COUNT = 1e6;
/** Characters of a query string that are read; a longer state stands behind `#s=`. */
export const LONGEST_QUERY = 2048;
/** Characters of anything that is read. */
export const LONGEST_TEXT = 65_536;

/** The key that stands for what was too long to be read; its text is the limit. */
export const TOO_LONG = '?';

/** Says what was found, what is allowed and what to do. */
export class InputError extends Error {
  override name = 'InputError';
}

/** A value in a message, cut where it is long; never throws. */
export function show(value: unknown) {
  let text = 'something unreadable';
  try {
    text =
      typeof value === 'number' || value instanceof Error
        ? String(value)
        : (JSON.stringify(value) ?? String(value));
  } catch {
    // A value that cannot even be written is not worth a second try.
  }
  if (text.length <= 60) return text;
  return text.startsWith('"') ? `${text.slice(0, 56)}…"` : `${text.slice(0, 57)}…`;
}
