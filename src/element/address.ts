/** Where a state of a figure lives: `/<chapter>/?<id>.radius=1.05#<id>`, so that two figures on a page do not collide. */
import { format, LONGEST_QUERY } from '../../components/parts/codec.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';

/** The address of a state under `base`. */
export function addressOf(declaration: Declaration, id: string, given: Inputs, base: string): string {
  const pairs = format(declaration, given).map(([name, text]) => `${id}.${name}=${encodeURIComponent(text)}`);
  const query = pairs.join('&').replaceAll('%2C', ',').replaceAll('%3B', ';');
  return `${base}${declaration.chapter}/${query && `?${query}`}#${id}`;
}

/** The pairs of a query that are meant for the figure `id`; on its own page the names stand without it. */
export function pairsFor(id: string, query: string, alone: boolean): [string, string][] {
  const pairs = [...new URLSearchParams(query.slice(0, LONGEST_QUERY))];
  return pairs.flatMap(([key, text]): [string, string][] => {
    if (key.startsWith(`${id}.`)) return [[key.slice(id.length + 1), text]];
    return alone && !key.includes('.') ? [[key, text]] : [];
  });
}
