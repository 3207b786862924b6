/** One step of a layer forward, one step back, and its gradients: each kind of cell composed of operations. */
import type { Home } from './operations.ts';
import type { Model } from './types.ts';
import type { LayerWeights, Plan } from './weights.ts';

/** What a layer computes on a chunk, for T steps of B sequences; step t is rows t·B … of each. */
export interface LayerRun {
  B: number;
  T: number;
  /** h_0 … h_T [T + 1][B][n]. */
  h: number;
  /** Pre-activations, and then activations, of all gates [T][B][width]. */
  z: number;
  /** ∂L/∂h_t [T][B][n], and ∂L/∂ pre-activations [T][B][width]. */
  dh: number;
  delta: number;
  /** LSTM: c_0 … c_T [T + 1][B][n]. */
  c: number;
  /** LSTM: tanh(c_t); GRU: r_t ⊙ h_{t−1} [T][B][n]. */
  s: number;
  /** LSTM: what later steps want of c_t; GRU: the error of r_t ⊙ h_{t−1} [B][n]. */
  ds: number;
}

export function takeRun(plan: Plan, { n, width }: LayerWeights, B: number, T: number): LayerRun {
  const [states, gates] = [T * B * n, T * B * width];
  const h = plan.take(states + B * n);
  const z = plan.take(gates);
  const dh = plan.take(states);
  const delta = plan.take(gates);
  const c = plan.take(states + B * n);
  const s = plan.take(states);
  return { B, T, h, z, dh, delta, c, s, ds: plan.take(B * n) };
}

interface Cell {
  /** From h_{t−1} and W x_t + b, which `z` holds, to h_t; t counts from 0 here. */
  forward(home: Home, layer: LayerWeights, run: LayerRun, t: number): void;
  /** From `dh` of this step to `delta` of this step, and to `dh` of the step before. */
  backward(home: Home, layer: LayerWeights, run: LayerRun, t: number): void;
  /** ∂L/∂U, so many numbers behind U, of all steps at once. */
  gradients(home: Home, layer: LayerWeights, run: LayerRun, behind: number): void;
}

const rnn: Cell = {
  forward({ operations }, { U: [U], n, width, units }, { B, h, z }, t) {
    const [from, at] = [h + t * B * n, z + t * B * width];
    operations.multiply(at, width, from, n, 1, U!.at, width, B, width, units, 1);
    operations.tanh(from + B * n, at, B * n);
  },
  backward({ operations }, { U: [U], n, width, units }, { B, h, dh, delta }, t) {
    const [error, at] = [dh + t * B * n, delta + t * B * width];
    operations.tanhBack(at, h + (t + 1) * B * n, error, B * n);
    if (t) operations.multiply(error - B * n, n, at, width, 1, U!.mirror, n, B, n, units, 1);
  },
  gradients({ operations }, { U: [U], n, width, units }, { B, T, h, delta }, behind) {
    operations.multiply(U!.at + behind, width, h, 1, n, delta, width, units, width, T * B, 0);
  },
};

const lstm: Cell = {
  forward({ operations }, { U: [U], n, width, units }, { B, h, z, c, s }, t) {
    const [from, at, cell] = [h + t * B * n, z + t * B * width, c + t * B * n];
    operations.multiply(at, width, from, n, 1, U!.at, width, B, width, units, 1);
    operations.lstm(at, cell, cell + B * n, s + t * B * n, from + B * n, B, n);
  },
  backward({ numbers, operations }, { U: [U], n, width }, { B, T, z, dh, delta, c, s, ds }, t) {
    const [error, at] = [dh + t * B * n, delta + t * B * width];
    if (t === T - 1) numbers.fill(0, ds, ds + B * n);
    operations.lstmBack(at, z + t * B * width, c + t * B * n, s + t * B * n, error, ds, B, n);
    if (t) operations.multiply(error - B * n, n, at, width, 1, U!.mirror, n, B, n, width, 1);
  },
  gradients: rnn.gradients,
};

const gru: Cell = {
  forward({ operations }, { U: [U, own], n, width, units }, { B, h, z, s }, t) {
    const [from, at, q] = [h + t * B * n, z + t * B * width, s + t * B * n];
    operations.multiply(at, width, from, n, 1, U!.at, 2 * n, B, 2 * n, units, 1);
    operations.gruGates(at, from, q, B, n);
    operations.multiply(at + 2 * n, width, q, n, 1, own!.at, n, B, n, units, 1);
    operations.gruState(at, from, from + B * n, B, n);
  },
  backward({ operations }, { U: [U, own], n, width }, { B, h, z, dh, delta, ds }, t) {
    const [error, at, gates, from] = [
      dh + t * B * n,
      delta + t * B * width,
      z + t * B * width,
      h + t * B * n,
    ];
    const before = t ? error - B * n : 0;
    operations.gruStateBack(at, gates, from, error, before, B, n);
    operations.multiply(ds, n, at + 2 * n, width, 1, own!.mirror, n, B, n, n, 0);
    operations.gruGatesBack(at, gates, from, ds, before, B, n);
    if (t) operations.multiply(before, n, at, width, 1, U!.mirror, n, B, n, 2 * n, 1);
  },
  gradients({ operations }, { U: [U, own], n, width, units }, { B, T, h, s, delta }, behind) {
    operations.multiply(U!.at + behind, 2 * n, h, 1, n, delta, width, units, 2 * n, T * B, 0);
    operations.multiply(own!.at + behind, n, s, 1, n, delta + 2 * n, width, units, n, T * B, 0);
  },
};

export const cellOf: Record<Model['cell'], Cell> = { rnn, lstm, gru };
