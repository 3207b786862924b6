/** One step of a gated recurrent unit with every product: two gates, a candidate, and the state between old and new. */
import { widget } from '../parts/declare.ts';
import { explain } from './explain.ts';
import { drawBack, drawForms } from './forms.ts';
import { drawCandidate, drawReset, drawUpdate } from './gates.ts';
import { inputs } from './inputs.ts';
import { drawMixture } from './mixture.ts';
import { outputs } from './outputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { values } from './values.ts';

export default widget({
  id: 'gru-step',
  title: 'One gate decides, unit by unit, how much of the old state gives way to the new',
  description:
    'One step of a gated recurrent unit with every product and sum: reset gate, update gate, candidate and new state, all weights editable, in the forms of the papers and of the libraries.',
  chapter: 'gru',
  version: 1,
  dimensions: {
    H: { words: 'units', one: 'unit', range: [1, 4], default: 3 },
    I: { words: 'inputs', one: 'input', range: [1, 3], default: 2 },
  },
  inputs,
  values,
  outputs,
  drawings: { drawReset, drawUpdate, drawCandidate, drawMixture, drawForms, drawBack },
  panels: [
    { title: 'reset gate', formula: '\\EqGruReset', controls: ['rGates'], drawing: 'drawReset', span: 'half' },
    { title: 'update gate', formula: '\\EqGruUpdate', controls: ['zWeighs'], drawing: 'drawUpdate', span: 'half' },
    { title: 'candidate', formula: '\\EqGruCand', drawing: 'drawCandidate', span: 'half', when: { rGates: ['state'] } },
    { title: 'candidate', formula: '\\EqGruCandProduct', drawing: 'drawCandidate', span: 'full', when: { rGates: ['product'] } },
    { title: 'new state', formula: '\\EqGruState', drawing: 'drawMixture', span: 'half', when: { zWeighs: ['candidate'] } },
    { title: 'new state', formula: '\\EqGruStateKept', drawing: 'drawMixture', span: 'half', when: { zWeighs: ['previous'] } },
    { title: 'the same weights in four forms', sizes: ['H', 'I'], drawing: 'drawForms', span: 'half', after: true },
    { title: 'new state by old state', drawing: 'drawBack', span: 'half', after: true },
  ],
  sentence,
  explain,
  presets,
  example: 'h.2',
}); // prettier-ignore
