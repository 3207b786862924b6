/**
 * A check in the page without the right answer in the page: only a hash of it is there, one for each of 64 sets of
 * numbers.
 *
 * This deters reading, not attack. Whoever opens the page's files can hash every answer that could be meant: a choice
 * of four is found at once, a number of three digits in minutes, and hashing 2,000 times only makes that slower. What
 * must stay unknown until the deadline is checked by the grader alone.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { candidates, canonical, hashable, type Hashable } from './canonical.ts';
import { keyFault } from './key-fault.ts';
import { foundIn } from './response-text.ts';
import { rightsDrawn } from './rights.ts';
import type { Ask, Assignment, Book, Keys, Verdict } from './types.ts';
import { variantName, VARIANTS } from './variants.ts';
import { right, wrong } from './verdicts.ts';

export { canonical, digitsOf, hashable } from './canonical.ts';
export { drawerOf, hasHash, variantOf, VARIANTS } from './variants.ts';

/** How often each text is hashed. */
export const ROUNDS = 2000;
/** Hexadecimal digits of a digest that are kept: 96 bits. */
const KEPT = 24;

/** What the page gets of an assignment. */
export interface HashTable {
  /** Anything; another one makes other digests of the same answers. */
  salt: string;
  /** By ask and variant; more than one where the right number lies on a border of rounding. */
  digests: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** SHA-256 of `salt|ask|variant|text`, hashed again until it was hashed 2,000 times; the first 96 bits. */
export function digest(salt: string, askId: string, variant: number, text: string): string {
  let bytes = sha256(new TextEncoder().encode(`${salt}|${askId}|${variant}|${text}`));
  for (let round = 1; round < ROUNDS; round++) bytes = sha256(bytes);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.slice(0, KEPT);
}

/**
 * The table of an assignment: of every ask that is checked by hash, for every set of numbers. Throws a KeyFault, a
 * sentence for the author, where an ask cannot be checked so, or where a key fails for one of the sets.
 */
export async function hashTable(
  assignment: Assignment,
  keys: Keys,
  book: Book,
  salt: string,
): Promise<HashTable> {
  const digests: Record<string, string[][]> = {};
  for (const exercise of assignment.exercises) {
    const asks = exercise.asks.filter(({ check }) => check === 'hash');
    const hashables = asks.map((ask) => allowed(ask, assignment.id, exercise.id));
    for (let variant = 0; asks.length > 0 && variant < VARIANTS; variant++) {
      const rights = await rightsDrawn(
        assignment.id,
        exercise,
        keys[exercise.id],
        variantName(variant),
        book,
      );
      for (const ask of hashables) {
        const texts = canonical(ask, rights[ask.id] as number | number[]);
        (digests[ask.id] ??= []).push(texts.map((text) => digest(salt, ask.id, variant, text)));
      }
    }
  }
  return { salt, digests };
}

function allowed(ask: Ask, assignmentId: string, exerciseId: string): Hashable {
  if (hashable(ask)) return ask;
  throw keyFault(
    { assignmentId, exerciseId, ask: ask.id },
    `check="hash" is for numbers, vectors and choices; write check="grader" for this ${ask.kind}.`,
  );
}

const part = (ask: Hashable) =>
  ask.kind === 'vector' || (ask.kind === 'choice' && ask.many) ? 'Not all of it is' : 'That is not';

/**
 * Right or wrong by the table, as the grader will say; of several choices, right only where all of it is. `variant` is
 * that of the seed that `seedOf` makes of the student, for practice as well.
 */
export function judgeHash(ask: Ask, { salt, digests }: HashTable, variant: number, text: string): Verdict {
  const allowed = digests[ask.id]?.[variant];
  if (!hashable(ask) || !allowed) throw new Error(`${ask.id}: no hash for variant ${variant}`);
  const read = foundIn(ask, text);
  if ('verdict' in read) return read.verdict;
  const fits = candidates(ask, read.found).some((one) =>
    allowed.includes(digest(salt, ask.id, variant, one)),
  );
  return fits
    ? right(`${read.said} That is right.`.trim())
    : wrong(`${read.said} ${part(ask)} right.`.trim());
}
