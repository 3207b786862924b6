/** What a page that shows a figure in its own window may say besides inputs: some of the words of an embed's address. */
import { parse } from '../../components/parts/codec.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { pairsFor } from '../element/address.ts';
import type { Style } from './shadow.ts';
import type { Theme } from './theme.ts';
import { readWords } from './words.ts';

/** The words that mean something here, and what they are where nothing is said. */
export const words = {
  theme: 'auto',
  notation: 'book',
  controls: 'all',
  lock: '',
  heading: 1,
  links: 1,
} as const;

/** What is not understood is as if it was not said, with a note. */
export function wishesOf(
  declaration: Declaration,
  said: Record<string, unknown>,
): Style & { notes: string[] } {
  const pairs = Object.keys(words).flatMap((word) => {
    const text = textOf(said[word]);
    return text === '' ? [] : [[word, text]];
  });
  const { words: found, notes } = readWords(`?${new URLSearchParams(pairs).toString()}`, declaration);
  return { theme: found.theme as Theme, notation: found.notation, allowed: found.allowed, notes };
}

/** As an address would say it: a list with commas, yes and no as 1 and 0. */
function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value === undefined || value === null ? '' : String(value);
}

export interface Beginning {
  given: Inputs;
  notes: string[];
  words: Record<string, unknown>;
}

/** What the address of a script says: inputs and words, as that of an embed. */
export function beginning(declaration: Declaration, address: string): Beginning {
  const url = /^(https?|file):/.test(address) ? new URL(address) : { search: '', hash: '' };
  const query = new URLSearchParams(url.search);
  const said = Object.entries(words).map(([word, value]) => [word, query.get(word) ?? value]);
  return {
    ...parse(declaration, pairsFor(declaration.id, url, true)),
    words: Object.fromEntries(said) as Record<string, unknown>,
  };
}
