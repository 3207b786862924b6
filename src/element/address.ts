/** Where a state of a figure lives: `/<chapter>/?<id>.radius=1.05&<id>.v=1#<id>`, so that two figures on a page do not collide. */
import { format, LONGEST_QUERY, LONGEST_TEXT, TOO_LONG, VERSION } from '../../components/parts/codec.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { frameWords } from '../../components/parts/reserved.ts';

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
  const query = queryOf(declaration, given, `${id}.`);
  const page = `${base}${chapter}/`;
  if (query.length > LONGEST_QUERY) return `${page}#s=${query}`;
  return `${page}${query && `?${query}`}#${id}`;
}

/** A state says by which version of its figure it was written; none says nothing. */
function queryOf(declaration: Declaration, given: Inputs, prefix: string): string {
  const texts = format(declaration, given);
  if (!texts.length) return '';
  const pairs = [...texts, [VERSION, String(declaration.version)] as const].map(
    ([name, text]) => `${prefix}${name}=${encodeURIComponent(text)}`,
  );
  return pairs.join('&').replaceAll('%2C', ',').replaceAll('%3B', ';');
}

interface Address {
  search: string;
  hash: string;
}

/** WordPress writes a secret of its own behind whatever address it frames: `#?secret=x`, `#s=…#?secret=x`. */
const withoutSecret = (hash: string) => hash.replace(/#\?secret=.*$/s, '');

/** Words of an address that the page itself understands. */
const ofPage: ReadonlySet<string> = new Set(frameWords);

const read = (text: string, longest: number): [string, string][] =>
  text.length > longest ? [[TOO_LONG, String(longest)]] : [...new URLSearchParams(text)];

/**
 * The pairs of an address that are meant for the figure `id`; on its own page the names stand without it. What is too
 * long is not read, and leaves a pair of which `parse` says so.
 */
export function pairsFor(id: string, { search, hash }: Address, alone: boolean): [string, string][] {
  const behind = withoutSecret(hash);
  const pairs = [
    ...read(search.slice(1), LONGEST_QUERY),
    ...read(behind.startsWith('#s=') ? behind.slice(3) : '', LONGEST_TEXT),
  ];
  return pairs.flatMap(([key, text]): [string, string][] => {
    if (key === TOO_LONG) return [[key, text]];
    if (key.startsWith(`${id}.`)) return [[key.slice(id.length + 1), text]];
    return alone && !key.includes('.') && !ofPage.has(key.toLowerCase()) ? [[key, text]] : [];
  });
}
