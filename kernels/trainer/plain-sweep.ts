/** The surface of operations.ts in TypeScript, on 64-bit numbers. */
import type { Operations } from './operations.ts';

export function sweeps(m: Float64Array): Pick<Operations, 'sweep'> {
  return {
    sweep(to, toRow, weights, x, y, counts, sequences, steps, initial, columns, rows, first, last) {
      const weight = (which: number, right: number, up: number) =>
        m[weights + which]! + right * m[weights + 3 + which]! + up * m[weights + 6 + which]!;
      for (let r = first; r < last; r++) {
        const up = (r + 0.5) / rows;
        for (let j = 0; j < toRow; j++) {
          const right = (j + 0.5) / columns;
          const [w, v, b] = [weight(0, right, up), weight(1, right, up), weight(2, right, up)];
          let loss = 0;
          for (let n = 0; n < sequences; n++) {
            let h = initial;
            for (let t = n * steps; t < (n + 1) * steps; t++) {
              h = Math.tanh(w * h + v * m[x + t]! + b);
              const error = h - m[y + t]!;
              loss += 0.5 * m[counts + t]! * error * error;
            }
          }
          m[to + (r - first) * toRow + j] = loss;
        }
      }
    },
  };
}
