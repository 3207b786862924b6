/**
 * One step of a recurrent network for many sequences at once, forward and back: what a graphics processor is fast at, as
 * one sequence alone leaves most of it idle. The trainer composes them (kernels/trainer/fused.ts).
 * Source: the equations of rnn.ts, lstm.ts, gru.ts and softmax.ts, with a row for each sequence b in place of a vector.
 *
 *   A matrix M of parameters has row j for what it reads and column x for what it adds to: M_jx lies at
 *   start + j·stride + x of one long vector, as the trainer keeps it.
 *
 *   product         S + A M            [B][x]     forward through weights; S is a bias, or what was added before
 *   pulled          S + E Mᵀ           [B][j]     an error on its way back
 *   outer           S + Aᵀ E           [j][x]     a gradient, one step added to those before
 *   summed          S + Σ_b E_b        [x]        that of a bias
 *   chosen, tabled  of one-hot A: a row of M for each sequence; and its gradient
 *
 *   RNN             h = tanh(z), δ = (1 − h²) ⊙ dh
 *   LSTM            a = (σ(zi), σ(zf), σ(zo), tanh(zg)), c = f ⊙ cPrev + i ⊙ g, h = o ⊙ tanh(c); back: lstmWanted, lstmError
 *   GRU             a = (σ(zz), σ(zr)), q = r ⊙ hPrev, ĥ = tanh(z of it), h = (1 − z) ⊙ hPrev + z ⊙ ĥ; back: gruOpen, gruReset
 *   softmax loss    L_b = w_b (log Σ_k exp o_bk − o_b,target), ∂L/∂o = w_b (p − one-hot); squared likewise ½ w_b ‖o − y‖²
 *
 * The file is longer than 120 lines because each kernel stands under its equation, beside the one that differentiates it.
 */
/* eslint max-lines: off */
import { kernel } from './device/device.ts';

/** Row t·B + b of the rows of a chunk, which lie one after the other. */
export const taken = kernel(function taken(values: number[], moment: number) {
  const place = moment * this.constants.batch + this.thread.y;
  return values[this.constants.start + place * this.constants.stride + this.thread.x];
});

/** The same row for every sequence: a bias. */
export const spread = kernel(function spread(parameters: number[]) {
  return parameters[this.constants.start + this.thread.x];
});

/** Nothing yet, of a sum. */
export const zero = kernel(function zero() {
  return 0;
});

/** Bias and row symbols_b of a table. */
export const chosen = kernel(function chosen(parameters: number[], symbols: number[], moment: number) {
  const symbol = Math.floor(symbols[moment * this.constants.batch + this.thread.y] + 0.5);
  const place = this.constants.start + symbol * this.constants.stride + this.thread.x;
  return parameters[this.constants.bias + this.thread.x] + parameters[place];
});

/** The gradient of that table: row v is added to by every sequence that read v. */
export const tabled = kernel(function tabled(
  symbols: number[],
  error: number[][],
  before: number[][],
  moment: number,
) {
  let sum = before[this.thread.y][this.thread.x];
  for (let b = 0; b < this.constants.batch; b++) {
    if (Math.abs(symbols[moment * this.constants.batch + b] - this.thread.y) < 0.5) {
      sum += error[b][this.thread.x];
    }
  }
  return sum;
});

/** S + A M, of which S has `skip` columns in front that are not meant. */
export const product = kernel(function product(parameters: number[], left: number[][], before: number[][]) {
  let sum = before[this.thread.y][this.constants.skip + this.thread.x];
  for (let j = 0; j < this.constants.terms; j++) {
    const place = this.constants.start + j * this.constants.stride + this.thread.x;
    sum += left[this.thread.y][j] * parameters[place];
  }
  return sum;
});

/** S + E Mᵀ. */
export const pulled = kernel(function pulled(parameters: number[], error: number[][], before: number[][]) {
  let sum = before[this.thread.y][this.thread.x];
  for (let k = 0; k < this.constants.terms; k++) {
    const place = this.constants.start + this.thread.x * this.constants.stride + k;
    sum += error[this.thread.y][k] * parameters[place];
  }
  return sum;
});

/** S + Aᵀ E. */
export const outer = kernel(function outer(left: number[][], error: number[][], before: number[][]) {
  let sum = before[this.thread.y][this.thread.x];
  for (let b = 0; b < this.constants.batch; b++) {
    sum += left[b][this.thread.y] * error[b][this.thread.x];
  }
  return sum;
});

/** S + Σ_b E_b. */
export const summed = kernel(function summed(error: number[][], before: number[]) {
  let sum = before[this.thread.x];
  for (let b = 0; b < this.constants.batch; b++) {
    sum += error[b][this.thread.x];
  }
  return sum;
});

/** The first `sigmoids` columns by σ, the others by tanh: gates side by side. */
export const activated = kernel(function activated(z: number[][]) {
  const value = z[this.thread.y][this.thread.x];
  let result = Math.tanh(Math.max(-15, Math.min(15, value)));
  if (this.thread.x < this.constants.sigmoids) {
    const small = Math.exp(-Math.abs(value));
    result = small / (1 + small);
    if (value >= 0) {
      result = 1 / (1 + small);
    }
  }
  return result;
});

/** δ = (1 − h²) ⊙ dh. */
export const tanhError = kernel(function tanhError(state: number[][], wanted: number[][]) {
  const h = state[this.thread.y][this.thread.x];
  return (1 - h * h) * wanted[this.thread.y][this.thread.x];
});

/** c = f ⊙ cPrev + i ⊙ g; columns of the gates are i f o g. */
export const lstmCell = kernel(function lstmCell(gates: number[][], previous: number[][]) {
  const x = this.thread.x;
  const kept = gates[this.thread.y][this.constants.units + x] * previous[this.thread.y][x];
  return kept + gates[this.thread.y][x] * gates[this.thread.y][3 * this.constants.units + x];
});

/** h = o ⊙ tanh(c). */
export const lstmState = kernel(function lstmState(gates: number[][], cell: number[][]) {
  const c = cell[this.thread.y][this.thread.x];
  const open = gates[this.thread.y][2 * this.constants.units + this.thread.x];
  return open * Math.tanh(Math.max(-15, Math.min(15, c)));
});

/** ∂L/∂c = f of the next step ⊙ its ∂L/∂c (handed in) + dh ⊙ o ⊙ (1 − tanh²(c)). */
export const lstmWanted = kernel(function lstmWanted(
  gates: number[][],
  cell: number[][],
  wanted: number[][],
  later: number[][],
) {
  const squashed = Math.tanh(Math.max(-15, Math.min(15, cell[this.thread.y][this.thread.x])));
  const open = gates[this.thread.y][2 * this.constants.units + this.thread.x];
  const own = wanted[this.thread.y][this.thread.x] * open * (1 - squashed * squashed);
  return own + later[this.thread.y][this.thread.x];
});

/** What is wanted of cPrev: f ⊙ ∂L/∂c. */
export const lstmHanded = kernel(function lstmHanded(gates: number[][], cellWanted: number[][]) {
  const forget = gates[this.thread.y][this.constants.units + this.thread.x];
  return forget * cellWanted[this.thread.y][this.thread.x];
});

/** δ of the gates i f o g: ∂L/∂c ⊙ g ⊙ i(1 − i), ∂L/∂c ⊙ cPrev ⊙ f(1 − f), dh ⊙ tanh(c) ⊙ o(1 − o), ∂L/∂c ⊙ i ⊙ (1 − g²). */
export const lstmError = kernel(function lstmError(
  gates: number[][],
  previous: number[][],
  cell: number[][],
  wanted: number[][],
  cellWanted: number[][],
) {
  const gate = Math.floor((this.thread.x + 0.5) / this.constants.units);
  const x = this.thread.x - gate * this.constants.units;
  const a = gates[this.thread.y][this.thread.x];
  let result = cellWanted[this.thread.y][x];
  if (gate < 0.5) {
    result *= gates[this.thread.y][3 * this.constants.units + x] * a * (1 - a);
  } else if (gate < 1.5) {
    result *= previous[this.thread.y][x] * a * (1 - a);
  } else if (gate < 2.5) {
    const squashed = Math.tanh(Math.max(-15, Math.min(15, cell[this.thread.y][x])));
    result = wanted[this.thread.y][x] * squashed * a * (1 - a);
  } else {
    result *= gates[this.thread.y][x] * (1 - a * a);
  }
  return result;
});

/** q = r ⊙ hPrev; columns of the gates are z r. */
export const gruReset = kernel(function gruReset(gates: number[][], previous: number[][]) {
  const reset = gates[this.thread.y][this.constants.units + this.thread.x];
  return reset * previous[this.thread.y][this.thread.x];
});

/** h = (1 − z) ⊙ hPrev + z ⊙ ĥ. */
export const gruState = kernel(function gruState(
  gates: number[][],
  candidate: number[][],
  previous: number[][],
) {
  const open = gates[this.thread.y][this.thread.x];
  const kept = (1 - open) * previous[this.thread.y][this.thread.x];
  return kept + open * candidate[this.thread.y][this.thread.x];
});

/** δ of the candidate: dh ⊙ z ⊙ (1 − ĥ²). */
export const gruCandidateError = kernel(function gruCandidateError(
  gates: number[][],
  candidate: number[][],
  wanted: number[][],
) {
  const found = candidate[this.thread.y][this.thread.x];
  return wanted[this.thread.y][this.thread.x] * gates[this.thread.y][this.thread.x] * (1 - found * found);
});

/** δ of z and r and, once more, of the candidate: dh ⊙ (ĥ − hPrev) ⊙ z(1 − z), dq ⊙ hPrev ⊙ r(1 − r), δĥ; dq is ∂L/∂q. */
export const gruError = kernel(function gruError(
  gates: number[][],
  candidate: number[][],
  previous: number[][],
  wanted: number[][],
  resetWanted: number[][],
  candidateError: number[][],
) {
  const gate = Math.floor((this.thread.x + 0.5) / this.constants.units);
  const x = this.thread.x - gate * this.constants.units;
  const h = previous[this.thread.y][x];
  let result = 0;
  if (gate < 0.5) {
    const open = gates[this.thread.y][x];
    result = wanted[this.thread.y][x] * (candidate[this.thread.y][x] - h) * open * (1 - open);
  } else if (gate < 1.5) {
    const reset = gates[this.thread.y][this.constants.units + x];
    result = resetWanted[this.thread.y][x] * h * reset * (1 - reset);
  } else {
    result = candidateError[this.thread.y][x];
  }
  return result;
});

/** What is wanted of hPrev past the weights: dh ⊙ (1 − z) + dq ⊙ r. */
export const gruHanded = kernel(function gruHanded(
  gates: number[][],
  wanted: number[][],
  resetWanted: number[][],
) {
  const open = gates[this.thread.y][this.thread.x];
  const reset = gates[this.thread.y][this.constants.units + this.thread.x];
  const kept = (1 - open) * wanted[this.thread.y][this.thread.x];
  return kept + reset * resetWanted[this.thread.y][this.thread.x];
});

/** log Σ_k exp o_bk, from the largest down so that nothing overflows. */
export const normalizer = kernel(function normalizer(outputs: number[][]) {
  let largest = outputs[this.thread.x][0];
  for (let k = 1; k < this.constants.width; k++) {
    largest = Math.max(largest, outputs[this.thread.x][k]);
  }
  let sum = 0;
  for (let k = 0; k < this.constants.width; k++) {
    sum += Math.exp(outputs[this.thread.x][k] - largest);
  }
  return largest + Math.log(sum);
});

/** The loss so far and w_b (log Σ_k exp o_bk − o_b,target). */
export const crossEntropy = kernel(function crossEntropy(
  outputs: number[][],
  logs: number[],
  symbols: number[],
  weights: number[],
  before: number[],
  moment: number,
) {
  const place = moment * this.constants.batch + this.thread.x;
  const symbol = Math.floor(symbols[place] + 0.5);
  return before[this.thread.x] + weights[place] * (logs[this.thread.x] - outputs[this.thread.x][symbol]);
});

/** w_b/B (p − one-hot); zero in the columns that only fill up a row. */
export const crossEntropyError = kernel(function crossEntropyError(
  outputs: number[][],
  logs: number[],
  symbols: number[],
  weights: number[],
  moment: number,
) {
  const place = moment * this.constants.batch + this.thread.y;
  let result = 0;
  if (this.thread.x < this.constants.width) {
    result = Math.exp(outputs[this.thread.y][this.thread.x] - logs[this.thread.y]);
    if (Math.abs(symbols[place] - this.thread.x) < 0.5) {
      result -= 1;
    }
  }
  return (result * weights[place]) / this.constants.batch;
});

/** The loss so far and w_b ½ ‖o_b − y_b‖². */
export const squaredLoss = kernel(function squaredLoss(
  outputs: number[][],
  targets: number[],
  weights: number[],
  before: number[],
  moment: number,
) {
  const place = moment * this.constants.batch + this.thread.x;
  let sum = 0;
  for (let k = 0; k < this.constants.width; k++) {
    const apart = outputs[this.thread.x][k] - targets[place * this.constants.stride + k];
    sum += 0.5 * apart * apart;
  }
  return before[this.thread.x] + weights[place] * sum;
});

/** w_b/B (o − y). */
export const squaredError = kernel(function squaredError(
  outputs: number[][],
  targets: number[],
  weights: number[],
  moment: number,
) {
  const place = moment * this.constants.batch + this.thread.y;
  const target = targets[place * this.constants.stride + this.thread.x];
  const apart = outputs[this.thread.y][this.thread.x] - target;
  return (apart * weights[place]) / this.constants.batch;
});
