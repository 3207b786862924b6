/** A recurrent network unfolded in time: states go forward, errors backward, and each step adds its share of a gradient. */
import { widget } from '../parts/declare.ts';
import { drawNetwork } from './drawing.ts';
import { explain } from './explain.ts';
import { aliases, inputs } from './inputs.ts';
import { outputs } from './outputs.ts';
import { panels } from './panels.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { drawTriangle } from './triangle.ts';
import { values } from './values.ts';
import { drawWeights } from './weights.ts';

export default widget({
  id: 'bptt-unfold',
  title: 'One walk back through time collects every step’s share of one gradient',
  description:
    'A recurrent network, folded and unfolded over time: walk forward with the states and backward with the errors, and see what each step adds to the gradient of the recurrent weights.',
  chapter: 'bptt',
  version: 1,
  dimensions: {
    T: { words: 'steps', one: 'step', range: [1, 12], default: 5, input: 'steps' },
    H: { words: 'units', one: 'unit', range: [1, 6], default: 3, input: 'units' },
    I: { words: 'inputs', one: 'input', range: [1, 6], default: 2 },
    O: { words: 'outputs', one: 'output', range: [1, 6], default: 2 },
  },
  inputs,
  aliases,
  values,
  outputs,
  drawings: { drawNetwork, drawWeights, drawTriangle },
  panels,
  walk: {
    input: 'moment',
    last: ({ T }) => 2 * T!,
    name: (moment, { T }) => nameOf(moment, T!),
  },
  sentence,
  explain,
  presets,
  example: 'dU.0.0',
});

function nameOf(moment: number, T: number) {
  if (moment <= 0) return 'folded';
  if (moment > T) return moment >= 2 * T ? 'backward, t = 1' : `backward, t = ${2 * T - moment + 1}`;
  return `forward, t = ${moment}`;
}
