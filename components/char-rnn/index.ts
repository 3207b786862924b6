/** A character model that is trained in the page: its loss, and what it writes as it learns. */
import { widget } from '../parts/declare.ts';
import { drawCurve } from './curve.ts';
import { drawDiary } from './diary.ts';
import { faultOf, inputsFrom } from './file.ts';
import { inputs, LAST } from './inputs.ts';
import { extents, outputs } from './outputs.ts';
import { presets } from './presets.ts';
import { values } from './values.ts';
import { explain, sentence } from './words.ts';

export default widget({
  id: 'char-rnn',
  title: 'Letters first, then words, then sentences: a network learns to write from nothing but the next symbol',
  description:
    'A recurrent network is trained in the page, on a text of yours or of ours, to predict the next symbol: its loss over the iterations, and a diary of what it writes.',
  chapter: 'char-model',
  version: 1,
  dimensions: { H: { words: 'hidden units', one: 'hidden unit', range: [1, 128], default: 32, input: 'units' } },
  extents,
  inputs: {
    ...inputs,
    kept: {
      kind: 'text', default: '', longest: 4e7, linked: 0, valid: faultOf, label: 'opened file',
      words: 'A network that was saved here, from which training goes on.',
    },
  },
  values,
  outputs,
  drawings: { drawCurve, drawDiary },
  panels: [
    { title: 'text', controls: ['source'], span: 'full' },
    { title: 'your text', controls: ['text'], when: { source: ['own'] }, span: 'full' },
    { title: 'loss of a symbol, in nats', controls: ['cell', 'against'], drawing: 'drawCurve', span: 'full' },
    { title: 'what it writes', controls: ['temperature'], drawing: 'drawDiary', span: 'full' },
    { title: 'network', controls: ['units', 'layers', 'steps', 'batch', 'seed'], span: 'half', after: true },
    { title: 'training', controls: ['optimizer', 'rate', 'clipBy', 'clip'], span: 'half', after: true },
  ],
  run: { input: 'iterations', session: 'session', one: 'iteration', words: 'iterations', last: () => LAST, steps: [1, 100, 1000] },
  file: { save: 'Save the network', open: 'Open a saved network', cell: 'saved', inputs: inputsFrom, longest: 4e7 },
  sentence,
  explain,
  presets,
  example: 'guessing',
}); // prettier-ignore
