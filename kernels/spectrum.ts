/**
 * Recurrent networks whose eigenvalues are chosen, and how far a gradient travels in them.
 * Sources: Y. Bengio, P. Simard, P. Frasconi, "Learning long-term dependencies with gradient descent is difficult",
 * IEEE Transactions on Neural Networks 5 (1994); R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training
 * recurrent neural networks", arXiv:1211.5063 (2013); singular values: G. H. Golub, C. F. Van Loan, "Matrix
 * Computations", 4th ed., sections 8.3.1 and 8.4.1 (reflections to tridiagonal form, bisection).
 *
 *   recurrent    U = Q S B S⁻¹ Qᵀ                        [n][n]    B: blocks (a −b; b a) of pairs a ± bi, and reals
 *   state        h_t = act(z_t), z_t = U h_{t−1} + x_t   [n]       h_0 = 0; x_t normal × scale
 *   Jacobian     J_t = diag(act′(z_t)) U                 [n][n]    ∂h_t/∂h_{t−1}
 *   product      P_k = P_{k−1} J_{T−k+1}, P_0 = I        [n][n]    ∂h_T/∂h_{T−k}
 *   norm         ‖P_k‖ = largest singular value of P_k, in double precision (on a GPU, repeated squaring of PᵀP in
 *                        kernels takes longer than the way of all P there and is 0.0003 decades off)
 *
 * R networks of n units advance together: h, z and act′(z) are [n][R], U and P are [R·n][n] with network r in rows
 * r n … r n + n − 1. What may grow or fade without end is divided by its largest entry at each step, and logarithms
 * are added up outside, in double precision.
 * The file is longer than 120 lines because a network, its kernels and its singular values are read together.
 */
/* eslint max-lines: off */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import { entry, seeded } from './seeded.ts';

export type Activation = 'linear' | 'tanh' | 'sigmoid' | 'relu';
type Matrix = number[][];

/** What a kernel knows an activation by. */
const activations: Record<Activation, number> = { linear: 0, tanh: 1, sigmoid: 2, relu: 3 };
/** The largest slope that an activation has anywhere. */
export const steepest: Record<Activation, number> = { linear: 1, tanh: 1, sigmoid: 0.25, relu: 1 };

export interface Networks {
  /** Units of each network. */
  size: number;
  /** How many networks. */
  count: number;
  activation: Activation;
}

/** z_t / e^ℓ for the states ĥ = h_{t−1} / e^ℓ; network x, unit y; row `step` of the inputs is x_t. */
export const preActivation = kernel(function preActivation(
  weights: number[][],
  states: number[][],
  scales: number[],
  inputs: number[][],
  step: number,
) {
  let sum = inputs[step][this.thread.y] * Math.exp(-scales[this.thread.x]);
  for (let j = 0; j < this.constants.size; j++) {
    sum += weights[this.thread.x * this.constants.size + this.thread.y][j] * states[j][this.thread.x];
  }
  return sum;
});

/** act(z): 0 linear, 1 tanh, 2 sigmoid, 3 relu. */
export const activated = kernel(function activated(pre: number[][]) {
  const z = pre[this.thread.y][this.thread.x];
  let value = z;
  if (this.constants.activation === 1) {
    value = Math.tanh(Math.max(-15, Math.min(15, z)));
  }
  if (this.constants.activation === 2) {
    const q = Math.exp(-Math.abs(z));
    value = 1 / (1 + q);
    if (z < 0) {
      value = q / (1 + q);
    }
  }
  if (this.constants.activation === 3) {
    value = Math.max(z, 0);
  }
  return value;
});

/** act′(z), from exp(−|z|) so that a saturated unit keeps a slope that is small and not 0; relu′(0) = 0. */
export const slope = kernel(function slope(pre: number[][]) {
  const z = pre[this.thread.y][this.thread.x];
  let value = 1;
  if (this.constants.activation === 1) {
    const q = Math.exp(-2 * Math.abs(z));
    value = (4 * q) / ((1 + q) * (1 + q));
  }
  if (this.constants.activation === 2) {
    const q = Math.exp(-Math.abs(z));
    value = q / ((1 + q) * (1 + q));
  }
  if (this.constants.activation === 3) {
    if (z <= 0) {
      value = 0;
    }
  }
  return value;
});

/** max(1, largest entry) of each state, by which a state that grows is divided. */
export const growth = kernel(function growth(states: number[][]) {
  let largest = 1;
  for (let i = 0; i < this.constants.size; i++) {
    largest = Math.max(largest, Math.abs(states[i][this.thread.x]));
  }
  return largest;
});

export const divided = kernel(function divided(states: number[][], growths: number[]) {
  return states[this.thread.y][this.thread.x] / growths[this.thread.x];
});

/** ℓ, the logarithm of what a state was divided by so far. */
export const scale = kernel(function scale(scales: number[], growths: number[]) {
  return scales[this.thread.x] + Math.log(growths[this.thread.x]);
});

/** P_k from P_{k−1}, which is divided by its largest entry on the way; entry (y mod n, x) of network ⌊y / n⌋. */
export const product = kernel(function product(
  products: number[][],
  largests: number[],
  slopes: number[][],
  weights: number[][],
) {
  const network = Math.floor((this.thread.y + 0.5) / this.constants.size);
  let largest = largests[network];
  if (largest <= 0) {
    largest = 1;
  }
  let sum = 0;
  for (let m = 0; m < this.constants.size; m++) {
    const jacobian = slopes[m][network] * weights[network * this.constants.size + m][this.thread.x];
    // Divided first: in single precision the product of two small numbers would be 0.
    sum += (products[this.thread.y][m] / largest) * jacobian;
  }
  return sum;
});

/** The largest entry of each network's product, without its sign. */
export const largestEntry = kernel(function largestEntry(products: number[][]) {
  let largest = 0;
  for (let i = 0; i < this.constants.size; i++) {
    for (let j = 0; j < this.constants.size; j++) {
      largest = Math.max(largest, Math.abs(products[this.thread.x * this.constants.size + i][j]));
    }
  }
  return largest;
});

/** What one step hands on: the states ĥ = h_t / e^ℓ [n][R] and the ℓ [R] of each network. */
export interface Carried {
  states: Argument;
  scales: Argument;
}

/** After step t: z_t / e^ℓ, what is handed on, and act′(z_t). */
export interface Advanced extends Carried {
  pre: Handle;
  states: Handle;
  slopes: Handle;
}

/** h_0 = 0. */
export function beginning({ size, count }: Networks): Carried {
  return { states: zeros(size, count), scales: Array<number>(count).fill(0) };
}

/** One step of all networks. `weights` [R·n][n], `inputs` [T][n], `step` counts rows of the inputs from 0. */
export function advance(
  device: Device,
  networks: Networks,
  weights: Argument,
  inputs: Argument,
  step: number,
  { states, scales }: Carried,
): Advanced {
  const { size, count } = networks;
  const activation = activations[networks.activation];
  const pre = device.run(preActivation, [count, size], { size }, weights, states, scales, inputs, step);
  const next = device.run(activated, [count, size], { activation }, pre);
  const slopes = device.run(slope, [count, size], { activation }, pre);
  // tanh and sigmoid never leave ±1.
  if (activation === 1 || activation === 2) return { pre, states: next, scales, slopes };
  const growths = device.run(growth, [count], { size }, next);
  return {
    pre,
    states: device.run(divided, [count, size], {}, next, growths),
    scales: device.run(scale, [count], {}, scales, growths),
    slopes,
  };
}

/** Steps 1 … `steps` one after the other; what is wanted of them is up to the caller. */
export function* forward(
  device: Device,
  networks: Networks,
  weights: Argument,
  inputs: Argument,
  steps: number,
): Generator<Advanced, void> {
  let state = beginning(networks);
  for (let step = 0; step < steps; step++) {
    const next = advance(device, networks, weights, inputs, step, state);
    yield next;
    state = next;
  }
}

/** P_k divided by the largest entries of P_0 … P_{k−1}, and its own largest entry [R]. */
export interface Product {
  product: Argument;
  largest: Argument;
}

/** k = 0, 1 … T: `slopes` holds act′(z_1) … act′(z_T), each [n][R], and the way goes back from the last. */
export function* backward(
  device: Device,
  { size, count }: Networks,
  weights: Argument,
  slopes: readonly Argument[],
): Generator<Product, void> {
  const identity = zeros(size * count, size).map((row, y) => row.map((_, x) => Number(y % size === x)));
  let now: Product = { product: identity, largest: Array<number>(count).fill(1) };
  yield now;
  for (const each of slopes.toReversed()) {
    const { largest } = now;
    const next = device.run(product, [size, size * count], { size }, now.product, largest, each, weights);
    now = { product: next, largest: device.run(largestEntry, [count], { size }, next) };
    yield now;
  }
}

/**
 * `size` eigenvalues [re, im] of modulus 1 at angles that the seed chooses, one in the middle part of each of equal
 * parts of (0, π), so that none meet; of an odd size the last is 1. Both of a pair are listed, one after the other.
 */
export function unitEigenvalues(size: number, seed: number): Matrix {
  const random = seeded(seed);
  const pairs = Math.floor(size / 2);
  const angles = Array.from({ length: pairs }, (_, p) => ((p + 0.15 + 0.7 * random()) * Math.PI) / pairs);
  const listed = angles.flatMap((angle) => [
    [Math.cos(angle), Math.sin(angle)],
    [Math.cos(angle), -Math.sin(angle)],
  ]);
  return size % 2 ? [...listed, [1, 0]] : listed;
}

/** All eigenvalues times r. */
export function scaled(eigenvalues: Matrix, r: number): Matrix {
  return eigenvalues.map(([re, im]) => [r * re!, r * im!]);
}

/** max |λ|. */
export function spectralRadius(eigenvalues: Matrix): number {
  return Math.max(0, ...eigenvalues.map(([re, im]) => Math.hypot(re!, im!)));
}

/** Where the other one of each eigenvalue's pair stands (its own place if it is real), or −1 where it is missing. */
export function partners(eigenvalues: Matrix): number[] {
  const partner = eigenvalues.map(([, im], i) => (im === 0 ? i : -1));
  eigenvalues.forEach(([re, im], i) => {
    if (partner[i] !== -1) return;
    const j = eigenvalues.findIndex(
      ([a, b], at) => at > i && partner[at] === -1 && near(a!, re!) && near(b!, -im!),
    );
    if (j > 0) [partner[i], partner[j]] = [j, i];
  });
  return partner;
}

/** What an address rounds is still the other one of a pair. */
const near = (one: number, other: number) => Math.abs(one - other) <= 1e-9;

/** B: the eigenvalues in real blocks, in the order in which they are listed. Throws where a pair is not whole. */
function blocks(eigenvalues: Matrix): Matrix {
  const B = zeros(eigenvalues.length, eigenvalues.length);
  let at = 0;
  partners(eigenvalues).forEach((other, i) => {
    const [a, b] = eigenvalues[i] as [number, number];
    if (other === -1) throw new Error(`spectrum: ${a} + ${b} i has no conjugate`);
    if (other < i) return;
    B[at]![at] = a;
    if (other > i) {
      [B[at]![at + 1], B[at + 1]![at], B[at + 1]![at + 1]] = [-b, b, a];
      at++;
    }
    at++;
  });
  return B;
}

/** S = I + shear E with E² = 0, and its inverse I − shear E: it couples the first half of the blocks to the second. */
function sheared(size: number, shear: number): Matrix {
  const half = Math.ceil(size / 2);
  return zeros(size, size).map((row, i) => row.map((_, j) => (i === j ? 1 : j === i + half ? shear : 0)));
}

/** An orthogonal matrix of the seed: normal entries, their columns made orthogonal one after the other. */
export function orthogonal(size: number, seed: number): Matrix {
  const columns: Matrix = [];
  for (let j = 0; j < size; j++) {
    const column = Array.from({ length: size }, (_, i) => entry(seed, 'basis', i, j));
    // Twice, since once leaves what rounding made.
    for (const other of [...columns, ...columns]) {
      const along = dot(column, other);
      column.forEach((value, i) => (column[i] = value - along * other[i]!));
    }
    const length = Math.hypot(...column);
    columns.push(column.map((value) => value / length));
  }
  return transpose(columns);
}

/** U = Q S B S⁻¹ Qᵀ [n][n]: it has these eigenvalues whatever the shear, and is normal where that is 0. */
export function recurrent(eigenvalues: Matrix, shear: number, seed: number): Matrix {
  const size = eigenvalues.length;
  const Q = orthogonal(size, seed);
  const inner = times(times(sheared(size, shear), blocks(eigenvalues)), sheared(size, -shear));
  return times(times(Q, inner), transpose(Q));
}

/** x_1 … x_T [T][n]. */
export function driving(steps: number, size: number, scale: number, seed: number): Matrix {
  return Array.from({ length: steps }, (_, t) =>
    Array.from({ length: size }, (_, i) => scale * entry(seed, 'input', t, i)),
  );
}

/** The largest singular value, to double precision: the root of the largest eigenvalue of PᵀP. */
export function spectralNorm(matrix: Matrix): number {
  const largest = Math.max(0, ...matrix.map((row) => Math.max(...row.map(Math.abs))));
  if (largest === 0) return 0;
  const columns = transpose(matrix).map((column) => column.map((value) => value / largest));
  return largest * Math.sqrt(largestEigenvalue(tridiagonal(times(columns, transpose(columns)))));
}

/** Diagonal and off-diagonal of a tridiagonal matrix with the eigenvalues of the symmetric A, which is used up. */
function tridiagonal(A: Matrix): { diagonal: number[]; beside: number[] } {
  const size = A.length;
  const beside: number[] = [];
  for (let k = 0; k + 1 < size; k++) {
    const v = A.slice(k + 1).map((row) => row[k]!);
    const length = Math.sqrt(dot(v, v));
    beside.push(length);
    if (length === 0 || k + 2 === size) continue;
    // The reflection that turns v into ∓‖v‖ e₁, with the sign that loses no digits.
    v[0] = v[0]! + (v[0]! < 0 ? -length : length);
    reflect(A, k + 1, v);
  }
  return { diagonal: A.map((row, i) => row[i]!), beside };
}

/** A ← H A H on the rows and columns from `first` on, H = I − 2 v vᵀ / vᵀv. */
function reflect(A: Matrix, first: number, v: number[]): void {
  const rate = 2 / dot(v, v);
  const p = v.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += A[first + i]![first + j]! * v[j]!;
    return rate * sum;
  });
  const along = (rate / 2) * dot(v, p);
  for (let i = 0; i < v.length; i++) p[i] = p[i]! - along * v[i]!;
  for (let i = 0; i < v.length; i++) {
    const row = A[first + i]!;
    for (let j = 0; j < v.length; j++) row[first + j]! -= v[i]! * p[j]! + p[i]! * v[j]!;
  }
}

/** By bisection. */
function largestEigenvalue({ diagonal, beside }: { diagonal: number[]; beside: number[] }): number {
  let low = Math.max(...diagonal);
  let high = Math.max(...diagonal.map((value, i) => value + (beside[i - 1] ?? 0) + (beside[i] ?? 0)));
  while (high - low > 2 ** -51 * high) {
    const middle = (low + high) / 2;
    if (isAbove(middle, diagonal, beside)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** x lies above all eigenvalues of the tridiagonal T where every pivot of T − x I is negative. */
function isAbove(x: number, diagonal: number[], beside: number[]): boolean {
  let pivot = diagonal[0]! - x;
  for (let i = 1; i < diagonal.length && pivot < 0; i++) {
    pivot = diagonal[i]! - x - (beside[i - 1]! * beside[i - 1]!) / pivot;
  }
  return pivot < 0;
}

function times(one: Matrix, other: Matrix): Matrix {
  const columns = transpose(other);
  return one.map((row) => columns.map((column) => dot(row, column)));
}

function transpose(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, j) => matrix.map((row) => row[j]!));
}

function dot(one: number[], other: number[]): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function zeros(rows: number, columns: number): Matrix {
  return Array.from({ length: rows }, () => Array<number>(columns).fill(0));
}
