import { SHORTEST } from '../../kernels/tasks.ts';
import type { Input } from '../parts/declare.ts';

const whole = { kind: 'number', step: 1, whole: true } as const;

/** As far as a run goes. */
export const LAST = 20_000;

export const inputs: Record<string, Input> = {
  task: {
    kind: 'choice', label: 'task', words: 'What is asked for at the end of each sequence.', default: 'adding',
    options: [{ value: 'copy', label: 'copy' }, { value: 'adding', label: 'adding' }, { value: 'order', label: 'temporal order' }],
  },
  budget: {
    kind: 'choice', label: 'equal', words: 'What the three have alike besides the number of iterations: parameters (each gets the units that come nearest to the GRU’s count), or units.', default: 'parameters',
    options: [{ value: 'parameters', label: 'parameters' }, { value: 'units', label: 'units' }],
  },
  units: { ...whole, range: [2, 32], default: 8, label: 'units of the GRU', words: 'Numbers of its hidden state; those of the others follow.' },
  steps: { ...whole, range: [SHORTEST, 100], default: 20, label: 'length', symbol: '\\horizon', words: 'Steps of each sequence.' },
  rate: { kind: 'number', range: [0.0001, 1], step: 0.005, default: 0.03, label: 'learning rate', words: 'Of the optimizer Adam, the same for all three.' },
  seed: { ...whole, range: [0, 9999], default: 1, label: 'seed', words: 'Decides the weights at the start and all sequences.' },
  iterations: { ...whole, range: [0, LAST], default: 120, label: 'iterations', words: 'How often each network has been given 8 new sequences and corrected.' },
}; // prettier-ignore
