/**
 * A matrix times a vector, taken apart: every product by itself, and the sum of each row.
 *
 *   term   q_ij = M_ij v_j         [m][n]
 *   sum    s_i  = Σ_j q_ij         [m]
 *
 * This is what one step of a recurrent network is made of, z_t = U h_{t−1} + W x_t + b (kernels/rnn.ts), which adds up
 * without keeping the parts.
 */
import { kernel, type Argument, type Device } from './device/device.ts';

/** q_ij. */
export const term = kernel(function term(weights: number[][], vector: number[]) {
  return weights[this.thread.y][this.thread.x] * vector[this.thread.x];
});

/** s_i. */
export const rowSum = kernel(function rowSum(rows: number[][]) {
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    sum += rows[this.thread.x][j];
  }
  return sum;
});

/** The terms [rows][width] and the sums [rows] of M [rows][width] times v [width]. */
export function apart(device: Device, rows: number, width: number, M: Argument, v: Argument) {
  const terms = device.run(term, [width, rows], {}, M, v);
  return { terms, sums: device.run(rowSum, [rows], { width }, terms) };
}
