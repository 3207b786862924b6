import type { Input } from '../parts/declare.ts';

export const list = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));

/** What goes in: its sums stay small, so that the cell does not saturate. */
export const signal = (T: number) => list(T, (t) => [0.3, -0.3, 0.2, -0.2, 0.1, -0.1][t % 6]!);

/** Steps of which every gate is drawn as a sign; longer sequences are strips. */
export const FEW = 14;

const gate = { kind: 'array', shape: ['T'], range: [0, 1], step: 0.1 } as const;
/** A press opens what is closed and closes what is open. */
const pressed = (value: number) => (value < 0.5 ? 1 : 0);
const weight = { kind: 'number', range: [-10, 10], step: 0.1 } as const;
const number = { kind: 'array', shape: ['T'], range: [-1e4, 1e4], slider: [-2, 2], step: 0.1 } as const;

export const inputs: Record<string, Input> = {
  steps: { kind: 'number', whole: true, range: [2, 120], step: 1, default: 8, label: 'steps', symbol: '\\horizon', words: 'Length of the sequence.' },
  inputGate: { ...gate, pressed, label: 'input gate', symbol: '\\lstmIn{t}', words: 'How far it is open at each step: 0 is closed, 1 is open.', default: ({ T }) => list(T!, () => 1) },
  forgetGate: { ...gate, pressed, label: 'forget gate', symbol: '\\lstmForget{t}', words: 'How much the cell keeps at each step: 1, open, keeps all.', default: ({ T }) => list(T!, () => 1) },
  outputGate: { ...gate, pressed, label: 'output gate', symbol: '\\lstmOut{t}', words: 'How far it is open at each step: 0 is closed, 1 is open.', default: ({ T }) => list(T!, () => 1) },
  U: { ...weight, default: 0.3, label: 'weight from the state', symbol: '\\lstmUg', words: 'From the state before to the candidate: the way out of the cell and back into it.' },
  feedback: { ...weight, default: 0, label: 'gates see the state', words: 'Weight from the state before to each gate; with 0 gates are what the hand sets, else that is where their bias puts them.' },
  clip: { kind: 'number', range: [0, 100], step: 0.5, default: 0, label: 'clip the gradient at', words: 'A longer gradient of the candidate’s weights is shortened to this length; 0 does not clip.' },
  x: { ...number, label: 'input', symbol: '\\inp{t}', words: 'One number for each step, which the candidate sees with weight 1.', default: ({ T }) => signal(T!) },
  dh: { ...number, label: 'error of the state, from losses', symbol: '\\grad{\\lstmHid{t}}', words: 'What the loss of each step says about its state; 1 at the last step and 0 elsewhere if not given.', default: ({ T }) => list(T!, (t) => Number(t === T! - 1)) },
}; // prettier-ignore
