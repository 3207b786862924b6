import { memory } from '../../kernels/rtrl-cost.ts';
import type { Cell } from '../parts/declare.ts';
import { printPower } from '../parts/numbers.ts';
import { progressOf, reading, type Shown } from './shown.ts';

const many = (count: number) => (count < 1e6 ? count.toLocaleString('en') : printPower(count));

export const sentence: Cell = reading((shown) => `${now(shown)} ${curves(shown)}`);

function now({ sizes: { T, H }, moment, difference, memory: [forward, backward], operations }: Shown) {
  const { forwardTo, backFrom, done } = progressOf(moment, T);
  const size = (steps: number) => ({ steps, units: H, inputs: 1 });
  if (done) return `Both gradients are the same${difference ? `, up to a rounding of ${printPower(difference)}` : ' to the last digit'}. On this network of ${H} ${H > 1 ? 'units' : 'unit'} and ${T} ${T > 1 ? 'steps' : 'step'} the way forward held ${many(forward!)} numbers and multiplied ${many(operations[0]!)} times, the walk back held ${many(backward!)} and multiplied ${many(operations[1]!)} times.`;
  if (forwardTo < 0) return 'Before the first step all sensitivities are zero: no weight has been used yet.';
  if (backFrom < T) return `The walk back has come to step ${backFrom + 1} of ${T}; the way forward has long been ready.`;
  return `After step ${forwardTo + 1} of ${T} the way forward knows the gradient of the losses so far, and holds ${many(forward!)} numbers as ever; the other way holds ${many(memory.backward(size(forwardTo + 1)))} and has to wait for the end.`;
} // prettier-ignore

function curves({ cost, size, crossing, longest }: Shown) {
  const units = `With ${size} ${size > 1 ? 'units' : 'unit'}`;
  const from = `from ${many(crossing)} steps on`;
  const beyond = crossing > longest ? ', beyond the curves' : '';
  if (cost === 'memory') return `${units} the walk back holds more numbers ${from}${beyond}.`;
  return `${units} one walk back always takes fewer multiplications; a walk back after every step takes more ${from}${beyond}.`;
} // prettier-ignore
