import type { Cell } from '../parts/declare.ts';
import { print } from '../parts/numbers.ts';
import { reading, type Shown } from './shown.ts';

const percent = (share: number) => `${print(100 * share, 0)} %`;
const steps = (n: number) => `${n} ${n === 1 ? 'step' : 'steps'}`;

export const sentence: Cell = reading((shown) => {
  if (!Math.hypot(...shown.gradient.flat())) return 'The true gradient is zero, so that there is nothing to be cut.';
  return [cuts(shown), result(shown), lost(shown)].filter(Boolean).join(' ');
}); // prettier-ignore

function cuts({ way, length, x }: Shown) {
  const T = x.length;
  if (length >= T) return `Nothing is cut: errors go back over all ${steps(T)}.`;
  if (way === 'sliding') return `After every step its error goes back over the last ${steps(length)} alone; the state is carried on.`;
  const borders = Math.ceil(T / length) - 1;
  return `Chunks of ${steps(length)}: the state goes over ${borders < 3 ? ['the one border', 'both borders'][borders - 1] : `all ${borders} borders`}, the error stops there.`;
} // prettier-ignore

function result({ cosine, ratio, truncated }: Shown) {
  if (!Math.hypot(...truncated.flat())) return 'Of the true gradient nothing remains.';
  const turned = cosine < 0 ? ', so that a step against it would make the loss rise' : '';
  return `The truncated gradient has ${print(ratio)} times the length of the true one, and the cosine between them is ${print(cosine)}${turned}.`;
} // prettier-ignore

/** How much of the true gradient the pairs that are cut would have brought, and where input weights get nothing. */
function lost({ shares, kept, gradient, truncated, length, x }: Shown) {
  if (length >= x.length) return '';
  const rest = 1 - kept.reduce((sum, share) => sum + share, 0);
  const far = shares.slice(length).reduce((sum, share) => sum + share, 0);
  const H = gradient.length;
  const column = (matrix: number[][]) => Math.hypot(...matrix.map((row) => row[H]!));
  const none = column(gradient) > 0 && column(truncated) === 0 ? ' The input weights get no gradient at all.' : '';
  return `What is cut would have brought ${percent(rest)} of it, the lags of ${length} and more ${percent(far)}.${none}`;
} // prettier-ignore
