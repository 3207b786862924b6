import type { Output } from '../parts/declare.ts';

export const outputs: Record<string, Output> = {
  z: { label: 'pre-activation', shape: ['T', 'H'], symbol: '\\pre{t}', words: 'What each unit sums up before its activation, step by step.' },
  h: { label: 'state', shape: ['T', 'H'], symbol: '\\hid{t}', words: 'The hidden state; the one before step 1 is zero.' },
  o: { label: 'output', shape: ['T', 'O'], symbol: '\\logit{t}', words: 'The output, before the softmax where the loss has one.' },
  loss: { label: 'loss', shape: [], symbol: '\\loss', words: 'The losses of all steps added up.' },
  losses: { label: 'loss of each step', shape: ['T'], symbol: '\\losst{t}', words: 'Half the squared distance from the target, or minus the logarithm of its probability.' },
  delta: { label: 'error', shape: ['T', 'H'], symbol: '\\err{t}', words: 'Derivative of the loss by each pre-activation.' },
  jacobians: { label: 'Jacobian', shape: ['T', 'H', 'H'], symbol: '\\jac{t}', words: 'Derivative of each state by the state before it.' },
  dU: { label: 'gradient of the recurrent weights', shape: ['H', 'H'], symbol: '\\grad{\\Wrec}', words: 'Derivative of the loss by the recurrent weights: the shares of all steps added up.' },
  dW: { label: 'gradient of the input weights', shape: ['H', 'I'], symbol: '\\grad{\\Win}', words: 'Derivative of the loss by the input weights.' },
  dV: { label: 'gradient of the output weights', shape: ['O', 'H'], symbol: '\\grad{\\Wout}', words: 'Derivative of the loss by the output weights.' },
  db: { label: 'gradient of the hidden bias', shape: ['H'], symbol: '\\grad{\\bhid}', words: 'Derivative of the loss by the hidden bias.' },
  dc: { label: 'gradient of the output bias', shape: ['O'], symbol: '\\grad{\\bout}', words: 'Derivative of the loss by the output bias.' },
  dUByStep: { label: 'share of each step', shape: ['T', 'H', 'H'], symbol: '\\share{t}', words: 'Share of each step in the gradient of the recurrent weights: error times state before.' },
  shareSizes: { label: 'size of each share', shape: ['T'], power: true, words: 'Root of the sum of squares of the entries of each share.' },
  totalSizes: { label: 'size of the total from each step on', shape: ['T'], power: true, words: 'The same of the shares of this step and all later ones added up: the total so far on the way back.' },
  check: { label: 'finite-difference check', shape: [], asked: true, power: true, words: 'Largest relative error of all gradients against central differences of the loss.' },
}; // prettier-ignore
