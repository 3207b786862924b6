/** Who runs: the three networks of one race, their sizes, and what they are given. */
import { parameterCount, shapeOf, taskData, unitsFor, type Cell, type Task } from '../../kernels/tasks.ts';
import type { Data, Model, Recipe } from '../../kernels/trainer/index.ts';

export const nets: readonly { cell: Cell; name: string; kind: string; gates: number }[] = [
  { cell: 'rnn', name: 'RNN', kind: 'state', gates: 1 },
  { cell: 'lstm', name: 'LSTM', kind: 'memory', gates: 4 },
  { cell: 'gru', name: 'GRU', kind: 'gate', gates: 3 },
];

/** Sequences side by side in an iteration. */
export const BATCH = 8;
/** Chunks of sequences that no network is trained on, by which the three are compared. */
export const TESTS = 8;
/** Seeds of readers end here; from here on they are those of tests. */
export const OTHERS = 10_000;

export interface Setup {
  task: Task;
  steps: number;
  seed: number;
  /** Numbers of an input, and of an output. */
  width: number;
  outputs: number;
  units: number[];
  counts: number[];
  models: Model[];
  recipe: Recipe;
  data: Data;
  tests: Data;
}

export function setup(task: Task, budget: string, units: number, steps: number, rate: number, seed: number): Setup {
  const shape = shapeOf(task);
  const [width, outputs] = [shape.inputs ?? shape.symbols!, shape.outputs];
  const count = parameterCount('gru', width, units, outputs);
  const sizes = nets.map(({ cell }) => (budget === 'units' ? units : unitsFor(cell, width, outputs, count)));
  const clip = { by: 'norm', at: 1 } as const;
  return {
    task, steps, seed, width, outputs,
    units: sizes,
    counts: nets.map(({ cell }, at) => parameterCount(cell, width, sizes[at]!, outputs)),
    models: nets.map(({ cell }, at) => ({ cell, hidden: [sizes[at]!], ...shape })),
    recipe: { batch: BATCH, steps, optimizer: 'adam', rate, clip, seed, initial: 'fan-in' },
    data: taskData(task, { seed, steps, batch: BATCH }),
    tests: taskData(task, { seed: seed + OTHERS, steps, batch: BATCH }),
  };
} // prettier-ignore
