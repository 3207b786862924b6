/** What the trainer is told, and what it answers: the words of kernels/trainer/index.ts. */
import type { Device } from '../device/device.ts';

/** The network: one or more layers of one kind of cell, and o_t = V h_t + c from the top one. */
export interface Model {
  cell: 'rnn' | 'lstm' | 'gru';
  /** V: inputs and outputs are one-hot of so many symbols; not asked for where `inputs` and `outputs` are both given. */
  symbols?: number;
  /** H of each layer, the lowest first. */
  hidden: readonly number[];
  /** Inputs are vectors of so many numbers instead of symbols. */
  inputs?: number;
  /** Outputs, if not as many as there are symbols. */
  outputs?: number;
  /** `softmax` (given if nothing is said) has one symbol as the target of each step, `squared` a vector. */
  cost?: 'softmax' | 'squared';
}

export type OptimizerName = 'sgd' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adam';

/** How it is trained. Numbers that are left out are those of `usual` in optimizer.ts. */
export interface Recipe {
  /** B: sequences that are trained side by side. */
  batch: number;
  /** T: steps of one truncated chunk. */
  steps: number;
  optimizer: OptimizerName;
  rate: number;
  /** μ of momentum and nesterov. */
  momentum?: number;
  /** Of rmsprop: how much of the mean of squares is kept. */
  decay?: number;
  beta1?: number;
  beta2?: number;
  /** Keeps a square root of nothing from being divided by. */
  epsilon?: number;
  /** No component beyond ±at; or, by norm, the whole gradient made shorter where it is longer than that. */
  clip?: { by: 'value' | 'norm'; at: number } | undefined;
  seed: number;
  /** Standard deviation of the weights at the start: 0.01, if nothing is said; `fan-in` is 1/√(columns of the matrix). */
  initial?: number | 'fan-in';
  /** Where the biases of LSTM's forget gates start: 1, if nothing is said. */
  forgetBias?: number;
}

/**
 * One chunk of T steps of B sequences. Row t·B + b is step t of sequence b. Inputs are T·B symbols or T·B vectors one
 * after the other, targets likewise; `weights` [T·B] are factors of the losses (0 where nothing is asked), 1 if left out.
 */
export interface Chunk {
  inputs: Int32Array | Float32Array;
  targets: Int32Array | Float32Array;
  weights?: Float32Array | undefined;
  /** Whether the state that the chunk before ended in is taken over, instead of zero. */
  carried: boolean;
}

/** What is trained on, a pure function of the iteration's number, the first being 0. */
export interface Data {
  chunk(iteration: number): Chunk;
  /** What the symbols are, if they have names: a saved run goes on with no others. */
  readonly symbols?: readonly string[];
}

/** h of each layer, and of an LSTM c too. */
export interface State {
  h: number[][];
  c?: number[][];
}

/** Parameters, or their gradients, by the book's letters: see `Trainer.read`. */
export type Parameters = Record<string, number[] | number[][]>;

/** One step of one sequence. */
export interface Advance {
  state: State;
  /** o_t: before the softmax. */
  outputs: number[];
  /** Activations of each layer's gates: i f o g of LSTM, z r candidate of GRU; of an RNN there are none. */
  gates: Record<string, number[]>[];
}

export interface Trainer {
  /** Which home computes. */
  readonly home: 'webassembly' | 'plain';
  readonly model: Model;
  readonly recipe: Recipe;
  /** Iterations that have been done. */
  readonly iteration: number;
  /**
   * The iteration (the first is 0) whose loss or whose update was no number any more, and undefined as long as all is
   * well. From then on `step` and `run` do nothing, until `reset` or `write`.
   */
  readonly overflow: number | undefined;
  /**
   * Does one iteration. Its loss before the update, in nats for softmax: summed over the steps, each with its weight,
   * and a mean over the sequences. Infinity where it overflowed.
   */
  step(): number;
  /**
   * The same iteration with its chunk computed on a device of kernels/device: a graphics processor is faster at batches of
   * hundreds, and slower at small ones. Where the device fails it rejects, and the iteration is not done. A TrainerError where
   * the network was changed meanwhile.
   */
  stepOn(device: Device): Promise<number>;
  /** Iterations until so many milliseconds are over, one at least, `most` at most: their losses. */
  run(milliseconds: number, most?: number): Float64Array;
  /** Mean loss of one step (a step of weight 0 does not count) over the first chunks of some data; training goes on as before. */
  evaluate(data: Data, chunks: number): number;
  /**
   * `layer1.U` [H][H], `layer1.W` [H][inputs], `layer1.b` [H] of an RNN, `layer1.Ui Uf Uo Ug Wi … bg` of an LSTM,
   * `layer1.Uz Ur U Wz Wr W bz br b` of a GRU, layer2 …, and `V` [outputs][H], `c` [outputs].
   */
  read(): Parameters;
  /** Sets those parameters that are named. Throws, and changes nothing, where a name or a shape is wrong. */
  write(parameters: Parameters): void;
  /** Of the last iteration, with respect to its loss, before any clipping; zeros before the first. */
  gradients(): Parameters;
  /** The state of nothing read yet. */
  start(): State;
  /** The state that sequence `sequence` of the batch was left in by the last iteration. */
  carried(sequence?: number): State;
  /** One step from a state, for sampling and for looking inside; training goes on as before. */
  advance(state: State, input: number | readonly number[]): Advance;
  /** A text to keep: everything that is needed to go on as if nothing had happened, but for the data. */
  save(): string;
  /** Back to iteration 0, if wanted with parts of the recipe changed (not `batch` and not `steps`). */
  reset(changes?: Partial<Recipe>): void;
  /** Goes on from where it stands with parts of the recipe changed: `rate`, `clip` and what else is no size. */
  change(changes: Partial<Recipe>): void;
  /** Gives its memory back; it is of no use afterwards. */
  dispose(): void;
}

/** A wrong model, recipe or chunk: the sentence says what and where. */
export class TrainerError extends Error {
  override name = 'TrainerError';
}

/** A saved text that cannot be gone on from. */
export class DamagedFile extends Error {
  override name = 'DamagedFile';
}
