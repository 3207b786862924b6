/** Costs of operations.ts in TypeScript, on 64-bit numbers. */
/* eslint max-lines-per-function: ["error", 40] -- a list of two operations */
import type { Operations } from './operations.ts';
import { padded } from './weights.ts';

export function costs(x: Float64Array): Pick<Operations, 'softmax' | 'squared'> {
  return {
    softmax(e, o, oRow, symbols, weights, rows, n, scale) {
      let loss = 0;
      for (let r = 0; r < rows; r++) {
        const [from, to, weight] = [o + r * oRow, e + r * oRow, x[weights + r]!];
        let largest = x[from]!;
        for (let j = 1; j < n; j++) largest = Math.max(largest, x[from + j]!);
        let sum = 0;
        for (let j = 0; j < n; j++) sum += x[to + j] = Math.exp(x[from + j]! - largest);
        const factor = (scale * weight) / sum;
        const target = x[symbols + r]!;
        if (weight !== 0) loss += weight * (Math.log(sum) + largest - x[from + target]!);
        for (let j = 0; j < n; j++) x[to + j]! *= factor;
        x[to + target]! -= scale * weight;
        x.fill(0, to + n, to + padded(n));
      }
      return loss;
    },
    squared(e, o, oRow, y, weights, rows, n, scale) {
      let loss = 0;
      for (let r = 0; r < rows; r++) {
        const weight = x[weights + r]!;
        for (let j = 0; j < n; j++) {
          const error = x[o + r * oRow + j]! - x[y + r * oRow + j]!;
          if (weight !== 0) loss += 0.5 * weight * error * error;
          x[e + r * oRow + j] = scale * weight * error;
        }
      }
      return loss;
    },
  };
}
