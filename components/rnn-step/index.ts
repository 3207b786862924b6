/** One step of a vanilla recurrent network: every product, every sum, the activation, the output and its softmax. */
import { widget } from '../parts/declare.ts';
import { explain } from './explain.ts';
import { aliases, inputs } from './inputs.ts';
import { drawOutput } from './output.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { drawState } from './state.ts';
import { outputs, values } from './values.ts';

export default widget({
  id: 'rnn-step',
  title: 'Each unit adds up past and present in one sum, and the activation keeps it within bounds',
  description:
    'One step of a vanilla recurrent network with every product and every sum on show: change any weight, go through the stages, and hand the state on to the next step.',
  chapter: 'vanilla-rnn',
  version: 1,
  dimensions: {
    H: { words: 'units', one: 'unit', range: [1, 4], default: 2 },
    I: { words: 'inputs', one: 'input', range: [1, 4], default: 2 },
    O: { words: 'outputs', one: 'output', range: [1, 4], default: 3 },
  },
  inputs,
  aliases,
  values,
  outputs,
  drawings: { drawState, drawOutput },
  panels: [
    {
      title: 'the new state',
      formula: '\\EqRecurrence',
      sizes: ['H', 'I'],
      controls: ['activation'],
      drawing: 'drawState',
      span: 'half',
    },
    {
      title: 'the output',
      formula: '\\EqOutput',
      sizes: ['O'],
      drawing: 'drawOutput',
      span: 'half',
    },
  ],
  sentence,
  explain,
  presets,
  example: 'z.0',
});
