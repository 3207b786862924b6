import type { Cell, Matrix } from '../parts/declare.ts';
import { explained, type Equations } from '../parts/equations.ts';
import { tex, texOrInfinity } from '../parts/numbers.ts';
import type { Explain } from '../parts/view.ts';
import { reading, type Shown } from './shown.ts';
import { distances, radii } from './sweep.ts';

/** So many digits that a power of it comes out to three. */
const base = (value: number, k: number) =>
  String(Number(value.toPrecision(5 + Math.ceil(Math.log10(k + 1)))));

const equations: Equations<Shown> = {
  modulus({ eigenvalues }, i) {
    const [re, im] = eigenvalues[i]!;
    return `|\\eig{${i + 1}}| = (${tex(re!, true)}^{2} + ${tex(im!, true)}^{2})^{1/2}`;
  },
  gradientNorm({ travel: { gradient }, distance }, k) {
    const norm = `\\jacnorm{${distance}}{${distance - k}}`;
    if (k === 0) return norm;
    const log = gradient[k]!;
    if (log === -Infinity) return `${norm} = \\lVert \\jac{${distance}}\\,…\\,\\jac{${distance - k + 1}} \\rVert`;
    // Where float64 ends, the logarithm still tells.
    if (log < -700) return `${norm} = 10^{${(log / Math.LN10).toFixed(1)}}`;
    return `${norm} = ${base(Math.exp(log / k), k)}^{${k}}`;
  },
  power: ({ radius }, k) => `\\radius^{${k}} = ${base(radius, k)}^{${k}}`,
  bound: ({ factor }, k) => `(\\normU\\,\\normact)^{${k}} = ${base(factor, k)}^{${k}}`,
  stateNorm: (_, k) => `\\hidnorm{${k}}`,
}; // prettier-ignore

/** A pixel of the sweep, which is a network of its own. */
function ofSweep({ distance }: Shown, sweep: Matrix | undefined, [i, j]: number[]) {
  const value = sweep?.[i!]?.[j!];
  if (value === undefined) return undefined;
  const k = distances(distance)[j!]!;
  return `\\radius = ${radii[i!]}: \\quad \\log_{10} \\jacnorm{${distance}}{${distance - k}} = ${texOrInfinity(value)}`;
}

export const explain: Cell = reading((shown): Explain => {
  return (mark, { sweep }) => {
    const [name, ...index] = mark.split('.');
    if (name === 'sweep') return ofSweep(shown, sweep as Matrix | undefined, index.map(Number));
    return explained(mark, shown, equations, texOrInfinity);
  };
});
