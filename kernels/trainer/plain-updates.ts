/**
 * Optimizers of operations.ts in TypeScript, on 64-bit numbers.
 * The functions are longer than 30 lines because each is a list of operations.
 */
/* eslint max-lines-per-function: off */
import type { Operations } from './operations.ts';

type Names = 'sumSquares' | 'sgd' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adam';

/** Within ±clip; NaN stays NaN. */
const held = (value: number, clip: number) => Math.max(-clip, Math.min(clip, value));

export function updates(x: Float64Array): Pick<Operations, Names> {
  return {
    sumSquares(from, n) {
      let sum = 0;
      for (let j = from; j < from + n; j++) sum += x[j]! * x[j]!;
      return sum;
    },
    sgd(p, g, n, rate, scale, clip) {
      for (let j = 0; j < n; j++) x[p + j]! -= rate * held(x[g + j]! * scale, clip);
    },
    momentum(p, g, v, n, rate, scale, clip, mu) {
      for (let j = 0; j < n; j++) {
        x[p + j]! += x[v + j] = mu * x[v + j]! - rate * held(x[g + j]! * scale, clip);
      }
    },
    nesterov(p, g, v, n, rate, scale, clip, mu) {
      for (let j = 0; j < n; j++) {
        const step = rate * held(x[g + j]! * scale, clip);
        x[p + j]! += mu * (x[v + j] = mu * x[v + j]! - step) - step;
      }
    },
    adagrad(p, g, m, n, rate, scale, clip, epsilon) {
      for (let j = 0; j < n; j++) {
        const value = held(x[g + j]! * scale, clip);
        const squares = (x[m + j]! += value * value);
        x[p + j]! -= (rate * value) / Math.sqrt(squares + epsilon);
      }
    },
    rmsprop(p, g, m, n, rate, scale, clip, decay, epsilon) {
      for (let j = 0; j < n; j++) {
        const value = held(x[g + j]! * scale, clip);
        const squares = (x[m + j] = decay * x[m + j]! + (1 - decay) * value * value);
        x[p + j]! -= (rate * value) / (Math.sqrt(squares) + epsilon);
      }
    },
    adam(p, g, m, v, n, rate, scale, clip, beta1, beta2, epsilon, fix1, fix2) {
      for (let j = 0; j < n; j++) {
        const value = held(x[g + j]! * scale, clip);
        const mean = (x[m + j] = beta1 * x[m + j]! + (1 - beta1) * value);
        const squares = (x[v + j] = beta2 * x[v + j]! + (1 - beta2) * value * value);
        x[p + j]! -= (rate * mean * fix1) / (Math.sqrt(squares * fix2) + epsilon);
      }
    },
  };
}
