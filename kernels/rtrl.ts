/**
 * Real-time recurrent learning: the gradient of a recurrent network carried forward with its state, without a past.
 * Source: R. J. Williams, D. Zipser, "A learning algorithm for continually running fully recurrent neural networks",
 * Neural Computation 1(2) (1989), equations 3 to 11, in the book's letters; for the networks of kernels/rnn.ts with one
 * layer. The weights into a unit are one row: from the H units, from the X inputs, and from a sender that is always 1.
 *
 *   senders        s_t = (h_{t−1}, x_t, 1)                                        [N]        N = H + X + 1
 *   weights        θ = (U  W  b), z_t = θ s_t                                     [H][N]
 *   sensitivity    ∂h_tk/∂θ_ij = act′(z_tk) ([k = i] s_tj + Σ_m U_km ∂h_{t−1,m}/∂θ_ij)   [H][H·N]   column i N + j
 *                  ∂h_0/∂θ = 0
 *   error          e_t = ∂L_t/∂h_t = Vᵀ ∂L_t/∂o_t, of this step's loss alone      [H]
 *   share          ∂L_t/∂θ_ij = Σ_k e_tk ∂h_tk/∂θ_ij                              [H][N]
 *   gradient       ∂L/∂θ so far = Σ_{τ≤t} ∂L_τ/∂θ                                 [H][N]
 *   output weights ∂L/∂V = Σ_t ∂L_t/∂o_t h_tᵀ, ∂L/∂c = Σ_t ∂L_t/∂o_t: nothing is carried for them
 *
 * A share is that of a loss (all uses of a weight so far), where a share of backpropagation through time is that of a
 * use (all losses from there on): the rows and the columns of one triangle.
 */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import { errorOf, lossOf, pulledBack, rowsOf, step as stepOf, type Network, type Parameters } from './rnn.ts';

/** s_t. */
export const senders = kernel(function senders(previous: number[], input: number[]) {
  let value = 1;
  if (this.thread.x < this.constants.units) {
    value = previous[this.thread.x];
  }
  if (this.thread.x >= this.constants.units && this.thread.x < this.constants.units + this.constants.inputs) {
    value = input[this.thread.x - this.constants.units];
  }
  return value;
});

/** ∂h_tk/∂θ_ij for unit k = thread.y and weight i N + j = thread.x. Half a column more guards the division of a GPU. */
export const sensitivity = kernel(function sensitivity(
  slopes: number[],
  recurrent: number[][],
  before: number[][],
  sent: number[],
) {
  const unit = Math.floor((this.thread.x + 0.5) / this.constants.width);
  let sum = 0;
  if (unit === this.thread.y) {
    sum = sent[this.thread.x - unit * this.constants.width];
  }
  for (let m = 0; m < this.constants.units; m++) {
    sum += recurrent[this.thread.y][m] * before[m][this.thread.x];
  }
  return slopes[this.thread.y] * sum;
});

/** ∂L_t/∂θ_ij: the error of each unit times how far it depends on this weight. */
export const lossShare = kernel(function lossShare(error: number[], sensitivities: number[][]) {
  let sum = 0;
  for (let k = 0; k < this.constants.units; k++) {
    sum += error[k] * sensitivities[k][this.thread.y * this.constants.width + this.thread.x];
  }
  return sum;
});

/** One step's share of the gradient of V. */
export const outputShare = kernel(function outputShare(error: number[], state: number[]) {
  return error[this.thread.y] * state[this.thread.x];
});

export const added = kernel(function added(total: number[][], share: number[][]) {
  return total[this.thread.y][this.thread.x] + share[this.thread.y][this.thread.x];
});

export const addedVector = kernel(function addedVector(total: number[], share: number[]) {
  return total[this.thread.x] + share[this.thread.x];
});

/** The columns of (dU dW db) from `start` on. */
export const columns = kernel(function columns(weights: number[][], start: number) {
  return weights[this.thread.y][start + this.thread.x];
});

/** The last of them, db, as a vector. */
export const lastColumn = kernel(function lastColumn(weights: number[][]) {
  return weights[this.thread.x][this.constants.width - 1];
});

/** All that is taken from one step to the next: its size does not depend on how many steps there were. */
export interface Carried {
  h: Argument;
  /** [H][H·N] */
  sensitivities: Argument;
  /** [H][N], [O][H] and [O]: the gradient so far, of the weights into units, of V and of c. */
  gradient: Argument;
  dV: Argument;
  dc: Argument;
}

const zeros = (count: number) => Array.from({ length: count }, () => 0);
const zeroRows = (rows: number, count: number) => Array.from({ length: rows }, () => zeros(count));
/** N */
export const sendersOf = ({ units, inputs }: Pick<Network, 'units' | 'inputs'>) => units[0]! + inputs + 1;

/** Before the first step. */
export function start(network: Network, { initial }: Parameters): Carried {
  const { units, outputs } = network;
  const [H, N] = [units[0]!, sendersOf(network)];
  return {
    h: initial?.[0] ?? zeros(H),
    sensitivities: zeroRows(H, H * N),
    gradient: zeroRows(H, N),
    dV: zeroRows(outputs, H),
    dc: zeros(outputs),
  };
}

/** One step: state, sensitivities and gradient so far; `x` [X] and `y` [O] are those of this step. */
export function step(device: Device, network: Network, parameters: Parameters, carried: Carried, x: Argument, y: Argument) {
  const { inputs, outputs } = network;
  const [units, width] = [network.units[0]!, sendersOf(network)];
  const { z: [z], h: [h], slopes: [slopes], o } = stepOf(device, network, parameters, [carried.h], x);
  const sent = device.run(senders, [width], { units, inputs }, carried.h, x);
  const sensitivities = device.run(sensitivity, [units * width, units], { units, width }, slopes!, parameters.layers[0]!.U, carried.sensitivities, sent);
  const outputError = errorOf(device, network, o, y);
  const error = pulledBack(device, network, parameters.V, outputError);
  const share = device.run(lossShare, [width, units], { units, width }, error, sensitivities);
  return {
    ...{ z: z!, h: h!, slopes: slopes!, o, sent, outputError, error, sensitivities, share },
    loss: lossOf(device, network, o, y),
    gradient: device.run(added, [width, units], {}, carried.gradient, share),
    dV: device.run(added, [units, outputs], {}, carried.dV, device.run(outputShare, [units, outputs], {}, outputError, h!)),
    dc: device.run(addedVector, [outputs], {}, carried.dc, outputError),
  };
} // prettier-ignore

/** A whole sequence x [T][X], y [T][O]: every step's intermediates in lists, and the gradient cut into its parts. */
export function forward(device: Device, network: Network, parameters: Parameters, x: Argument, y: Argument) {
  const { steps, inputs, outputs } = network;
  const [units, width] = [network.units[0]!, sendersOf(network)];
  const targets = rowsOf(device, y, steps, outputs);
  const made: ReturnType<typeof step>[] = [];
  let carried = start(network, parameters);
  for (const [t, input] of rowsOf(device, x, steps, inputs).entries()) {
    made.push(step(device, network, parameters, carried, input, targets[t]!));
    carried = made[t]!;
  }
  const list = <K extends keyof ReturnType<typeof step>>(name: K): Handle[] => made.map((one) => one[name]);
  const names = ['z', 'h', 'slopes', 'o', 'sent', 'outputError', 'error', 'sensitivities', 'share'] as const;
  const all = Object.fromEntries(names.map((name) => [name, list(name)])) as Record<(typeof names)[number], Handle[]>;
  const { gradient, dV, dc } = carried;
  return {
    ...all,
    losses: list('loss'),
    totals: list('gradient'),
    dU: device.run(columns, [units, units], {}, gradient, 0),
    dW: device.run(columns, [inputs, units], {}, gradient, units),
    db: device.run(lastColumn, [units], { width }, gradient),
    // As handles, also where there was no step.
    dV: device.run(added, [units, outputs], {}, dV, zeroRows(outputs, units)),
    dc: device.run(addedVector, [outputs], {}, dc, zeros(outputs)),
  };
} // prettier-ignore
