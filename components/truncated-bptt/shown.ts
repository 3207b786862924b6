/** What the drawings, sums and sentences of this widget read, by name. */
import type { Matrix, Vector } from '../parts/declare.ts';
import { said } from '../parts/numbers.ts';
import type { Letters } from '../parts/runs.ts';
import type { Pen } from '../parts/timeline.ts';
import { outputs } from './outputs.ts';
import type { Run } from './values.ts';

export interface Shown {
  task: string;
  way: string;
  length: number;
  x: Vector;
  y: Vector;
  h: Matrix;
  losses: Vector;
  gradient: Matrix;
  truncated: Matrix;
  wholeDelta: Matrix;
  cutDelta: Matrix;
  cosine: number;
  ratio: number;
  cosineByLength: Vector;
  ratioByLength: Vector;
  shares: Vector;
  kept: Vector;
  run: Run;
}

export const shownNames = [
  'task', 'way', 'length', 'x', 'y', 'h', 'losses', 'gradient', 'truncated', 'wholeDelta', 'cutDelta', 'cosine', 'ratio',
  'cosineByLength', 'ratioByLength', 'shares', 'kept', 'run',
] as const; // prettier-ignore

export const shownOf = (values: readonly unknown[]) =>
  Object.fromEntries(shownNames.map((name, index) => [name, values[index]])) as unknown as Shown;

export const penOf = (document: Document, letters: Letters): Pen => ({
  document,
  letters,
  said: (name, value) => said({ outputs }, name, value),
});
