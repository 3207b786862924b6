/** What the drawings, sums and sentences of this widget read, by name. */
import type { Matrix, Sizes, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import { outputs } from './outputs.ts';
import type { Run } from './values.ts';

export interface Shown {
  sizes: Sizes;
  moment: number;
  cost: 'memory' | 'operations';
  size: number;
  longest: number;
  U: Matrix;
  x: Vector;
  h: Matrix;
  delta: Matrix;
  sensitivities: Matrix[];
  totals: Matrix[];
  gradientForward: Matrix;
  gradientBackward: Matrix;
  difference: number;
  memory: Vector;
  operations: Vector;
  memoryForward: Vector;
  memoryBackward: Vector;
  operationsForward: Vector;
  operationsBackward: Vector;
  operationsEach: Vector;
  crossing: number;
  run: Run;
}

export const { reading, drawing } = shownBy<Shown>([
  'sizes', 'moment', 'cost', 'size', 'longest', 'U', 'x', 'h', 'delta', 'sensitivities', 'totals',
  'gradientForward', 'gradientBackward', 'difference', 'memory', 'operations', 'memoryForward',
  'memoryBackward', 'operationsForward', 'operationsBackward', 'operationsEach', 'crossing', 'run',
], outputs); // prettier-ignore

/** How far the walk has come: the last step forward (from 0, −1 for none), and the first step reached on the way back. */
export function progressOf(moment: number, T: number) {
  const at = Math.min(moment, 2 * T);
  return { forwardTo: Math.min(at, T) - 1, backFrom: at > T ? 2 * T - at : T, done: at === 2 * T };
}
