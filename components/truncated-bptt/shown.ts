/** What the drawings, sums and sentences of this widget read, by name. */
import type { Matrix, Sizes, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import { outputs } from './outputs.ts';
import type { Run } from './values.ts';

export interface Shown {
  sizes: Sizes;
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

export const { reading, drawing } = shownBy<Shown>([
  'sizes', 'task', 'way', 'length', 'x', 'y', 'h', 'losses', 'gradient', 'truncated', 'wholeDelta',
  'cutDelta', 'cosine', 'ratio', 'cosineByLength', 'ratioByLength', 'shares', 'kept', 'run',
], outputs); // prettier-ignore
