/** From a loop to a memory block in six steps, each run over the same short sequence. */
import { widget } from '../parts/declare.ts';
import { drawings, panels } from './drawings.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { outputs, values } from './values.ts';

export default widget({
  id: 'lstm-build',
  title: 'A loop of weight one keeps; gates say what is written, when it is told, and when it is forgotten',
  description:
    'A memory block that grows in six steps, from a unit with a loop to the LSTM with peepholes: each part with its equation, its numbers over a short sequence, and a control that breaks what the part is for.',
  chapter: 'lstm',
  version: 1,
  dimensions: { T: { words: 'steps', one: 'step', range: [4, 12], default: 8, input: 'steps' } },
  inputs,
  values,
  outputs,
  drawings,
  panels,
  sentence,
  explain,
  presets,
  example: 'candidates.0',
});
