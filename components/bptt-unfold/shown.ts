/** What the drawings, sums and sentences of this widget read, by name. */
import type { Matrix, Sizes, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import type { Activation, Cost } from '../../kernels/rnn.ts';
import { outputs } from './outputs.ts';

/** Sequences are [T][·]; element 0 is step 1. */
export interface Shown {
  sizes: Sizes;
  activation: Activation;
  cost: Cost;
  truncate: number;
  moment: number;
  U: Matrix;
  W: Matrix;
  V: Matrix;
  b: Vector;
  c: Vector;
  x: Matrix;
  y: Matrix;
  z: Matrix;
  h: Matrix;
  o: Matrix;
  losses: Vector;
  loss: number;
  slopes: Matrix;
  fromOutput: Matrix;
  fromNext: Matrix;
  delta: Matrix;
  jacobians: Matrix[];
  /** [T+1]: ∂h_T/∂h_t for t = 0 … T. */
  products: Matrix[];
  dUByStep: Matrix[];
  /** The shares of this step and all later ones. */
  totals: Matrix[];
  dU: Matrix;
  /** Length (root of the sum of squares) of each share, and of each total so far. */
  shareSizes: Vector;
  totalSizes: Vector;
}

export const { names: shownNames, reading, drawing } = shownBy<Shown>([
  'sizes', 'activation', 'cost', 'truncate', 'moment', 'U', 'W', 'V', 'b', 'c', 'x', 'y', 'z', 'h', 'o',
  'losses', 'loss', 'slopes', 'fromOutput', 'fromNext', 'delta', 'jacobians', 'products', 'dUByStep',
  'totals', 'dU', 'shareSizes', 'totalSizes',
], outputs); // prettier-ignore
