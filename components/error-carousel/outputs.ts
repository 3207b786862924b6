import type { Output } from '../parts/declare.ts';

const error = { power: true, symbol: '\\grad{\\lstmCell{t}}' } as const;

export const outputs: Record<string, Output> = {
  throughCell: { label: 'through the cell alone', shape: ['T'], ...error, words: 'The part of the error of each memory cell that has come from cell to cell: a product of forget gates.' },
  throughState: { label: 'through the state alone', shape: ['T'], ...error, words: 'The part that has gone through the state at every step, out by the output gate and in by the input gate, as in a network without memory cells.' },
  total: { label: 'error of the cell', shape: ['T'], ...error, words: 'The whole error of each memory cell: both parts, and all ways that are partly in the cell and partly outside.' },
  passed: { label: 'product of forget gates', shape: ['T'], power: true, words: 'What the forget gates after each step let pass, multiplied.' },
  jacobian: { label: 'whole derivative of the cell by the cell before', shape: ['T'], power: true, words: 'The forget gate alone would be its direct part; the rest goes round through the state before. At step 1 there is only the forget gate.' },
  i: { label: 'input gate, as it is', shape: ['T'], symbol: '\\lstmIn{t}', words: 'As set by hand, if gates do not see the state.' },
  f: { label: 'forget gate, as it is', shape: ['T'], symbol: '\\lstmForget{t}', words: 'As set by hand, if gates do not see the state.' },
  o: { label: 'output gate, as it is', shape: ['T'], symbol: '\\lstmOut{t}', words: 'As set by hand, if gates do not see the state.' },
  c: { label: 'memory cell', shape: ['T'], symbol: '\\lstmCell{t}', words: 'The memory cell after each step.' },
  h: { label: 'state', shape: ['T'], symbol: '\\lstmHid{t}', words: 'What the block shows after each step.' },
  gradientSize: { label: 'length of the gradient', shape: [], power: true, infinite: true, words: 'Of the candidate’s weights: from the input, from the state, and the bias.' },
  clippedSize: { label: 'length after clipping', shape: [], power: true, infinite: true, words: 'The same, shortened where it is longer than the limit.' },
}; // prettier-ignore
