/** What drawings, sums and sentences of this widget read, by name. */
import type { Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import { outputs } from './outputs.ts';

const numbers = ['U', 'feedback', 'clip', 'gradientSize', 'clippedSize'] as const;
const vectors = [
  'inputGate', 'forgetGate', 'outputGate', 'x', 'dh', 'i', 'f', 'o', 'c', 'h', 'slopeC', 'slopeG', 'throughCell',
  'throughState', 'total', 'errorH', 'passed', 'jacobian',
] as const; // prettier-ignore

export type Shown = Record<(typeof vectors)[number], Vector> & Record<(typeof numbers)[number], number>;

export const { reading, drawing } = shownBy<Shown>([...numbers, ...vectors], outputs);
