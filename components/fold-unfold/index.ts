/** A recurrent network of some layers, folded and unfolded, with one weight lit wherever it is used. */
import { widget } from '../parts/declare.ts';
import { drawCounts } from './counts.ts';
import { drawGraph } from './drawing.ts';
import { explain } from './explain.ts';
import { inputs, MOST_STEPS } from './inputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { outputs, values } from './values.ts';

export default widget({
  id: 'fold-unfold',
  title: 'However long the sequence, the unfolded network has the parameters of a single step',
  description:
    'A recurrent network folds and unfolds by steps and layers: one weight is lit in all its copies, its uses and all parameters are counted, and one pulse of input is followed through the states.',
  chapter: 'vanilla-rnn',
  version: 1,
  dimensions: {
    T: { words: 'steps', one: 'step', range: [1, MOST_STEPS], default: 5, input: 'steps' },
    L: { words: 'layers', one: 'layer', range: [1, 4], default: 2, input: 'layers' },
  },
  inputs,
  values,
  outputs,
  drawings: { drawGraph, drawCounts },
  panels: [
    {
      title: 'the same network, folded and unfolded',
      sizes: ['T', 'L'],
      controls: ['lit', 'litLayer'],
      drawing: 'drawGraph',
      span: 'full',
    },
    {
      title: 'parameters',
      controls: ['units', 'inputWidth', 'outputWidth', 'initial'],
      drawing: 'drawCounts',
      span: 'full',
      after: true,
    },
    {
      title: 'one pulse of input',
      controls: ['pulse', 'gain', 'activation'],
      span: 'full',
      after: true,
    },
  ],
  walk: {
    input: 'unfolded',
    last: ({ T }) => T!,
    name: (moment) => (moment <= 0 ? 'folded' : `unfolded to step ${moment}`),
  },
  sentence,
  explain,
  presets,
  example: 'parameters',
});
