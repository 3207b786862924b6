import type { Preset } from '../parts/declare.ts';

export const presets: readonly Preset[] = [
  { label: 'Before training', words: 'Small random weights: every letter is about as probable as the other.', change: () => ({ iterations: 0 }) },
  { label: 'Ten updates', words: 'At seed 1 the answer to the second l is learnt before that to the first: o has no other place.', change: () => ({ iterations: 10 }) },
  { label: 'Trained', words: 'After 200 updates the state tells the two l apart.', change: () => ({ iterations: 200, rate: 0.1, optimizer: 'adagrad' }) },
  { label: 'Another start', words: 'Other weights before training, another way to keep the two apart.', change: ({ seed }) => ({ seed: ((seed as number) + 1) % 10_000 }) },
  { label: 'Steps too long', words: 'Plain steps of 5: the loss jumps, and units are driven to the ends of tanh.', change: () => ({ optimizer: 'sgd', rate: 5, iterations: 40 }) },
  { label: 'Always the likeliest', words: 'At temperature 0 nothing is drawn.', change: () => ({ temperature: 0 }) },
]; // prettier-ignore
