/** One step of an LSTM block with every gate value: forward, and its errors backward; every number can be changed. */
import { widget, type Panel } from '../parts/declare.ts';
import { drawBlock, drawErrors } from './block.ts';
import { explain } from './explain.ts';
import { inputs, trainedNames } from './inputs.ts';
import { outputs } from './outputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { trainedSizes } from './trained.ts';
import { values } from './values.ts';
import { drawWeights } from './weights.ts';

const panels: readonly Panel[] = [
  {
    title: 'memory block, a lock for each gate',
    formula: '\\EqLstmCell',
    controls: ['position'],
    drawing: 'drawBlock',
    span: 'full',
  },
  {
    title: 'the errors on their way back',
    drawing: 'drawErrors',
    span: 'full',
    after: true,
  },
  {
    title: 'weights, trained earlier by kernels/recipes/latch.ts until they are changed',
    controls: ['weights', 'peepholes'],
    sizes: ['H', 'I'],
    drawing: 'drawWeights',
    span: 'full',
    after: true,
  },
];

export default widget({
  id: 'lstm-step',
  title: 'With the input gate shut and the forget gate open, the cell keeps its number while others pass by',
  description:
    'One step of an LSTM memory block with the value of every gate, on weights trained to remember a marked number; every number can be changed, and the errors go back through the cell and through the state.',
  chapter: 'lstm',
  version: 1,
  dimensions: {
    H: { words: 'memory cells', one: 'cell', range: [1, 4], default: trainedSizes.H },
    I: { words: 'inputs', one: 'input', range: [1, 4], default: trainedSizes.I },
  },
  inputs,
  exclusive: trainedNames.map((name) => ['weights', name]),
  values,
  outputs,
  drawings: { drawBlock, drawErrors, drawWeights },
  panels,
  sentence,
  explain,
  presets,
  example: 'c.0',
});
