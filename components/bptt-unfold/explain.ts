/** The sum behind each mark, with its numbers. */
import type { Cell, Matrix, Vector } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { readingBy } from '../parts/shown.ts';
import { activated, products, texProduct, texSum } from '../parts/sums.ts';
import { shownNames, type Shown } from './shown.ts';
import { weightIn } from './values.ts';

interface All extends Shown {
  weight: Vector;
  uses: Matrix;
  lossSums: Vector;
}

const reading = readingBy<All>([...shownNames, 'weight', 'uses', 'lossSums']);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const before = ({ h }: Shown, t: number) => (t ? h[t - 1]! : h[0]!.map(() => 0));

/** p of the softmax. */
function probabilities(o: Vector) {
  const most = Math.max(...o);
  const powers = o.map((value) => Math.exp(value - most));
  return powers.map((power) => power / sum(powers));
}

function lossOf({ cost, o, y }: Shown, t: number) {
  const [output, target] = [o[t]!, y[t]!];
  if (cost === 'squared') {
    const terms = output.map((value, k) => ({
      value: (value - target[k]!) * (value - target[k]!),
      text: `(${tex(value)} - ${tex(target[k]!, true)})^{2}`,
    }));
    return `0.5 \\cdot (${texSum(terms, 3)})`;
  }
  const p = probabilities(output);
  const used = target.flatMap((value, k) =>
    value ? [{ value: value * Math.log(p[k]!), text: `${value === 1 ? '' : `${tex(value, true)} \\cdot `}\\log(${tex(p[k]!)})` }] : [],
  );
  return `-(${texSum(used, 3)})`;
} // prettier-ignore

/** Each mark's equation, without the result, which is put behind it. */
const equations: Equations<All> = {
  x: (_, t, i) => `\\inpi{${t + 1}}{${i + 1}}`,
  y: (_, t, k) => `\\targeti{${t + 1}}{${k + 1}}`,
  U: (_, i, j) => `\\Wreci{${i + 1}}{${j + 1}}`,
  W: (_, i, j) => `\\Wini{${i + 1}}{${j + 1}}`,
  V: (_, k, i) => `\\Wouti{${k + 1}}{${i + 1}}`,
  b: (_, i) => `\\bhidi{${i + 1}}`,
  c: (_, k) => `\\bouti{${k + 1}}`,
  weight: (_, at) => `\\text{${at ? 'from unit' : 'to unit'}}`,
  z(shown, t, i) {
    const { U, W, b, x } = shown;
    const terms = [...products(U[i]!, before(shown, t)), ...products(W[i]!, x[t]!), b[i]!];
    return `\\prei{${t + 1}}{${i + 1}} = ${texSum(terms, 6)}`;
  },
  h({ activation, z }, t, i) {
    const name = `\\hidi{${t + 1}}{${i + 1}} = \\anyact(\\prei{${t + 1}}{${i + 1}})`;
    return `${name} = ${activated[activation](tex(z[t]![i]!))}`;
  },
  o({ V, h, c }, t, k) {
    const terms = [...products(V[k]!, h[t]!), c[k]!];
    return `\\logiti{${t + 1}}{${k + 1}} = ${texSum(terms, 6)}`;
  },
  losses: (shown, t) => `\\losst{${t + 1}} = ${lossOf(shown, t)}`,
  loss: ({ losses }) => `\\loss = ${texSum(losses, 12)}`,
  delta({ slopes, fromOutput, fromNext }, t, i) {
    const sources = `(${tex(fromOutput[t]![i]!)} + ${tex(fromNext[t]![i]!, true)})`;
    return `\\erri{${t + 1}}{${i + 1}} = ${tex(slopes[t]![i]!)} \\cdot ${sources}`;
  },
  jacobians: ({ slopes, U }, t, i, j) =>
    `\\jaci{${t + 1}}{${i + 1}}{${j + 1}} = ${texProduct(slopes[t]![i]!, U[i]![j]!)}`,
  products({ products: all, jacobians }, t, i, j) {
    const T = jacobians.length;
    const name = `\\jacspani{${T}}{${i + 1}}{${t}}{${j + 1}}`;
    if (t === T) return name;
    return `${name} = ${texSum(products(all[t + 1]![i]!, jacobians[t]!.map((row) => row[j]!)), 6)}`;
  },
  dUByStep(shown, t, i, j) {
    const value = texProduct(shown.delta[t]![i]!, before(shown, t)[j]!);
    return `\\sharei{${t + 1}}{${i + 1}}{${j + 1}} = ${value}`;
  },
  totals: ({ dUByStep }, t, i, j) => `${sharesFrom(t, dUByStep.length, i, j)} = ${texSum(dUByStep.slice(t).map((share) => share[i]![j]!), 12)}`,
  dU: ({ dUByStep }, i, j) =>
    `\\grad{\\Wreci{${i + 1}}{${j + 1}}} = ${sharesFrom(0, dUByStep.length, i, j)} = ${texSum(dUByStep.map((share) => share[i]![j]!), 12)}`,
  shareSizes: (_, t) => `\\lVert \\share{${t + 1}} \\rVert`,
  totalSizes: (_, t) => `\\text{size of the shares of steps } ${t + 1} \\text{ and later, added up}`,
  uses: ({ uses, weight, U, ...shown }, loss, use) => {
    const [i, j] = weightIn(weight, U);
    const factor = before(shown as never, use)[j]!;
    const sign = `\\text{use of } \\Wreci{${i + 1}}{${j + 1}} \\text{ at step } ${use + 1} \\text{ in } \\losst{${loss + 1}}`;
    return factor ? `${sign} = ${texProduct(uses[loss]![use]! / factor, factor)}` : sign;
  },
  lossSums: ({ uses, weight, U }, loss) => {
    const [i, j] = weightIn(weight, U);
    return `\\text{all uses of } \\Wreci{${i + 1}}{${j + 1}} \\text{ in } \\losst{${loss + 1}} = ${texSum(uses[loss]!, 12)}`;
  },
}; // prettier-ignore

const sharesFrom = (t: number, T: number, i: number, j: number) =>
  `\\sum_{s=${t + 1}}^{${T}} \\sharei{s}{${i + 1}}{${j + 1}}`;

export const explain: Cell = explainedBy(reading, equations);
