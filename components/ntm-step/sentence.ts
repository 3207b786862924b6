import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';
import { print } from '../parts/numbers.ts';
import { stages } from './inputs.ts';

const largest = (values: Vector) => values.indexOf(Math.max(...values));
const peak = (values: Vector) => `slot ${largest(values) + 1} (${print(Math.max(...values))})`;
const total = (values: Vector) => values.reduce((sum, value) => sum + value, 0);
const list = (values: Vector) => values.map((value) => print(value)).join(', ');

interface Step {
  similarity: Vector;
  content: Vector;
  gated: Vector;
  shifted: Vector;
  weights: Vector;
  memoryAfter: Matrix;
  read: Vector;
  readAfter: Vector;
}

/** How far a slot moved, as the largest change of one of its numbers. */
function changes(memory: Matrix, after: Matrix) {
  return memory.map((row, i) => Math.max(...row.map((value, j) => Math.abs(after[i]![j]! - value))));
}

const clauses: Record<string, (step: Step, memory: Matrix) => string> = {
  similarity: ({ similarity }) => `The key is most like ${peak(similarity)}.`,
  content: ({ content }) => `Content alone would attend most to ${peak(content)}.`,
  gate: ({ gated }) => `After the gate the largest weight is on ${peak(gated)}.`,
  shift: ({ shifted }) => `After the shift it is on ${peak(shifted)}.`,
  sharpen: ({ weights }) => `After sharpening the head attends most to ${peak(weights)}.`,
  write: ({ memoryAfter }, memory) => `The write changes ${peak(changes(memory, memoryAfter))} most.`,
  read: ({ read, readAfter }) =>
    `The head reads ${list(read)} before the write and would read ${list(readAfter)} after it.`,
};

/** Weights that do not sum to 1 are allowed, and said. */
function warnings(previous: Vector, shift: Vector) {
  const off = (values: Vector) => Math.abs(total(values) - 1) > 1e-6;
  return [
    off(previous) && `The previous weights sum to ${print(total(previous))}, not to 1.`,
    off(shift) &&
      `The shares of the shift sum to ${print(total(shift))}, not to 1; only sharpening makes up for it.`,
  ].filter(Boolean);
}

export const sentence: Cell = cell(
  ['stage', 'step', 'memory', 'previous', 'shift'],
  (stage: string, step: Step, memory: Matrix, previous: Vector, shift: Vector) => {
    const shown = stages.slice(0, stages.findIndex(({ value }) => value === stage) + 1);
    const told = shown.map(({ value }) => clauses[value]!(step, memory));
    return [...told, ...warnings(previous, shift)].join(' ');
  },
);
