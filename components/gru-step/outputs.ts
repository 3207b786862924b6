import type { Output } from '../parts/declare.ts';

export const outputs: Record<string, Output> = {
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
