/**
 * The operations that every cell and every optimizer of the trainer is composed of, in each home the same.
 *
 * All numbers live in one memory. An operation gets places in it, counted in numbers, and row lengths that are multiples
 * of 4; what lies between the end of a row and that multiple is zero and stays zero. A matrix "A [m][n] by a" has row i
 * at A + i·a. Symbols are kept in the memory as numbers.
 *
 * A cell's parameters stand in its memory as `W` [inputs][units], with row j being what input j adds to each unit: then
 * a product reads weights one after the other, and a one-hot input picks a row. The way back needs them as [units][inputs],
 * which is carried along as a transposed copy.
 *
 * The file is longer than 120 lines because each operation stands under its equation.
 */
/* eslint max-lines: off */
export interface Operations {
  /**
   * C (+)= A B, with A(i, s) at a + i·aRow + s·aStep, B [k][n] by bRow, C [m][n] by cRow; `add` 1 adds to what C was.
   * aStep 1 makes a product with A, aRow 1 with Aᵀ: gradients Σ_t h_{t−1} δ_tᵀ of all steps at once.
   */
  multiply(
    c: number,
    cRow: number,
    a: number,
    aRow: number,
    aStep: number,
    b: number,
    bRow: number,
    m: number,
    n: number,
    k: number,
    add: 0 | 1,
  ): void;
  /** `to` [columns][rows] by toRow = transposed `from` [rows][columns] by fromRow; both counts are multiples of 4. */
  transpose(to: number, toRow: number, from: number, fromRow: number, rows: number, columns: number): void;
  /** Row r of `to` [rows][n] = bias [n]. */
  spread(to: number, bias: number, rows: number, n: number): void;
  /** Row r of `to` [rows][n] = bias [n] + row symbols[r] of `table` [][n]: W x_t + b of one-hot x_t. */
  gather(to: number, table: number, symbols: number, bias: number, rows: number, n: number): void;
  /** Row symbols[r] of `table` [][n] += row r of `from` [rows][n], r = 0, 1, …: the gradient of `gather`. */
  scatter(table: number, symbols: number, from: number, rows: number, n: number): void;
  /** `to` [n] = Σ_r row r of `from` [rows][n]: the gradient of a bias. */
  columnSums(to: number, from: number, rows: number, n: number): void;

  /** h = tanh(z), n numbers. */
  tanh(h: number, z: number, n: number): void;
  /** δ = (1 − h²) ⊙ dh. */
  tanhBack(delta: number, h: number, dh: number, n: number): void;
  /**
   * LSTM (F. A. Gers, J. Schmidhuber, F. Cummins 2000), of each of `rows`: z is [4n], pre-activations i f o g side by
   * side, and becomes the activations; c = f ⊙ cPrev + i ⊙ g, s = tanh(c), h = o ⊙ s, each [n].
   */
  lstm(z: number, cPrev: number, c: number, s: number, h: number, rows: number, n: number): void;
  /**
   * Back: from dh and from dc, what later steps want of c, to δ [4n] of the pre-activations; dc becomes what is wanted
   * of cPrev. dc ← dc + dh ⊙ o ⊙ (1 − s²); δi = dc ⊙ g ⊙ i(1 − i), δf = dc ⊙ cPrev ⊙ f(1 − f), δo = dh ⊙ s ⊙ o(1 − o),
   * δg = dc ⊙ i ⊙ (1 − g²); dc ← dc ⊙ f.
   */
  lstmBack(
    delta: number,
    z: number,
    cPrev: number,
    s: number,
    dh: number,
    dc: number,
    rows: number,
    n: number,
  ): void;
  /** GRU (K. Cho et al. 2014), of each row: z [3n] holds pre-activations z r and the candidate's W x + b; z and r become activations, q = r ⊙ hPrev. */
  gruGates(z: number, hPrev: number, q: number, rows: number, n: number): void;
  /** The candidate's pre-activation, U q added to it, becomes its activation ĥ, and h = (1 − z) ⊙ hPrev + z ⊙ ĥ. */
  gruState(z: number, hPrev: number, h: number, rows: number, n: number): void;
  /** Back to z and the candidate: δz = dh ⊙ (ĥ − hPrev) ⊙ z(1 − z), δĥ = dh ⊙ z ⊙ (1 − ĥ²), and dhPrev += dh ⊙ (1 − z) if there is one (not 0). */
  gruStateBack(
    delta: number,
    z: number,
    hPrev: number,
    dh: number,
    dhPrev: number,
    rows: number,
    n: number,
  ): void;
  /** Back to r, from dq = Uᵀ δĥ: δr = dq ⊙ hPrev ⊙ r(1 − r), and dhPrev += dq ⊙ r if there is one (not 0). */
  gruGatesBack(
    delta: number,
    z: number,
    hPrev: number,
    dq: number,
    dhPrev: number,
    rows: number,
    n: number,
  ): void;

  /**
   * Of each row r of o [rows][n] by oRow, with p = softmax(o_r): e_r = scale·weights[r]·(p − one-hot of symbols[r]). The
   * answer is Σ_r weights[r]·(−log p[symbols[r]]).
   */
  softmax(
    e: number,
    o: number,
    oRow: number,
    symbols: number,
    weights: number,
    rows: number,
    n: number,
    scale: number,
  ): number;
  /** e_r = scale·weights[r]·(o_r − y_r), all by oRow. The answer is Σ_r weights[r]·½‖o_r − y_r‖². */
  squared(
    e: number,
    o: number,
    oRow: number,
    y: number,
    weights: number,
    rows: number,
    n: number,
    scale: number,
  ): number;

  /** Σ x², of n numbers. */
  sumSquares(x: number, n: number): number;
  /**
   * Updates of parameters p by their gradients, after these were multiplied by `scale` and held within ±clip: ĝ below.
   * sgd: p −= rate·ĝ.
   */
  sgd(p: number, g: number, n: number, rate: number, scale: number, clip: number): void;
  /** v ← μv − rate·ĝ, p += v. (B. T. Polyak 1964) */
  momentum(
    p: number,
    g: number,
    v: number,
    n: number,
    rate: number,
    scale: number,
    clip: number,
    mu: number,
  ): void;
  /** v ← μv − rate·ĝ, p += μv − rate·ĝ. (Y. Nesterov 1983, in the form of I. Sutskever et al. 2013 with p at the place looked ahead to) */
  nesterov(
    p: number,
    g: number,
    v: number,
    n: number,
    rate: number,
    scale: number,
    clip: number,
    mu: number,
  ): void;
  /** m += ĝ², p −= rate·ĝ/√(m + ε). (J. Duchi, E. Hazan, Y. Singer 2011) */
  adagrad(
    p: number,
    g: number,
    m: number,
    n: number,
    rate: number,
    scale: number,
    clip: number,
    epsilon: number,
  ): void;
  /** m ← decay·m + (1 − decay)·ĝ², p −= rate·ĝ/(√m + ε). (T. Tieleman, G. Hinton 2012) */
  rmsprop(
    p: number,
    g: number,
    m: number,
    n: number,
    rate: number,
    scale: number,
    clip: number,
    decay: number,
    epsilon: number,
  ): void;
  /**
   * m ← β₁m + (1 − β₁)ĝ, v ← β₂v + (1 − β₂)ĝ², p −= rate·(m·fix1)/(√(v·fix2) + ε), with fix1 = 1/(1 − β₁ᵗ) and fix2 =
   * 1/(1 − β₂ᵗ). (D. P. Kingma, J. Ba 2015)
   */
  adam(
    p: number,
    g: number,
    m: number,
    v: number,
    n: number,
    rate: number,
    scale: number,
    clip: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    fix1: number,
    fix2: number,
  ): void;

  /**
   * The loss surface of kernels/surface.ts: rows `first` up to `last` of it into rows of `toRow` numbers, a multiple of 16.
   * At `weights` lie origin, across and up, each [w, v, b]; x, y and counts are [sequences][steps].
   */
  sweep(
    to: number,
    toRow: number,
    weights: number,
    x: number,
    y: number,
    counts: number,
    sequences: number,
    steps: number,
    initial: number,
    columns: number,
    rows: number,
    first: number,
    last: number,
  ): void;
}

/** A memory and the operations on it. */
export interface Home {
  readonly name: 'plain' | 'webassembly';
  readonly numbers: Float32Array | Float64Array;
  readonly operations: Operations;
}

/** Makes a home with room for so many numbers, all zero from place FIRST on. */
export type HomeMaker = (room: number) => Home | Promise<Home>;

/** The first place that is free: below lies what a compiled program keeps for itself. */
export const FIRST = 1024;
