import type { Input } from '../parts/declare.ts';
import { spans } from './tasks.ts';

const weight = (name: 'U' | 'W' | 'b', symbol: string, first: number, words: string): Input => ({
  kind: 'number', range: spans[name], step: 0.01, default: first, label: words, symbol,
  words: `The ${words} at which the ball is dropped.`,
}); // prettier-ignore

const choice = (label: string, words: string, options: Record<string, string>): Input => ({
  kind: 'choice', label, words,
  default: Object.keys(options)[0]!,
  options: Object.entries(options).map(([value, label]) => ({ value, label })),
}); // prettier-ignore

export const inputs: Record<string, Input> = {
  task: choice('task', 'What the unit is to do: remember a pulse of ±1, bring 0.5 to 0.7, or remember the pulse while noise comes in.', {
    latch: 'remember a bit', hold: 'end at 0.7', noise: 'a bit, in noise',
  }),
  axes: choice('axes', 'The two weights that are learnt and drawn; the third stays.', { Ub: 'U and b', UW: 'U and W' }),
  steps: { kind: 'number', range: [1, 200], step: 1, whole: true, default: 50, label: 'steps', symbol: '\\horizon', words: 'Length of the sequence.' },
  detail: choice('cells', 'Networks a side that are computed for the picture.', { coarse: '96 × 96', fine: '512 × 512' }),
  U: weight('U', '\\Wrec', 2, 'recurrent weight'),
  W: weight('W', '\\Win', 1.5, 'input weight'),
  b: weight('b', '\\bhid', 0.6, 'bias'),
  clip: choice('clipping', 'What is done with a gradient that is too long.', { none: 'none', norm: 'by norm', value: 'by value' }),
  threshold: { kind: 'number', range: [0.01, 10], step: 0.01, default: 0.25, label: 'clip at', symbol: '\\clipat', words: 'Length, or size of each number, at which gradients are clipped.' },
  rate: { kind: 'number', range: [0, 10], step: 0.01, default: 0.1, label: 'learning rate', symbol: '\\lrate', words: 'Learning rate of SGD, momentum and Nesterov.' },
  momentum: { kind: 'number', range: [0, 0.99], step: 0.01, default: 0.9, label: 'momentum', symbol: '\\momentum', words: 'How much of its velocity a step keeps: momentum and Nesterov.' },
  adaptive: { kind: 'number', range: [0, 1], step: 0.01, default: 0.05, label: 'adaptive rate', symbol: '\\lrate', words: 'Learning rate of Adagrad, RMSProp and Adam.' },
  decay: { kind: 'number', range: [0, 0.999], step: 0.001, default: 0.9, label: 'decay of RMSProp', symbol: '\\sqdecay', words: 'How much of its mean of squares RMSProp keeps in each update.' },
  iterations: { kind: 'number', range: [0, 400], step: 1, whole: true, default: 200, label: 'updates', words: 'How many updates each optimizer has made.' },
}; // prettier-ignore
