import type { Input, Inputs, Sizes } from '../parts/declare.ts';

const list = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));

/** Numbers as they come; what is worth keeping stands at the first step and at the second writing. */
const sequence = [0.9, -0.5, 0.8, -0.3, 0.4, 1.2, -0.7, 0.6, -0.4, 0.5, -0.9, 0.3];
/** When the second number is written: the sixth of eight steps. */
const second = (T: number) => Math.round(0.625 * T);

/** Two numbers are written, each is told once, and between them the cell is emptied. */
export const plan = {
  write: (T: number) => list(T, (t) => Number(t === 0 || t === second(T))),
  keep: (T: number) => list(T, (t) => Number(t !== second(T) - 1)),
  read: (T: number) => list(T, (t) => Number(t === second(T) - 2 || t === T - 1)),
};

const number = (words: string, label: string, range: readonly [number, number], step: number, at: number) =>
  ({ kind: 'number', words, label, range, step, default: at }) as const;
/** A press opens what is closed and closes what is open. */
const pressed = (value: number) => (value < 0.5 ? 1 : 0);
const gate = (words: string, label: string, symbol: string, value: (T: number) => number[]): Input => ({
  ...{ kind: 'array', shape: ['T'], range: [0, 1], step: 0.05, pressed, words, label, symbol },
  default: ({ T }: Sizes) => value(T!),
});

export const stages = ['loop', 'input', 'output', 'forget', 'peephole', 'block'] as const;
const labels = ['self-loop', 'input gate', 'output gate', 'forget gate', 'peepholes', 'whole block'];

export const inputs: Record<string, Input> = {
  stage: { kind: 'choice', default: 'block', label: 'part', words: 'The part that was added last; outputs hold all six stages.', options: stages.map((value, at) => ({ value, label: labels[at]! })) },
  steps: { kind: 'number', range: [4, 12], step: 1, whole: true, default: 8, label: 'steps', symbol: '\\horizon', words: 'Length of the sequence.' },
  loop: { ...number('Weight of the loop from the cell to itself; not used in the whole block, where it is 1.', 'weight of the loop', [0, 1.5], 0.05, 1), symbol: 'w' },
  peephole: { ...number('Weight from the cell to its output gate.', 'peephole', [-20, 20], 0.5, 8), symbol: '\\lstmpo' },
  bias: { ...number('Bias of the output gate.', 'bias of the output gate', [-20, 20], 0.5, -4), symbol: '\\lstmbo' },
  sharpness: number('Weight from its own input to each gate of the whole block: the larger, the more gates are open or closed.', 'sharpness of the gates', [0, 40], 0.5, 10),
  x: { kind: 'array', shape: ['T'], range: [-1e3, 1e3], slider: [-2, 2], step: 0.1, label: 'input', symbol: '\\inp{t}', words: 'One number for each step.', default: ({ T }: Sizes) => sequence.slice(0, T) },
  write: gate('How far the input gate is opened; in the whole block what its unit is told.', 'write', '\\lstmIn{t}', plan.write),
  keep: gate('How far the forget gate is opened: 1 keeps, 0 empties the cell.', 'keep', '\\lstmForget{t}', plan.keep),
  read: gate('How far the output gate is opened; with peepholes the gate decides by itself.', 'read', '\\lstmOut{t}', plan.read),
}; // prettier-ignore

/** As at first, but for the stage, so that presets do not depend on each other. */
export const atFirst = ({ x }: Inputs): Inputs => {
  const T = (x as number[]).length;
  const gates = { write: plan.write(T), keep: plan.keep(T), read: plan.read(T) };
  return { loop: 1, peephole: 8, bias: -4, sharpness: 10, ...gates };
};
