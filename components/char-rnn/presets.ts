import type { Inputs, Preset } from '../parts/declare.ts';

/** The settings of the 112-line program, but for the text. */
const program: Inputs = {
  cell: 'rnn', units: 100, layers: 1, steps: 25, batch: 1, optimizer: 'adagrad', rate: 0.1, clipBy: 'value', clip: 5, against: 'alone',
}; // prettier-ignore

export const presets: readonly Preset[] = [
  {
    label: 'The 112-line program',
    words: '100 tanh units, chunks of 25 symbols one after the other, Adagrad at 0.1, each number of the gradient clipped at 5.',
    change: () => ({ ...program, source: 'prose', iterations: 100 }),
  },
  {
    label: 'Three cells',
    words: 'RNN, LSTM and GRU read the same chunks; Adam, four places of the text side by side.',
    change: () => ({ source: 'code', units: 24, layers: 1, steps: 25, batch: 4, optimizer: 'adam', rate: 0.01, clipBy: 'norm', clip: 5, against: 'all', iterations: 60 }),
  },
  {
    label: 'Count to eight',
    words: 'As many b as there were a: a finite text with an exact rule, which takes a counter.',
    change: () => ({ source: 'counting', cell: 'lstm', units: 12, layers: 1, steps: 40, batch: 4, optimizer: 'adam', rate: 0.02, clipBy: 'norm', clip: 5, against: 'alone', temperature: 0.5, iterations: 100 }),
  },
  {
    label: 'Too fast',
    words: 'Plain gradient steps a hundred times too long, and no clipping: training explodes, and the figure says so.',
    change: () => ({ ...program, units: 32, optimizer: 'sgd', rate: 10, clipBy: 'off', iterations: 100 }),
  },
  {
    label: 'Always the likeliest',
    words: 'At temperature 0 nothing is drawn: the sample runs in circles.',
    change: () => ({ temperature: 0 }),
  },
  {
    label: 'Your own text',
    words: 'A field for a text of yours, which stays in your browser.',
    change: ({ text }) => ({ source: 'own', text: text || 'hello hello hello hello hello hello hello hello ' }),
  },
]; // prettier-ignore
