import type { Input } from '../parts/declare.ts';

export const MOST_STEPS = 10;
const whole = { kind: 'number', step: 1, whole: true } as const;
const width = { ...whole, range: [1, 128] } as const;
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

export const inputs: Record<string, Input> = {
  steps: { ...whole, range: [1, MOST_STEPS], default: 5, label: 'steps', symbol: '\\horizon', words: 'Length of the sequence.' },
  layers: { ...whole, range: [1, 4], default: 2, label: 'layers', words: 'Hidden layers, one on top of the other.' },
  unfolded: { ...whole, range: [0, MOST_STEPS], default: MOST_STEPS, label: 'unfolded', words: 'How many steps are drawn as copies of their own: 0 is the folded network.' },
  lit: {
    kind: 'choice', default: 'U', label: 'one weight, lit',
    words: 'The weights that are lit wherever they are used: recurrent, input or output weights, or none.',
    options: [{ value: 'none', label: 'none' }, { value: 'U', label: 'recurrent' }, { value: 'W', label: 'input' }, { value: 'V', label: 'output' }],
  },
  litLayer: { ...whole, range: [1, 4], default: 1, label: 'of layer', words: 'Whose recurrent or input weights are lit, counted from the bottom.' },
  units: { ...width, default: 2, label: 'units of a layer', words: 'Numbers of the hidden state of each layer.' },
  inputWidth: { ...width, default: 2, label: 'numbers of an input', words: 'Numbers of the input of one step.' },
  outputWidth: { ...width, default: 2, label: 'numbers of an output', words: 'Numbers of the output of one step.' },
  initial: {
    kind: 'choice', options: options('zero', 'learnt'), default: 'zero', label: 'initial state', symbol: '\\hidzero',
    words: 'The state before the first step: zeros, or parameters that are learnt like the others.',
  },
  pulse: { ...whole, range: [1, MOST_STEPS], default: 1, label: 'pulse at step', words: 'The only step whose input is not zero; beyond the last step it is the last.' },
  gain: { kind: 'number', range: [0, 2], step: 0.05, default: 0.8, label: 'stretch of the recurrent weights', words: 'By how much the recurrent weights of each layer stretch a state, which they also turn.' },
  activation: { kind: 'choice', options: options('linear', 'tanh'), default: 'tanh', label: 'activation', symbol: '\\anyact', words: 'Activation of the hidden units.' },
}; // prettier-ignore
