/** What drawings, sums and sentences of this widget read, by name. */
import type { Matrix, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import { stages } from './inputs.ts';
import { outputs, type Run } from './values.ts';

export interface Shown {
  stage: (typeof stages)[number];
  loop: number;
  peephole: number;
  bias: number;
  sharpness: number;
  x: Vector;
  write: Vector;
  keep: Vector;
  read: Vector;
  run: Run;
  cells: Matrix;
  blockOutputs: Matrix;
  remains: Matrix;
  gates: Matrix[];
  candidates: Vector;
}

export const { reading, drawing } = shownBy<Shown>([
  'stage', 'loop', 'peephole', 'bias', 'sharpness', 'x', 'write', 'keep', 'read', 'run', 'cells', 'blockOutputs', 'remains',
  'gates', 'candidates',
], outputs); // prettier-ignore

/** The stage on show, counted from 0. */
export const stageOf = ({ stage }: Pick<Shown, 'stage'>) => stages.indexOf(stage);

/** The gates in the order of `gates`: where they are set by hand, and the first stage (from 0) that has them. */
export const gateNames = [
  { name: 'input gate', hand: 'write', from: 1, tex: '\\lstmIn' },
  { name: 'forget gate', hand: 'keep', from: 3, tex: '\\lstmForget' },
  { name: 'output gate', hand: 'read', from: 2, tex: '\\lstmOut' },
] as const;

/** Whether a gate is set by hand at a stage that has it: not the one that looks at the cell, and none of the whole block. */
export const byHand = (stage: number, gate: number) => stage < 4 || (stage === 4 && gate < 2);
