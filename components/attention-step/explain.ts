import type { Cell, Matrix, Vector } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { readingBy } from '../parts/shown.ts';
import { products, texLeading, texProduct, texSum } from '../parts/sums.ts';
import type { ScoreName } from './inputs.ts';
import type { Look } from './values.ts';

interface Shown {
  score: ScoreName;
  act: string;
  query: Vector;
  keys: Matrix;
  look: Look;
  scores: Vector;
  weights: Vector;
  context: Vector;
  compared: Matrix;
  shares: Matrix;
  Wa: Matrix;
  Ua: Matrix;
  ba: Vector;
  va: Vector;
  G: Matrix;
  p: Vector;
  q: Vector;
  r: Vector;
}
const reading = readingBy<Shown>([
  'score', 'act', 'query', 'keys', 'look', 'scores', 'weights', 'context', 'compared', 'shares', 'Wa', 'Ua', 'ba', 'va', 'G', 'p', 'q', 'r',
]); // prettier-ignore

const add = (values: Vector) => values.reduce((total, value) => total + value, 0);
const times = (one: Vector, other: Vector) => add(one.map((value, j) => value * other[j]!));
const few = (one: Vector, other: Vector) => texSum(products(one, other), 3);

const scoreOf: Record<ScoreName, (shown: Shown, i: number) => string> = {
  additive: ({ va, compared }, i) => `\\attv^\\top \\attMatch{t}{${i + 1}} = ${few(va, compared[i]!)}`,
  dot: ({ query, keys }, i) => `\\attQuery{t-1}^\\top \\attPart{${i + 1}} = ${few(query, keys[i]!)}`,
  general: ({ look, keys }, i) =>
    `\\attQuery{t-1}^\\top \\attG\\,\\attPart{${i + 1}} = ${few(look.projected!, keys[i]!)}`,
  wu({ act, query, keys, p, q, r }, i) {
    const name = { tanh: '\\tanh', sigmoid: '\\sigma', linear: '' }[act] ?? '';
    const [asked, own] = [times(p, query), times(q, keys[i]!)];
    return `\\mathrm{act}(\\attp^\\top \\attQuery{t-1} + \\attq^\\top \\attPart{${i + 1}} + \\attr) = ${name}(${tex(asked)} + ${tex(own, true)} + ${tex(r[0]!, true)})`;
  },
};

function comparedOf({ score, look, query, keys, Wa, Ua, ba, q }: Shown, i: number, k: number) {
  if (score === 'additive') {
    const sums = `${tex(times(Wa[k]!, query))} + ${tex(times(Ua[k]!, keys[i]!), true)} + ${tex(ba[k]!, true)}`;
    return `\\attMatchi{t}{${i + 1}}{${k + 1}} = \\tanh(${sums})`;
  }
  const factor = score === 'dot' ? query : score === 'general' ? look.projected! : q;
  return texProduct(factor[k]!, keys[i]![k]!);
}

/** Each mark's equation, without the result, which is put behind it. */
const equations: Equations<Shown> = {
  query: (_, j) => `\\attQueryi{t-1}{${j + 1}}`,
  keys: (_, i, j) => `\\attParti{${i + 1}}{${j + 1}}`,
  compared: comparedOf,
  scores: (shown, i) => `\\attScore{t}{${i + 1}} = ${scoreOf[shown.score](shown, i)}`,
  weights({ scores }, i) {
    const top = Math.max(...scores);
    const share = `${tex(Math.exp(scores[i]! - top))} / ${tex(add(scores.map((e) => Math.exp(e - top))))}`;
    return `\\attWeight{t}{${i + 1}} = \\exp(\\attScore{t}{${i + 1}} - ${tex(top, true)}) / \\sum_j \\exp(\\attScore{t}{j} - ${tex(top, true)}) = ${share}`;
  },
  shares: ({ weights, keys }, i, j) =>
    `\\attWeight{t}{${i + 1}}\\,\\attParti{${i + 1}}{${j + 1}} = ${texLeading(weights[i]!, keys[i]![j]!)}`,
  context: ({ weights, keys }, j) =>
    `\\attCtxi{t}{${j + 1}} = \\sum_i \\attWeight{t}{i}\\,\\attParti{i}{${j + 1}} = ${few(weights, keys.map((row) => row[j]!))}`,
  Wa: (_, i, j) => `(\\attWq)_{${i + 1},${j + 1}}`,
  Ua: (_, i, j) => `(\\attWk)_{${i + 1},${j + 1}}`,
  ba: (_, j) => `(\\attb)_{${j + 1}}`,
  va: (_, j) => `(\\attv)_{${j + 1}}`,
  G: (_, i, j) => `(\\attG)_{${i + 1},${j + 1}}`,
  p: (_, j) => `(\\attp)_{${j + 1}}`,
  q: (_, j) => `(\\attq)_{${j + 1}}`,
  r: () => '\\attr',
}; // prettier-ignore

export const explain: Cell = explainedBy(reading, equations);
