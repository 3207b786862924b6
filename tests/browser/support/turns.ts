/**
 * Laws that hold for every figure, or every chapter, are about parts that all of them share. So each law is tried on one
 * of them, in turn by the law's name, and what is special to a figure on that figure. `npm test -- every` tries every
 * law on every one, which takes more than half an hour.
 */
import { test, type TestOptions } from 'vitest';

export const every = Boolean(process.env.EVERY);

/** A test of what other tests show as well, in other words; only with `every`. */
export const rarely = test.runIf(every);

/** Whether it is this one's turn; the same on every machine. */
export function isTurn(law: string, one: string, all: readonly string[]): boolean {
  const sum = [...law].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)!) >>> 0, 7);
  return every || all[sum % all.length] === one;
}

/** The one whose turn it is, as a list; with `every` all of them. */
export function inTurn(law: string, all: readonly string[]): string[] {
  return all.filter((one) => isTurn(law, one, all));
}

/** `test` for the laws of `one` among `all`: skips what is another's turn. */
export function lawOf(one: string, all: readonly string[]) {
  function law(name: string, run: () => Promise<void>): void;
  function law(name: string, options: TestOptions, run: () => Promise<void>): void;
  function law(name: string, ...rest: unknown[]): void {
    (test.runIf(isTurn(name, one, all)) as (name: string, ...rest: unknown[]) => void)(name, ...rest);
  }
  return law;
}
