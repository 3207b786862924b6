/** What the drawings, sums and sentences of this widget read, by name. */
import type { Matrix, Vector } from '../parts/declare.ts';
import type { Activation, Cost } from '../../kernels/rnn.ts';

/** Sequences are [T][·]; element 0 is step 1. */
export interface Shown {
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

export const shownNames = [
  'activation', 'cost', 'truncate', 'moment', 'U', 'W', 'V', 'b', 'c', 'x', 'y', 'z', 'h', 'o', 'losses', 'loss', 'slopes',
  'fromOutput', 'fromNext', 'delta', 'jacobians', 'products', 'dUByStep', 'totals', 'dU', 'shareSizes', 'totalSizes',
] as const; // prettier-ignore

export const shownOf = (values: readonly unknown[]) =>
  Object.fromEntries(shownNames.map((name, index) => [name, values[index]])) as unknown as Shown;
