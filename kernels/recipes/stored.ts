/** What a recipe leaves in public/models/<name>.json: weights, and how to make them again. */
import type { Model, Parameters } from '../trainer/index.ts';

export interface Stored {
  name: string;
  /** What the network was trained to do, in a sentence. */
  task: string;
  /** The file that trains it, the command that runs that file, and the home that computed. */
  provenance: { recipe: string; command: string; home: string };
  model: Model;
  training: Record<string, unknown>;
  /** How it did on sequences that it was not trained on. */
  trial: Record<string, number>;
  /** By the names of `Trainer.read`. */
  parameters: Parameters;
  /** A sequence of the task, and what the network made of it: states and cells, step by step, and its answers. */
  example: { inputs: number[][]; targets: number[]; h: number[][]; c: number[][]; answers: number[] };
}

/** Every number with so many digits, which is more than another machine's rounding leaves alike. */
export function rounded<T>(value: T, digits: number): T {
  if (typeof value === 'number') return Number(value.toPrecision(digits)) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => rounded(entry, digits)) as T;
  const entries = Object.entries(value as object).map(([name, entry]) => [name, rounded(entry, digits)]);
  return Object.fromEntries(entries) as T;
}
