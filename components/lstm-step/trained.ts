/** The weights that kernels/recipes/latch.ts trained, and the sequence on which the figure shows them. */
import latch from '../../public/models/latch.json' with { type: 'json' };
import type { Matrix, Vector } from '../parts/declare.ts';

const { parameters, example } = latch;

/** Numbers per input, and memory cells, of the trained network. */
export const trainedSizes = { H: latch.model.hidden[0]!, I: latch.model.inputs };
/** Steps of its sequence. */
export const STEPS = example.inputs.length;

/** `Wi`, `Uf`, `bo` … as trained. */
export const weightOf = (name: string) =>
  parameters[`layer1.${name}` as keyof typeof parameters] as Matrix | Vector;

/** What one step of the sequence starts from; steps count from 1. */
export const startOf = (position: number) => ({
  x: example.inputs[position - 1]!,
  hPrev: position > 1 ? example.h[position - 2]! : [0],
  cPrev: position > 1 ? example.c[position - 2]! : [0],
});

/** What the task asks for at a step, and how the answer is read: V h_t + c. */
export const taskAt = (position: number) => ({
  target: example.targets[position - 1]!,
  asked: example.inputs[position - 1]![2] === 1,
  marked: example.inputs[position - 1]![1] === 1,
  number: example.inputs[position - 1]![0]!,
});
export const readout = { V: parameters.V, c: parameters.c };
