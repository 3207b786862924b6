/** The sum behind each mark, with its numbers. */
import type { Cell } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { activated, texProduct, texSum } from '../parts/sums.ts';
import { weights } from './mixture.ts';
import { called } from './forms.ts';
import { reading, type Shown } from './shown.ts';

const sigmoid = (a: number) => `\\sigma(${tex(a)}) = ${activated.sigmoid(tex(a))}`;
const old = (i: number) => `\\gruHidi{t-1}{${i + 1}}`;
const at = (matrix: string, i: number, j: number) => `\\gruAt{${matrix}}{${i + 1}}{${j + 1}}`;

type Equation = (shown: Shown, i: number, j: number) => string;

const weight =
  (matrix: string): Equation =>
  (_, i, j) =>
    at(matrix, i, j);
const bias =
  (letter: string): Equation =>
  (_, i) =>
    `(${letter})_{${i + 1}}`;
const meets = (matrix: string, name: 'Uz' | 'Ur' | 'U' | 'Wz' | 'Wr' | 'W', vector: 'hPrev' | 'x'): Equation =>
  (shown, i, j) => {
    const letter = vector === 'x' ? `\\inpi{t}{${j + 1}}` : old(j);
    return `${at(matrix, i, j)}\\,${letter} = ${texProduct(shown[name][i]![j]!, shown[vector][j]!)}`;
  }; // prettier-ignore
/** Products and bias added up. */
const enters = (letter: string, lists: readonly ('termsUz' | 'termsWz' | 'termsUr' | 'termsWr' | 'termsU' | 'termsW' | 'gated')[], last: 'bz' | 'br' | 'b'): Equation =>
  (shown, i) => `${letter}{t}{${i + 1}} = ${texSum([...lists.flatMap((name) => shown[name][i]!), shown[last][i]!])}`; // prettier-ignore

/** Each mark's equation, without the result, which is put behind it. */
const equations: Equations<Shown> = {
  ...{ Uz: weight('\\gruUz'), Wz: weight('\\gruWz'), Ur: weight('\\gruUr'), Wr: weight('\\gruWr'), U: weight('\\gruU'), W: weight('\\gruW') },
  ...{ bz: bias('\\grubz'), br: bias('\\grubr'), b: bias('\\grub'), bU: bias('\\grubU') },
  hPrev: (_, i) => old(i),
  x: (_, i) => `\\inpi{t}{${i + 1}}`,
  termsUz: meets('\\gruUz', 'Uz', 'hPrev'),
  termsWz: meets('\\gruWz', 'Wz', 'x'),
  termsUr: meets('\\gruUr', 'Ur', 'hPrev'),
  termsWr: meets('\\gruWr', 'Wr', 'x'),
  termsU: (shown, i, j) =>
    shown.rGates === 'product'
      ? meets('\\gruU', 'U', 'hPrev')(shown, i, j)
      : `${at('\\gruU', i, j)} \\cdot \\gruResi{t}{${j + 1}}\\,${old(j)} = ${texProduct(shown.U[i]![j]!, shown.gated[j]!)}`,
  termsW: meets('\\gruW', 'W', 'x'),
  preUpdate: enters('\\gruPreUpdi', ['termsUz', 'termsWz'], 'bz'),
  preReset: enters('\\gruPreResi', ['termsUr', 'termsWr'], 'br'),
  preCandidate: (shown, i, j) => enters('\\gruPreCandi', [shown.rGates === 'state' ? 'termsU' : 'gated', 'termsW'], 'b')(shown, i, j),
  z: ({ preUpdate }, i) => `\\gruUpdi{t}{${i + 1}} = ${sigmoid(preUpdate[i]!)}`,
  r: ({ preReset }, i) => `\\gruResi{t}{${i + 1}} = ${sigmoid(preReset[i]!)}`,
  gated: ({ rGates, r, hPrev, product }, i) =>
    rGates === 'state'
      ? `\\gruResi{t}{${i + 1}}\\,${old(i)} = ${texProduct(r[i]!, hPrev[i]!)}`
      : `\\gruResi{t}{${i + 1}}\\,\\gruProdi{t}{${i + 1}} = ${texProduct(r[i]!, product[i]!)}`,
  product: ({ termsU, bU }, i) => `\\gruProdi{t}{${i + 1}} = ${texSum([...termsU[i]!, bU[i]!])}`,
  candidate: ({ preCandidate }, i) => `\\gruCandi{t}{${i + 1}} = \\tanh(${tex(preCandidate[i]!)})`,
  kept: (shown, i) => `${share(shown, i, 0)}\\,${old(i)} = ${texProduct(weights(shown, i)[0], shown.hPrev[i]!)}`,
  fresh: (shown, i) => `${share(shown, i, 1)}\\,\\gruCandi{t}{${i + 1}} = ${texProduct(weights(shown, i)[1], shown.candidate[i]!)}`,
  h: (shown, i) => {
    const [kept, fresh] = weights(shown, i);
    const letters = `${share(shown, i, 0)}\\,${old(i)} + ${share(shown, i, 1)}\\,\\gruCandi{t}{${i + 1}}`;
    return `\\gruHidi{t}{${i + 1}} = ${letters} = ${texProduct(kept, shown.hPrev[i]!)} + ${texProduct(fresh, shown.candidate[i]!)}`;
  },
  others: (_, k, i) => `\\gruHidi{t}{${i + 1}} \\text{ (${called[k]![0]}: ${called[k]![1]})}`,
  direct: (shown, i, j) => `\\text{past all weights: } ${i === j ? share(shown, i, 0) : '0'}`,
  jacobian: ({ direct, viaUpdate, viaReset, viaCandidate }, i, j) => {
    const ways = [direct, viaUpdate, viaReset, viaCandidate].map((way) => way[i]![j]!);
    const letters = `\\partial \\gruHidi{t}{${i + 1}} / \\partial ${old(j)}`;
    return `\\text{past all weights + by z + by r + by the candidate: } ${letters} = ${texSum(ways)}`;
  },
}; // prettier-ignore

/** z, or 1 − z, whichever weighs the old state (0) or the candidate (1). */
function share({ zWeighs }: Shown, i: number, part: 0 | 1) {
  const z = `\\gruUpdi{t}{${i + 1}}`;
  return (zWeighs === 'candidate') === (part === 1) ? z : `(1 - ${z})`;
}

export const explain: Cell = explainedBy(reading, equations);
