import type { Cell } from '../parts/declare.ts';
import { printPower } from '../parts/numbers.ts';
import { reading, type Shown } from './shown.ts';

export const sentence: Cell = reading((shown) => {
  return [arrives(shown), shut(shown), jacobian(shown), clipping(shown)].filter(Boolean).join(' ');
});

/** The step where the last error enters, and what of it is left at step 1. */
function arrives({ dh, throughCell, throughState, total, passed }: Shown) {
  const T = total.length;
  if (dh.every((error) => error === 0)) return 'No loss sends an error.';
  const alone = dh.every((error, t) => error === 0 || t === T - 1);
  const from = alone ? `Of an error of ${printPower(throughCell[T - 1]!)} in the cell of step ${T}` : 'Of the errors of all losses';
  const ways = `${printPower(throughCell[0]!)} comes back to step 1 through the cell alone, ${printPower(throughState[0]!)} through the state alone`;
  const gates = alone ? ` The forget gates multiply it by ${printPower(passed[0]!)}.` : '';
  return `${from}, ${ways}, and ${printPower(total[0]!)} on all ways together.${gates}`;
} // prettier-ignore

/** A closed forget gate ends the way; nothing is lost by it, where the way round is closed as well. */
function shut({ f, jacobian }: Shown) {
  const steps = f.map((_, t) => t).filter((t) => t > 0 && f[t]! < 1e-6);
  if (!steps.length) return undefined;
  const names = steps.map((t) => t + 1).join(', ');
  const whole = steps.every((t) => Math.abs(jacobian[t]!) < 1e-6);
  const where = `At step ${names} the forget gate is closed`;
  return whole
    ? `${where}: no later cell depends on what was there before, and so no error has to come back to it.`
    : `${where}, and what still comes back goes round through the state.`;
}

/** Where the direct part is not the whole: the step at which they differ most. */
function jacobian({ f, jacobian, feedback }: Shown) {
  if (!feedback) return undefined;
  const order = f.map((_, t) => t).sort((a, b) => Math.abs(jacobian[b]!) - Math.abs(jacobian[a]!));
  const t = order[0]!;
  return `At step ${t + 1} the forget gate is ${printPower(f[t]!)}, but the whole derivative of the cell by the cell before ${printPower(jacobian[t]!)}.`;
}

function clipping({ clip, gradientSize, clippedSize }: Shown) {
  if (!clip) return undefined;
  if (clippedSize === gradientSize || clippedSize > 0.999999 * gradientSize)
    return `The gradient of the candidate’s weights has length ${printPower(gradientSize)}, which the limit leaves as it is.`;
  return `The gradient of the candidate’s weights has length ${printPower(gradientSize)} and is clipped to ${printPower(clippedSize)}.`;
}
