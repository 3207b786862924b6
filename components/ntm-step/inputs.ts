import type { Input, Sizes } from '../parts/declare.ts';

/** The stages in the order of the paper; what lies behind the stage on show is computed, but not drawn yet. */
export const stages = [
  { value: 'similarity', label: 'similarity' },
  { value: 'content', label: 'content' },
  { value: 'gate', label: 'gate' },
  { value: 'shift', label: 'shift' },
  { value: 'sharpen', label: 'sharpen' },
  { value: 'write', label: 'write' },
  { value: 'read', label: 'read' },
] as const;

const list = (length: number, entry: (index: number) => number) => Array.from({ length }, (_, i) => entry(i));
const round = (value: number) => Math.round(value * 10) / 10;

/** Patterns that differ from slot to slot, by a formula so that any size has them. */
const pattern = (i: number, j: number) => round(Math.cos(2.1 * i + 1.3 * j + 0.9 * i * j));

/** The third slot's pattern, not quite remembered. */
const noisy = ({ N, M }: Sizes) =>
  list(M!, (j) => round(0.9 * pattern(Math.min(2, N! - 1), j) + (j % 2 ? 0.2 : -0.1)));

/** Mostly on slot 2. */
const before = ({ N }: Sizes) => (N === 1 ? [1] : list(N!, (i) => (i === 1 ? 0.8 : 0.2 / (N! - 1))));

const anything = { range: [-1e4, 1e4], slider: [-2, 2], step: 0.1 } as const;
const share = { range: [0, 1], step: 0.05 } as const;

export const inputs: Record<string, Input> = {
  stage: {
    kind: 'choice',
    label: 'stage',
    words: 'The last stage that is drawn.',
    options: stages,
    default: 'read',
  },
  memory: {
    kind: 'array',
    shape: ['N', 'M'],
    ...anything,
    label: 'memory',
    symbol: '\\ntmMem{t-1}',
    words: 'The memory before the step: N slots of M numbers.',
    default: ({ N, M }) => list(N!, (i) => i).map((i) => list(M!, (j) => pattern(i, j))),
  },
  previous: {
    kind: 'array',
    shape: ['N'],
    ...share,
    label: 'previous weights',
    symbol: '\\ntmW{t-1}',
    words: 'Where the head was at the step before.',
    default: before,
  },
  keyVector: {
    kind: 'array',
    shape: ['M'],
    ...anything,
    label: 'key',
    symbol: '\\ntmKey{t}',
    words: 'The pattern that the head looks for.',
    default: noisy,
  },
  beta: {
    kind: 'number',
    range: [0, 100],
    step: 0.5,
    default: 5,
    label: 'key strength',
    symbol: '\\ntmBeta{t}',
    words: 'How strongly the best match is preferred.',
  },
  gate: {
    kind: 'number',
    range: [0, 1],
    step: 0.05,
    default: 0.9,
    label: 'gate',
    symbol: '\\ntmGate{t}',
    words: '1 takes the content weights, 0 keeps the previous ones.',
  },
  shift: {
    kind: 'array',
    shape: [3],
    ...share,
    entries: ['−1', '0', '+1'],
    label: 'shift',
    symbol: '\\ntmShift{t}',
    words: 'Shares of the offsets −1, 0 and +1; +1 moves attention from slot i to slot i + 1.',
    default: () => [0, 0.2, 0.8],
  },
  gamma: {
    kind: 'number',
    range: [1, 50],
    step: 0.5,
    default: 4,
    label: 'sharpening',
    symbol: '\\ntmGamma{t}',
    words: '1 leaves the weights as they are; more favours the largest.',
  },
  erase: {
    kind: 'array',
    shape: ['M'],
    ...share,
    label: 'erase',
    symbol: '\\ntmErase{t}',
    words: 'Which share of each number an attended slot forgets.',
    default: ({ M }) => list(M!, () => 1),
  },
  add: {
    kind: 'array',
    shape: ['M'],
    ...anything,
    label: 'add',
    symbol: '\\ntmAdd{t}',
    words: 'What is added to an attended slot.',
    default: ({ M }) => list(M!, (j) => (j % 2 ? -1 : 1)),
  },
};
