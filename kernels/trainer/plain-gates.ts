/**
 * Activations of cells and costs of operations.ts, forward and backward, in TypeScript, on 64-bit numbers.
 * The functions are longer than 30 lines because each is a list of operations.
 */
/* eslint max-lines-per-function: off */
import type { Operations } from './operations.ts';

export function sigmoid(z: number): number {
  // exp is only taken of numbers below zero, so that it never overflows; NaN stays NaN.
  const small = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : small) / (1 + small);
}

export function gates(x: Float64Array): Pick<Operations, 'tanh' | 'tanhBack' | 'lstm' | 'lstmBack'> {
  return {
    tanh(h, z, n) {
      for (let j = 0; j < n; j++) x[h + j] = Math.tanh(x[z + j]!);
    },
    tanhBack(delta, h, dh, n) {
      for (let j = 0; j < n; j++) x[delta + j] = (1 - x[h + j]! * x[h + j]!) * x[dh + j]!;
    },
    lstm(z, cPrev, c, s, h, rows, n) {
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < n; j++) {
          const [at, one] = [z + 4 * r * n + j, r * n + j];
          const input = (x[at] = sigmoid(x[at]!));
          const forget = (x[at + n] = sigmoid(x[at + n]!));
          const output = (x[at + 2 * n] = sigmoid(x[at + 2 * n]!));
          const candidate = (x[at + 3 * n] = Math.tanh(x[at + 3 * n]!));
          const cell = (x[c + one] = forget * x[cPrev + one]! + input * candidate);
          x[h + one] = output * (x[s + one] = Math.tanh(cell));
        }
      }
    },
    lstmBack(delta, z, cPrev, s, dh, dc, rows, n) {
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < n; j++) {
          const [at, to, one] = [z + 4 * r * n + j, delta + 4 * r * n + j, r * n + j];
          const [i, f, o, g] = [x[at]!, x[at + n]!, x[at + 2 * n]!, x[at + 3 * n]!];
          const [squashed, error] = [x[s + one]!, x[dh + one]!];
          const wanted = x[dc + one]! + error * o * (1 - squashed * squashed);
          x[to] = wanted * g * i * (1 - i);
          x[to + n] = wanted * x[cPrev + one]! * f * (1 - f);
          x[to + 2 * n] = error * squashed * o * (1 - o);
          x[to + 3 * n] = wanted * i * (1 - g * g);
          x[dc + one] = wanted * f;
        }
      }
    },
  };
}

type Gru = 'gruGates' | 'gruState' | 'gruStateBack' | 'gruGatesBack';

export function gruGates(x: Float64Array): Pick<Operations, Gru> {
  return {
    gruGates(z, hPrev, q, rows, n) {
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < n; j++) {
          const at = z + 3 * r * n + j;
          x[at] = sigmoid(x[at]!);
          const reset = (x[at + n] = sigmoid(x[at + n]!));
          x[q + r * n + j] = reset * x[hPrev + r * n + j]!;
        }
      }
    },
    gruState(z, hPrev, h, rows, n) {
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < n; j++) {
          const at = z + 3 * r * n + j;
          const candidate = (x[at + 2 * n] = Math.tanh(x[at + 2 * n]!));
          const update = x[at]!;
          x[h + r * n + j] = (1 - update) * x[hPrev + r * n + j]! + update * candidate;
        }
      }
    },
    gruStateBack(delta, z, hPrev, dh, dhPrev, rows, n) {
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < n; j++) {
          const [at, to, one] = [z + 3 * r * n + j, delta + 3 * r * n + j, r * n + j];
          const [update, candidate, error] = [x[at]!, x[at + 2 * n]!, x[dh + one]!];
          x[to] = error * (candidate - x[hPrev + one]!) * update * (1 - update);
          x[to + 2 * n] = error * update * (1 - candidate * candidate);
          if (dhPrev) x[dhPrev + one]! += error * (1 - update);
        }
      }
    },
    gruGatesBack(delta, z, hPrev, dq, dhPrev, rows, n) {
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < n; j++) {
          const one = r * n + j;
          const [reset, error] = [x[z + 3 * r * n + n + j]!, x[dq + one]!];
          x[delta + 3 * r * n + n + j] = error * x[hPrev + one]! * reset * (1 - reset);
          if (dhPrev) x[dhPrev + one]! += error * reset;
        }
      }
    },
  };
}
