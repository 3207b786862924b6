/** The sum behind each mark, with its numbers. */
import type { Cell } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { weightInto } from '../parts/incoming.ts';
import { tex } from '../parts/numbers.ts';
import { product, texSum } from '../parts/sums.ts';
import { reading, type Shown } from './shown.ts';

/** One loss's share after the other, as the way forward adds them. */
const lossByLoss = ({ run: { share } }: Shown, steps: number, i: number, j: number) =>
  texSum(
    share.slice(0, steps).map((one) => one[i]![j]!),
    8,
  );

const parts = ({ size }: Shown) => ({ H: size, N: size + 2, kept: `(3 \\cdot ${size} + 1)` });

const equations: Equations<Shown> = {
  h: (_, t, i) => `\\hidi{${t + 1}}{${i + 1}}`,
  delta({ run: { slopes, fromAbove }, U, delta }, t, i) {
    const next = delta[t + 1] ?? delta[t]!.map(() => 0);
    const terms = [fromAbove[t]![i]!, ...U.map((row, k) => product(row[i]!, next[k]!))];
    return `\\erri{${t + 1}}{${i + 1}} = ${tex(slopes[t]![i]!)} \\cdot (${texSum(terms, 5)})`;
  },
  sensitivities({ run: { slopes, sent }, U, sensitivities }, t, k, p) {
    const H = U.length;
    const [i, j] = [Math.floor(p / (H + 2)), p % (H + 2)];
    const before = U[k]!.map((value, m) => product(value, sensitivities[t - 1]?.[m]![p] ?? 0));
    const terms = [...(i === k ? [sent[t]![j]!] : []), ...before];
    return `\\partial \\hidi{${t + 1}}{${k + 1}} / \\partial ${weightInto(i, j, H)} = ${tex(slopes[t]![k]!)} \\cdot (${texSum(terms, 5)})`;
  },
  totals: (shown, t, i, j) => `\\text{losses up to step } ${t + 1} \\text{, by } ${weightInto(i, j, shown.U.length)} = ${lossByLoss(shown, t + 1, i, j)}`,
  gradientForward: (shown, i, j) => `\\grad{${weightInto(i, j, shown.U.length)}} \\text{, loss by loss} = ${lossByLoss(shown, shown.h.length, i, j)}`,
  gradientBackward: ({ run: { sent }, delta, U }, i, j) =>
    `\\grad{${weightInto(i, j, U.length)}} \\text{, use by use} = ${texSum(delta.map((error, t) => product(error[i]!, sent[t]![j]!)), 8)}`,
  memoryForward: (shown) => {
    const { H, N, kept } = parts(shown);
    return `\\text{one step, sensitivities, a column, gradient} = ${kept} + ${H} \\cdot ${H * N} + ${H} + ${H * N}`;
  },
  memoryBackward: (shown, k) => {
    const { H, N, kept } = parts(shown);
    return `\\text{all steps, two errors, gradient} = ${k + 1} \\cdot ${kept} + 2 \\cdot ${H} + ${H * N}`;
  },
  operationsForward: (shown, k) => {
    const { H, N } = parts(shown);
    return `\\text{steps, sensitivities, multiplications of each} = ${k + 1} \\cdot ${H * H * N} \\cdot ${H + 2}`;
  },
  operationsBackward: (shown, k) => `\\text{steps, multiplications of each} = ${k + 1} \\cdot ${parts(shown).H * (2 * parts(shown).H + 2)}`,
  operationsEach: (shown, k) => `\\text{steps of all walks, multiplications of each} = ${((k + 1) * (k + 2)) / 2} \\cdot ${parts(shown).H * (2 * parts(shown).H + 2)}`,
}; // prettier-ignore

export const explain: Cell = explainedBy(reading, equations);
