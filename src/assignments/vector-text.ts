/**
 * Several numbers as a student writes them: with semicolons, tabs or lines between them, or spaces, or commas.
 *
 * Where commas could be decimal or could stand between the numbers, every way of reading is tried. The wanted length
 * decides (1,5,2,5 is 1.5 and 2.5 where two numbers are asked for, and 1, 5, 2, 5 where four are); where that leaves
 * more than one way or none, the text is unclear. A comma before a space or at the end of a line stands between numbers.
 */
import { excerpt } from '../../components/parts/numbers.ts';
import { plain } from './number-signs.ts';
import { LONGEST_NUMBER, numberOf, tooLong, type Reading } from './number-text.ts';
import { writtenVector } from './number-written.ts';

export type VectorRead = { values: number[] } | { unclear: string } | { blank: true };

const HOW = 'Separate the numbers with semicolons: 1.5; -2; 3.';

/** Numbers in a student's words, as many as are wanted; never throws. */
export function readVector(text: string, length?: number, reading: Reading = {}): VectorRead {
  if (text.length > LONGEST_NUMBER) return { unclear: tooLong(text) };
  const found = plain(text);
  if (found === '') return { blank: true };
  const bare = withoutBrackets(found);
  if (bare === undefined)
    return { unclear: `${excerpt(text.trim())} has a bracket without its partner. ${HOW}` };
  const all = waysOf(bare).flatMap((way) => valuesOf(way, reading));
  const fitting = all.filter(({ values }) => length === undefined || values.length === length);
  // A space is first of all one between numbers, and only then one between thousands.
  const spaced = fitting.filter(({ strict }) => strict);
  const ways = distinct(spaced.length > 0 ? spaced : fitting);
  if (ways.length === 1) return { values: ways[0]! };
  if (ways.length > 1) return { unclear: ambiguous(text, ways) };
  return { unclear: all.length > 0 ? miscounted(distinct(all), length!) : entryFault(text, bare, reading) };
}

interface Way {
  values: number[];
  strict: boolean;
}

/** The entries, by every way of separating them that the text has. */
function waysOf(bare: string): string[][] {
  const entries = (text: string, separator: RegExp) => text.split(separator).map((entry) => entry.trim());
  const open = bare.replace(/[;,]$/, '').trimEnd();
  if (open.includes(';')) return [entries(open, /;/)];
  const noComma = (list: string[]) => list.map((entry) => entry.replace(/,$/, '').trimEnd());
  return [
    [open],
    noComma(entries(open, /[\n\t]+/)),
    entries(open, /,\s|\s,/),
    noComma(entries(open, /\s+/)),
    entries(open, /,/),
    pairs(open),
  ];
}

/** 1,5,2,5 as 1,5 and 2,5. */
function pairs(text: string): string[] {
  const pieces = text.split(',');
  const fits = (piece: string, i: number) => (i % 2 ? /^\d+(e[+-]?\d+)?$/ : /^[+-]?\d+$/).test(piece);
  if (pieces.length % 2 || !pieces.every(fits)) return [];
  return pieces.flatMap((piece, i) => (i % 2 ? [] : [`${piece},${pieces[i + 1]!}`]));
}

function valuesOf(entries: string[], reading: Reading): Way[] {
  if (entries.length === 0) return [];
  const values: number[] = [];
  for (const entry of entries) {
    const value = /[\n\t]/.test(entry) ? undefined : numberOf(entry, reading);
    if (typeof value !== 'number') return [];
    values.push(value);
  }
  return [{ values, strict: !entries.some((entry) => /\d \d/.test(entry)) }];
}

function distinct(ways: Way[]): number[][] {
  const byText = new Map(ways.map(({ values }) => [values.join(';'), values]));
  return [...byText.values()];
}

const PARTNERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Inside a pair of brackets around everything, which may be marked as transposed; nothing where one is missing. */
function withoutBrackets(found: string): string | undefined {
  const text = found.replace(/(ᵀ|\^? ?t|')$/, '').trimEnd();
  const open: { at: number; partner: string }[] = [];
  let around = false;
  for (const [at, sign] of found.split('').entries()) {
    const partner = PARTNERS[sign];
    if (partner) open.push({ at, partner });
    else if (/[)\]}]/.test(sign)) {
      const last = open.pop();
      if (last?.partner !== sign) return undefined;
      around = last.at === 0 && at === text.length - 1;
    }
  }
  if (open.length > 0) return undefined;
  return around ? text.slice(1, -1).trim() : found;
}

function ambiguous(text: string, ways: number[][]): string {
  const [one, other] = ways.map(writtenVector) as [string, string];
  return `${excerpt(text.trim())} can be read as ${one} or as ${other}. ${HOW}`;
}

function miscounted(ways: number[][], length: number): string {
  const counts = [...new Set(ways.map((values) => values.length))].sort((a, b) => a - b);
  const found = counts.length > 1 ? `${counts.join(' or ')} numbers were` : counted(counts[0]!);
  return `${found} found, and ${length === 1 ? 'one is' : `${length} are`} asked for. ${HOW}`;
}

const counted = (count: number) => (count === 1 ? 'One number was' : `${count} numbers were`);

/** Which entry is no number. */
function entryFault(text: string, bare: string, reading: Reading): string {
  const separator = bare.includes(';')
    ? /;/
    : /[\n\t]/.test(bare)
      ? /[\n\t]+/
      : bare.includes(',')
        ? /,/
        : /\s+/;
  const entries = bare.split(separator).map((entry) => entry.trim());
  const at = entries.findIndex((entry) => typeof numberOf(entry, reading) !== 'number');
  const value = numberOf(entries[at] ?? '', reading);
  if (at < 0 || entries.length < 2 || typeof value === 'number')
    return `${excerpt(text.trim())} is not understood as numbers. ${HOW}`;
  const which = `Number ${at + 1} of ${entries.length}`;
  return entries[at] === ''
    ? `${which} is missing. ${HOW}`
    : `${which}, ${excerpt(entries[at]!)}, ${value.fault}`;
}
