/** A plain network and an LSTM, unfolded, each unit as dark as the first input still moves it. */
import { widget } from '../parts/declare.ts';
import { drawings, panels } from './drawings.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { outputs } from './outputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { values } from './values.ts';

export default widget({
  id: 'input-sensitivity',
  title: 'The plain network loses the first input; behind a closed input gate the cell keeps it whole',
  description:
    'A plain recurrent network and an LSTM with the same weights, unfolded over time. Each unit is as dark as the first input can still move it, computed and not drawn by hand; gates are set by hand or come from weights.',
  chapter: 'lstm',
  version: 1,
  dimensions: {
    T: { words: 'steps', one: 'step', range: [2, 20], default: 7, input: 'steps' },
    H: { words: 'units', one: 'unit', range: [1, 6], default: 3, input: 'units' },
  },
  inputs,
  values,
  outputs,
  drawings,
  panels,
  sentence,
  explain,
  presets,
  example: 'unitsRnn.1.0',
});
