import type { Inputs, Preset } from '../parts/declare.ts';
import { atFirst, plan } from './inputs.ts';

const steps = ({ x }: Inputs) => (x as number[]).length;
const all = (inputs: Inputs) => Array.from({ length: steps(inputs) }, () => 1);

export const presets: readonly Preset[] = [
  {
    label: 'A loop that leaks',
    words: 'With weight 0.8 instead of 1 the loop loses a fifth at every step.',
    change: (inputs) => ({ ...atFirst(inputs), stage: 'loop', loop: 0.8 }),
  },
  {
    label: 'Written over',
    words: 'The input gate opens once too often, and what was kept is mixed with what nobody asked for.',
    change: (inputs) => ({
      ...atFirst(inputs),
      stage: 'input',
      write: plan.write(steps(inputs)).map((open, t) => (t === 2 ? 1 : open)),
    }),
  },
  {
    label: 'Always speaking',
    words:
      'With the output gate open all the time, the rest of the network hears the cell when it should not.',
    change: (inputs) => ({ ...atFirst(inputs), stage: 'output', read: all(inputs) }),
  },
  {
    label: 'Never forgetting',
    words: 'Without a reset the second number is added to the first.',
    change: (inputs) => ({ ...atFirst(inputs), stage: 'forget', keep: all(inputs) }),
  },
  {
    label: 'A blind gate',
    words: 'Without its peephole the output gate cannot know whether the cell holds anything.',
    change: (inputs) => ({ ...atFirst(inputs), stage: 'peephole', peephole: 0 }),
  },
  {
    label: 'Blunt gates',
    words:
      'Gates that are never quite open nor quite closed leak, as all gates of a real network do a little.',
    change: (inputs) => ({ ...atFirst(inputs), stage: 'block', sharpness: 3 }),
  },
];
