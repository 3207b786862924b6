/**
 * A recurrent network of any number of layers, run forward over time and backward through time.
 * Source: P. J. Werbos, "Backpropagation through time: what it does and how to do it", Proc. IEEE 78(10) (1990),
 * in the book's letters; layers are stacked as in A. Graves, arXiv:1308.0850 (2013), section 2, without skip connections.
 *
 *   pre-activation  z_t = U h_{t−1} + W x_t + b      [H]     x_t is the input, or the state of the layer below
 *   state           h_t = act(z_t)                   [H]     h_0 is given, or zero
 *   output          o_t = V h_t + c                  [O]     from the top layer
 *   squared loss    L_t = ½ ‖o_t − y_t‖²             [1]
 *   softmax loss    L_t = −Σ_k y_tk log p_tk         [1]     p_tk = exp(o_tk) / Σ_j exp(o_tj)
 *   loss            L   = Σ_t L_t                    [1]     a sum, not a mean
 *
 *   output error    ∂L/∂o_t = o_t − y_t, or p_t Σ_k y_tk − y_t                                              [O]
 *   error           δ_t = ∂L/∂z_t = act′(z_t) ⊙ (Vᵀ ∂L/∂o_t + Uᵀ δ_{t+1}), δ_{T+1} = 0                      [H]
 *                   in a lower layer Wᵀ δ_t of the layer above stands in place of Vᵀ ∂L/∂o_t
 *   Jacobian        J_t = ∂h_t/∂h_{t−1}, J_t[i][j] = act′(z_ti) U_ij                                        [H][H]
 *   running product ∂h_T/∂h_t = J_T J_{T−1} … J_{t+1}                                                       [H][H]
 *   gradients       ∂L/∂U = Σ_t δ_t h_{t−1}ᵀ, ∂L/∂W = Σ_t δ_t x_tᵀ, ∂L/∂b = Σ_t δ_t,
 *                   ∂L/∂V = Σ_t ∂L/∂o_t h_tᵀ, ∂L/∂c = Σ_t ∂L/∂o_t
 *
 * The file is longer than 120 lines because each gradient stands beside the equation that it differentiates.
 */
/* eslint max-lines: off */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import { crossEntropy, crossEntropyError } from './softmax.ts';

/** Row `index` of a sequence [T][n]. */
export const row = kernel(function row(rows: number[][], index: number) {
  return rows[index][this.thread.x];
});

/** z_t. `below` is x_t, or the state of the layer below at the same step. */
export const preactivation = kernel(function preactivation(
  recurrent: number[][],
  previous: number[],
  input: number[][],
  below: number[],
  bias: number[],
) {
  let sum = bias[this.thread.x];
  for (let j = 0; j < this.constants.units; j++) {
    sum += recurrent[this.thread.x][j] * previous[j];
  }
  for (let j = 0; j < this.constants.width; j++) {
    sum += input[this.thread.x][j] * below[j];
  }
  return sum;
});

/** act(z): 0 linear, 1 tanh, 2 sigmoid, 3 relu. exp is only taken of numbers below zero, so that it never overflows. */
export const activated = kernel(function activated(z: number[]) {
  const value = z[this.thread.x];
  let result = value;
  if (this.constants.activation === 1) {
    result = Math.tanh(Math.max(-15, Math.min(15, value)));
  }
  if (this.constants.activation === 2) {
    const small = Math.exp(-Math.abs(value));
    result = small / (1 + small);
    if (value >= 0) {
      result = 1 / (1 + small);
    }
  }
  if (this.constants.activation === 3) {
    result = Math.max(0, value);
  }
  return result;
});

/** act′(z), from z and not from act(z), so that a nearly saturated slope keeps its digits; 0 for relu at 0. */
export const slope = kernel(function slope(z: number[]) {
  const value = z[this.thread.x];
  let result = 1;
  if (this.constants.activation === 1) {
    const small = Math.exp(-2 * Math.abs(value));
    result = (4 * small) / ((1 + small) * (1 + small));
  }
  if (this.constants.activation === 2) {
    const small = Math.exp(-Math.abs(value));
    result = small / ((1 + small) * (1 + small));
  }
  if (this.constants.activation === 3) {
    if (value <= 0) {
      result = 0;
    }
  }
  return result;
});

/** o_t. */
export const output = kernel(function output(weights: number[][], state: number[], bias: number[]) {
  let sum = bias[this.thread.x];
  for (let j = 0; j < this.constants.units; j++) {
    sum += weights[this.thread.x][j] * state[j];
  }
  return sum;
});

export const squaredLoss = kernel(function squaredLoss(outputs: number[], target: number[]) {
  let sum = 0;
  for (let k = 0; k < this.constants.width; k++) {
    sum += 0.5 * (outputs[k] - target[k]) * (outputs[k] - target[k]);
  }
  return sum;
});

export const squaredError = kernel(function squaredError(outputs: number[], target: number[]) {
  return outputs[this.thread.x] - target[this.thread.x];
});

/** Mᵀ e: what an error becomes on its way back through the weights M [rows][n]. */
export const pulled = kernel(function pulled(weights: number[][], error: number[]) {
  let sum = 0;
  for (let i = 0; i < this.constants.rows; i++) {
    sum += weights[i][this.thread.x] * error[i];
  }
  return sum;
});

/** δ_t from its two sources: the output (or the layer above) at this step, and this layer at the next step. */
export const delta = kernel(function delta(slopes: number[], fromAbove: number[], fromNext: number[]) {
  return slopes[this.thread.x] * (fromAbove[this.thread.x] + fromNext[this.thread.x]);
});

/** J_t: row i of U times the slope of unit i. */
export const jacobian = kernel(function jacobian(slopes: number[], recurrent: number[][]) {
  return slopes[this.thread.y] * recurrent[this.thread.y][this.thread.x];
});

/** One use's share of a weight's gradient: error × what the weight was multiplied by. */
export const outer = kernel(function outer(error: number[], factor: number[]) {
  return error[this.thread.y] * factor[this.thread.x];
});

export const product = kernel(function product(left: number[][], right: number[][]) {
  let sum = 0;
  for (let k = 0; k < this.constants.units; k++) {
    sum += left[this.thread.y][k] * right[k][this.thread.x];
  }
  return sum;
});

/**
 * ∂L_τ/∂z_t for every loss τ (a row each), of which `delta` is the sum: loss `index` enters at this very step, the later
 * ones come back from `next`, the errors of step t+1. Rows before it stay 0.
 */
export const lossErrors = kernel(function lossErrors(
  slopes: number[],
  fromAbove: number[],
  recurrent: number[][],
  next: number[][],
  index: number,
) {
  let sum = 0;
  if (this.thread.y === index) {
    sum = fromAbove[this.thread.x];
  }
  for (let i = 0; i < this.constants.units; i++) {
    sum += recurrent[i][this.thread.x] * next[this.thread.y][i];
  }
  return slopes[this.thread.x] * sum;
});

/** What the use at one step of the weight from unit `from` to unit `unit` has to do with each loss: ∂L_τ/∂U_ij at t. */
export const useOfWeight = kernel(function useOfWeight(
  errors: number[][],
  previous: number[],
  unit: number,
  from: number,
) {
  return errors[this.thread.x][unit] * previous[from];
});

export const vectorSum = kernel(function vectorSum(one: number[], other: number[]) {
  return one[this.thread.x] + other[this.thread.x];
});

export const matrixSum = kernel(function matrixSum(one: number[][], other: number[][]) {
  return one[this.thread.y][this.thread.x] + other[this.thread.y][this.thread.x];
});

export const activations = { linear: 0, tanh: 1, sigmoid: 2, relu: 3 } as const;

export type Activation = keyof typeof activations;
export type Cost = 'squared' | 'softmax';

export interface Network {
  /** I, numbers of an input. */
  inputs: number;
  /** H of each layer, bottom first. */
  units: readonly number[];
  /** O, numbers of an output. */
  outputs: number;
  /** T; 0 is allowed. */
  steps: number;
  activation: Activation;
  cost: Cost;
}

export interface Parameters {
  /** Bottom first: U [H][H], W [H][I, or H of the layer below], b [H]. */
  layers: readonly { U: Argument; W: Argument; b: Argument }[];
  /** [O][H of the top layer] */
  V: Argument;
  /** [O] */
  c: Argument;
  /** h_0 of each layer, [H]; zeros if left out. */
  initial?: readonly Argument[];
}

export type Record = ReturnType<typeof forward>;

const zeros = (length: number) => Array.from({ length }, () => 0);
/** Columns and rows, as a device wants them. */
type Area = readonly [number, number];
const zeroRows = ([columns, rows]: Area) => Array.from({ length: rows }, () => zeros(columns));
const last = <T>(list: readonly T[]) => list[list.length - 1]!;
const lists = (network: Network): Handle[][] => network.units.map(() => []);

/** One step from the states h_{t−1} of all layers: z_t, h_t and act′(z_t) per layer, and o_t. */
export function step(
  device: Device,
  network: Network,
  { layers, V, c }: Parameters,
  states: readonly Argument[],
  x: Argument,
) {
  const { units, inputs, outputs } = network;
  const activation = activations[network.activation];
  const [z, h, slopes] = [[] as Handle[], [] as Handle[], [] as Handle[]];
  layers.forEach(({ U, W, b }, layer) => {
    const [below, width] = layer ? [h[layer - 1]!, units[layer - 1]!] : [x, inputs];
    const size = units[layer]!;
    z.push(device.run(preactivation, [size], { units: size, width }, U, states[layer]!, W, below, b));
    h.push(device.run(activated, [size], { activation }, z[layer]!));
    slopes.push(device.run(slope, [size], { activation }, z[layer]!));
  });
  const o = device.run(output, [outputs], { units: last(units) }, V, last(h), c);
  return { z, h, slopes, o };
}

/** h_{t−1} of every layer, for t counted from 0. */
function statesBefore({ units }: Network, { initial }: Parameters, h: Handle[][], t: number): Argument[] {
  return units.map((size, layer) => (t ? h[layer]![t - 1]! : (initial?.[layer] ?? zeros(size))));
}

/** The rows of a sequence [T][n]. */
export function rowsOf(device: Device, sequence: Argument, steps: number, size: number): Handle[] {
  return Array.from({ length: steps }, (_, t) => device.run(row, [size], {}, sequence, t));
}

/**
 * Over a sequence x [T][I] with targets y [T][O]. `z`, `h` and `slopes` are [layer][t], element 0 being t = 1;
 * `o` [t]; `losses` L_t [t], each [1]; `loss` L, [1].
 */
export function forward(device: Device, network: Network, parameters: Parameters, x: Argument, y: Argument) {
  const { inputs, outputs, steps } = network;
  const [z, h, slopes] = [lists(network), lists(network), lists(network)];
  const o: Handle[] = [];
  rowsOf(device, x, steps, inputs).forEach((input, t) => {
    const states = statesBefore(network, parameters, h, t);
    const now = step(device, network, parameters, states, input);
    network.units.forEach((_, layer) => {
      z[layer]!.push(now.z[layer]!);
      h[layer]!.push(now.h[layer]!);
      slopes[layer]!.push(now.slopes[layer]!);
    });
    o.push(now.o);
  });
  const losses = rowsOf(device, y, steps, outputs).map((target, t) => lossOf(device, network, o[t]!, target));
  return { z, h, slopes, o, losses, loss: last(vectorSums(device, losses, 1)) };
}

/** The sums so far in the order of the list, the last being the whole; one of zeros for an empty list. */
function vectorSums(device: Device, parts: readonly Handle[], size: number): Handle[] {
  if (!parts.length) return [device.run(vectorSum, [size], {}, zeros(size), zeros(size))];
  const sums = [parts[0]!];
  for (const part of parts.slice(1)) sums.push(device.run(vectorSum, [size], {}, last(sums), part));
  return sums;
}

function matrixSums(device: Device, parts: readonly Handle[], area: Area): Handle[] {
  const zero = parts.length ? [] : zeroRows(area);
  if (!parts.length) return [device.run(matrixSum, area, {}, zero, zero)];
  const sums = [parts[0]!];
  for (const part of parts.slice(1)) sums.push(device.run(matrixSum, area, {}, last(sums), part));
  return sums;
}

/** L_t [1] of one step's output and target. */
export function lossOf(device: Device, { outputs: width, cost }: Network, o: Argument, target: Argument) {
  return cost === 'squared'
    ? device.run(squaredLoss, [1], { width }, o, target)
    : crossEntropy(device, width, o, target);
}

/** ∂L/∂o_t [O] of one step. */
export function errorOf(device: Device, { outputs: width, cost }: Network, o: Argument, target: Argument) {
  return cost === 'squared'
    ? device.run(squaredError, [width], {}, o, target)
    : crossEntropyError(device, width, o, target);
}

/** Vᵀ ∂L/∂o_t [H]: what an output's error asks of the state. */
export function pulledBack(device: Device, { units, outputs: rows }: Network, V: Argument, error: Argument) {
  return device.run(pulled, [last(units)], { rows }, V, error);
}

/** ∂L/∂o_t for every t. */
function outputErrors(device: Device, network: Network, y: Argument, { o }: Record) {
  const { steps, outputs } = network;
  return rowsOf(device, y, steps, outputs).map((target, t) => errorOf(device, network, o[t]!, target));
}

/** Whether no error passes from the step after t (counted from 0) to t: at the end, and between blocks. */
function isCut(t: number, steps: number, truncate: number) {
  return t === steps - 1 || (truncate > 0 && (t + 1) % truncate === 0);
}

/** What a layer's errors come from: errors [t] of what uses its state, through `weights` [rows][H]. */
interface Above {
  weights: Argument;
  errors: readonly Handle[];
  rows: number;
}

/** δ_t of one layer from the last step to the first, and its two sources before the slope. */
function errorsOf(
  device: Device,
  slopes: readonly Handle[],
  U: Argument,
  H: number,
  above: Above,
  n: number,
) {
  const { weights, errors, rows } = above;
  const fromAbove = errors.map((error) => device.run(pulled, [H], { rows }, weights, error));
  const fromNext: Handle[] = [];
  const deltas: Handle[] = [];
  for (let t = slopes.length - 1; t >= 0; t--) {
    const next = isCut(t, slopes.length, n) ? zeros(H) : deltas[t + 1]!;
    fromNext[t] = device.run(pulled, [H], { rows: H }, U, next);
    deltas[t] = device.run(delta, [H], {}, slopes[t]!, fromAbove[t]!, fromNext[t]);
  }
  return { fromAbove, fromNext, delta: deltas };
}

/** Error × factor at every step, and the sums of these from the last step down to each: the first is the gradient. */
function gradientOf(device: Device, errors: readonly Handle[], factors: readonly Argument[], area: Area) {
  const shares = errors.map((error, t) => device.run(outer, area, {}, error, factors[t]!));
  const totals = matrixSums(device, shares.toReversed(), area).toReversed();
  return { shares, totals, whole: totals[0]! };
}

/** Backward through one layer; `previous` h_{t−1} and `below` [width] are what U and W were multiplied by. */
function backwardLayer(
  device: Device,
  { slopes, U, size, width }: { slopes: readonly Handle[]; U: Argument; size: number; width: number },
  above: Above,
  { previous, below }: { previous: readonly Argument[]; below: readonly Argument[] },
  truncate: number,
) {
  const errors = errorsOf(device, slopes, U, size, above, truncate);
  const recurrent = gradientOf(device, errors.delta, previous, [size, size]);
  return {
    ...errors,
    jacobians: slopes.map((one) => device.run(jacobian, [size, size], {}, one, U)),
    shares: recurrent.shares,
    totals: recurrent.totals.slice(0, slopes.length),
    dU: recurrent.whole,
    dW: gradientOf(device, errors.delta, below, [width, size]).whole,
    db: last(vectorSums(device, errors.delta.toReversed(), size)),
  };
}

/**
 * The gradients of L by one backward pass. Lists are [layer][t] with element 0 being t = 1: `delta` ∂L/∂z_t [H], with
 * what came `fromAbove` (Vᵀ ∂L/∂o_t) and `fromNext` (Uᵀ δ_{t+1}) before the slope; `jacobians` ∂h_t/∂h_{t−1} [H][H];
 * `shares` δ_t h_{t−1}ᵀ [H][H]; `totals`, the shares of the steps t … T added up. `errors` ∂L/∂o_t [t]. Gradients have
 * the shapes of their parameters; dU, dW and db are per layer. With `truncate` n > 0 no error passes from step t+1 to
 * step t where t = n, 2n, … (counted from 1).
 */
export function backward(
  device: Device,
  network: Network,
  parameters: Parameters,
  x: Argument,
  y: Argument,
  record: Record,
  truncate = 0,
) {
  const { units, outputs, inputs, steps } = network;
  const { layers, V } = parameters;
  const errors = outputErrors(device, network, y, record);
  const before = Array.from({ length: steps }, (_, t) => statesBefore(network, parameters, record.h, t));
  const found: ReturnType<typeof backwardLayer>[] = [];
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const above = found[0]
      ? { weights: layers[layer + 1]!.W, errors: found[0].delta, rows: units[layer + 1]! }
      : { weights: V, errors, rows: outputs };
    const uses = {
      previous: before.map((states) => states[layer]!),
      below: layer ? record.h[layer - 1]! : rowsOf(device, x, steps, inputs),
    };
    const [size, width] = [units[layer]!, layer ? units[layer - 1]! : inputs];
    const own = { slopes: record.slopes[layer]!, U: layers[layer]!.U, size, width };
    found.unshift(backwardLayer(device, own, above, uses, truncate));
  }
  const dV = gradientOf(device, errors, last(record.h), [last(units), outputs]).whole;
  return { errors, ...byName(found), dV, dc: last(vectorSums(device, errors.toReversed(), outputs)) };
}

/** What each layer found, as one list of layers for each name. */
function byName(found: ReturnType<typeof backwardLayer>[]) {
  const list = <K extends keyof (typeof found)[number]>(name: K) => found.map((layer) => layer[name]);
  return {
    delta: list('delta'),
    fromAbove: list('fromAbove'),
    fromNext: list('fromNext'),
    jacobians: list('jacobians'),
    shares: list('shares'),
    totals: list('totals'),
    dU: list('dU'),
    dW: list('dW'),
    db: list('db'),
  };
}

/**
 * ∂h_T/∂h_t by one layer alone, for t = 0 … T, the last being the identity; `jacobians` are those of that layer,
 * which is the top one if none is named.
 */
export function products(
  device: Device,
  network: Network,
  jacobians: readonly Handle[],
  layer = network.units.length - 1,
): Handle[] {
  const units = network.units[layer]!;
  const one = zeroRows([units, units]).map((zero, i) => zero.map((_, j) => (i === j ? 1 : 0)));
  const area = [units, units] as const;
  const found: Handle[] = [];
  found[jacobians.length] = device.run(matrixSum, area, {}, one, zeroRows(area));
  for (let t = jacobians.length - 1; t >= 0; t--) {
    found[t] = device.run(product, area, { units }, found[t + 1]!, jacobians[t]!);
  }
  return found;
}

/**
 * Which loss, which use: for one weight U_ij of the top layer, element t of the list is [T], and its number τ is how
 * much L_τ changes with the use of the weight at step t + 1; 0 where the use comes after the loss. Over τ they add up
 * to the share of step t + 1, all of them to ∂L/∂U_ij. `fromAbove` is that of `backward`, of the top layer.
 */
export function triangle(
  device: Device,
  network: Network,
  parameters: Parameters,
  record: Record,
  fromAbove: readonly Handle[],
  [unit, from]: readonly [number, number],
  truncate = 0,
): Handle[] {
  const { steps } = network;
  const [units, { U }] = [last(network.units), last(parameters.layers)];
  const area = [units, steps] as const;
  const uses: Handle[] = [];
  let next: Argument = [];
  for (let t = steps - 1; t >= 0; t--) {
    if (isCut(t, steps, truncate)) next = zeroRows(area);
    next = device.run(lossErrors, area, { units }, last(record.slopes)[t]!, fromAbove[t]!, U, next, t);
    const previous = last(statesBefore(network, parameters, record.h, t));
    uses[t] = device.run(useOfWeight, [steps], {}, next, previous, unit, from);
  }
  return uses;
}
