/**
 * A gated recurrent unit, run forward over time and backward through time.
 * Source: K. Cho, B. van Merriënboer, Ç. Gülçehre, D. Bahdanau, F. Bougares, H. Schwenk, Y. Bengio, arXiv:1406.1078 (2014),
 * as J. Chung, Ç. Gülçehre, K. Cho, Y. Bengio, arXiv:1412.3555 (2014), write it.
 *
 *   update gate  a^z_t = Wz x_t + Uz h_{t−1} + bz, z_t = σ(a^z_t)                 [H]   h_0 is given, or zero
 *   reset gate   a^r_t = Wr x_t + Ur h_{t−1} + br, r_t = σ(a^r_t)                 [H]
 *   candidate    a_t   = W x_t + U (r_t ⊙ h_{t−1}) + b, h̃_t = tanh(a_t)           [H]
 *   state        h_t   = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ h̃_t                          [H]
 *
 * It is written otherwise in two places, each a choice by itself; PyTorch, Keras and cuDNN take both:
 *   z weighs the previous state (Cho 2014)   h_t = z_t ⊙ h_{t−1} + (1 − z_t) ⊙ h̃_t
 *   r multiplies the product (cuDNN)         a_t = W x_t + r_t ⊙ q_t + b, q_t = U h_{t−1} + bU
 *
 * Backward from g_t = ∂L/∂h_t without the steps after t, d_t = g_t + what comes back from step t+1:
 *   ∂L/∂a_t   = d_t ⊙ z_t ⊙ tanh′(a_t)
 *   ∂L/∂a^z_t = d_t ⊙ (h̃_t − h_{t−1}) ⊙ σ′(a^z_t)                                       1 − z for z, and −, if z weighs h_{t−1}
 *   ∂L/∂a^r_t = (Uᵀ ∂L/∂a_t) ⊙ h_{t−1} ⊙ σ′(a^r_t), or ∂L/∂a_t ⊙ q_t ⊙ σ′(a^r_t)
 *   to h_{t−1} by four ways: d_t ⊙ (1 − z_t), Uzᵀ ∂L/∂a^z_t, Urᵀ ∂L/∂a^r_t, and r_t ⊙ Uᵀ ∂L/∂a_t, or Uᵀ (r_t ⊙ ∂L/∂a_t)
 *
 * The file is longer than 120 lines because each gradient stands beside the equation that it differentiates.
 */
/* eslint max-lines: off */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import { activated, matrixSum, outer, output, preactivation, pulled, row, slope, vectorSum } from './rnn.ts';

/** What the kernels of the vanilla network call tanh and σ. */
const [TANH, SIGMOID] = [1, 2];

/** a_t = W x_t + r_t ⊙ q_t + b, where r multiplies the product. */
export const gatedPreactivation = kernel(function gatedPreactivation(
  input: number[][],
  below: number[],
  reset: number[],
  recurrent: number[],
  bias: number[],
) {
  let sum = bias[this.thread.x] + reset[this.thread.x] * recurrent[this.thread.x];
  for (let j = 0; j < this.constants.width; j++) {
    sum += input[this.thread.x][j] * below[j];
  }
  return sum;
});

/** Products number by number: r_t ⊙ h_{t−1}, and errors on their way back through such products. */
export const gated = kernel(function gated(one: number[], other: number[]) {
  return one[this.thread.x] * other[this.thread.x];
});

/** h_t. `keeping` is 1 where z weighs the previous state, 0 where it weighs the candidate. */
export const interpolated = kernel(function interpolated(
  update: number[],
  previous: number[],
  candidate: number[],
) {
  let fresh = update[this.thread.x];
  let kept = 1 - update[this.thread.x];
  if (this.constants.keeping === 1) {
    fresh = 1 - update[this.thread.x];
    kept = update[this.thread.x];
  }
  return kept * previous[this.thread.x] + fresh * candidate[this.thread.x];
});

/** What the weight of the previous state leaves of a number: of h_{t−1} going forward, of an error going back. */
export const keptPart = kernel(function keptPart(values: number[], update: number[]) {
  let kept = 1 - update[this.thread.x];
  if (this.constants.keeping === 1) {
    kept = update[this.thread.x];
  }
  return kept * values[this.thread.x];
});

/** What the weight of the candidate leaves of a number: of h̃_t going forward, of an error going back. */
export const freshPart = kernel(function freshPart(values: number[], update: number[]) {
  let fresh = update[this.thread.x];
  if (this.constants.keeping === 1) {
    fresh = 1 - update[this.thread.x];
  }
  return fresh * values[this.thread.x];
});

/** ∂L/∂a^z_t: what the gate can change is the difference of the two that it mixes. */
export const updateError = kernel(function updateError(
  error: number[],
  previous: number[],
  candidate: number[],
  slopes: number[],
) {
  let difference = candidate[this.thread.x] - previous[this.thread.x];
  if (this.constants.keeping === 1) {
    difference = previous[this.thread.x] - candidate[this.thread.x];
  }
  return error[this.thread.x] * difference * slopes[this.thread.x];
});

/** ∂L/∂a^r_t, from the error of the product that r is a factor of, and its other factor. */
export const resetError = kernel(function resetError(error: number[], factor: number[], slopes: number[]) {
  return error[this.thread.x] * factor[this.thread.x] * slopes[this.thread.x];
});

export interface Network {
  /** I, numbers of an input. */
  inputs: number;
  /** H */
  units: number;
  /** T; 0 is allowed. */
  steps: number;
  /** What z weighs: the candidate (Chung 2014, and the book), or the previous state (Cho 2014, PyTorch). */
  update: 'candidate' | 'previous';
  /** What r multiplies: h_{t−1} before U (Chung 2014, and the book), or the product U h_{t−1} + bU (cuDNN, PyTorch). */
  reset: 'state' | 'product';
}

/** Wz, Wr, W [H][I]; Uz, Ur, U [H][H]; bz, br, b [H]. */
export interface Parameters {
  Wz: Argument;
  Uz: Argument;
  bz: Argument;
  Wr: Argument;
  Ur: Argument;
  br: Argument;
  W: Argument;
  U: Argument;
  b: Argument;
  /** [H], zeros if left out; where r multiplies the state there is no place for it. */
  bU?: Argument;
  /** h_0 [H], zeros if left out. */
  initial?: Argument;
}

export type Record = ReturnType<typeof forward>;

const zeros = (length: number) => Array.from({ length }, () => 0);

/**
 * One step from h_{t−1}: pre-activations `az` `ar` `a`, gates `z` `r`, `candidate` and `h`, each [H]; `gated`, what r
 * made of its factor (r ⊙ h_{t−1}, or r ⊙ q); and `factor`, that factor (h_{t−1}, or q).
 */
export function step(device: Device, network: Network, p: Parameters, previous: Argument, x: Argument) {
  const { units, inputs: width, update, reset } = network;
  const size = [units] as const;
  const az = device.run(preactivation, size, { units, width }, p.Uz, previous, p.Wz, x, p.bz);
  const ar = device.run(preactivation, size, { units, width }, p.Ur, previous, p.Wr, x, p.br);
  const z = device.run(activated, size, { activation: SIGMOID }, az);
  const r = device.run(activated, size, { activation: SIGMOID }, ar);
  const inside = reset === 'state';
  const factor = inside ? previous : device.run(output, size, { units }, p.U, previous, p.bU ?? zeros(units));
  const part = device.run(gated, size, {}, r, factor);
  const a = inside
    ? device.run(preactivation, size, { units, width }, p.U, part, p.W, x, p.b)
    : device.run(gatedPreactivation, size, { width }, p.W, x, r, factor, p.b);
  const candidate = device.run(activated, size, { activation: TANH }, a);
  const keeping = update === 'previous' ? 1 : 0;
  const h = device.run(interpolated, size, { keeping }, z, previous, candidate);
  return { az, ar, a, z, r, factor, gated: part, candidate, h };
}

/** The two parts that add up to h_t, [H] each: what is kept of h_{t−1}, and what is taken from h̃_t. */
export function parts(
  device: Device,
  { units, update }: Pick<Network, 'units' | 'update'>,
  { z, candidate }: { z: Argument; candidate: Argument },
  previous: Argument,
) {
  const keeping = update === 'previous' ? 1 : 0;
  return {
    kept: device.run(keptPart, [units], { keeping }, previous, z),
    fresh: device.run(freshPart, [units], { keeping }, candidate, z),
  };
}

/** The rows of a sequence [T][n]. */
function rowsOf(device: Device, sequence: Argument, steps: number, size: number): Handle[] {
  return Array.from({ length: steps }, (_, t) => device.run(row, [size], {}, sequence, t));
}

/** h_{t−1}, for t counted from 0. */
const before = ({ units }: Network, { initial }: Parameters, h: readonly Handle[], t: number): Argument =>
  t ? h[t - 1]! : (initial ?? zeros(units));

/** Over a sequence x [T][I]: what `step` gives, each a list [t] with element 0 being t = 1. */
export function forward(device: Device, network: Network, parameters: Parameters, x: Argument) {
  const record = {
    ...{ az: [] as Handle[], ar: [] as Handle[], a: [] as Handle[], z: [] as Handle[], r: [] as Handle[] },
    ...{ gated: [] as Handle[], candidate: [] as Handle[], h: [] as Handle[] },
  };
  const factors: Argument[] = [];
  rowsOf(device, x, network.steps, network.inputs).forEach((input, t) => {
    const previous = before(network, parameters, record.h, t);
    const { factor, ...now } = step(device, network, parameters, previous, input);
    for (const name of Object.keys(record) as (keyof typeof now)[]) record[name].push(now[name]);
    factors.push(factor);
  });
  return { ...record, factors };
}

function vectorTotal(device: Device, parts: readonly Argument[], units: number): Handle {
  const [first = zeros(units), ...rest] = parts;
  let sum = device.run(vectorSum, [units], {}, first, rest[0] ?? zeros(units));
  for (const part of rest.slice(1)) sum = device.run(vectorSum, [units], {}, sum, part);
  return sum;
}

/** Σ_t error_t factor_tᵀ, [units][width], from the last step to the first. */
function matrixTotal(
  device: Device,
  errors: readonly Handle[],
  factors: readonly Argument[],
  [units, width]: readonly [number, number],
): Handle {
  const area = [width, units] as const;
  const empty = () => Array.from({ length: units }, () => zeros(width));
  let sum: Handle | undefined;
  for (let t = errors.length - 1; t >= 0; t--) {
    const share = device.run(outer, area, {}, errors[t]!, factors[t]!);
    sum = sum ? device.run(matrixSum, area, {}, sum, share) : share;
  }
  return sum ?? device.run(matrixSum, area, {}, empty(), empty());
}

/** Errors of one step from d_t = ∂L/∂h_t, all steps after it included, and the four ways on to h_{t−1}. */
export function stepBackward(
  device: Device,
  { units, update, reset }: Network,
  { U, Uz, Ur }: Pick<Parameters, 'U' | 'Uz' | 'Ur'>,
  now: Pick<ReturnType<typeof step>, 'az' | 'ar' | 'a' | 'z' | 'r' | 'factor' | 'candidate'>,
  { previous, error }: { previous: Argument; error: Argument },
) {
  const size = [units] as const;
  const keeping = update === 'previous' ? 1 : 0;
  const slopes = device.run(slope, size, { activation: TANH }, now.a);
  const toCandidate = device.run(freshPart, size, { keeping }, error, now.z);
  const da = device.run(gated, size, {}, toCandidate, slopes);
  const updating = device.run(slope, size, { activation: SIGMOID }, now.az);
  const daz = device.run(updateError, size, { keeping }, error, previous, now.candidate, updating);
  const resetting = device.run(slope, size, { activation: SIGMOID }, now.ar);
  const inside = reset === 'state';
  // ∂L/∂(r ⊙ factor), and what comes back through r: ∂L/∂factor.
  const product = inside ? device.run(pulled, size, { rows: units }, U, da) : da;
  const dar = device.run(resetError, size, {}, product, now.factor, resetting);
  const dFactor = device.run(gated, size, {}, product, now.r);
  const kept = device.run(keptPart, size, { keeping }, error, now.z);
  const viaUpdate = device.run(pulled, size, { rows: units }, Uz, daz);
  const viaReset = device.run(pulled, size, { rows: units }, Ur, dar);
  const viaCandidate = inside ? dFactor : device.run(pulled, size, { rows: units }, U, dFactor);
  const dPrevious = vectorTotal(device, [kept, viaUpdate, viaReset, viaCandidate], units);
  return { da, daz, dar, dFactor, kept, viaUpdate, viaReset, viaCandidate, dPrevious };
}

/** Errors of every step, last first, from `upstream` g_t [T][H]. */
function errorsOf(device: Device, network: Network, p: Parameters, record: Record, upstream: Argument) {
  const { units, steps } = network;
  const own = rowsOf(device, upstream, steps, units);
  const dh: Handle[] = [];
  const errors: ReturnType<typeof stepBackward>[] = [];
  for (let t = steps - 1; t >= 0; t--) {
    const next = errors[t + 1]?.dPrevious ?? zeros(units);
    dh[t] = device.run(vectorSum, [units], {}, own[t]!, next);
    const [az, ar, a, z, r] = [record.az[t]!, record.ar[t]!, record.a[t]!, record.z[t]!, record.r[t]!];
    const now = { az, ar, a, z, r, factor: record.factors[t]!, candidate: record.candidate[t]! };
    const previous = before(network, p, record.h, t);
    errors[t] = stepBackward(device, network, p, now, { previous, error: dh[t]! });
  }
  const of = (name: keyof ReturnType<typeof stepBackward>) => errors.map((one) => one[name]);
  return {
    ...{ dh, daz: of('daz'), dar: of('dar'), da: of('da'), dFactor: of('dFactor'), kept: of('kept') },
    ...{ viaUpdate: of('viaUpdate'), viaReset: of('viaReset'), viaCandidate: of('viaCandidate') },
    dPrevious: of('dPrevious'),
  };
}

/** ∂L/∂x_t = Wzᵀ ∂L/∂a^z_t + Wrᵀ ∂L/∂a^r_t + Wᵀ ∂L/∂a_t. */
function inputError(device: Device, { inputs, units: rows }: Network, p: Parameters, errors: Handle[]) {
  const parts = [p.Wz, p.Wr, p.W].map((weights, k) =>
    device.run(pulled, [inputs], { rows }, weights, errors[k]!),
  );
  return vectorTotal(device, parts, inputs);
}

/**
 * The gradients of L from `upstream` [T][H], what L depends on each h_t without the steps after it. Lists are [t]:
 * `dh` ∂L/∂h_t, `daz` `dar` `da`, the four ways back `kept` `viaUpdate` `viaReset` `viaCandidate` with their sum
 * `dPrevious`, and `dx`. Gradients have the shapes of their parameters; `dbU` is zero where bU has no place.
 */
export function backward(
  device: Device,
  network: Network,
  p: Parameters,
  x: Argument,
  record: Record,
  upstream: Argument,
) {
  const { units, inputs, steps, reset } = network;
  const { dFactor, ...errors } = errorsOf(device, network, p, record, upstream);
  const { daz, dar, da } = errors;
  const rows = rowsOf(device, x, steps, inputs);
  const states = rows.map((_, t) => before(network, p, record.h, t));
  const input = (list: Handle[]) => matrixTotal(device, list, rows, [units, inputs]);
  const recurrent = (list: Handle[], factors: readonly Argument[] = states) =>
    matrixTotal(device, list, factors, [units, units]);
  const bias = (list: Handle[]) => vectorTotal(device, list.toReversed(), units);
  const inside = reset === 'state';
  return {
    ...errors,
    dx: rows.map((_, t) => inputError(device, network, p, [daz[t]!, dar[t]!, da[t]!])),
    ...{ dWz: input(daz), dUz: recurrent(daz), dbz: bias(daz) },
    ...{ dWr: input(dar), dUr: recurrent(dar), dbr: bias(dar) },
    ...{ dW: input(da), db: bias(da), dbU: bias(inside ? [] : dFactor) },
    dU: inside ? recurrent(da, record.gated) : recurrent(dFactor),
    dInitial: vectorTotal(device, errors.dPrevious.slice(0, 1), units),
  };
}
