import type { Device } from '../../kernels/device/device.ts';
import { probability } from '../../kernels/softmax.ts';
import { baseline, COPY, sequence, type Sequence, type Task } from '../../kernels/tasks.ts';
import { cell, type Cell, type Output, type Vector } from '../parts/declare.ts';
import type { Session } from '../parts/session.ts';
import { race, type Standing } from './race.ts';
import { OTHERS, setup, type Setup } from './runners.ts';
import { solvedAt } from './windows.ts';

/** What is asked at the end of a sequence: a sum, or symbols. */
const wantedOf = ({ targets, weights }: Sequence) => targets.filter((_, t) => weights[t]);

/** A sum as it is; of symbols the probability that a network gave to the right ones, all together; ∞ where it overflowed. */
async function answers(device: Device, { task }: Setup, { says: all }: Standing, example: Sequence): Promise<Vector> {
  const whole = all.map((one) => one.flat().every(Number.isFinite));
  const says = all.map((one, at) => (whole[at] ? one : one.map((row) => row.map(() => 0))));
  const told = (values: Vector) => values.map((value, at) => (whole[at] ? value : Infinity));
  if (task === 'adding') return told(says.map((one) => one[0]![0]!));
  const wanted = wantedOf(example);
  const width = says[0]![0]!.length;
  const handles = says.map((one) => one.map((logits) => device.run(probability, [width], { width }, logits, 1)));
  const { found } = await device.read({ found: handles });
  return told((found as number[][][]).map((one) => one.reduce((product, p, at) => product * p[wanted[at]!]!, 1)));
} // prettier-ignore

export const values: Record<string, Cell> = {
  setup: cell(['task', 'budget', 'units', 'steps', 'rate', 'seed'], setup),
  unitCounts: cell(['setup'], ({ units }: Setup) => units),
  parameters: cell(['setup'], ({ counts }: Setup) => counts),
  baseline: cell(['task'], (task: Task) => baseline(task)),
  example: cell(['setup'], ({ task, seed, steps }: Setup) => sequence(task, seed + OTHERS, 0, steps)),
  wanted: cell(['task', 'example'], (task: Task, example: Sequence) => (task === 'adding' ? wantedOf(example)[0]! : 1)),
  session: cell(['setup', 'invalidation'], (given: Setup, gone: Promise<unknown>) => race(given, gone)),
  standing: cell(['session', 'iterations', 'invalidation'], (session: Session<Standing>, iterations: number, gone: Promise<unknown>) =>
    session.at(iterations, gone),
  ),
  loss: cell(['standing'], ({ loss }: Standing) => loss),
  test: cell(['standing'], ({ test }: Standing) => test),
  solved: cell(['standing', 'baseline'], ({ all }: Standing, line: number) => all.map((losses) => solvedAt(losses, line))),
  answers: cell(['device', 'setup', 'standing', 'example'], answers),
}; // prettier-ignore

const each = 'of the RNN, the LSTM and the GRU';
export const outputs: Record<string, Output> = {
  loss: { label: 'loss', shape: [3, 'P'], symbol: '\\loss', infinite: true, power: true, words: `Mean loss of the last 20 iterations before each point, ${each}; the first point is the loss before training.` },
  test: { label: 'loss on other sequences', shape: [3], infinite: true, power: true, words: `Mean loss on 64 sequences that were not trained on, ${each}.` },
  solved: { label: 'solved at', shape: [3], words: `The first iteration at which the loss of the last 20 was below a tenth of the baseline, ${each}; 0 as long as it was not.` },
  parameters: { label: 'parameters', shape: [3], words: `Weights and biases ${each}.` },
  unitCounts: { label: 'units', shape: [3], words: `Numbers of the hidden state ${each}.` },
  baseline: { label: 'baseline', shape: [], power: true, words: 'Loss of the best answer that knows the task and nothing of what lies before the question.' },
  answers: { label: 'answers', shape: [3], infinite: true, words: `To the example: the sum that a network says, or the probability that it gives to the right symbols, ${each}.` },
  wanted: { label: 'asked for', shape: [], words: 'The right answer to the example: the sum, or the probability 1.' },
}; // prettier-ignore

/** Symbols of the example as a reader sees them. */
export function letter(task: Task, symbol: number): string {
  if (task === 'copy') return symbol < COPY.symbols ? 'ABCD'[symbol]! : symbol === COPY.symbols ? '·' : '?';
  return ['S', 'E', 'X', 'Y', 'a', 'b', 'c', 'd'][symbol]!;
}
