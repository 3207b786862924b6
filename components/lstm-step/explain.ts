/** The sum behind each mark, with its numbers. */
import type { Cell, Matrix, Vector } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { products, texLeading, texProduct, texSum, type Term } from '../parts/sums.ts';
import { letters } from './inputs.ts';
import { reading, type Shown } from './shown.ts';
import { letterOf } from './letters.ts';

const weighed = (row: Vector, column: Vector) => products(row, column);
const columnOf = (matrix: Matrix, j: number) => matrix.map((row) => row[j]!);
const slope = (gate: number) => gate * (1 - gate);

type Gate = (typeof letters)[number];

/** z = W x + U h + b, and with a peephole p c. */
function preactivation(shown: Shown, gate: Gate, i: number) {
  const terms: Term[] = [
    ...weighed(shown[`W${gate}`][i]!, shown.x),
    ...weighed(shown[`U${gate}`][i]!, shown.hPrev),
  ];
  if (gate !== 'g' && shown.sees) {
    const seen = gate === 'o' ? shown.c : shown.cPrev;
    terms.push(...weighed([shown[`p${gate}`][i]!], [seen[i]!]));
  }
  return texSum([...terms, shown[`b${gate}`][i]!], 5);
}

const symbols = { i: '\\lstmIni', f: '\\lstmForgeti', o: '\\lstmOuti', g: '\\lstmCandi' } as const;
const named = (symbol: string, time: string, i: number) => `${symbol}{${time}}{${i + 1}}`;
const cellAt = (time: string, i: number) => named('\\lstmCelli', time, i);
const stateAt = (time: string, i: number) => named('\\lstmHidi', time, i);
const derivative = (of: string) => `\\grad{${of}}`;

const opened = (gate: 'i' | 'f' | 'o') => (shown: Shown, i: number) => {
  const z = tex(shown[`z${gate}`][i]!);
  return `${named(symbols[gate], 't', i)} = \\sigma(${preactivation(shown, gate, i)}) = 1 / (1 + \\exp(-(${z})))`;
};

const errorBefore = (gate: Gate, squashing: string, i: number) =>
  `\\text{error of } ${named(symbols[gate], 't', i)} \\text{ before its } ${squashing}`;

/** Σ over the four gates of weight times error, for one entry of the state before or of the input. */
function pulled(shown: Shown, which: 'U' | 'W', j: number) {
  const errors = { i: shown.di, f: shown.df, o: shown.dOut, g: shown.dg };
  const terms = letters.flatMap((gate) => weighed(columnOf(shown[`${which}${gate}`], j), errors[gate]));
  return texSum(terms, 4);
}

const equations: Equations<Shown> = {
  x: (_, i) => `\\inpi{t}{${i + 1}}`,
  hPrev: (_, i) => stateAt('t-1', i),
  cPrev: (_, i) => cellAt('t-1', i),
  i: opened('i'),
  f: opened('f'),
  o: opened('o'),
  g: (shown, i) => `${named('\\lstmCandi', 't', i)} = \\tanh(${preactivation(shown, 'g', i)}) = \\tanh(${tex(shown.zg[i]!)})`,
  kept: ({ f, cPrev }, i) => `${named('\\lstmForgeti', 't', i)} \\cdot ${cellAt('t-1', i)} = ${texLeading(f[i]!, cPrev[i]!)}`,
  written: (shown, i) => `${named('\\lstmIni', 't', i)} \\cdot ${named('\\lstmCandi', 't', i)} = ${texLeading(shown.i[i]!, shown.g[i]!)}`,
  c: ({ f, cPrev, g, ...shown }, i) => `${cellAt('t', i)} = ${texLeading(f[i]!, cPrev[i]!)} + ${texProduct(shown.i[i]!, g[i]!)}`,
  h: ({ o, c }, i) => `${stateAt('t', i)} = ${named('\\lstmOuti', 't', i)} \\cdot \\tanh(${cellAt('t', i)}) = ${tex(o[i]!)} \\cdot \\tanh(${tex(c[i]!)})`,
  dhNext: (_, i) => derivative(stateAt('t', i)),
  dcNext: (_, i) => `\\text{from losses and later steps, by } ${cellAt('t', i)}`,
  dc: ({ dcNext, dhNext, o, squash, sees, po, dOut }, i) =>
    `${derivative(cellAt('t', i))} = ${tex(dcNext[i]!)} + ${texProduct(dhNext[i]!, o[i]!)} \\cdot (1 - ${tex(squash[i]!, true)}^{2})${sees ? ` + ${texProduct(po[i]!, dOut[i]!)}` : ''}`,
  dcPrev: ({ dc, f, sees, pi, pf, di, df }, i) =>
    `${derivative(cellAt('t-1', i))} = ${texLeading(dc[i]!, f[i]!)}${sees ? ` + ${texProduct(pi[i]!, di[i]!)} + ${texProduct(pf[i]!, df[i]!)}` : ''}`,
  df: ({ dc, cPrev, f }, i) => `${errorBefore('f', '\\sigma', i)} = ${texLeading(dc[i]!, cPrev[i]!, slope(f[i]!))}`,
  di: ({ dc, g, ...shown }, i) => `${errorBefore('i', '\\sigma', i)} = ${texLeading(dc[i]!, g[i]!, slope(shown.i[i]!))}`,
  dOut: ({ dhNext, squash, o }, i) => `${errorBefore('o', '\\sigma', i)} = ${texLeading(dhNext[i]!, squash[i]!, slope(o[i]!))}`,
  dg: ({ dc, g, ...shown }, i) => `${errorBefore('g', '\\tanh', i)} = ${texLeading(dc[i]!, shown.i[i]!)} \\cdot (1 - ${tex(g[i]!, true)}^{2})`,
  dhPrev: (shown, j) => `${derivative(stateAt('t-1', j))} = ${pulled(shown, 'U', j)}`,
  dx: (shown, j) => `${derivative(`\\inpi{t}{${j + 1}}`)} = ${pulled(shown, 'W', j)}`,
  ...Object.fromEntries(letters.flatMap((gate) => [
    [`W${gate}`, (_: Shown, i: number, j: number) => `(${letterOf(`W${gate}`)})_{${i + 1},${j + 1}}`],
    [`U${gate}`, (_: Shown, i: number, j: number) => `(${letterOf(`U${gate}`)})_{${i + 1},${j + 1}}`],
    [`b${gate}`, (_: Shown, i: number) => `(${letterOf(`b${gate}`)})_{${i + 1}}`],
    [`p${gate}`, (_: Shown, i: number) => `(${letterOf(`p${gate}`)})_{${i + 1}}`],
  ])),
}; // prettier-ignore

export const explain: Cell = explainedBy(reading, equations);
