import type { Preset } from '../parts/declare.ts';

export const presets: readonly Preset[] = [
  {
    label: 'Half way forward',
    words:
      'The way forward already knows the gradient of the losses so far; the other keeps what it will need.',
    change: () => ({ moment: 2 }),
  },
  {
    label: 'Walking back',
    words:
      'What was kept is used up from the end, and no gradient is whole before the first step is reached.',
    change: (inputs) => ({ moment: (inputs.steps as number) + 1 }),
  },
  {
    label: 'Multiplications',
    words:
      'One walk back is far cheaper; only who wants a whole gradient after every step, in a long sequence, gains by carrying it forward.',
    change: () => ({ cost: 'operations', size: 10, longest: 200 }),
  },
  {
    label: 'A hundred units',
    words: 'A million sensitivities: the walk back holds more only beyond some three thousand steps.',
    change: () => ({ cost: 'memory', size: 100, longest: 1000 }),
  },
  {
    label: 'One unit',
    words: 'With a single unit the way forward is a bargain: it holds three sensitivities.',
    change: () => ({ cost: 'memory', size: 1, longest: 20 }),
  },
];
