import type { Matrix, Preset } from '../parts/declare.ts';
import { recurrent } from './inputs.ts';

/** The series with its seeded numbers, whatever was changed before. */
const plainly = { task: 'series', way: 'chunks', activation: 'tanh' };

export const presets: readonly Preset[] = [
  {
    label: 'Cut after one step',
    words: 'Errors never pass from one step to the one before, as errors of a gate in the original training of LSTM (in its cell they did pass).',
    change: () => ({ numSteps: 1, way: 'sliding' }),
  },
  {
    label: 'Recall hidden by the cut',
    words: 'The number to be recalled came before the last chunk: not a trace of a gradient tells the input weights about it.',
    change: () => ({ ...plainly, task: 'recall', numSteps: 4 }),
  },
  {
    label: 'After every step',
    words: 'A walk back after each step over as many steps as a chunk has: no border is luckier than another, and the work is num_steps times as much.',
    change: () => ({ way: 'sliding' }),
  },
  {
    label: 'Short memory',
    words: 'With recurrent weights a third as large little comes from far, and the cut takes little.',
    change: (inputs) => ({ ...plainly, U: recurrent(inputs, { H: (inputs.U as Matrix).length }, 0.35) }),
  },
  {
    label: 'Long memory, linear',
    words: 'Without a squashing activation and with recurrent weights half as large again, the far lags are the gradient.',
    change: (inputs) => ({ ...plainly, activation: 'linear', U: recurrent(inputs, { H: (inputs.U as Matrix).length }, 1.5) }),
  },
  {
    label: 'Nothing cut',
    words: 'num_steps as long as the sequence: the true gradient.',
    change: () => ({ numSteps: 24, way: 'chunks' }),
  },
]; // prettier-ignore
