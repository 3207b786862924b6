import type { Preset, Vector } from '../parts/declare.ts';

const ask = (...entries: number[]) => ({ query }: { query?: unknown }) => ({
  query: (query as Vector).map((_, j) => entries[j] ?? 0),
}); // prettier-ignore

export const presets: readonly Preset[] = [
  { label: 'Ask for “the”', words: 'The decoder wants a determiner.', change: ask(1.2, 0.1, 0) },
  { label: 'Ask for “poor”', words: 'The decoder wants the thing that is named.', change: ask(0, 1.2, 0.2) },
  {
    label: 'Ask for “don’t have”',
    words: 'The decoder wants the state it is in: two parts answer.',
    change: ask(0, 0.2, 1.2),
  },
  {
    label: 'Ask for nothing',
    words: 'A query of zeros.',
    change: ask(),
  },
  {
    label: 'Plain dot',
    words: 'The same query, compared by its products alone: the attention is less sharp.',
    change: () => ({ score: 'dot' }),
  },
  {
    label: 'One slide’s score',
    words: 'Now change the query, and see what moves.',
    change: () => ({ score: 'wu' }),
  },
];
