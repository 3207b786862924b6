/** States of widgets that are drawn and kept: per widget, a name and its inputs. Every widget is also drawn as it opens. */
import type { Inputs } from '../../components/parts/declare.ts';

export const states: Record<string, Record<string, Inputs>> = {
  'ntm-step': {
    'stage-content': { stage: 'content' },
    'stage-write': { stage: 'write', gamma: 10 },
    'one-number': { memory: [[0.5]], add: [-1] },
    'zero-vectors': {
      memory: [
        [0, 0],
        [3, -4],
      ],
      keyVector: [0, 0],
      shift: [0, 0, 0],
    },
    'large-and-tiny': {
      memory: [
        [10000, -10000, 0.00001],
        [0.004, -0.004, 12345.678e-3],
      ],
      beta: 100,
      gamma: 50,
    },
  },
};
