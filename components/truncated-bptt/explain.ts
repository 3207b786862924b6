/** The sum behind each mark, with its numbers. */
import type { Cell, Matrix } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { weightInto } from '../parts/incoming.ts';
import { tex } from '../parts/numbers.ts';
import { texSum } from '../parts/sums.ts';
import { reading, type Shown } from './shown.ts';
import { dot, isKept } from './values.ts';

const size = (matrix: Matrix) => Math.hypot(...matrix.flat());

/** E_t[τ] of a unit for the losses that are let in. */
function errorsAt({ run: { errors }, way, length }: Shown, t: number, i: number, cut: boolean) {
  return errors[t]!.flatMap((row, loss) =>
    loss >= t && (!cut || isKept(t, loss, way, length)) ? [row[i]!] : [],
  );
}

const equations: Equations<Shown> = {
  x: (_, t) => `\\inp{${t + 1}}`,
  h: (_, t, i) => `\\hidi{${t + 1}}{${i + 1}}`,
  losses: ({ run: { o }, y, losses }, t) =>
    losses[t] ? `\\losst{${t + 1}} = 0.5 \\cdot (${tex(o[t]![0]!)} - ${tex(y[t]!, true)})^{2}` : `\\losst{${t + 1}}`,
  wholeDelta: (shown, t, i) =>
    `\\erri{${t + 1}}{${i + 1}} \\text{, loss by loss} = ${texSum(errorsAt(shown, t, i, false), 6)}`,
  cutDelta: (shown, t, i) =>
    `\\text{from the losses that are let in} = ${texSum(errorsAt(shown, t, i, true), 6)}`,
  gradient: ({ run: { lags }, gradient }, i, j) =>
    `\\grad{${weightInto(i, j, gradient.length)}} \\text{, lag by lag} = ${texSum(lags.map((part) => part[i]![j]!), 6)}`,
  truncated: ({ run: { sent }, cutDelta }, i, j) =>
    `\\text{step by step, error times what was sent} = ${texSum(cutDelta.map((delta, t) => delta[i]! * sent[t]![j]!), 6)}`,
  cosineByLength: ({ run: { gradients }, gradient }, k) => {
    const [a, b] = [size(gradients[k]!), size(gradient)];
    return a * b ? `\\text{cosine} = ${tex(dot(gradients[k]!, gradient), true)} / (${tex(a)} \\cdot ${tex(b)})` : '\\text{cosine}';
  },
  ratioByLength: ({ run: { gradients }, gradient }, k) =>
    size(gradient) ? `\\text{ratio of lengths} = ${tex(size(gradients[k]!))} / ${tex(size(gradient))}` : '\\text{ratio of lengths}',
  shares: ({ run: { lags }, gradient }, lag) => {
    const length = dot(gradient, gradient);
    return length ? `\\text{share of lag } ${lag} = ${tex(dot(lags[lag]!, gradient), true)} / ${tex(length)}` : `\\text{share of lag } ${lag}`;
  },
}; // prettier-ignore

export const explain: Cell = explainedBy(reading, equations);
