/**
 * The char-RNN as a tape of operations, in the manner of A. Karpathy's recurrentjs (2014): matrices with values `w` and
 * gradients `dw`, and operations that push what is to be done on the way back to a list. Written anew for this comparison;
 * recurrentjs itself is on no registry.
 */
import type { Step, Sizes, Weights } from './training-loop.ts';

class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly w: Float64Array;
  readonly dw: Float64Array;

  constructor(rows: number, columns: number, w: Float64Array = new Float64Array(rows * columns)) {
    [this.rows, this.columns, this.w] = [rows, columns, w];
    this.dw = new Float64Array(rows * columns);
  }
}

class Tape {
  readonly #back: (() => void)[] = [];

  backward() {
    for (let i = this.#back.length - 1; i >= 0; i--) this.#back[i]!();
  }

  /** A row as a column. */
  row(m: Matrix, index: number): Matrix {
    const out = new Matrix(m.columns, 1);
    for (let i = 0; i < m.columns; i++) out.w[i] = m.w[m.columns * index + i]!;
    this.#back.push(() => {
      for (let i = 0; i < m.columns; i++) m.dw[m.columns * index + i]! += out.dw[i]!;
    });
    return out;
  }

  product(one: Matrix, other: Matrix): Matrix {
    const out = new Matrix(one.rows, other.columns);
    for (let i = 0; i < one.rows; i++) {
      for (let j = 0; j < other.columns; j++) {
        let sum = 0;
        for (let k = 0; k < one.columns; k++)
          sum += one.w[one.columns * i + k]! * other.w[other.columns * k + j]!;
        out.w[other.columns * i + j] = sum;
      }
    }
    this.#back.push(() => {
      for (let i = 0; i < one.rows; i++) {
        for (let j = 0; j < other.columns; j++) {
          for (let k = 0; k < one.columns; k++) {
            const error = out.dw[other.columns * i + j]!;
            one.dw[one.columns * i + k]! += other.w[other.columns * k + j]! * error;
            other.dw[other.columns * k + j]! += one.w[one.columns * i + k]! * error;
          }
        }
      }
    });
    return out;
  }

  sum(one: Matrix, other: Matrix): Matrix {
    const out = new Matrix(one.rows, one.columns);
    for (let i = 0; i < out.w.length; i++) out.w[i] = one.w[i]! + other.w[i]!;
    this.#back.push(() => {
      for (let i = 0; i < out.w.length; i++) {
        one.dw[i]! += out.dw[i]!;
        other.dw[i]! += out.dw[i]!;
      }
    });
    return out;
  }

  tanh(m: Matrix): Matrix {
    const out = new Matrix(m.rows, m.columns);
    for (let i = 0; i < out.w.length; i++) out.w[i] = Math.tanh(m.w[i]!);
    this.#back.push(() => {
      for (let i = 0; i < out.w.length; i++) m.dw[i]! += (1 - out.w[i]! * out.w[i]!) * out.dw[i]!;
    });
    return out;
  }
}

/** Sets the gradient of scores by softmax and cross-entropy; the loss. */
function cost(scores: Matrix, target: number): number {
  const most = Math.max(...scores.w);
  const powers = scores.w.map((o) => Math.exp(o - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  powers.forEach((power, i) => (scores.dw[i] = power / sum));
  scores.dw[target]! -= 1;
  return Math.log(sum) + most - scores.w[target]!;
}

/** Makes the program; `weights` are trained in place. */
export function tape({ hidden: H, symbols }: Sizes, weights: Weights): Step {
  const U = new Matrix(H, H, weights.U);
  const W = new Matrix(symbols, H, weights.W);
  const V = new Matrix(symbols, H, weights.V);
  const b = new Matrix(H, 1, weights.b);
  const c = new Matrix(symbols, 1, weights.c);
  const model = [U, W, V, b, c];
  const memories = model.map(({ w }) => new Float64Array(w.length));
  let h = new Matrix(H, 1);
  return (inputs, targets, carried, rate) => {
    h = new Matrix(H, 1, carried ? h.w : undefined);
    const graph = new Tape();
    let loss = 0;
    for (let t = 0; t < inputs.length; t++) {
      const z = graph.sum(graph.sum(graph.row(W, inputs[t]!), graph.product(U, h)), b);
      h = graph.tanh(z);
      loss += cost(graph.sum(graph.product(V, h), c), targets[t]!);
    }
    graph.backward();
    model.forEach(({ w, dw }, index) => {
      const memory = memories[index]!;
      for (let i = 0; i < w.length; i++) {
        const value = Math.max(-5, Math.min(5, dw[i]!));
        memory[i]! += value * value;
        w[i]! -= (rate * value) / Math.sqrt(memory[i]! + 1e-8);
        dw[i] = 0;
      }
    });
    return loss;
  };
}
