/**
 * Attention: a query is compared with the parts of an input, and what comes back is their weighted mean.
 * Sources: D. Bahdanau, K. Cho, Y. Bengio, arXiv:1409.0473 (2014), section 3.1 and appendix A.1.2 (additive);
 * M.-T. Luong, H. Pham, C. Manning, arXiv:1508.04025 (2015), section 3.1 (dot, general).
 *
 *   query     s, parts h_1 … h_n                                 [Q], [n][d]
 *   score     e_i = vᵀ tanh(W s + U h_i + b)                     [n]   additive: v, b [A], W [A][Q], U [A][d]
 *             e_i = sᵀ h_i                                       [n]   dot: Q = d
 *             e_i = sᵀ G h_i                                     [n]   general: G [Q][d]
 *             e_i = act(pᵀ s + qᵀ h_i + r)                       [n]   shared: p [Q], q [d], r [1]
 *   weights   α_i = exp(e_i) / Σ_j exp(e_j)                      [n]
 *   context   c   = Σ_i α_i h_i                                  [d]
 *
 *   backward  ∂L/∂α_i = h_i · ∂L/∂c + what else uses α_i, ∂L/∂e by the softmax, then
 *   additive  ε_i = ∂L/∂e_i v ⊙ (1 − tanh²)                      [A]   ∂L/∂v = Σ_i ∂L/∂e_i tanh(…), ∂L/∂b = Σ_i ε_i,
 *             ∂L/∂W = ∂L/∂b sᵀ, ∂L/∂U = Σ_i ε_i h_iᵀ, ∂L/∂s = Wᵀ ∂L/∂b, ∂L/∂h_i = α_i ∂L/∂c + Uᵀ ε_i
 *   general   g = Gᵀ s, ∂L/∂g = Σ_i ∂L/∂e_i h_i                  [d]   ∂L/∂G = s (∂L/∂g)ᵀ, ∂L/∂s = G ∂L/∂g,
 *             ∂L/∂h_i = α_i ∂L/∂c + ∂L/∂e_i g; dot is G = 1
 *   shared    ε_i = ∂L/∂e_i act′(…)                              [1]   ∂L/∂p = s Σ_i ε_i, ∂L/∂q = Σ_i ε_i h_i,
 *             ∂L/∂r = Σ_i ε_i, ∂L/∂s = p Σ_i ε_i, ∂L/∂h_i = α_i ∂L/∂c + ε_i q
 *
 * `shared` is a score that one of the lectures prints: the query adds the same number to every part.
 * The file is longer than 120 lines because each gradient stands beside the score that it differentiates.
 */
/* eslint max-lines: off */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import {
  activated,
  activations,
  delta,
  matrixSum,
  outer,
  output,
  product,
  pulled,
  slope,
  vectorSum,
} from './rnn.ts';
import type { Activation } from './rnn.ts';
import { probability, softmaxJacobian } from './softmax.ts';

/** W s + b + U h_i, for every part. */
export const together = kernel(function together(
  fromQuery: number[],
  weights: number[][],
  parts: number[][],
) {
  let sum = fromQuery[this.thread.x];
  for (let k = 0; k < this.constants.width; k++) {
    sum += weights[this.thread.x][k] * parts[this.thread.y][k];
  }
  return sum;
});

/** tanh of every number of a matrix. */
export const squashed = kernel(function squashed(z: number[][]) {
  return Math.tanh(Math.max(-15, Math.min(15, z[this.thread.y][this.thread.x])));
});

/** Each row times a vector. */
export const dots = kernel(function dots(rows: number[][], vector: number[]) {
  let sum = 0;
  for (let k = 0; k < this.constants.width; k++) {
    sum += rows[this.thread.x][k] * vector[k];
  }
  return sum;
});

/** pᵀ s + r, the same for every part, added to qᵀ h_i. */
export const lifted = kernel(function lifted(
  own: number[],
  weights: number[],
  query: number[],
  bias: number[],
) {
  let sum = own[this.thread.x] + bias[0];
  for (let k = 0; k < this.constants.width; k++) {
    sum += weights[k] * query[k];
  }
  return sum;
});

/** ε_i = ∂L/∂e_i v ⊙ (1 − tanh²), from z and not from tanh z, so that a nearly saturated slope keeps its digits. */
export const partError = kernel(function partError(error: number[], weights: number[], z: number[][]) {
  const small = Math.exp(-2 * Math.abs(z[this.thread.y][this.thread.x]));
  const slopeHere = (4 * small) / ((1 + small) * (1 + small));
  return error[this.thread.y] * weights[this.thread.x] * slopeHere;
});

/** Σ_i of left_i right_iᵀ. */
export const crossed = kernel(function crossed(left: number[][], right: number[][]) {
  let sum = 0;
  for (let i = 0; i < this.constants.parts; i++) {
    sum += left[i][this.thread.y] * right[i][this.thread.x];
  }
  return sum;
});

/** Σ_i of the numbers, [1]. */
export const total = kernel(function total(values: number[]) {
  let sum = 0;
  for (let i = 0; i < this.constants.parts; i++) {
    sum += values[i];
  }
  return sum;
});

export const scaled = kernel(function scaled(vector: number[], factor: number[]) {
  return vector[this.thread.x] * factor[0];
});

export type Score = 'additive' | 'dot' | 'general' | 'shared';

export interface Sizes {
  /** n */
  parts: number;
  /** d, numbers of a part. */
  width: number;
  /** Q, numbers of the query; d for dot. */
  query: number;
  /** A, rows of W and U of the additive score. */
  hidden?: number;
  /** act of the shared score. */
  activation?: Activation;
}

/** What a score needs: additive W U b v, general G, shared p q r, dot nothing. Shapes as in the head of the file. */
export type Weights = Partial<globalThis.Record<'W' | 'U' | 'b' | 'v' | 'G' | 'p' | 'q' | 'r', Argument>>;
type Handles = globalThis.Record<string, Handle>;
export type Record = Awaited<ReturnType<typeof attend>>;

const zeros = (length: number) => Array.from({ length }, () => 0);
const ones = (length: number) => Array.from({ length }, () => 1);

interface Scored {
  /** Numbers on the way to the scores, by name. */
  steps: Handles;
  scores: Handle;
}

/** How each score is computed, and what its errors become. */
const kinds: globalThis.Record<Score, { forward: Forward; backward: Backward }> = {
  additive: {
    forward(device, { parts, width, query, hidden: A = 0 }, { W, U, b, v }, s, keys) {
      const projected = device.run(output, [A], { units: query }, W!, s, b!);
      const z = device.run(together, [A, parts], { width }, projected, U!, keys);
      const hidden = device.run(squashed, [A, parts], {}, z);
      return { steps: { projected, z, hidden }, scores: device.run(dots, [parts], { width: A }, hidden, v!) };
    },
    backward(device, { parts, width, query, hidden: A = 0 }, { W, U, v }, s, keys, { steps }, error) {
      const errors = device.run(partError, [A, parts], {}, error, v!, steps.z!);
      const db = device.run(pulled, [A], { rows: parts }, errors, ones(parts));
      return {
        v: device.run(pulled, [A], { rows: parts }, steps.hidden!, error),
        b: db,
        W: device.run(outer, [query, A], {}, db, s),
        U: device.run(crossed, [width, A], { parts }, errors, keys),
        query: device.run(pulled, [query], { rows: A }, W!, db),
        keys: device.run(product, [width, parts], { units: A }, errors, U!),
      };
    },
  },
  dot: {
    forward: (device, { parts, width }, _, s, keys) => ({
      steps: {},
      scores: device.run(dots, [parts], { width }, keys, s),
    }),
    backward: (device, { parts, width }, _, s, keys, __, error) => ({
      query: device.run(pulled, [width], { rows: parts }, keys, error),
      keys: device.run(outer, [width, parts], {}, error, s),
    }),
  },
  general: {
    forward(device, { parts, width, query }, { G }, s, keys) {
      const projected = device.run(pulled, [width], { rows: query }, G!, s);
      return { steps: { projected }, scores: device.run(dots, [parts], { width }, keys, projected) };
    },
    backward(device, { parts, width, query }, { G }, s, keys, { steps }, error) {
      const dg = device.run(pulled, [width], { rows: parts }, keys, error);
      return {
        G: device.run(outer, [width, query], {}, s, dg),
        query: device.run(dots, [query], { width }, G!, dg),
        keys: device.run(outer, [width, parts], {}, error, steps.projected!),
      };
    },
  },
  shared: {
    forward(device, { parts, width, query, activation = 'tanh' }, { p, q, r }, s, keys) {
      const own = device.run(dots, [parts], { width }, keys, q!);
      const z = device.run(lifted, [parts], { width: query }, own, p!, s, r!);
      const act = activations[activation];
      return { steps: { own, z }, scores: device.run(activated, [parts], { activation: act }, z) };
    },
    backward(device, { parts, width, query, activation = 'tanh' }, { p, q }, s, keys, { steps }, error) {
      const slopes = device.run(slope, [parts], { activation: activations[activation] }, steps.z!);
      const errors = device.run(delta, [parts], {}, slopes, error, zeros(parts));
      const sum = device.run(total, [1], { parts }, errors);
      return {
        p: device.run(scaled, [query], {}, s, sum),
        q: device.run(pulled, [width], { rows: parts }, keys, errors),
        r: sum,
        query: device.run(scaled, [query], {}, p!, sum),
        keys: device.run(outer, [width, parts], {}, errors, q!),
      };
    },
  },
};
type Forward = (device: Device, sizes: Sizes, weights: Weights, query: Argument, keys: Argument) => Scored;
type Backward = (
  device: Device,
  sizes: Sizes,
  weights: Weights,
  query: Argument,
  keys: Argument,
  scored: Scored,
  error: Handle,
) => Handles & { query: Handle; keys: Handle };

/** One look: scores, weights and context, with the numbers on the way (`steps`). */
export function attend(
  device: Device,
  score: Score,
  sizes: Sizes,
  weights: Weights,
  query: Argument,
  keys: Argument,
) {
  const { parts, width } = sizes;
  const scored = kinds[score].forward(device, sizes, weights, query, keys);
  const alpha = device.run(probability, [parts], { width: parts }, scored.scores, 1);
  return { ...scored, weights: alpha, context: device.run(pulled, [width], { rows: parts }, keys, alpha) };
}

/**
 * ∂L/∂ of the query [Q], the parts `keys` [n][d] and every weight of the score, by their names, from ∂L/∂c and from
 * ∂L/∂α where something else uses the weights. Also ∂L/∂α and ∂L/∂e, as `dWeights` and `dScores`.
 */
export function attendBackward(
  device: Device,
  score: Score,
  sizes: Sizes,
  weights: Weights,
  query: Argument,
  keys: Argument,
  record: Record,
  errors: { context: Argument; weights?: Argument },
) {
  const { parts, width } = sizes;
  const mixing = device.run(dots, [parts], { width }, keys, errors.context);
  const dWeights = device.run(vectorSum, [parts], {}, mixing, errors.weights ?? zeros(parts));
  const dScores = device.run(softmaxJacobian, [parts], { width: parts }, record.weights, dWeights, 1);
  const { keys: compared, ...found } = kinds[score].backward(
    device,
    sizes,
    weights,
    query,
    keys,
    record,
    dScores,
  );
  const averaged = device.run(outer, [width, parts], {}, record.weights, errors.context);
  return { ...found, keys: device.run(matrixSum, [width, parts], {}, averaged, compared), dWeights, dScores };
}
