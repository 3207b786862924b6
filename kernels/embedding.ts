/**
 * Embedding: a symbol's number picks a row of a table. It is the product of the table with a one-hot vector, without
 * the multiplications by zero.
 * Source: Y. Bengio, R. Ducharme, P. Vincent, C. Jauvin, "A neural probabilistic language model", JMLR 3 (2003),
 * section 2 (its matrix C).
 *
 *   forward    e_t = E[s_t]                        [D]     s_t in 0 … V − 1; zeros for any other number
 *   backward   ∂L/∂E[v] = Σ_t [s_t = v] ∂L/∂e_t    [V][D]  every use of a row adds to its gradient
 *
 * What a program writes as a scatter, with all steps adding to rows, is a gather here: each number of the gradient goes
 * through the steps and adds up those that used its row, so that no two threads write to one place.
 */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';

/** e_t. The row is rounded, since a graphics card reads whole numbers as floating ones. */
export const looked = kernel(function looked(table: number[][], symbols: number[]) {
  const symbol = Math.floor(symbols[this.thread.y] + 0.5);
  let result = 0;
  if (symbol >= 0 && symbol < this.constants.rows) {
    result = table[symbol][this.thread.x];
  }
  return result;
});

/** ∂L/∂E[v]. */
export const gathered = kernel(function gathered(symbols: number[], errors: number[][]) {
  let sum = 0;
  for (let t = 0; t < this.constants.steps; t++) {
    if (Math.abs(symbols[t] - this.thread.y) < 0.5) {
      sum += errors[t][this.thread.x];
    }
  }
  return sum;
});

export interface Table {
  /** V, rows of the table. */
  symbols: number;
  /** D, numbers of a row. */
  width: number;
  /** T, symbols that are looked up; at least 1. */
  steps: number;
}

/** e [T][D] from E [V][D] and the symbols s [T]. */
export function forward(device: Device, size: Table, E: Argument, s: Argument): Handle {
  return device.run(looked, [size.width, size.steps], { rows: size.symbols }, E, s);
}

/** ∂L/∂E [V][D] from the symbols s [T] and ∂L/∂e [T][D]. */
export function backward(device: Device, size: Table, s: Argument, errors: Argument): Handle {
  return device.run(gathered, [size.width, size.symbols], { steps: size.steps }, s, errors);
}
