/**
 * Truncated backpropagation through time: which losses a use of a weight still answers for, and what that leaves of the
 * gradient. For networks of kernels/rnn.ts with one layer.
 * Source: R. J. Williams, J. Peng, "An efficient gradient-based algorithm for on-line training of recurrent network
 * trajectories", Neural Computation 2(4) (1990): after every h′ steps, walk back h steps and let in the errors of the h′
 * new ones alone; here `every` and `back`. Chunks of n steps are every = back = n; a walk after each step, every = 1.
 *
 *   error by loss    E_t[τ] = ∂L_τ/∂z_t                                [T][H]   0 where τ < t
 *   a walk's end     e(τ): the last step of the chunk of `every` steps that τ lies in, also where T comes before it
 *   kept             τ ≥ t and t > e(τ) − back
 *   error            δ_t = Σ_{τ kept} E_t[τ]                           [H]      all τ ≥ t for the whole gradient
 *   gradient         Σ_t δ_t s_tᵀ, s_t = (h_{t−1}, x_t, 1)             [H][N]   (dU dW db), N = H + X + 1
 *   part of a lag    Σ_t E_t[t + lag] s_tᵀ                             [H][N]   they add up to the gradient
 */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import { lossErrors, matrixSum, outer, row, type Network, type Parameters, type Record } from './rnn.ts';
import { senders } from './rtrl.ts';

/** δ_t of what is kept, for t = `use` counted from 0. Half a step more guards the division of a GPU. */
export const keptError = kernel(function keptError(errors: number[][], use: number) {
  let sum = 0;
  for (let loss = 0; loss < this.constants.steps; loss++) {
    const chunk = Math.floor((loss + 0.5) / this.constants.every);
    const end = (chunk + 1) * this.constants.every - 1;
    if (loss >= use && use > end - this.constants.back) {
      sum += errors[loss][this.thread.x];
    }
  }
  return sum;
});

/** Which losses are kept, and which of them count at all: of those that do not, no error comes. */
export interface Window {
  every: number;
  back: number;
}

const zeros = (length: number) => Array.from({ length }, () => 0);
const zeroRows = (rows: number, length: number) => Array.from({ length: rows }, () => zeros(length));

/**
 * E_t for every t (a list from t = 1), from `fromAbove` of `backward`; `counts` says of each step (from 0) whether its
 * loss counts.
 */
export function errorsByLoss(
  device: Device,
  { units, steps }: Network,
  { layers }: Parameters,
  { slopes }: Record,
  fromAbove: readonly Handle[],
  counts: (step: number) => boolean = () => true,
): Handle[] {
  const [H, U] = [units[0]!, layers[0]!.U];
  const found: Handle[] = [];
  let next: Argument = zeroRows(steps, H);
  for (let t = steps - 1; t >= 0; t--) {
    const own = counts(t) ? fromAbove[t]! : zeros(H);
    next = device.run(lossErrors, [H, steps], { units: H }, slopes[0]![t]!, own, U, next, t);
    found[t] = next;
  }
  return found;
}

/** s_t for every t. */
export function sendersOf(
  device: Device,
  network: Network,
  parameters: Parameters,
  { h }: Record,
  x: Argument,
) {
  const { units, inputs, steps } = network;
  const [H, first] = [units[0]!, parameters.initial?.[0] ?? zeros(units[0]!)];
  return Array.from({ length: steps }, (_, t) => {
    const input = device.run(row, [inputs], {}, x, t);
    return device.run(senders, [H + inputs + 1], { units: H, inputs }, t ? h[0]![t - 1]! : first, input);
  });
}

/** δ_t of every step and the gradient (dU dW db), of the losses that the window keeps. */
export function truncated(device: Device, network: Network, errors: readonly Handle[], sent: readonly Handle[], { every, back }: Window) {
  const { units, inputs, steps } = network;
  const area = [units[0]! + inputs + 1, units[0]!] as const;
  const delta = errors.map((each, t) => device.run(keptError, [area[1]], { steps, every, back }, each, t));
  return { delta, gradient: summed(device, delta, sent, area) };
} // prettier-ignore

/** For each lag from 0 the part of the gradient that goes from a loss to the use so many steps before. */
export function byLag(device: Device, network: Network, errors: readonly Handle[], sent: readonly Handle[]): Handle[] {
  const { units, inputs, steps } = network;
  const area = [units[0]! + inputs + 1, units[0]!] as const;
  return errors.map((_, lag) => {
    const uses = errors.slice(0, steps - lag);
    const own = uses.map((each, t) => device.run(row, [area[1]], {}, each, t + lag));
    return summed(device, own, sent, area);
  });
} // prettier-ignore

function summed(
  device: Device,
  errors: readonly Handle[],
  sent: readonly Handle[],
  area: readonly [number, number],
) {
  let sum: Argument = zeroRows(area[1], area[0]);
  for (const [t, error] of errors.entries()) {
    sum = device.run(matrixSum, area, {}, sum, device.run(outer, area, {}, error, sent[t]!));
  }
  return sum as Handle;
}
