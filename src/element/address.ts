/** Where a state of a figure lives: `/<chapter>/?<id>.radius=1.05#<id>`, so that two figures on a page do not collide. */
import { format, LONGEST_QUERY, LONGEST_TEXT } from '../../components/parts/codec.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';

/**
 * The address of a state under `base`, in the chapter where the figure stands; a state too long for a query stands
 * behind `#s=`.
 */
export function addressOf(
  declaration: Declaration,
  id: string,
  given: Inputs,
  base: string,
  chapter = declaration.chapter,
): string {
  const pairs = format(declaration, given).map(([name, text]) => `${id}.${name}=${encodeURIComponent(text)}`);
  const query = pairs.join('&').replaceAll('%2C', ',').replaceAll('%3B', ';');
  const page = `${base}${chapter}/`;
  if (query.length > LONGEST_QUERY) return `${page}#s=${query}`;
  return `${page}${query && `?${query}`}#${id}`;
}

/** Words of an address that the page itself understands. */
const ofPage = new Set(['notation']);

/** The pairs of an address that are meant for the figure `id`; on its own page the names stand without it. */
export function pairsFor(id: string, { search, hash }: { search: string; hash: string }, alone: boolean) {
  const long = hash.startsWith('#s=') && hash.length <= LONGEST_TEXT ? hash.slice(3) : '';
  const short = search.length <= LONGEST_TEXT ? search.slice(1) : '';
  const pairs = [...new URLSearchParams(short), ...new URLSearchParams(long)];
  return pairs.flatMap(([key, text]): [string, string][] => {
    if (key.startsWith(`${id}.`)) return [[key.slice(id.length + 1), text]];
    return alone && !key.includes('.') && !ofPage.has(key) ? [[key, text]] : [];
  });
}
