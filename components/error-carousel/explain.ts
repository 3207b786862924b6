/** The product behind each mark, with its numbers. */
import type { Cell } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { texLeading } from '../parts/sums.ts';
import { reading, type Shown } from './shown.ts';

const error = (t: number) => `\\grad{\\lstmCell{${t + 1}}}`;
const fromLoss = ({ dh, o, slopeC }: Shown, t: number) =>
  dh[t] ? texLeading(dh[t]!, o[t]!, slopeC[t]!) : '';
const added = (...terms: string[]) => terms.filter(Boolean).join(' + ') || '0';

/** What comes from the cell after: what the next forget gate lets pass of it. */
const fromCell = ({ f }: Shown, errors: readonly number[], t: number) =>
  t + 1 < errors.length ? texLeading(f[t + 1]!, errors[t + 1]!) : '';

/** A gate as set; of a forget gate, what it does to the derivative of the cell by the cell before. */
const gate = (symbol: string, name: 'i' | 'f' | 'o') => (shown: Shown, t: number) => {
  const letter = `\\${symbol}{${t + 1}}`;
  const real = shown.feedback ? `${letter} = ${tex(shown[name][t]!)}, \\quad ` : '';
  return `${real}${name === 'f' && t ? `${derivative(shown, t)}, \\quad ` : ''}\\text{set by hand: } ${letter}`;
}; // prettier-ignore

/** The direct part, and the way round through the state before. */
const derivative = ({ f, jacobian }: Shown, t: number) =>
  `\\frac{\\partial \\lstmCell{${t + 1}}}{\\partial \\lstmCell{${t}}} = ${tex(f[t]!)} + ${tex(jacobian[t]! - f[t]!, true)} = ${tex(jacobian[t]!)}`;

/** What comes from the gates and the candidate of the next step, on its way through this state into this cell. */
function around({ dh, o, slopeC, throughState }: Shown, t: number) {
  const way = o[t]! * slopeC[t]!;
  const rest = way ? throughState[t]! / way - dh[t]! : 0;
  return t + 1 < o.length && way
    ? texLeading(o[t]!, slopeC[t]!, Math.abs(rest) < 1e-15 * Math.abs(dh[t]!) ? 0 : rest)
    : '';
}

const equations: Equations<Shown> = {
  x: (_, t) => `\\inpi{${t + 1}}{1}`,
  dh: (_, t) => `\\text{the loss, by } \\lstmHid{${t + 1}}`,
  inputGate: gate('lstmIn', 'i'),
  forgetGate: gate('lstmForget', 'f'),
  outputGate: gate('lstmOut', 'o'),
  throughCell: (shown, t) =>
    `\\text{through the cell} = ${added(fromLoss(shown, t), fromCell(shown, shown.throughCell, t))}`,
  throughState: (shown, t) => `\\text{through the state} = ${added(fromLoss(shown, t), around(shown, t))}`,
  total: (shown, t) => {
    const entered = shown.errorH[t]! * shown.o[t]! * shown.slopeC[t]!;
    const state = `${texLeading(shown.errorH[t]!, shown.o[t]!, shown.slopeC[t]!)}`;
    return `${error(t)} = ${added(entered ? state : '', fromCell(shown, shown.total, t))}`;
  },
}; // prettier-ignore

export const explain: Cell = explainedBy(reading, equations);
