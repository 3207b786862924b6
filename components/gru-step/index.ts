/** One step of a gated recurrent unit with every product: two gates, a candidate, and the state between old and new. */
import { widget, type Output } from '../parts/declare.ts';
import { explain } from './explain.ts';
import { drawBack, drawForms } from './forms.ts';
import { drawCandidate, drawReset, drawUpdate } from './gates.ts';
import { inputs } from './inputs.ts';
import { drawMixture } from './mixture.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { values } from './values.ts';

const outputs: Record<string, Output> = {
  r: { label: 'reset gate', shape: ['H'], symbol: '\\gruRes{t}', words: 'How much of the old state the candidate sees.' },
  z: { label: 'update gate', shape: ['H'], symbol: '\\gruUpd{t}', words: 'The weight of the candidate, or of the old state, as the option says.' },
  candidate: { label: 'candidate', shape: ['H'], symbol: '\\gruCand{t}', words: 'What the state would become if the gate were all for the new.' },
  h: { label: 'new state', shape: ['H'], symbol: '\\gruHid{t}', words: 'The old state and the candidate, mixed by the update gate.' },
  preReset: { label: 'into the reset gate', shape: ['H'], symbol: '\\gruPreRes{t}', words: 'What the reset gate sums up.' },
  preUpdate: { label: 'into the update gate', shape: ['H'], symbol: '\\gruPreUpd{t}', words: 'What the update gate sums up.' },
  preCandidate: { label: 'into the candidate', shape: ['H'], symbol: '\\gruPreCand{t}', words: 'What the candidate sums up.' },
  others: { label: 'new state in four forms', shape: [4, 'H'], words: 'The new state by the same weights: z weighs the candidate or the old state, and r multiplies the state (rows 1 and 2) or the product (rows 3 and 4).' },
  jacobian: { label: 'derivative by the old state', shape: ['H', 'H'], words: 'Derivative of each new number by each old one, by all ways.' },
  direct: { label: 'its part past all weights', shape: ['H', 'H'], words: 'The part of that derivative that meets no weights: the weight of the old state in the mixture.' },
}; // prettier-ignore

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
