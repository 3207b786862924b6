/** RNN, LSTM and GRU learn one task side by side, live: who finds what lies far back, and when. */
import { widget } from '../parts/declare.ts';
import { drawCurves, drawStandings } from './drawings.ts';
import { drawExample } from './example.ts';
import { explain } from './explain.ts';
import { inputs, LAST } from './inputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { outputs, values } from './values.ts';
import { pointsOf } from './windows.ts';

export default widget({
  id: 'gated-race',
  title: 'With equal parameters a gated cell finds what lies far back, and the vanilla network stays at the baseline',
  description:
    'RNN, LSTM and GRU are trained side by side in the page on copying, adding or temporal order, with an equal number of parameters or of units, against the loss of one who has forgotten the past.',
  chapter: 'gru',
  version: 1,
  dimensions: {},
  extents: {
    P: { words: 'points', from: 0, count: ({ iterations }) => pointsOf(iterations as number) },
  },
  inputs,
  values,
  outputs,
  drawings: { drawCurves, drawStandings, drawExample },
  panels: [
    { title: 'loss, as a multiple of the baseline', controls: ['task', 'budget'], drawing: 'drawCurves', span: 'two-thirds' },
    { title: 'who runs, and a sequence that none has seen', drawing: 'drawStandings', below: { drawing: 'drawExample' }, span: 'third' },
    { title: 'the race', controls: ['units', 'steps', 'rate', 'seed'], span: 'full', after: true },
  ],
  run: { input: 'iterations', session: 'session', one: 'iteration', words: 'iterations', label: 'race', last: () => LAST, steps: [1, 20, 200] },
  sentence,
  explain,
  presets,
  example: 'test.2',
}); // prettier-ignore
