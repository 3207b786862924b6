import type { Matrix, Preset, Vector } from '../parts/declare.ts';

const largest = (values: Vector) => values.indexOf(Math.max(...values));
const only = (values: Vector, slot: number) => values.map((_, i) => (i === slot ? 1 : 0));
/** The head of the step before, on its strongest slot alone. */
const settled = (previous: Vector) => only(previous, largest(previous));
const limit = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

export const presets: readonly Preset[] = [
  {
    label: 'Pure content',
    words: 'The gate takes the content weights whole, nothing is shifted or sharpened.',
    change: () => ({ beta: 20, gate: 1, shift: [0, 1, 0], gamma: 1 }),
  },
  {
    label: 'Pure shift',
    words: 'The gate is closed to content; the head moves from where it was to the next slot.',
    change: ({ previous }) => ({
      previous: settled(previous as Vector),
      gate: 0,
      shift: [0, 0, 1],
      gamma: 1,
    }),
  },
  {
    label: 'Copy a slot to the next',
    words: 'What the slot of the previous step holds is written, whole, into the slot after it.',
    change({ previous, memory }) {
      const slot = largest(previous as Vector);
      const row = (memory as Matrix)[slot]!;
      const write = { add: [...row], erase: row.map(() => 1) };
      return { previous: only(previous as Vector, slot), gate: 0, shift: [0, 0, 1], gamma: 1, ...write };
    },
  },
  {
    label: 'Blurred shift',
    words: 'A shift that is not sure of itself spreads the attention over neighbours.',
    change: ({ previous }) => ({
      previous: settled(previous as Vector),
      gate: 0,
      shift: [0.1, 0.3, 0.6],
      gamma: 1,
    }),
  },
  {
    label: '… and its cure',
    words: 'The same shift, sharpened.',
    change: () => ({ gate: 0, shift: [0.1, 0.3, 0.6], gamma: 10 }),
  },
  {
    label: 'Next time step',
    words: 'The memory after the write and the weights become the start of another step.',
    change: (_, { memoryAfter, weights }) => ({
      memory: (memoryAfter as Matrix).map((row) => row.map((value) => limit(value, -1e4, 1e4))),
      previous: (weights as Vector).map((value) => limit(value, 0, 1)),
    }),
  },
];
