/**
 * Sequences whose answer lies far back, drawn by a seed: what recurrent networks are raced on.
 * Sources: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9(8) (1997), experiments 4 (adding)
 * and 6a (temporal order); copying after M. Arjovsky, A. Shah, Y. Bengio, arXiv:1511.06464 (2016). Lengths are ours.
 *
 *   copy    n data symbols of K, blanks, a signal n steps before the end: say the n symbols again, in order
 *   adding  at each step a number u of [0, 1) and a mark; two steps are marked, one in each half: say the sum of the two u
 *   order   a start, noise of 4 symbols, twice X or Y on the way, an end: say which of XX, XY, YX, YY it was
 *
 * Only where something is asked for does a loss count: at the last n steps, or at the last. The baseline is the loss of
 * the best that knows the task and nothing of the sequence before the question:
 *
 *   copy    log K a symbol, n log K
 *   adding  half the variance of a sum of two such numbers, ½ (1/12 + 1/12) = 1/12
 *   order   log 4
 */
import { seeded } from './seeded.ts';

export type Task = 'copy' | 'adding' | 'order';
export type Cell = 'rnn' | 'lstm' | 'gru';

/** Data symbols K, and how many of them are to be copied. */
export const COPY = { symbols: 4, many: 2 } as const;
/** Symbols of `order`: the start, the end, X, Y, and then noise. */
export const ORDER = { start: 0, end: 1, x: 2, y: 3, noise: 4, symbols: 8 } as const;

/** What a trainer is told of a task: symbols in and out, or numbers of a vector. */
export interface Shape {
  symbols?: number;
  inputs?: number;
  outputs: number;
  cost: 'softmax' | 'squared';
}

const shapes: Record<Task, Shape> = {
  copy: { symbols: COPY.symbols + 2, outputs: COPY.symbols, cost: 'softmax' },
  adding: { inputs: 2, outputs: 1, cost: 'squared' },
  order: { symbols: ORDER.symbols, outputs: 4, cost: 'softmax' },
};

export const shapeOf = (task: Task): Shape => shapes[task];

/** In nats, or halves of squares: of one sequence. */
export function baseline(task: Task): number {
  return { copy: COPY.many * Math.log(COPY.symbols), adding: 1 / 12, order: Math.log(4) }[task];
}

/** A sequence: what goes in at each step, what is asked for there, and where (1) a loss counts. */
export interface Sequence {
  /** Symbols [T], or vectors [T][inputs]. */
  inputs: number[] | number[][];
  targets: number[];
  weights: number[];
}

const below = (random: () => number, count: number) => Math.floor(random() * count);
const filled = <T>(length: number, value: (t: number) => T): T[] =>
  Array.from({ length }, (_, t) => value(t));
/** 1 at the last `many` steps. */
const asked = (steps: number, many: number) => filled(steps, (t) => (t >= steps - many ? 1 : 0));

const draw: Record<Task, (random: () => number, steps: number) => Sequence> = {
  copy(random, steps) {
    const { symbols, many } = COPY;
    const data = filled(many, () => below(random, symbols));
    const [blank, signal] = [symbols, symbols + 1];
    const inputs = filled(steps, (t) => data[t] ?? (t === steps - many ? signal : blank));
    return {
      inputs,
      targets: filled(steps, (t) => data[t - steps + many] ?? 0),
      weights: asked(steps, many),
    };
  },
  adding(random, steps) {
    const half = Math.floor(steps / 2);
    const marks = [below(random, half), half + below(random, steps - half)];
    const inputs = filled(steps, random).map((u, t) => [u, marks.includes(t) ? 1 : 0]);
    const sum = marks.reduce((total, t) => total + inputs[t]![0]!, 0);
    return { inputs, targets: filled(steps, (t) => (t === steps - 1 ? sum : 0)), weights: asked(steps, 1) };
  },
  order(random, steps) {
    // As in the paper, the first lies in the second tenth, the second in the sixth; at least one step wide each.
    const place = (from: number) => Math.floor(from * steps) + below(random, Math.ceil(0.1 * steps));
    const [first, second] = [Math.max(1, place(0.1)), Math.min(steps - 2, place(0.5))];
    const pair = [below(random, 2), below(random, 2)] as const;
    const inputs = filled(steps, () => ORDER.noise + below(random, ORDER.symbols - ORDER.noise));
    inputs[0] = ORDER.start;
    inputs[steps - 1] = ORDER.end;
    inputs[first] = ORDER.x + pair[0];
    inputs[second] = ORDER.x + pair[1];
    const label = 2 * pair[0] + pair[1];
    return { inputs, targets: filled(steps, (t) => (t === steps - 1 ? label : 0)), weights: asked(steps, 1) };
  },
};

/** The shortest sequence in which every part of the task has its place. */
export const SHORTEST = 6;

/** Sequence `index` of a seed, T ≥ 6 steps long. */
export function sequence(task: Task, seed: number, index: number, steps: number): Sequence {
  if (steps < SHORTEST) throw new Error(`tasks: ${steps} steps, at least ${SHORTEST} are needed`);
  return draw[task](seeded(seed * 2 ** 32 + index), steps);
}

/** B sequences side by side: row t·B + b is step t of sequence b. */
function chunkOf(task: Task, all: readonly Sequence[], steps: number) {
  const { inputs: width = 0, cost } = shapes[task];
  const rows = steps * all.length;
  const inputs = width ? new Float32Array(rows * width) : new Int32Array(rows);
  const targets = cost === 'squared' ? new Float32Array(rows) : new Int32Array(rows);
  const weights = new Float32Array(rows);
  all.forEach((one, b) => {
    for (let t = 0; t < steps; t++) {
      const row = t * all.length + b;
      const input = one.inputs[t]!;
      if (typeof input === 'number') inputs[row] = input;
      else inputs.set(input, row * width);
      targets[row] = one.targets[t]!;
      weights[row] = one.weights[t]!;
    }
  });
  return { inputs, targets, weights, carried: false };
}

/**
 * Chunks for trainers: iteration i has the sequences i·B … i·B + B − 1. The last one is kept, for those that ask for the
 * same in turn; it is not to be written into.
 */
export function taskData(task: Task, { seed, steps, batch }: { seed: number; steps: number; batch: number }) {
  let last: { iteration: number; made: ReturnType<typeof chunkOf> } | undefined;
  return {
    chunk(iteration: number) {
      if (last?.iteration !== iteration) {
        const all = filled(batch, (b) => sequence(task, seed, iteration * batch + b, steps));
        last = { iteration, made: chunkOf(task, all, steps) };
      }
      return last.made;
    },
  };
}

/** Weights and biases of one layer of H units and its outputs: g (H² + H I + H) + O H + O. */
export function parameterCount(cell: Cell, inputs: number, units: number, outputs: number): number {
  const gates = { rnn: 1, lstm: 4, gru: 3 }[cell];
  return gates * units * (units + inputs + 1) + outputs * (units + 1);
}

/** The number of units whose count of parameters is nearest to a budget. */
export function unitsFor(cell: Cell, inputs: number, outputs: number, budget: number): number {
  let units = 1;
  const off = (n: number) => Math.abs(parameterCount(cell, inputs, n, outputs) - budget);
  while (off(units + 1) < off(units)) units++;
  return units;
}
