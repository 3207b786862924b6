import type { Preset } from '../parts/declare.ts';
import { MOST_STEPS } from './inputs.ts';

const open = { unfolded: MOST_STEPS } as const;

export const presets: readonly Preset[] = [
  {
    label: 'Folded',
    words: 'As it is written down: one step, and loops with a delay.',
    change: () => ({ unfolded: 0 }),
  },
  {
    label: 'A character model',
    words:
      'One layer of 100 units that reads and predicts 65 symbols, the size of a well-known short program.',
    change: () => ({ ...open, layers: 1, units: 100, inputWidth: 65, outputWidth: 65, initial: 'zero' }),
  },
  {
    label: 'Ten steps, one layer',
    words: 'The longest sequence here: the unshared network needs ten times the parameters.',
    change: () => ({ ...open, steps: 10, layers: 1, lit: 'U', litLayer: 1 }),
  },
  {
    label: 'A deep one',
    words: 'Four layers: what comes in at the bottom reaches the top by many ways.',
    change: () => ({ ...open, layers: 4, lit: 'W', litLayer: 2 }),
  },
  {
    label: 'Long memory',
    words: 'Recurrent weights that keep the length of a state, and no activation: the pulse stays.',
    change: () => ({ ...open, gain: 1, activation: 'linear', layers: 1, pulse: 1 }),
  },
  {
    label: 'Short memory',
    words: 'Recurrent weights that halve a state: after a few steps nothing is left of the pulse.',
    change: () => ({ ...open, gain: 0.5, activation: 'tanh', layers: 1, pulse: 1 }),
  },
];
