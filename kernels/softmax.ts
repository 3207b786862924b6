/**
 * Softmax: scores become probabilities. With a temperature it is what a sampler uses, with the cross-entropy what
 * a classifier is trained by, and with its Jacobian a part of attention.
 * Source: J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs, with relationships
 * to statistical pattern recognition", Neurocomputing, Springer (1990); the temperature is that of Boltzmann's distribution.
 *
 *   probability      p_i = exp(o_i / τ) / Σ_j exp(o_j / τ)                    [n]    τ > 0
 *   logarithm        log p_i = o_i / τ − log Σ_j exp(o_j / τ)                 [n]
 *   loss             L = −Σ_k y_k log p_k, at τ = 1                           [1]    cross-entropy, in nats
 *   error            ∂L/∂o_i = p_i Σ_k y_k − y_i, at τ = 1                    [n]    p − y where y sums to 1
 *   Jacobian         ∂p_i/∂o_j = p_i ([i = j] − p_j) / τ                      [n][n] symmetric
 *   backward         ∂L/∂o_i = p_i Σ_j p_j (∂L/∂p_i − ∂L/∂p_j) / τ            [n]    the Jacobian times ∂L/∂p
 *   backward of log  ∂L/∂o_i = (∂L/∂(log p_i) − p_i Σ_j ∂L/∂(log p_j)) / τ    [n]
 *
 * The Jacobian is symmetric, so that one kernel carries errors backward and small changes of the scores forward. The
 * largest score is taken out before any exp, which therefore never overflows. Each number sums anew: n² steps for n
 * numbers, which is little for the alphabets and sequences of the book.
 */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';

/** p_i. */
export const probability = kernel(function probability(scores: number[], temperature: number) {
  let largest = scores[0];
  for (let j = 1; j < this.constants.width; j++) {
    largest = Math.max(largest, scores[j]);
  }
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    sum += Math.exp((scores[j] - largest) / temperature);
  }
  const own = (scores[this.thread.x] - largest) / temperature;
  return Math.exp(own) / sum;
});

/** log p_i, which keeps its digits where p_i is too small to be a number. */
export const logProbability = kernel(function logProbability(scores: number[], temperature: number) {
  let largest = scores[0];
  for (let j = 1; j < this.constants.width; j++) {
    largest = Math.max(largest, scores[j]);
  }
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    sum += Math.exp((scores[j] - largest) / temperature);
  }
  return (scores[this.thread.x] - largest) / temperature - Math.log(sum);
});

/** L at τ = 1, with the largest output taken out of the sum first. */
export const softmaxLoss = kernel(function softmaxLoss(outputs: number[], target: number[]) {
  let largest = outputs[0];
  for (let k = 1; k < this.constants.width; k++) {
    largest = Math.max(largest, outputs[k]);
  }
  let sum = 0;
  for (let k = 0; k < this.constants.width; k++) {
    sum += Math.exp(outputs[k] - largest);
  }
  const rest = Math.log(sum);
  let loss = 0;
  for (let k = 0; k < this.constants.width; k++) {
    loss += target[k] * (rest - (outputs[k] - largest));
  }
  return loss;
});

/** p_i Σ_k y_k − y_i, which is p_i − y_i where y is one-hot or any other distribution. */
export const softmaxError = kernel(function softmaxError(outputs: number[], target: number[]) {
  let largest = outputs[0];
  for (let k = 1; k < this.constants.width; k++) {
    largest = Math.max(largest, outputs[k]);
  }
  let sum = 0;
  let mass = 0;
  for (let k = 0; k < this.constants.width; k++) {
    sum += Math.exp(outputs[k] - largest);
    mass += target[k];
  }
  return (mass * Math.exp(outputs[this.thread.x] - largest)) / sum - target[this.thread.x];
});

/** The Jacobian times a vector. Differences are taken first: where one p is almost 1, nothing large cancels. */
export const softmaxJacobian = kernel(function softmaxJacobian(
  shares: number[],
  vector: number[],
  temperature: number,
) {
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    sum += shares[j] * (vector[this.thread.x] - vector[j]);
  }
  return (shares[this.thread.x] * sum) / temperature;
});

/** ∂L/∂o_i from ∂L/∂(log p). */
export const logGradient = kernel(function logGradient(
  shares: number[],
  errors: number[],
  temperature: number,
) {
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    sum += errors[j];
  }
  return (errors[this.thread.x] - shares[this.thread.x] * sum) / temperature;
});

/** p [n] of the scores [n]. */
export function softmax(device: Device, width: number, scores: Argument, temperature: Argument = 1): Handle {
  return device.run(probability, [width], { width }, scores, temperature);
}

/** log p [n]. */
export function logSoftmax(
  device: Device,
  width: number,
  scores: Argument,
  temperature: Argument = 1,
): Handle {
  return device.run(logProbability, [width], { width }, scores, temperature);
}

/** Through the softmax: ∂L/∂o [n] from p and ∂L/∂p; also the change of p by a small change of o, from p and that. */
export function throughSoftmax(
  device: Device,
  width: number,
  p: Argument,
  vector: Argument,
  temperature: Argument = 1,
): Handle {
  return device.run(softmaxJacobian, [width], { width }, p, vector, temperature);
}

/** ∂L/∂o [n] from p and ∂L/∂(log p). */
export function backThroughLog(
  device: Device,
  width: number,
  p: Argument,
  error: Argument,
  temperature: Argument = 1,
): Handle {
  return device.run(logGradient, [width], { width }, p, error, temperature);
}

/** L [1] of outputs o [n] before the softmax, against a target y [n]: a distribution, such as a one-hot. */
export function crossEntropy(device: Device, width: number, o: Argument, y: Argument): Handle {
  return device.run(softmaxLoss, [1], { width }, o, y);
}

/** ∂L/∂o [n] of that. */
export function crossEntropyError(device: Device, width: number, o: Argument, y: Argument): Handle {
  return device.run(softmaxError, [width], { width }, o, y);
}
