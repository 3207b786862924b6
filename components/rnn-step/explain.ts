/** The sum behind each mark, with its numbers. */
import type { Activation } from '../../kernels/rnn.ts';
import type { Cell, Vector } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { activated, products, texProduct, texSum } from '../parts/sums.ts';
import { reading, type Shown } from './shown.ts';

/** Indices are counted from 1. */
const at = (...index: number[]) => index.map((one) => `{${one + 1}}`).join('');

/** How steep the activation is there. */
const slope: Record<Activation, (z: number, h: number) => string> = {
  linear: () => '1',
  tanh: (_, h) => `1 - ${tex(h, true)}^{2}`,
  sigmoid: (_, h) => `${tex(h)} \\cdot (1 - ${tex(h)})`,
  relu: (z) => (z > 0 ? '1' : '0'),
};

/** Each mark's equation, without the result, which is put behind it. */
const equations: Equations<Shown> = {
  hPrev: (_, j) => `\\hidi{t-1}${at(j)}`,
  x: (_, j) => `\\inpi{t}${at(j)}`,
  U: (_, i, j) => `\\Wreci${at(i, j)}`,
  W: (_, i, j) => `\\Wini${at(i, j)}`,
  V: (_, k, i) => `\\Wouti${at(k, i)}`,
  b: (_, i) => `\\bhidi${at(i)}`,
  c: (_, k) => `\\bouti${at(k)}`,
  pastTerms: ({ U, hPrev }, i, j) =>
    `\\Wreci${at(i, j)}\\,\\hidi{t-1}${at(j)} = ${texProduct(U[i]![j]!, hPrev[j]!)}`,
  inputTerms: ({ W, x }, i, j) => `\\Wini${at(i, j)}\\,\\inpi{t}${at(j)} = ${texProduct(W[i]![j]!, x[j]!)}`,
  outputTerms: ({ V, h }, k, i) => `\\Wouti${at(k, i)}\\,\\hidi{t}${at(i)} = ${texProduct(V[k]![i]!, h[i]!)}`,
  past: ({ pastTerms }, i) => `\\text{past of unit } ${i + 1} = ${texSum(pastTerms[i]!)}`,
  present: ({ inputTerms }, i) => `\\text{present of unit } ${i + 1} = ${texSum(inputTerms[i]!)}`,
  z: ({ U, W, b, hPrev, x }, i) =>
    `\\prei{t}${at(i)} = ${texSum([...products(U[i]!, hPrev), ...products(W[i]!, x), b[i]!])}`,
  h: ({ activation, z }, i) =>
    `\\hidi{t}${at(i)} = \\anyact(\\prei{t}${at(i)}) = ${activated[activation](tex(z[i]!))}`,
  slopes: ({ activation, z, h }, i) => `\\slopei{t}${at(i)} = ${slope[activation](z[i]!, h[i]!)}`,
  o: ({ V, h, c }, k) => `\\logiti{t}${at(k)} = ${texSum([...products(V[k]!, h), c[k]!])}`,
  p: ({ o }, k) => `\\predi{t}${at(k)} = ${share(o, k)}`,
};

/** Large outputs stand less their largest, which changes no probability. */
function share(o: Vector, k: number) {
  const most = Math.max(...o);
  const base = Math.abs(most) > 9 || Math.min(...o) < -9 ? most : 0;
  const powers = o.map((value) => Math.exp(value - base));
  const shown = base ? `${tex(o[k]!)} - ${tex(base, true)}` : tex(o[k]!);
  return `\\exp(${shown}) / ${tex(powers.reduce((sum, power) => sum + power, 0))}`;
}

export const explain: Cell = explainedBy(reading, equations);
