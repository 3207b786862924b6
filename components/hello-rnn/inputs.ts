import type { Input } from '../parts/declare.ts';

/** The letters, in the order of their numbers; the word that is read, and what follows each of its letters. */
export const LETTERS = ['h', 'e', 'l', 'o'] as const;
export const READ = ['h', 'e', 'l', 'l'] as const;
export const NEXT = ['e', 'l', 'l', 'o'] as const;
export const LAST = 2000;

const oneHot = (letter: string) => LETTERS.map((one) => (one === letter ? 1 : 0));
export const x = READ.map(oneHot);
export const y = NEXT.map(oneHot);

const whole = { kind: 'number', step: 1, whole: true } as const;

export const inputs: Record<string, Input> = {
  optimizer: {
    kind: 'choice', default: 'adagrad', label: 'optimizer', words: 'Plain gradient steps, or steps that shrink where gradients were large.',
    options: [{ value: 'sgd', label: 'plain steps' }, { value: 'adagrad', label: 'Adagrad' }],
  },
  rate: { kind: 'number', range: [0, 10], step: 0.05, default: 0.1, label: 'rate', symbol: '\\eta', words: 'How far each update goes.' },
  seed: { ...whole, range: [0, 9999], default: 1, label: 'seed', words: 'Decides the weights before training, and what is drawn when sampling.' },
  temperature: { kind: 'number', range: [0, 5], step: 0.05, default: 1, label: 'temperature', symbol: '\\tau', words: 'Below 1 likely letters are drawn oftener than the network says; at 0 always the likeliest.' },
  iterations: { ...whole, range: [0, LAST], default: 40, label: 'updates', words: 'Updates of the weights that have been made.' },
}; // prettier-ignore
