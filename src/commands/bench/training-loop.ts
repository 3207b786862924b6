/** The char-RNN as a careful loop over typed arrays: nothing is made anew, everything is read in the order in which it lies. */

export interface Sizes {
  /** H */
  hidden: number;
  /** V */
  symbols: number;
  /** T */
  steps: number;
}

/** U [H][H], W [V][H] (a row for each symbol), V [V][H], b [H], c [V], one after the other. */
export interface Weights {
  U: Float64Array;
  W: Float64Array;
  V: Float64Array;
  b: Float64Array;
  c: Float64Array;
}

/** Float64Arrays of the parameters by the names of the trainer's `read`. */
export function weightsOf(parameters: Record<string, number[] | number[][]>): Weights {
  const flat = (rows: number[] | number[][]) => Float64Array.from((rows as number[][]).flat());
  const W = parameters['layer1.W'] as number[][];
  const turned = W[0]!.map((_, symbol) => W.map((row) => row[symbol]!));
  const { 'layer1.U': U, 'layer1.b': b, V, c } = parameters;
  return { U: flat(U!), W: flat(turned), V: flat(V!), b: flat(b!), c: flat(c!) };
}

/** One iteration of tanh, softmax, clipping by ±5 and Adagrad; its loss. */
export type Step = (
  inputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  carried: boolean,
  rate: number,
) => number;

/** Makes the loop; `weights` are trained in place. */
export function carefulLoop({ hidden: H, symbols, steps: T }: Sizes, weights: Weights): Step {
  const list = [weights.U, weights.W, weights.V, weights.b, weights.c];
  const memories = list.map((one) => new Float64Array(one.length));
  const gradients = list.map((one) => new Float64Array(one.length));
  const { U, W, V, b, c } = weights;
  const [dU, dW, dV, db, dc] = gradients as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const h = new Float64Array((T + 1) * H);
  const e = new Float64Array(T * symbols);
  const [back, delta] = [new Float64Array(H), new Float64Array(H)];

  function forward(inputs: ArrayLike<number>, targets: ArrayLike<number>): number {
    let loss = 0;
    for (let t = 0; t < T; t++) {
      const before = t * H;
      const now = before + H;
      const row = inputs[t]! * H;
      for (let i = 0; i < H; i++) h[now + i] = Math.tanh(b[i]! + W[row + i]! + dot(U, i * H, h, before, H));
      const at = t * symbols;
      let most = -Infinity;
      for (let k = 0; k < symbols; k++) {
        const o = c[k]! + dot(V, k * H, h, now, H);
        e[at + k] = o;
        if (o > most) most = o;
      }
      const wanted = e[at + targets[t]!]!;
      let sum = 0;
      for (let k = 0; k < symbols; k++) sum += e[at + k] = Math.exp(e[at + k]! - most);
      for (let k = 0; k < symbols; k++) e[at + k]! /= sum;
      e[at + targets[t]!]! -= 1;
      loss += Math.log(sum) + most - wanted;
    }
    return loss;
  }

  function backward(inputs: ArrayLike<number>) {
    for (const gradient of gradients) gradient.fill(0);
    delta.fill(0);
    for (let t = T - 1; t >= 0; t--) {
      const before = t * H;
      const now = before + H;
      const at = t * symbols;
      back.fill(0);
      for (let i = 0; i < H; i++) add(back, 0, U, i * H, delta[i]!, H);
      for (let k = 0; k < symbols; k++) {
        const error = e[at + k]!;
        dc[k]! += error;
        add(back, 0, V, k * H, error, H);
        add(dV, k * H, h, now, error, H);
      }
      const row = inputs[t]! * H;
      for (let i = 0; i < H; i++) {
        const error = back[i]! * (1 - h[now + i]! * h[now + i]!);
        delta[i] = error;
        db[i]! += error;
        dW[row + i]! += error;
        add(dU, i * H, h, before, error, H);
      }
    }
  }

  return (inputs, targets, carried, rate) => {
    if (carried) h.copyWithin(0, T * H);
    else h.fill(0, 0, H);
    const loss = forward(inputs, targets);
    backward(inputs);
    for (let i = 0; i < list.length; i++) adagrad(list[i]!, gradients[i]!, memories[i]!, rate);
    return loss;
  };
}

/** Four sums, so that none waits for the one before it. */
function dot(one: Float64Array, at: number, other: Float64Array, from: number, n: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    a += one[at + j]! * other[from + j]!;
    b += one[at + j + 1]! * other[from + j + 1]!;
    c += one[at + j + 2]! * other[from + j + 2]!;
    d += one[at + j + 3]! * other[from + j + 3]!;
  }
  for (; j < n; j++) a += one[at + j]! * other[from + j]!;
  return a + b + (c + d);
}

function add(to: Float64Array, at: number, row: Float64Array, from: number, factor: number, n: number) {
  for (let j = 0; j < n; j++) to[at + j]! += factor * row[from + j]!;
}

function adagrad(p: Float64Array, g: Float64Array, m: Float64Array, rate: number) {
  for (let i = 0; i < p.length; i++) {
    const value = Math.max(-5, Math.min(5, g[i]!));
    const squares = (m[i]! += value * value);
    p[i]! -= (rate * value) / Math.sqrt(squares + 1e-8);
  }
}
