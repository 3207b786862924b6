import type { Extent, Output } from '../parts/declare.ts';
import { isUsable, sampledAt } from './inputs.ts';

export const extents: Record<string, Extent> = {
  N: { words: 'iterations', from: 1, count: (inputs) => (isUsable(inputs) ? (inputs.iterations as number) : 0) },
  S: { words: 'samples', from: 1, count: (inputs) => sampledAt(inputs).length },
  C: { words: 'networks', from: 1, count: (inputs) => (isUsable(inputs) ? (inputs.against === 'all' ? 3 : 1) : 0) },
}; // prettier-ignore

export const outputs: Record<string, Output> = {
  loss: { label: 'loss', shape: ['N'], bulk: true, infinite: true, words: 'Nats per symbol of the chunk of each iteration, before its update; of the cell that was chosen.' },
  smoothed: { label: 'smoothed loss', shape: ['N'], bulk: true, infinite: true, words: 'Of each iteration 0.1 %, and of what was before 99.9 %, from the logarithm of the number of symbols on.' },
  compared: { label: 'smoothed loss at the end', shape: ['C'], infinite: true, words: 'Of the cell that was chosen, and of the others in the order RNN, LSTM, GRU where all three are trained.' },
  samples: { label: 'samples', shape: ['S'], text: true, words: 'What the network writes at iterations 0, 100, 300, 1,000 and so on, and now.' },
  guessing: { label: 'loss of guessing', shape: [], words: 'The logarithm of the number of symbols: every symbol as probable as the other.' },
  singles: { label: 'loss by counts', shape: [], words: 'Nats per symbol of somebody who knows how frequent each symbol of the text is.' },
  pairs: { label: 'loss by counts of pairs', shape: [], words: 'Nats per symbol of somebody who knows how frequent each symbol is after each other.' },
  symbols: { label: 'symbols', shape: [], words: 'How many different symbols the text has.' },
  iterationsPerSecond: { label: 'iterations per second', shape: [], asked: true, measured: true, words: 'How many iterations of such a training this page does in a second of work; measured when asked for.' },
}; // prettier-ignore
