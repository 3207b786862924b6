/** One gradient, two ways: sensitivities carried forward with the state, and a walk back over everything that was kept. */
import { widget } from '../parts/declare.ts';
import { drawCosts } from './costs.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { outputs } from './outputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { values } from './values.ts';
import { drawWays } from './ways.ts';
import { drawGradients } from './gradients.ts';

export default widget({
  id: 'rtrl-vs-bptt',
  title: 'One gradient, two ways: carry every sensitivity forward, or keep everything and walk back',
  description:
    'Real-time recurrent learning and backpropagation through time, step by step on one network: the same gradient, held and multiplied numbers of each by the length of the sequence and the number of units.',
  chapter: 'bptt',
  version: 1,
  dimensions: {
    T: { words: 'steps', one: 'step', range: [1, 8], default: 4, input: 'steps' },
    H: { words: 'units', one: 'unit', range: [1, 4], default: 2, input: 'units' },
  },
  extents: {
    N: { words: 'weights of a unit', from: 1, count: (_, { H }) => H! + 2 },
    P: { words: 'weights', from: 1, count: (_, { H }) => H! * (H! + 2) },
    lengths: { words: 'lengths', from: 1, count: ({ longest }) => longest as number },
  },
  inputs,
  values,
  outputs,
  drawings: { drawWays, drawGradients, drawCosts },
  panels: [
    {
      title: 'what each way holds, and what it knows of the gradient',
      sizes: ['T', 'H'],
      controls: ['activation', 'seed'],
      drawing: 'drawWays',
      span: 'full',
    },
    {
      title: 'the gradient of each weight, by both ways',
      drawing: 'drawGradients',
      span: 'third',
    },
    {
      title: 'what it costs, by length of the sequence',
      controls: ['cost', 'size', 'longest'],
      drawing: 'drawCosts',
      span: 'two-thirds',
    },
  ],
  walk: {
    input: 'moment',
    last: ({ T }) => 2 * T!,
    name: (moment, { T }) => nameOf(moment, T!),
  },
  sentence,
  explain,
  presets,
  example: 'gradientForward.0.0',
});

function nameOf(moment: number, T: number) {
  if (moment <= 0) return 'before the first step';
  if (moment > T) return `backward, t = ${Math.max(1, 2 * T - moment + 1)}`;
  return `forward, t = ${moment}`;
}
