/**
 * The task of the figure "lstm-step": remember a marked number through distractors until asked for it.
 *
 * At each of T = 12 steps the network reads three numbers: a number between −1 and 1, 1 where that number is marked, and 1
 * where the network is asked. Asked, it must say the number that was marked last; else 0. A network without a memory cannot
 * know it, and one without gates writes every number over the one before.
 * Trained by the trainer (kernels/trainer) in its `plain` home, whose numbers are the same on every machine.
 */
import { seeded } from '../seeded.ts';
import { trainer, type Data, type Model, type Recipe, type Trainer } from '../trainer/index.ts';
import { rounded, type Stored } from './stored.ts';

export const STEPS = 12;
const BATCH = 16;

export const model: Model = { cell: 'lstm', inputs: 3, hidden: [1], outputs: 1, cost: 'squared' };
export const recipe: Recipe = {
  batch: BATCH,
  steps: STEPS,
  optimizer: 'adam',
  rate: 0.01,
  clip: { by: 'norm', at: 1 },
  seed: 2,
  initial: 0.3,
};
export const iterations = 4000;

/** Rows [number, marked, asked], and what the network should say at each. */
export interface Sequence {
  inputs: number[][];
  targets: number[];
}

/** One sequence: at each step a number of one decimal, marked with chance ¼ and asked for with chance ¼. */
export function sequence(random: () => number): Sequence {
  let kept = 0;
  const inputs: number[][] = [];
  const targets: number[] = [];
  for (let t = 0; t < STEPS; t++) {
    const value = Math.round(20 * random() - 10) / 10;
    const [marked, asked] = [random() < 0.25, random() < 0.25];
    if (marked) kept = value;
    inputs.push([value, marked ? 1 : 0, asked ? 1 : 0]);
    targets.push(asked ? kept : 0);
  }
  return { inputs, targets };
}

/** A chunk for each iteration, decided by its number alone; `stream` tells sets of sequences apart. */
export function data(stream: number): Data {
  return {
    chunk(iteration) {
      const random = seeded(stream * 1e6 + iteration);
      const batch = Array.from({ length: BATCH }, () => sequence(random));
      const inputs = new Float32Array(STEPS * BATCH * 3);
      const targets = new Float32Array(STEPS * BATCH);
      batch.forEach((one, b) => {
        one.inputs.forEach((row, t) => inputs.set(row, (t * BATCH + b) * 3));
        one.targets.forEach((target, t) => (targets[t * BATCH + b] = target));
      });
      return { inputs, targets, carried: false };
    },
  };
}

/** The sequence on which figures show it: numbers pass by, 0.7 and then −0.6 are to be kept, and are asked for. */
export const shown: Sequence = {
  inputs: [
    [0.3, 0, 0],
    [0.7, 1, 0],
    [-0.9, 0, 0],
    [0.4, 0, 0],
    [-0.2, 0, 1],
    [0.9, 0, 0],
    [-0.6, 1, 0],
    [0.8, 0, 0],
    [-1, 0, 0],
    [0.5, 0, 0],
    [1, 0, 1],
    [0.2, 0, 0],
  ],
  targets: [0, 0, 0, 0, 0.7, 0, 0, 0, 0, 0, -0.6, 0],
};

/** The sequences it is trained on, and others to try it with. */
export const streams = { training: 1, trial: 2 };

/** Trains; `report` is told the loss now and then. */
export async function train(report: (iteration: number, loss: number) => void = () => {}): Promise<Trainer> {
  const made = await trainer(model, recipe, data(streams.training), 'plain');
  while (made.iteration < iterations) {
    const loss = made.step();
    if (made.iteration % 500 === 0) report(made.iteration, loss);
  }
  return made;
}

/** States, cells and answers on one sequence, step by step. */
export function run(made: Trainer, { inputs }: Sequence) {
  const found = { h: [] as number[][], c: [] as number[][], answers: [] as number[] };
  let state = made.start();
  for (const x of inputs) {
    const next = made.advance(state, x);
    state = next.state;
    found.h.push(state.h[0]!);
    found.c.push(state.c![0]!);
    found.answers.push(next.outputs[0]!);
  }
  return found;
}

/** What stands in public/models/latch.json. */
export async function stored(report?: (iteration: number, loss: number) => void): Promise<Stored> {
  const made = await train(report);
  const parameters = rounded(made.read(), 6);
  made.write(parameters);
  const error = made.evaluate(data(streams.trial), 20);
  return {
    name: 'latch',
    task: 'Remember the number that was marked last, and say it when asked; at other steps say 0.',
    provenance: { recipe: 'kernels/recipes/latch.ts', command: 'npm run models -- latch', home: made.home },
    model,
    training: { ...recipe, iterations, loss: 'half the squared error, summed over the steps' },
    trial: { sequences: 20 * BATCH, 'mean loss of a step': rounded(error, 2) },
    parameters,
    example: rounded({ ...shown, ...run(made, shown) }, 6),
  };
}
