import type { Output } from '../parts/declare.ts';

export const outputs: Record<string, Output> = {
  i: { label: 'input gate', shape: ['H'], symbol: '\\lstmIn{t}', words: 'How much of the candidate is let in: 0 to 1.' },
  f: { label: 'forget gate', shape: ['H'], symbol: '\\lstmForget{t}', words: 'How much of the cell before is kept: 1 keeps all of it.' },
  o: { label: 'output gate', shape: ['H'], symbol: '\\lstmOut{t}', words: 'How much of the cell is shown: 0 to 1.' },
  g: { label: 'candidate', shape: ['H'], symbol: '\\lstmCand{t}', words: 'What would be written, −1 to 1.' },
  c: { label: 'new cell', shape: ['H'], symbol: '\\lstmCell{t}', words: 'What is kept and what is written, added up.' },
  h: { label: 'new state', shape: ['H'], symbol: '\\lstmHid{t}', words: 'The output gate times the hyperbolic tangent of the new cell.' },
  dx: { label: 'error of the input', shape: ['I'], symbol: '\\grad{\\inp{t}}', power: true, words: 'Derivative by the input.' },
  dhPrev: { label: 'error of the state before', shape: ['H'], symbol: '\\grad{\\lstmHid{t-1}}', power: true, words: 'Derivative by the state before.' },
  dcPrev: { label: 'error of the cell before', shape: ['H'], symbol: '\\grad{\\lstmCell{t-1}}', power: true, words: 'Derivative by the cell before.' },
}; // prettier-ignore
