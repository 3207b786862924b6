import type { Input, Matrix, Sizes, Vector } from '../parts/declare.ts';

export const scores = [
  { value: 'additive', label: 'additive' },
  { value: 'dot', label: 'dot' },
  { value: 'general', label: 'general' },
  { value: 'wu', label: 'of one slide' },
] as const;
export type ScoreName = (typeof scores)[number]['value'];

const list = (length: number, entry: (index: number) => number): Vector =>
  Array.from({ length }, (_, i) => entry(i));
const table = (rows: number, columns: number, entry: (i: number, j: number) => number): Matrix =>
  list(rows, (i) => i).map((i) => list(columns, (j) => entry(i, j)));

/** Four words as three features: how much of a determiner, of a thing named, of a state that it is in. */
const words: Matrix = [
  [1, 0.1, 0],
  [0.1, 1, 0.2],
  [0, 0.1, 0.5],
  [0, 0.3, 1],
];
/** What the words are called while the parts are the four of the first view. */
export const partNames = ['les', 'pauvres', 'sont', 'démunis'] as const;
export const namesOf = (count: number): string[] =>
  list(count, (i) => i).map((i) => (count === partNames.length ? partNames[i]! : String(i + 1)));

const pattern = (i: number, j: number) => Math.round(10 * Math.cos(1.7 * i + 2.3 * j)) / 10;
const keys = ({ n, d }: Sizes) =>
  table(n!, d!, (i, j) => (n === words.length && j < 3 ? words[i]![j]! : pattern(i, j)));
const asked = ({ d }: Sizes) => list(d!, (j) => [0, 1.2, 0.2][j] ?? 0);
const diagonal = (rows: number, columns: number, value: number) =>
  table(rows, columns, (i, j) => (i === j ? value : 0));

const anything = { range: [-1e4, 1e4], slider: [-3, 3], step: 0.1 } as const;
const vector = (dimension: string) => ({ kind: 'array', shape: [dimension], ...anything }) as const;
const matrix = (rows: string, columns: string) =>
  ({ kind: 'array', shape: [rows, columns], ...anything }) as const;

export const inputs: Record<string, Input> = {
  score: { kind: 'choice', label: 'score', words: 'How the query is compared with a part.', options: scores, default: 'additive' },
  act: {
    kind: 'choice', label: 'act', words: 'The activation of the score that one slide prints.', default: 'tanh',
    options: [{ value: 'tanh', label: 'tanh' }, { value: 'sigmoid', label: 'sigmoid' }, { value: 'linear', label: 'none' }],
  },
  query: { ...vector('d'), label: 'query', symbol: '\\attQuery{t-1}', words: 'What the decoder is looking for: its state before this word.', default: asked },
  keys: { ...matrix('n', 'd'), label: 'parts', symbol: '\\attPart{i}', words: 'The parts of the input, a row each.', default: keys },
  Wa: { ...matrix('A', 'd'), label: 'query weights', symbol: '\\attWq', words: 'Weights of the query in the additive score.', default: ({ A, d }) => diagonal(A!, d!, 2) },
  Ua: { ...matrix('A', 'd'), label: 'part weights', symbol: '\\attWk', words: 'Weights of a part in the additive score.', default: ({ A, d }) => diagonal(A!, d!, 2) },
  ba: { ...vector('A'), label: 'bias', symbol: '\\attb', words: 'Bias of the additive score.', default: ({ A }) => list(A!, () => -3) },
  va: { ...vector('A'), label: 'output weights', symbol: '\\attv', words: 'How much each number of the comparison counts in the additive score.', default: ({ A }) => list(A!, () => 2) },
  G: { ...matrix('d', 'd'), label: 'weights between', symbol: '\\attG', words: 'Weights of the general score, a row for each number of the query.', default: ({ d }) => diagonal(d!, d!, 3) },
  p: { ...vector('d'), label: 'query vector', symbol: '\\attp', words: 'Query weights of the score that one slide prints.', default: ({ d }) => list(d!, (j) => [1, -0.5, 0.5][j] ?? 0) },
  q: { ...vector('d'), label: 'part vector', symbol: '\\attq', words: 'Part weights of the score that one slide prints.', default: ({ d }) => list(d!, (j) => [-0.5, 1, 0.3][j] ?? 0) },
  r: { kind: 'array', shape: [1], ...anything, label: 'offset', symbol: '\\attr', words: 'Bias of the score that one slide prints.', default: () => [0] },
}; // prettier-ignore
