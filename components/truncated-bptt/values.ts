/** The dataflow: one run forward, every pair of a loss and a use, and the gradient that each num_steps leaves of them. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import { backward, forward, type Activation, type Network } from '../../kernels/rnn.ts';
import { byLag, errorsByLoss, sendersOf, truncated } from '../../kernels/truncation.ts';
import { column } from '../parts/columns.ts';
import { cell, type Cell, type Matrix, type Sizes, type Vector } from '../parts/declare.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const dot = (a: Matrix, b: Matrix) => {
  const other = b.flat();
  return sum(a.flat().map((value, at) => value * other[at]!));
};
/** A quotient, or 0 where nothing is divided by nothing. */
const over = (a: number, b: number) => (b === 0 ? 0 : a / b);
/** Divided by its largest entry, so that squares of large numbers do not overflow. */
function small(matrix: Matrix) {
  const most = matrix.flat().reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  return { most, part: matrix.map((row) => row.map((value) => value / most)) };
}
function cosineOf(a: Matrix, b: Matrix) {
  const [one, other] = [small(a).part, small(b).part];
  const lengths = Math.hypot(...one.flat()) * Math.hypot(...other.flat());
  return Math.max(-1, Math.min(1, over(dot(one, other), lengths)));
}
/** The part of the whole along the whole's direction, in units of the whole. */
function shareOf(one: Matrix, whole: Matrix) {
  const { most, part } = small(whole);
  return over(dot(one, part) / most, dot(part, part));
}
const ratioOf = (a: Matrix, b: Matrix) => over(Math.hypot(...a.flat()), Math.hypot(...b.flat()));

/** Whether the loss of step t (from 0) counts. */
export const counted = (task: string, t: number, T: number) => task !== 'recall' || t === T - 1;
/** Every how many steps a walk back starts. */
export const everyOf = (way: string, n: number) => (way === 'chunks' ? n : 1);

/** What is kept of a lag: the pairs of that lag whose use the walk back of their loss still reaches. */
export function isKept(use: number, loss: number, way: string, n: number) {
  const every = everyOf(way, n);
  const end = (Math.floor(loss / every) + 1) * every - 1;
  return loss >= use && use > end - n;
}

async function run(device: Device, network: Network, task: string, way: string, ...weights: unknown[]) {
  const [U, W, V, b, x, y] = weights as [Matrix, Vector, Vector, Vector, Vector, Vector];
  const parameters = { layers: [{ U, W: column(W), b }], V: [V], c: [0] };
  const [inputs, T] = [column(x), network.steps];
  const record = forward(device, network, parameters, inputs, column(y));
  const back = backward(device, network, parameters, inputs, column(y), record);
  const counts = (t: number) => counted(task, t, T);
  const errors = errorsByLoss(device, network, parameters, record, back.fromAbove[0]!, counts);
  const sent = sendersOf(device, network, parameters, record, inputs);
  const lengths = Array.from({ length: T }, (_, n) => n + 1);
  const each = lengths.map((n) => truncated(device, network, errors, sent, { every: everyOf(way, n), back: n }));
  const handles = {
    h: record.h[0]!, o: record.o, losses: record.losses, errors, sent,
    lags: byLag(device, network, errors, sent),
    gradients: each.map(({ gradient }) => gradient),
    deltas: each.map(({ delta }) => delta),
  } satisfies Record<string, Handle | readonly Handle[] | readonly Handle[][]>;
  return device.read(handles);
} // prettier-ignore

export interface Run {
  h: Matrix;
  o: Matrix;
  losses: Matrix;
  /** [use][loss][H] */
  errors: Matrix[];
  sent: Matrix;
  /** [lag][H][N] */
  lags: Matrix[];
  /** For num_steps from 1 to T, which leaves everything. */
  gradients: Matrix[];
  deltas: Matrix[];
}

/** The part of a lag that is kept, along the true gradient: the same pairs, summed one by one. */
function keptOf({ errors, sent, gradients }: Run, n: number, way: string): Vector {
  const whole = gradients.at(-1)!;
  const T = errors.length;
  const pair = (use: number, loss: number) => {
    const outer = errors[use]![loss]!.map((error) => sent[use]!.map((value) => error * value));
    return isKept(use, loss, way, n) ? shareOf(outer, whole) : 0;
  };
  return errors.map((_, lag) => sum(Array.from({ length: T - lag }, (_, use) => pair(use, use + lag))));
}

const whole = cell(['run'], ({ gradients }: Run) => gradients.at(-1)!);
export const values: Record<string, Cell> = {
  network: cell(['sizes', 'activation'], ({ T, H }: Sizes, activation: Activation): Network => ({
    inputs: 1, units: [H!], outputs: 1, steps: T!, activation, cost: 'squared',
  })),
  run: cell(['device', 'network', 'task', 'way', 'U', 'W', 'V', 'b', 'x', 'y'], run),
  /** num_steps, or all of them where there are fewer. */
  length: cell(['numSteps', 'sizes'], (n: number, { T }: Sizes) => Math.min(n, T!)),
  h: cell(['run'], ({ h }: Run) => h),
  losses: cell(['run', 'task'], ({ losses }: Run, task: string) => losses.flat().map((loss, t) => (counted(task, t, losses.length) ? loss : 0))),
  gradient: whole,
  truncated: cell(['run', 'length'], ({ gradients }: Run, n: number) => gradients[n - 1]!),
  wholeDelta: cell(['run'], ({ deltas }: Run) => deltas.at(-1)!),
  cutDelta: cell(['run', 'length'], ({ deltas }: Run, n: number) => deltas[n - 1]!),
  cosineByLength: cell(['run', 'gradient'], ({ gradients }: Run, whole: Matrix) => gradients.map((one) => cosineOf(one, whole))),
  ratioByLength: cell(['run', 'gradient'], ({ gradients }: Run, whole: Matrix) => gradients.map((one) => ratioOf(one, whole))),
  cosine: cell(['cosineByLength', 'length'], (all: Vector, n: number) => all[n - 1]!),
  ratio: cell(['ratioByLength', 'length'], (all: Vector, n: number) => all[n - 1]!),
  shares: cell(['run', 'gradient'], ({ lags }: Run, whole: Matrix) => lags.map((one) => shareOf(one, whole))),
  kept: cell(['run', 'length', 'way'], keptOf),
}; // prettier-ignore
