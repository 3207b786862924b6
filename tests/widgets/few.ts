/**
 * Laws that hold for every figure are about parts that all of them share. Where trying one on every figure takes long,
 * it is tried on a few, in turn by the law's name; with `every` (see tests/browser/support/turns.ts) on all.
 */
import { isTurn } from '../browser/support/turns.ts';

/** Whether this one is among the few whose turn it is; the same on every machine. */
export function isAmong(count: number, law: string, one: string, all: readonly string[]): boolean {
  const share = Math.ceil(all.length / count);
  const group = all.filter((_, at) => Math.floor(all.indexOf(one) / share) === Math.floor(at / share));
  return all.includes(one) && isTurn(law, one, group);
}
