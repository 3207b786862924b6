/** A truncated gradient beside the true one: states go over the borders of chunks, errors do not. */
import { widget } from '../parts/declare.ts';
import { drawChain } from './chain.ts';
import { drawCurves } from './curves.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { drawShares } from './lags.ts';
import { outputs } from './outputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { values } from './values.ts';
import { drawWeights } from './weights.ts';

export default widget({
  id: 'truncated-bptt',
  title: 'The state crosses the borders, the error does not, and another gradient remains',
  description:
    'Cut backpropagation through time into chunks of num_steps: the state is carried over, the error is cut. Compare the truncated gradient with the true one: direction, length, each weight, and which contributions are lost.',
  chapter: 'bptt',
  version: 1,
  dimensions: {
    T: { words: 'steps', one: 'step', range: [1, 24], default: 8, input: 'steps' },
    H: { words: 'units', one: 'unit', range: [1, 4], default: 2, input: 'units' },
  },
  extents: {
    N: { words: 'weights of a unit', from: 1, count: (_, { H }) => H! + 2 },
    lags: { words: 'lags', from: 0, count: (_, { T }) => T! },
  },
  inputs,
  values,
  outputs,
  drawings: { drawChain, drawCurves, drawShares, drawWeights },
  panels: [
    {
      title: 'states go over the borders, errors stop',
      sizes: ['T', 'H'],
      controls: ['numSteps', 'way'],
      drawing: 'drawChain',
      span: 'full',
    },
    {
      title: 'how far the truncated gradient is from the true one',
      controls: ['task', 'activation'],
      drawing: 'drawCurves',
      span: 'half',
    },
    {
      title: 'what is lost: shares of the true gradient by lag',
      controls: ['seed'],
      drawing: 'drawShares',
      span: 'half',
    },
    {
      title: 'each weight’s gradient, true and truncated',
      drawing: 'drawWeights',
      span: 'full',
      after: true,
    },
  ],
  sentence,
  explain,
  presets,
  example: 'cosineByLength.2',
});
