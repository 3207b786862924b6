/** One look of a decoder at the parts of an input: query, comparison, scores, weights, context. */
import { widget } from '../parts/declare.ts';
import { drawings, panels } from './drawings.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { outputs, values } from './values.ts';

export default widget({
  id: 'attention-step',
  title: 'The query picks the parts that answer it: their weighted mean is all that the decoder gets to see',
  description:
    'One attention step with all its numbers: a query, the parts of an input, additive, dot and general scores, softmax weights and the context. Every number can be changed.',
  chapter: 'attention',
  version: 1,
  dimensions: {
    n: { words: 'parts', one: 'part', range: [1, 12], default: 4 },
    d: { words: 'numbers each', one: 'number', range: [1, 5], default: 3 },
    A: { words: 'rows', one: 'row', range: [1, 5], default: 3 },
  },
  inputs,
  values,
  outputs,
  drawings,
  panels: [{ title: 'comparison', controls: ['score'], wide: true }, ...panels],
  sentence,
  explain,
  presets,
  example: 'scores.1',
});
