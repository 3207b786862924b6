import { cell, type Cell, type Explanation, type Matrix, type Vector } from '../parts/declare.ts';
import { tex } from '../parts/numbers.ts';
import { products, texProduct, texSum } from '../parts/sums.ts';
import type { ScoreName } from './inputs.ts';
import type { Look } from './values.ts';

const needs = ['score', 'act', 'query', 'keys', 'look', 'compared', 'shares', 'Wa', 'Ua', 'ba', 'va', 'G', 'p', 'q', 'r'] as const; // prettier-ignore

interface Shown {
  score: ScoreName;
  act: string;
  query: Vector;
  keys: Matrix;
  look: Look;
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

/** The equation of each mark with its numbers, and the result that is put behind it. */
const equations: Record<string, (shown: Shown, i: number, j: number) => [string, number | undefined]> = {
  query: ({ query }, j) => [`\\attQueryi{t-1}{${j + 1}}`, query[j]],
  keys: ({ keys }, i, j) => [`\\attParti{${i + 1}}{${j + 1}}`, keys[i]?.[j]],
  compared: (shown, i, j) => [comparedOf(shown, i, j), shown.compared[i]?.[j]],
  scores: (shown, i) => [`\\attScore{t}{${i + 1}} = ${scoreOf[shown.score](shown, i)}`, shown.look.scores[i]],
  weights({ look: { scores, weights } }, i) {
    const top = Math.max(...scores);
    const share = `${tex(Math.exp(scores[i]! - top))} / ${tex(add(scores.map((e) => Math.exp(e - top))))}`;
    return [`\\attWeight{t}{${i + 1}} = \\exp(\\attScore{t}{${i + 1}} - ${tex(top, true)}) / \\sum_j \\exp(\\attScore{t}{j} - ${tex(top, true)}) = ${share}`, weights[i]];
  },
  shares: ({ look, keys, shares }, i, j) => [
    `\\attWeight{t}{${i + 1}}\\,\\attParti{${i + 1}}{${j + 1}} = ${tex(look.weights[i]!)} \\cdot ${tex(keys[i]![j]!, true)}`,
    shares[i]?.[j],
  ],
  context: ({ look, keys }, j) => [
    `\\attCtxi{t}{${j + 1}} = \\sum_i \\attWeight{t}{i}\\,\\attParti{i}{${j + 1}} = ${few(look.weights, keys.map((row) => row[j]!))}`,
    look.context[j],
  ],
  Wa: ({ Wa }, i, j) => [`(\\attWq)_{${i + 1},${j + 1}}`, Wa[i]?.[j]],
  Ua: ({ Ua }, i, j) => [`(\\attWk)_{${i + 1},${j + 1}}`, Ua[i]?.[j]],
  ba: ({ ba }, j) => [`(\\attb)_{${j + 1}}`, ba[j]],
  va: ({ va }, j) => [`(\\attv)_{${j + 1}}`, va[j]],
  G: ({ G }, i, j) => [`(\\attG)_{${i + 1},${j + 1}}`, G[i]?.[j]],
  p: ({ p }, j) => [`(\\attp)_{${j + 1}}`, p[j]],
  q: ({ q }, j) => [`(\\attq)_{${j + 1}}`, q[j]],
  r: ({ r }) => ['\\attr', r[0]],
}; // prettier-ignore

export const explain: Cell = cell(needs, (...values: unknown[]) => {
  const shown = Object.fromEntries(needs.map((name, at) => [name, values[at]])) as unknown as Shown;
  const sizes: Record<string, Matrix | Vector> = { ...shown.look, ...(shown as object) } as never;
  return (mark: string): Explanation | undefined => {
    const [name = '', i = '0', j = '0'] = mark.split('.');
    const whole = sizes[name];
    if (!Object.hasOwn(equations, name) || !(Number(i) < (whole?.length ?? 0))) return undefined;
    const [equation, value] = equations[name]!(shown, Number(i), Number(j));
    return value === undefined ? undefined : `${equation} = ${tex(value)}`;
  };
});
