import type { Inputs, Preset } from '../parts/declare.ts';

/** A fresh start of a race, a little way in; Play goes on from there. */
const start = (change: Inputs): Inputs => ({
  ...{ task: 'adding', budget: 'parameters', units: 8, steps: 20, rate: 0.03, seed: 1, iterations: 20 },
  ...change,
});

export const presets: readonly Preset[] = [
  {
    label: 'Adding',
    words: 'The first view, at the start: play it to watch who finds out.',
    change: () => start({}),
  },
  {
    label: 'Temporal order',
    words: 'Which of X and Y came first and which second, in noise: here the LSTM is ahead.',
    change: () => start({ task: 'order', steps: 30 }),
  },
  {
    label: 'Copy',
    words: 'Repeat two symbols after a gap of blanks.',
    change: () => start({ task: 'copy', steps: 20, rate: 0.02, units: 12 }),
  },
  {
    label: 'Short sequences',
    words: 'Order over ten steps: near enough for the vanilla network too, which is the first.',
    change: () => start({ task: 'order', steps: 10 }),
  },
  {
    label: 'Equal units',
    words: 'The same number of units for all: the LSTM has four times the parameters of the RNN.',
    change: () => start({ budget: 'units' }),
  },
  {
    label: 'Another draw',
    words: 'The next seed: other weights at the start and other sequences. Who wins may change.',
    change: ({ seed }) => start({ seed: ((seed as number) + 1) % 10_000 }),
  },
];
