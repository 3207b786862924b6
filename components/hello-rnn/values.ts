/** The dataflow: the trained weights, the word through the network, and what the network writes by itself. */
import type { Device } from '../../kernels/device/device.ts';
import type { Optimizer } from '../../kernels/optimizers.ts';
import { forward, step } from '../../kernels/rnn.ts';
import { drawn } from '../../kernels/sampling.ts';
import { seeded } from '../../kernels/seeded.ts';
import { softmax } from '../../kernels/softmax.ts';
import { cell, type Cell, type Extent, type Matrix, type Output, type Vector } from '../parts/declare.ts';
import type { Session } from '../parts/session.ts';
import { LETTERS, NEXT, x, y } from './inputs.ts';
import { network, parametersOf, training, type Trained } from './training.ts';

/** Letters of a sample. */
const SAMPLE = 11;

async function read(device: Device, { weights }: Trained) {
  const { z, h, o, losses } = forward(device, network, parametersOf(weights), x, y);
  const found = await device.read({
    z: z[0]!,
    h: h[0]!,
    o,
    losses,
    p: o.map((one) => softmax(device, 4, one)),
  });
  return { ...found, losses: (found.losses as Matrix).flat() };
}

/** From h on, each letter that was drawn is read next. */
async function written(
  device: Device,
  { weights }: Trained,
  temperature: number,
  seed: number,
): Promise<string> {
  const random = seeded(seed);
  let [text, letter, state] = ['h', 0, [0, 0, 0]];
  for (let count = 1; count < SAMPLE; count++) {
    const input = LETTERS.map((_, k) => (k === letter ? 1 : 0));
    const { h, o } = step(device, network, parametersOf(weights), [state], input);
    const next = await device.read({ h: h[0]!, o });
    state = next.h as Vector;
    letter = Math.max(0, drawn(next.o as Vector, temperature, random()));
    text += LETTERS[letter];
  }
  return text;
}

const part = (name: string) => cell(['run'], (all: Record<string, unknown>) => all[name]);
const weight = (name: 'U' | 'W' | 'b' | 'V' | 'c') =>
  cell(['trained'], ({ weights }: Trained) => weights[name]);

export const values: Record<string, Cell> = {
  session: cell(['device', 'seed', 'rate', 'optimizer'], (device: Device, seed: number, rate: number, optimizer: Optimizer) =>
    training(device, seed, rate, optimizer),
  ),
  trained: cell(
    ['session', 'iterations', 'invalidation'],
    (session: Session<Trained>, iterations: number, invalidation: Promise<void>) => session.at(iterations, invalidation),
  ),
  run: cell(['device', 'trained'], read),
  x: cell([], () => x),
  U: weight('U'), W: weight('W'), b: weight('b'), V: weight('V'), c: weight('c'),
  z: part('z'), h: part('h'), o: part('o'), p: part('p'), losses: part('losses'),
  right: cell(['p'], (p: Matrix) => p.map((row, t) => row[LETTERS.indexOf(NEXT[t]!)]!)),
  loss: cell(['losses'], (losses: Vector) => losses.reduce((sum, one) => sum + one, 0)),
  history: cell(['trained', 'loss'], ({ losses }: Trained, loss: number) => [...losses, loss]),
  sample: cell(['device', 'trained', 'temperature', 'seed'], written),
}; // prettier-ignore

export const extents: Record<string, Extent> = {
  N: { words: 'updates', from: 0, count: ({ iterations }) => (iterations as number) + 1 },
};

export const outputs: Record<string, Output> = {
  h: { label: 'state', shape: ['T', 'H'], symbol: '\\hid{t}', words: 'The hidden state after each letter.' },
  z: { label: 'pre-activation', shape: ['T', 'H'], symbol: '\\pre{t}', words: 'What each unit sums up before its tanh.' },
  o: { label: 'output', shape: ['T', 'K'], symbol: '\\logit{t}', words: 'A score for each letter as the next one.' },
  p: { label: 'probability', shape: ['T', 'K'], symbol: '\\pred{t}', words: 'The softmax of the scores.' },
  right: { label: 'probability of the right letter', shape: ['T'], words: 'What the network gave to the letter that came.' },
  losses: { label: 'loss of each letter', shape: ['T'], symbol: '\\losst{t}', words: 'Minus the logarithm of the probability of the right letter.' },
  loss: { label: 'loss', shape: [], symbol: '\\loss', words: 'The losses of the four letters added up.' },
  history: { label: 'loss so far', shape: ['N'], bulk: true, words: 'The loss after each number of updates, from 0 on.' },
  sample: { label: 'sample', shape: [], text: true, words: 'What the network writes from h on, each letter being read next.' },
  U: { label: 'recurrent weights', shape: ['H', 'H'], symbol: '\\Wrec', words: 'From the state before to the state, after the updates.' },
  W: { label: 'input weights', shape: ['H', 'K'], symbol: '\\Win', words: 'From the letter to the state.' },
  b: { label: 'hidden bias', shape: ['H'], symbol: '\\bhid', words: 'Added to each sum.' },
  V: { label: 'output weights', shape: ['K', 'H'], symbol: '\\Wout', words: 'From the state to the scores.' },
  c: { label: 'output bias', shape: ['K'], symbol: '\\bout', words: 'Added to each score.' },
}; // prettier-ignore
