/**
 * Texts as blocks, and which block of one text is which of another. Single lines would mislead: blank lines and bare
 * tags are everywhere alike, and an alignment by lines takes one claim's frame for another's.
 */

/** A paragraph with the tags that open before it and close after it, and the blank lines behind. */
export type Block = readonly string[];

const blank = (line: string | undefined) => line?.trim() === '';
const opens = (line: string | undefined) => /^\s*<\w[^<>]*[^/<>]>\s*$|^\s*<\w>\s*$/.test(line ?? '');
const closes = (line: string | undefined) => /^\s*<\/\w[^<>]*>\s*$/.test(line ?? '');

/** All lines, in order. */
export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: string[][] = [];
  let open = false;
  lines.forEach((line, i) => {
    // What only opens, or is blank at the beginning of the text, belongs to what follows.
    const empty = !blocks.at(-1)?.some((one) => !blank(one) && !opens(one));
    const goesOn = empty || blank(line) || closes(line) || (open && !blank(lines[i - 1]));
    if (goesOn && blocks.length) blocks.at(-1)!.push(line);
    else blocks.push([line]);
    open = !blank(line) && !closes(line);
  });
  return blocks;
}

/** Blank lines behind are no difference. */
export const keyOf = (block: Block): string => block.join('\n').trimEnd();

/** Two paragraphs are versions of one from this share of common words on (Dice); unrelated ones share 0.2 to 0.3, headings up to 0.4. */
const VERSION = 0.5;

interface Measured {
  key: string;
  words: Set<string>;
}
/** Addresses, and the names of tags and attributes, say little: two figures have them in common. */
const NAMES = /\]\([^)]*\)|<\/?\w+|\b\w+=/g;

function measured(block: Block): Measured {
  const key = keyOf(block);
  return { key, words: new Set(key.replace(NAMES, ' ').match(/[\p{L}\p{N}]+/gu)) };
}

/** How much speaks for two blocks being one: for equal ones their words, for versions of one a part of these. */
function likeness(one: Measured, two: Measured): number {
  if (one.key === two.key) return 1 + one.words.size;
  let shared = 0;
  for (const word of one.words) if (two.words.has(word)) shared++;
  const dice = (2 * shared) / (one.words.size + two.words.size);
  return dice >= VERSION ? shared * dice : 0;
}

/**
 * For each block of `base` the index of its version in `text`, or −1 where there is none: of all alignments that keep
 * the order that with the greatest sum of likenesses. Where one single block stands in the place of one, it is its version.
 */
export function versions(base: readonly Block[], text: readonly Block[]): number[] {
  const [rows, columns] = [base.map(measured), text.map(measured)];
  const [n, m] = [rows.length, columns.length];
  const like = rows.map((row) => columns.map((column) => likeness(row, column)));
  // best[i][j]: the greatest sum of the blocks from i and from j on.
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      best[i]![j] = Math.max(
        best[i + 1]![j]!,
        best[i]![j + 1]!,
        like[i]![j]! && like[i]![j]! + best[i + 1]![j + 1]!,
      );
  const found: number[] = Array.from({ length: n }, () => -1);
  for (let i = 0, j = 0; i < n && j < m;) {
    if (like[i]![j]! && best[i]![j] === like[i]![j]! + best[i + 1]![j + 1]!) found[i++] = j++;
    else if (best[i]![j] === best[i + 1]![j]) i++;
    else j++;
  }
  return replaced(found, m);
}

/** With one block that gave way to one other in the same place as its version. */
function replaced(found: number[], length: number): number[] {
  return found.map((at, i) => {
    const [before, after] = [i ? found[i - 1]! : -1, i + 1 < found.length ? found[i + 1]! : length];
    const alone = at < 0 && (i === 0 || before >= 0) && after >= 0;
    return alone && after - before === 2 ? before + 1 : at;
  });
}
