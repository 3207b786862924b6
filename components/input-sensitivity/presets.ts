import type { Inputs, Preset, Vector } from '../parts/declare.ts';
import { kept, told, written } from './inputs.ts';

const steps = ({ x }: Inputs) => (x as Vector).length;

/** The gates of the first view and everything else as at first, so that presets do not depend on each other. */
const picture = (inputs: Inputs): Inputs => ({
  gating: 'hand',
  radius: 0.7,
  scale: 1,
  inputGate: written(steps(inputs)),
  forgetGate: kept(steps(inputs)),
  outputGate: told(steps(inputs)),
});

export const presets: readonly Preset[] = [
  {
    label: 'Written once, told twice',
    words: 'The input gate is open at the first step alone, the output gate at two later ones.',
    change: picture,
  },
  {
    label: 'Forget in the middle',
    words: 'The forget gate closes once, and nothing of the first input is left from there on.',
    change: (inputs) => {
      const T = steps(inputs);
      const at = Math.floor(T / 2);
      return { ...picture(inputs), forgetGate: kept(T).map((open, t) => (t === at ? 0 : open)) };
    },
  },
  {
    label: 'A forget gate of 0.8',
    words: 'A gate that is almost open lets the memory fade as a plain network does: a factor for each step.',
    change: (inputs) => ({ ...picture(inputs), forgetGate: kept(steps(inputs)).map((open) => 0.8 * open) }),
  },
  {
    label: 'Gates from weights',
    words: 'Untrained gates stand half open: the LSTM forgets as well, only more slowly.',
    change: (inputs) => ({ ...picture(inputs), gating: 'weights', forgetBias: 1 }),
  },
  {
    label: 'Forget bias 5',
    words: 'A large bias holds the forget gates open before anything is learnt.',
    change: (inputs) => ({ ...picture(inputs), gating: 'weights', forgetBias: 5 }),
  },
  {
    label: 'Large recurrent weights',
    words:
      'With large weights and small inputs the plain network feels the first input more and more: it explodes.',
    change: (inputs) => ({ ...picture(inputs), radius: 3, scale: 0.1 }),
  },
];
