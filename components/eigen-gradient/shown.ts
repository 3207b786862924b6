/** What drawings, sums and sentences of this widget read, by name. */
import type { Activation } from '../../kernels/spectrum.ts';
import type { Matrix, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import type { Travel } from './network.ts';
import { outputs } from './values.ts';

export interface Shown {
  eigenvalues: Matrix;
  modulus: Vector;
  radius: number;
  activation: Activation;
  distance: number;
  shear: number;
  scale: number;
  travel: Travel;
  gradientNorm: Vector;
  power: Vector;
  factor: number;
  bound: Vector;
  stateNorm: Vector;
}

export const { reading, drawing } = shownBy<Shown>([
  'eigenvalues', 'modulus', 'radius', 'activation', 'distance', 'shear', 'scale', 'travel', 'gradientNorm', 'power',
  'factor', 'bound', 'stateNorm',
], outputs); // prettier-ignore

/** About `count` steps from 0 to `distance`, evenly spread. */
export function sampled(distance: number, count: number): number[] {
  const last = Math.min(distance, count - 1);
  return Array.from({ length: last + 1 }, (_, i) => Math.round((i * distance) / last));
}

/** The decimal logarithm of the smallest number that float64 keeps. */
export const END_OF_FLOAT64 = -323.3;
