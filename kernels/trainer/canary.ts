/** Whether a home computes what `plain` computes: tried once, before a reader sees its numbers. */
import { engine } from './engine.ts';
import type { HomeMaker } from './operations.ts';
import { plain } from './plain.ts';
import type { Model, Recipe } from './types.ts';

const recipe: Recipe = { batch: 3, steps: 4, optimizer: 'adam', rate: 0.01, seed: 1, initial: 'fan-in' };
const data = {
  chunk: (iteration: number) => ({
    inputs: Int32Array.from({ length: 12 }, (_, i) => (i * i + iteration) % 9),
    targets: Int32Array.from({ length: 12 }, (_, i) => (i * i + 2 * i + iteration) % 9),
    carried: iteration > 0,
  }),
};

/** Three iterations of a small network of each cell: the same losses to four digits. */
export async function rightIn(make: HomeMaker): Promise<boolean> {
  try {
    for (const cell of ['rnn', 'lstm', 'gru'] as const) {
      const model: Model = { cell, symbols: 9, hidden: [5, 37] };
      const [one, other] = await Promise.all([make, plain].map((home) => engine(model, recipe, data, home)));
      for (let i = 0; i < 3; i++) if (!(Math.abs(one!.step() - other!.step()) < 1e-3)) return false;
    }
    return true;
  } catch {
    return false;
  }
}
