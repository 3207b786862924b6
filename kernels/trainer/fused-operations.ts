/** The kernels of batched.ts for one chunk: sizes and places said once. Matrices [B][…] have a row for each sequence. */
import * as kernels from '../batched.ts';
import type { Argument, Composer, Handle } from '../device/device.ts';
import type { Matrix } from './weights.ts';

/** The vectors that are handed over at each iteration: parameters from place `first` on, and the chunk's. */
export interface Given {
  parameters: Argument;
  /** Symbols [T·B], or vectors [T·B][padded inputs]. */
  inputs: Argument;
  targets: Argument;
  /** Factors of the losses [T·B]. */
  weights: Argument;
  /** h and c before the chunk, of one layer after the other, each [B][n]. */
  states: Argument;
}

export class Batch {
  readonly B: number;
  readonly given: Given;
  readonly #on: Composer;
  readonly #first: number;
  readonly #zeros = new Map<string, Handle>();

  constructor(on: Composer, given: Given, B: number, first: number) {
    [this.#on, this.given, this.B, this.#first] = [on, given, B, first];
  }

  /** Zeros [rows][columns], or [columns]. */
  zeros(columns: number, rows?: number): Handle {
    const extent = rows === undefined ? ([columns] as const) : ([columns, rows] as const);
    const made = this.#zeros.get(extent.join()) ?? this.#on.run(kernels.zero, extent, {});
    this.#zeros.set(extent.join(), made);
    return made;
  }

  /** [B][n] of a vector: rows of `stride` numbers, `batch` of them for each moment, `start` before the first. */
  taken(values: Argument, n: number, { start = 0, stride = n, moment = 0 }): Handle {
    return this.#on.run(kernels.taken, [n, this.B], { batch: this.B, start, stride }, values, moment);
  }

  /** A bias, for every sequence. */
  bias(at: number, n: number): Handle {
    const start = at - this.#first;
    return this.#on.run(kernels.spread, [n, this.B], { start }, this.given.parameters);
  }

  /** W x_t + b of one-hot x_t. */
  chosen({ at, row }: Matrix, bias: number, moment: number): Handle {
    const { parameters, inputs } = this.given;
    const places = { start: at - this.#first, stride: row, bias: bias - this.#first, batch: this.B };
    return this.#on.run(kernels.chosen, [row, this.B], places, parameters, inputs, moment);
  }

  /** Its gradient, with those of other steps. */
  tabled({ row, inputs }: Matrix, error: Handle, before: Handle, moment: number): Handle {
    const { B: batch, given } = this;
    return this.#on.run(kernels.tabled, [row, inputs], { batch }, given.inputs, error, before, moment);
  }

  /** `before` + A M, from column `skip` of `before` on. */
  product({ at, row, inputs }: Matrix, left: Handle, before: Handle, skip = 0): Handle {
    const places = { start: at - this.#first, stride: row, terms: inputs, skip };
    return this.#on.run(kernels.product, [row, this.B], places, this.given.parameters, left, before);
  }

  /** `before` + E Mᵀ, [B][n]. */
  pulled({ at, row }: Matrix, error: Handle, before: Handle, n: number): Handle {
    const places = { start: at - this.#first, stride: row, terms: row };
    return this.#on.run(kernels.pulled, [n, this.B], places, this.given.parameters, error, before);
  }

  /** `before` + Aᵀ E: a matrix's gradient, with those of other steps. */
  outer({ row, inputs }: Matrix, left: Handle, error: Handle, before: Handle): Handle {
    return this.#on.run(kernels.outer, [row, inputs], { batch: this.B }, left, error, before);
  }

  summed(error: Handle, before: Handle, n: number): Handle {
    return this.#on.run(kernels.summed, [n], { batch: this.B }, error, before);
  }

  /** Columns below `sigmoids` by σ, the others by tanh. */
  activated(z: Handle, n: number, sigmoids: number): Handle {
    return this.#on.run(kernels.activated, [n, this.B], { sigmoids }, z);
  }
}

/** Gradients so far, by the place of what they are gradients of. */
export class Sums extends Map<number, Handle> {
  readonly #batch: Batch;

  constructor(batch: Batch) {
    super();
    this.#batch = batch;
  }

  /** Of a matrix that `left` was multiplied by. */
  matrix(M: Matrix, left: Handle, error: Handle) {
    const before = this.get(M.at) ?? this.#batch.zeros(M.row, M.inputs);
    this.set(M.at, this.#batch.outer(M, left, error, before));
  }

  /** Of a table that the symbols of step t chose from. */
  table(M: Matrix, error: Handle, t: number) {
    const before = this.get(M.at) ?? this.#batch.zeros(M.row, M.inputs);
    this.set(M.at, this.#batch.tabled(M, error, before, t));
  }

  bias(at: number, error: Handle, n: number) {
    this.set(at, this.#batch.summed(error, this.get(at) ?? this.#batch.zeros(n), n));
  }
}
