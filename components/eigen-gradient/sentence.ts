import type { Cell } from '../parts/declare.ts';
import { printPower, raised } from '../parts/numbers.ts';
import { reading, type Shown } from './shown.ts';

const times = (value: number) => (value >= 1 ? 'times' : 'of');
/** How much of the gradient there is, in words. */
const share = (value: number) =>
  Math.abs(value - 1) < 1e-9 ? 'just what it was' : `${printPower(value)} ${times(value)} what it was`;

/** What is left, and what the eigenvalues alone would leave. */
function atTheEnd({ gradientNorm, power, distance, travel }: Shown) {
  const [left, alone] = [gradientNorm[distance]!, printPower(power[distance]!)];
  const back = distance === 1 ? 'After one step back' : `After ${distance} steps back`;
  const rest = `|λ|${raised(distance)} alone would leave ${alone}.`;
  const log = travel.gradient[distance]!;
  if (log === -Infinity) return `${back} nothing is left of the gradient: it is exactly 0. ${rest}`;
  if (left === 0) return `${back} the gradient is about 10${raised(Math.round(log / Math.LN10))}, which is less than double precision can hold. ${rest}`;
  if (Math.abs(left - power[distance]!) < 1e-6 * left) return `${back} the gradient is ${share(left)}: exactly what |λ|${raised(distance)} says.`;
  return `${back} the gradient is ${share(left)}; ${rest}`;
} // prettier-ignore

/** A gradient that rises before it falls, or falls to nothing on the way. */
function onTheWay({ gradientNorm, travel: { gradient }, distance }: Shown) {
  const largest = Math.max(...gradient);
  const at = gradient.indexOf(largest);
  if (largest > Math.log(1.5) && at < 0.9 * distance) return `It first rose to ${printPower(gradientNorm[at]!)} at k = ${at}.`;
  const gone = gradient.indexOf(-Infinity);
  if (gone > 0 && gone < distance) return `From k = ${gone} on, every path back is cut.`;
  return '';
} // prettier-ignore

function limits({ bound, distance, power }: Shown) {
  const most = bound[distance]!;
  if (most > 1e3 * Math.max(1, power[distance]!)) return `The bound is of no help here: it allows ${most === Infinity ? 'more than double precision can hold' : printPower(most)}.`;
  if (most < 0.5 && most > 2 * power[distance]!) return `The bound says that it must fade: at most ${printPower(most)} can be left.`;
  return '';
} // prettier-ignore

/** The mean factor of a step, beside the one that the eigenvalues stand for. */
function aStep({ travel: { gradient }, radius, distance, activation }: Shown) {
  const mean = Math.exp(gradient[distance]! / distance);
  if (!(mean > 0) || Math.abs(mean - radius) < 0.005) return '';
  return `On average a step back multiplies it by ${mean.toPrecision(2)}, where |λ| is ${Number(radius.toPrecision(3))}${mean < radius && activation !== 'linear' ? `: the slopes of ${activation} take the rest` : ''}.`;
} // prettier-ignore

export const sentence: Cell = reading((shown) => {
  return [atTheEnd(shown), aStep(shown), onTheWay(shown), limits(shown)].filter(Boolean).join(' ');
});
