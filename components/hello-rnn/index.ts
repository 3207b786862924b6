/** The smallest character model: four letters, three hidden units, one word, and every number on show. */
import { widget } from '../parts/declare.ts';
import { explain, sentence } from './explain.ts';
import { inputs, LAST } from './inputs.ts';
import { presets } from './presets.ts';
import { drawLoss, drawWeights } from './rest.ts';
import { extents, outputs, values } from './values.ts';
import { drawWord } from './word.ts';

export default widget({
  id: 'hello-rnn',
  title: 'The same l must be answered by l and then by o: only the state can tell the two apart',
  description:
    'Four letters, three hidden units and one word: a character model with every number on show, trained update by update.',
  chapter: 'char-model',
  version: 1,
  dimensions: {
    T: { words: 'letters that are read', one: 'letter', range: [4, 4], default: 4 },
    H: { words: 'units', one: 'unit', range: [3, 3], default: 3 },
    K: { words: 'letters', one: 'letter', range: [4, 4], default: 4 },
  },
  extents,
  inputs,
  values,
  outputs,
  drawings: { drawWord, drawWeights, drawLoss },
  panels: [
    { title: 'h, e, l, l: what comes next?', formula: '\\EqForward', controls: ['temperature'], drawing: 'drawWord', span: 'full' },
    { title: 'weights', drawing: 'drawWeights', span: 'half', after: true },
    { title: 'loss', controls: ['optimizer', 'rate', 'seed'], drawing: 'drawLoss', span: 'half', after: true },
  ],
  run: { input: 'iterations', session: 'session', one: 'update', words: 'updates', last: () => LAST, pace: () => 24, steps: [1, 10, 100] },
  sentence,
  explain,
  presets,
  example: 'p.3.3',
}); // prettier-ignore
