/** One memory cell over time with gates set by hand: errors through the cell against errors through the state. */
import { widget } from '../parts/declare.ts';
import { drawings, panels } from './drawings.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { outputs } from './outputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { values } from './values.ts';

export default widget({
  id: 'error-carousel',
  title: 'Behind open forget gates the error comes back whole through the cell; through the state it fades',
  description:
    'One memory cell over time, its gates opened and closed by hand: the error that comes back from cell to cell, the error that goes round through the state, and all ways together.',
  chapter: 'lstm',
  version: 1,
  dimensions: { T: { words: 'steps', one: 'step', range: [2, 120], default: 8, input: 'steps' } },
  inputs,
  values,
  outputs,
  drawings,
  panels,
  sentence,
  explain,
  presets,
  example: 'throughCell.0',
});
