import type { Output } from '../parts/declare.ts';

export const outputs: Record<string, Output> = {
  h: { label: 'state', shape: ['T', 'H'], bulk: true, symbol: '\\hid{t}', words: 'The hidden state; no cut changes it.' },
  losses: { label: 'loss of each step', shape: ['T'], symbol: '\\losst{t}', words: 'Half the squared distance from the target; 0 where the task has no loss.' },
  gradient: { label: 'true gradient', shape: ['H', 'N'], words: 'Derivative of the loss by the weights into each unit: from the units, from the input, and the bias.' },
  truncated: { label: 'truncated gradient', shape: ['H', 'N'], words: 'The same without what the cuts take away.' },
  cosine: { label: 'cosine', shape: [], words: 'Of the angle between the truncated gradient and the true one: 1 for one direction, 0 for a right angle or where one of them is zero.' },
  ratio: { label: 'ratio of lengths', shape: [], words: 'Length of the truncated gradient over that of the true one; 0 where that is zero.' },
  cosineByLength: { label: 'cosine at each num_steps', shape: ['T'], words: 'The cosine for num_steps from 1 to the length of the sequence.' },
  ratioByLength: { label: 'ratio at each num_steps', shape: ['T'], words: 'The ratio of lengths for num_steps from 1 to the length of the sequence.' },
  shares: { label: 'share of each lag', shape: ['lags'], words: 'What pairs of a loss and a use so many steps before contribute to the true gradient, along its direction; they add up to 1.' },
  kept: { label: 'share of each lag that is kept', shape: ['lags'], words: 'The same of the pairs that the cuts leave; they add up to cosine times ratio.' },
  wholeDelta: { label: 'error', shape: ['T', 'H'], bulk: true, symbol: '\\err{t}', words: 'Derivative of the loss by each pre-activation.' },
  cutDelta: { label: 'truncated error', shape: ['T', 'H'], bulk: true, words: 'The part of it that comes from losses which the walk back lets in.' },
}; // prettier-ignore
