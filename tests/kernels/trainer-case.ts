/** Small networks of every kind with data of every kind, for what is asked of the trainer in each home. */
import { entry, seeded } from '../../kernels/seeded.ts';
import { program } from '../../kernels/trainer/compiled.ts';
import { engine, type Engine } from '../../kernels/trainer/engine.ts';
import type { HomeMaker } from '../../kernels/trainer/operations.ts';
import type { Chunk, Model, Parameters, Recipe } from '../../kernels/trainer/index.ts';
import { plain } from '../../kernels/trainer/plain.ts';
import { webassembly } from '../../kernels/trainer/webassembly.ts';

/** Every home that Node has: the compiled one in both of its forms. */
export const homes: Readonly<Record<string, () => Promise<HomeMaker>>> = {
  plain: async () => plain,
  webassembly: async () => (await webassembly({ ...program, relaxed: '' }))!,
  'webassembly, relaxed': async () => (await webassembly({ ...program, everywhere: '' }))!,
};

export interface Case {
  name: string;
  model: Model;
  recipe: Recipe;
  chunks: Chunk[];
}

const still: Omit<Recipe, 'batch' | 'steps'> = { optimizer: 'sgd', rate: 0, seed: 7, initial: 'fan-in' };

/** Chunks without a pattern, the second carried on from the first. */
export function chunksFor(model: Model, batch: number, steps: number, weighted: boolean): Chunk[] {
  const random = seeded(3);
  const rows = batch * steps;
  const symbols = (count: number) => Int32Array.from({ length: rows }, () => Math.floor(random() * count));
  const vectors = (count: number) => Float32Array.from({ length: rows * count }, () => random() * 2 - 1);
  return [false, true].map((carried) => ({
    inputs: model.inputs ? vectors(model.inputs) : symbols(model.symbols!),
    targets:
      model.cost === 'squared'
        ? vectors(model.outputs ?? model.symbols!)
        : symbols(model.outputs ?? model.symbols!),
    weights: weighted ? Float32Array.from({ length: rows }, (_, r) => [0, 1, 0.5][r % 3]!) : undefined,
    carried,
  }));
}

function one(name: string, model: Model, batch = 1, steps = 4, weighted = false): Case {
  return {
    name,
    model,
    recipe: { ...still, batch, steps },
    chunks: chunksFor(model, batch, steps, weighted),
  };
}

export const cases: Case[] = [
  one('rnn on symbols', { cell: 'rnn', symbols: 5, hidden: [3] }),
  one('two layers of rnn, batched', { cell: 'rnn', symbols: 4, hidden: [5, 3] }, 3, 3),
  one('lstm on symbols', { cell: 'lstm', symbols: 3, hidden: [5] }),
  one('two layers of lstm on vectors, batched', lowOn('lstm'), 2, 3, true),
  one('gru on symbols', { cell: 'gru', symbols: 6, hidden: [4] }),
  one('three layers of gru on vectors, batched', lowOn('gru'), 2, 3, true),
  one('rnn from vectors to symbols', { cell: 'rnn', inputs: 2, outputs: 3, hidden: [6] }, 2, 3, true),
];

function lowOn(cell: Model['cell']): Model {
  return { cell, inputs: 3, outputs: 2, hidden: cell === 'gru' ? [3, 2, 4] : [3, 4], cost: 'squared' };
}

/** A trainer of a case, with weights large enough that every part of every equation has something to do. */
export async function made(
  { model, recipe, chunks }: Case,
  make: HomeMaker,
  changes: Partial<Recipe> = {},
): Promise<Engine> {
  const data = { chunk: (iteration: number) => chunks[iteration % chunks.length]! };
  const net = await engine(model, { ...recipe, ...changes }, data, make);
  net.write(shaken(net.read()));
  return net;
}

/** Parameters with normal numbers in all places, biases included. */
export function shaken(parameters: Parameters): Parameters {
  const row = (list: number[], name: string, i: number) => list.map((_, j) => 0.6 * entry(1, name, i, j));
  return Object.fromEntries(
    Object.entries(parameters).map(([name, values]) => [
      name,
      Array.isArray(values[0])
        ? (values as number[][]).map((list, i) => row(list, name, i))
        : row(values as number[], name, 0),
    ]),
  );
}
