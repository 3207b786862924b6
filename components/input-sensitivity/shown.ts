/** What drawings, sums and sentences of this widget read, by name. */
import type { Matrix, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import { outputs } from './outputs.ts';
import type { Found, Nets } from './values.ts';

export interface Shown {
  gating: 'hand' | 'weights';
  x: Vector;
  inputGate: Vector;
  forgetGate: Vector;
  outputGate: Vector;
  nets: Nets;
  run: Found;
  sensitivityRnn: Vector;
  sensitivityLstm: Vector;
  sensitivityCell: Vector;
  unitsRnn: Matrix;
  unitsLstm: Matrix;
  unitsCell: Matrix;
  outputRnn: Vector;
  outputLstm: Vector;
  openInput: Vector;
  openForget: Vector;
  openOutput: Vector;
}

export const { reading, drawing } = shownBy<Shown>([
  'gating', 'x', 'inputGate', 'forgetGate', 'outputGate', 'nets', 'run', 'sensitivityRnn', 'sensitivityLstm', 'sensitivityCell',
  'unitsRnn', 'unitsLstm', 'unitsCell', 'outputRnn', 'outputLstm', 'openInput', 'openForget', 'openOutput',
], outputs); // prettier-ignore
