import type { Preset } from '../parts/declare.ts';

const usual = {
  task: 'latch', axes: 'Ub', steps: 50, W: 1.5, rate: 0.1, adaptive: 0.05, momentum: 0.9, decay: 0.9, iterations: 200, threshold: 0.25,
} as const; // prettier-ignore

export const presets: readonly Preset[] = [
  {
    label: 'Off the cliff',
    words: 'Without clipping, three of the optimizers meet the cliff and are thrown out of the picture.',
    change: () => ({ ...usual, clip: 'none', U: 2, b: 0.6 }),
  },
  {
    label: 'Clipped by norm',
    words: 'From the same place, with gradients of length 0.25 at most: all arrive.',
    change: () => ({ ...usual, clip: 'norm', U: 2, b: 0.6 }),
  },
  {
    label: 'Too flat',
    words:
      'On the plain outside the valley hardly anything pulls: only steps of a fixed length get anywhere.',
    change: () => ({ ...usual, clip: 'none', U: 3.2, b: 1.35 }),
  },
  {
    label: 'Rate too large',
    words: 'Steps of ten times the gradient, from the floor of the valley.',
    change: () => ({ ...usual, clip: 'none', rate: 10, adaptive: 1, U: 2, b: 0 }),
  },
  {
    label: 'Shorter sequence',
    words: 'With 5 steps instead of 50 the cliff is a slope, where the ball comes to it.',
    change: () => ({ ...usual, clip: 'none', steps: 5, U: 2, b: 0.6 }),
  },
  {
    label: 'The figure of 2013',
    words: 'A unit without input that is to end at 0.7, over its weight and its bias.',
    change: () => ({ ...usual, task: 'hold', clip: 'none', U: 2.4, b: -0.1, rate: 0.5 }),
  },
];
