/**
 * The loss of one tanh unit, unrolled over T steps, as a surface over two of its three weights, and its gradient.
 * Sources: such a surface with a cliff is figure 6 of R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training
 * recurrent neural networks", ICML 2013; one unit that holds a bit is section III of Y. Bengio, P. Simard, P. Frasconi,
 * "Learning long-term dependencies with gradient descent is difficult", IEEE Trans. Neural Networks 5(2) (1994).
 *
 *   state       h_nt = tanh(z_nt), z_nt = u h_n,t−1 + w x_nt + b        n = 1 … N sequences, t = 1 … T, h_n0 given
 *   loss        L(u, w, b) = Σ_n Σ_t c_nt ½ (h_nt − y_nt)²               c_nt: how much step t counts, mostly 0
 *   error       δ_nt = ∂L/∂z_nt = act′(z_nt) (c_nt (h_nt − y_nt) + u δ_n,t+1), δ_n,T+1 = 0
 *   gradient    ∂L/∂u = Σ_n Σ_t δ_nt h_n,t−1, ∂L/∂w = Σ_n Σ_t δ_nt x_nt, ∂L/∂b = Σ_n Σ_t δ_nt
 *   forwards    ∂h_nt/∂u = act′(z_nt) (h_n,t−1 + u ∂h_n,t−1/∂u), and so on: the same gradient without going back
 *   surface     cell (i, j) of R rows and C columns has the weights origin + (j + ½)/C across + (i + ½)/R up   [3] each
 *
 * Weights are one row [u, w, b]; x, y and c are [N][T]. A sweep spends its time in tanh: `fourLosses` takes a quotient
 * of polynomials, fitted for this book, which is nowhere more than 3.6·10⁻⁷ off (6·10⁻⁷ in single precision).
 * The file is longer than 120 lines because both ways of the gradient and both of the surface are read together, and its
 * long kernels because gpu.js knows neither functions in a kernel nor arrays of more than four.
 */
/* eslint max-lines: off, max-lines-per-function: off */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';

/** L at one cell of the surface: x counts columns, y rows. */
export const cellLoss = kernel(function cellLoss(
  origin: number[],
  across: number[],
  up: number[],
  x: number[][],
  y: number[][],
  counts: number[][],
  initial: number,
) {
  const right = (this.thread.x + 0.5) / this.constants.columns;
  const high = (this.thread.y + 0.5) / this.constants.rows;
  const u = origin[0] + right * across[0] + high * up[0];
  const w = origin[1] + right * across[1] + high * up[1];
  const b = origin[2] + right * across[2] + high * up[2];
  let loss = 0;
  for (let n = 0; n < this.constants.sequences; n++) {
    let h = initial;
    for (let t = 0; t < this.constants.steps; t++) {
      h = Math.tanh(Math.max(-15, Math.min(15, u * h + w * x[n][t] + b)));
      loss += 0.5 * counts[n][t] * (h - y[n][t]) * (h - y[n][t]);
    }
  }
  return loss;
});

/** L at four cells beside each other, columns 4 x … 4 x + 3, with the rational tanh. */
export const fourLosses = kernel(function fourLosses(
  origin: number[],
  across: number[],
  up: number[],
  x: number[][],
  y: number[][],
  counts: number[][],
  initial: number,
) {
  const right = (4 * this.thread.x + 0.5) / this.constants.columns;
  const high = (this.thread.y + 0.5) / this.constants.rows;
  const u0 = origin[0] + right * across[0] + high * up[0];
  const w0 = origin[1] + right * across[1] + high * up[1];
  const b0 = origin[2] + right * across[2] + high * up[2];
  const du = across[0] / this.constants.columns;
  const dw = across[1] / this.constants.columns;
  const db = across[2] / this.constants.columns;
  let loss0 = 0;
  let loss1 = 0;
  let loss2 = 0;
  let loss3 = 0;
  for (let n = 0; n < this.constants.sequences; n++) {
    let h0 = initial;
    let h1 = initial;
    let h2 = initial;
    let h3 = initial;
    for (let t = 0; t < this.constants.steps; t++) {
      const input = x[n][t];
      const z0 = Math.max(-8, Math.min(8, u0 * h0 + w0 * input + b0));
      const z1 = Math.max(-8, Math.min(8, (u0 + du) * h1 + (w0 + dw) * input + b0 + db));
      const z2 = Math.max(-8, Math.min(8, (u0 + 2 * du) * h2 + (w0 + 2 * dw) * input + b0 + 2 * db));
      const z3 = Math.max(-8, Math.min(8, (u0 + 3 * du) * h3 + (w0 + 3 * dw) * input + b0 + 3 * db));
      const s0 = z0 * z0;
      const s1 = z1 * z1;
      const s2 = z2 * z2;
      const s3 = z3 * z3;
      h0 = (z0 * (0.99999936 + s0 * (0.1291364 + s0 * (0.0029388263 + s0 * 0.000011310211)))) / (1 + s0 * (0.46246739 + s0 * (0.023763821 + s0 * (0.00023702829 + s0 * 2.4238375e-7))));
      h1 = (z1 * (0.99999936 + s1 * (0.1291364 + s1 * (0.0029388263 + s1 * 0.000011310211)))) / (1 + s1 * (0.46246739 + s1 * (0.023763821 + s1 * (0.00023702829 + s1 * 2.4238375e-7))));
      h2 = (z2 * (0.99999936 + s2 * (0.1291364 + s2 * (0.0029388263 + s2 * 0.000011310211)))) / (1 + s2 * (0.46246739 + s2 * (0.023763821 + s2 * (0.00023702829 + s2 * 2.4238375e-7))));
      h3 = (z3 * (0.99999936 + s3 * (0.1291364 + s3 * (0.0029388263 + s3 * 0.000011310211)))) / (1 + s3 * (0.46246739 + s3 * (0.023763821 + s3 * (0.00023702829 + s3 * 2.4238375e-7))));
      const share = 0.5 * counts[n][t];
      const target = y[n][t];
      loss0 += share * (h0 - target) * (h0 - target);
      loss1 += share * (h1 - target) * (h1 - target);
      loss2 += share * (h2 - target) * (h2 - target);
      loss3 += share * (h3 - target) * (h3 - target);
    }
  }
  return [loss0, loss1, loss2, loss3];
}); // prettier-ignore

/** L, ∂L/∂u, ∂L/∂w and ∂L/∂b at row y of `points` [P][3], all carried forwards. */
export const lossAndGradient = kernel(function lossAndGradient(
  points: number[][],
  x: number[][],
  y: number[][],
  counts: number[][],
  initial: number,
) {
  const u = points[this.thread.y][0];
  const w = points[this.thread.y][1];
  const b = points[this.thread.y][2];
  let loss = 0;
  let byU = 0;
  let byW = 0;
  let byB = 0;
  for (let n = 0; n < this.constants.sequences; n++) {
    let h = initial;
    let hByU = 0;
    let hByW = 0;
    let hByB = 0;
    for (let t = 0; t < this.constants.steps; t++) {
      const z = u * h + w * x[n][t] + b;
      const small = Math.exp(-2 * Math.abs(z));
      const steep = (4 * small) / ((1 + small) * (1 + small));
      hByU = steep * (h + u * hByU);
      hByW = steep * (x[n][t] + u * hByW);
      hByB = steep * (1 + u * hByB);
      h = Math.tanh(Math.max(-15, Math.min(15, z)));
      const error = h - y[n][t];
      loss += 0.5 * counts[n][t] * error * error;
      byU += counts[n][t] * error * hByU;
      byW += counts[n][t] * error * hByW;
      byB += counts[n][t] * error * hByB;
    }
  }
  return [loss, byU, byW, byB];
});

/** z_nt [N] of step t, counted from 0. */
export const driven = kernel(function driven(
  weights: number[],
  previous: number[],
  x: number[][],
  time: number,
) {
  return weights[0] * previous[this.thread.x] + weights[1] * x[this.thread.x][time] + weights[2];
});

/** h_nt [N]. */
export const state = kernel(function state(z: number[]) {
  return Math.tanh(Math.max(-15, Math.min(15, z[this.thread.x])));
});

/** δ_nt [N]; act′(z) from exp(−2|z|), so that on a plain, where it is nearly 0, it keeps its digits. */
export const delta = kernel(function delta(
  weights: number[],
  z: number[],
  h: number[],
  next: number[],
  y: number[][],
  counts: number[][],
  time: number,
) {
  const small = Math.exp(-2 * Math.abs(z[this.thread.x]));
  const steep = (4 * small) / ((1 + small) * (1 + small));
  const direct = counts[this.thread.x][time] * (h[this.thread.x] - y[this.thread.x][time]);
  return steep * (direct + weights[0] * next[this.thread.x]);
});

/** What step t adds to the gradient [3]: Σ_n δ_nt (h_n,t−1, x_nt, 1), on top of what came before. */
export const summed = kernel(function summed(
  before: number[],
  deltas: number[],
  previous: number[],
  x: number[][],
  time: number,
) {
  let sum = before[this.thread.x];
  for (let n = 0; n < this.constants.sequences; n++) {
    if (this.thread.x === 0) {
      sum += deltas[n] * previous[n];
    } else if (this.thread.x === 1) {
      sum += deltas[n] * x[n][time];
    } else {
      sum += deltas[n];
    }
  }
  return sum;
});

/** L up to step t [1], on top of what came before. */
export const lossSum = kernel(function lossSum(
  before: number[],
  h: number[],
  y: number[][],
  counts: number[][],
  time: number,
) {
  let sum = before[0];
  for (let n = 0; n < this.constants.sequences; n++) {
    sum += 0.5 * counts[n][time] * (h[n] - y[n][time]) * (h[n] - y[n][time]);
  }
  return sum;
});

/** What the unit is to do: all [N][T], and the state before the first step. */
export interface Task {
  x: readonly (readonly number[])[];
  y: readonly (readonly number[])[];
  counts: readonly (readonly number[])[];
  initial: number;
}
const sizesOf = ({ x }: Task) => ({ sequences: x.length, steps: x[0]!.length });

/** A stretch of the plane of weights, each [u, w, b]. */
export interface Window {
  origin: readonly number[];
  across: readonly number[];
  up: readonly number[];
  columns: number;
  rows: number;
}

/** L over a window, [rows][columns], row 0 at its origin; columns a multiple of 4 where four cells share a thread. */
export function surface(device: Device, task: Task, window: Window, four = true): Handle {
  const { origin, across, up, columns, rows } = window;
  const { x, y, counts, initial } = task;
  const { sequences, steps } = sizesOf(task);
  if (!four) {
    return device.run(cellLoss, [columns, rows], { columns, rows, sequences, steps }, origin, across, up, x, y, counts, initial);
  }
  if (columns % 4) throw new Error(`surface: ${columns} columns are not a multiple of 4`);
  return device.run(fourLosses, [columns / 4, rows], { columns, rows, sequences, steps }, origin, across, up, x, y, counts, initial);
} // prettier-ignore

/** [P][4]: L, ∂L/∂u, ∂L/∂w, ∂L/∂b at each of some points [P][3]. */
export function slopes(device: Device, task: Task, points: readonly (readonly number[])[]): Handle {
  const { sequences, steps } = sizesOf(task);
  const { x, y, counts, initial } = task;
  return device.run(lossAndGradient, [1, points.length], { sequences, steps }, points, x, y, counts, initial);
}

/** z_t and h_t [t][N], and L [1], at one point. */
export function forward(device: Device, { x, y, counts, initial }: Task, weights: Argument) {
  const [N, T] = [x.length, x[0]!.length];
  const [z, h] = [[] as Handle[], [] as Handle[]];
  let loss: Argument = [0];
  for (let t = 0; t < T; t++) {
    const previous = h.at(-1) ?? Array<number>(N).fill(initial);
    z.push(device.run(driven, [N], {}, weights, previous, x, t));
    h.push(device.run(state, [N], {}, z[t]!));
    loss = device.run(lossSum, [1], { sequences: N }, loss, h[t]!, y, counts, t);
  }
  return { z, h, loss: loss as Handle };
}

/** δ_t [t][N] and the gradient [3] by one pass back from the last step. */
export function backward(
  device: Device,
  { x, y, counts, initial }: Task,
  weights: Argument,
  { z, h }: Pick<ReturnType<typeof forward>, 'z' | 'h'>,
) {
  const N = x.length;
  const deltas: Handle[] = [];
  let gradient: Argument = [0, 0, 0];
  for (let t = h.length - 1; t >= 0; t--) {
    const next = deltas[t + 1] ?? Array<number>(N).fill(0);
    const previous = h[t - 1] ?? Array<number>(N).fill(initial);
    deltas[t] = device.run(delta, [N], {}, weights, z[t]!, h[t]!, next, y, counts, t);
    gradient = device.run(summed, [3], { sequences: N }, gradient, deltas[t], previous, x, t);
  }
  return { delta: deltas, gradient: gradient as Handle };
}
