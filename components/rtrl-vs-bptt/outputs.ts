import type { Output } from '../parts/declare.ts';

export const outputs: Record<string, Output> = {
  gradientForward: { label: 'gradient, forward', shape: ['H', 'N'], words: 'Derivative of the loss by the weights into each unit (from the units, from the input, and the bias), carried forward.' },
  gradientBackward: { label: 'gradient, backward', shape: ['H', 'N'], words: 'The same by one walk back.' },
  difference: { label: 'difference', shape: [], power: true, words: 'Largest difference between the two gradients: rounding alone.' },
  sensitivities: { label: 'sensitivity', shape: ['T', 'H', 'P'], bulk: true, words: 'Derivative of each unit’s state by each weight, step by step: those into unit 1 first.' },
  totals: { label: 'gradient so far', shape: ['T', 'H', 'N'], bulk: true, words: 'What the way forward knows after each step: the gradient of the losses so far.' },
  h: { label: 'state', shape: ['T', 'H'], bulk: true, symbol: '\\hid{t}', words: 'The hidden state.' },
  delta: { label: 'error', shape: ['T', 'H'], bulk: true, symbol: '\\err{t}', words: 'Derivative of the loss by each pre-activation, from the walk back.' },
  memory: { label: 'numbers held', shape: [2], words: 'Held at once by the network on show, besides its weights: forward, backward.' },
  operations: { label: 'multiplications', shape: [3], words: 'Of the network on show, besides its forward pass: forward; backward once; backward after every step.' },
  memoryForward: { label: 'held, forward', shape: ['lengths'], bulk: true, words: 'Numbers held by the way forward, for each length of the curves.' },
  memoryBackward: { label: 'held, backward', shape: ['lengths'], bulk: true, words: 'Numbers held by the walk back, for each length of the curves.' },
  operationsForward: { label: 'multiplications, forward', shape: ['lengths'], bulk: true, words: 'Of the way forward, for each length of the curves.' },
  operationsBackward: { label: 'multiplications, backward', shape: ['lengths'], bulk: true, words: 'Of one walk back, for each length of the curves.' },
  operationsEach: { label: 'multiplications, backward after every step', shape: ['lengths'], bulk: true, words: 'Of a walk back after every step, which tells the gradient so far as the way forward does.' },
  crossing: { label: 'crossing', shape: [], words: 'The first length at which the walk back holds more numbers, or walks back after every step take more multiplications, than the way forward.' },
}; // prettier-ignore
