import type { Cell } from '../parts/declare.ts';
import { print } from '../parts/numbers.ts';
import { reading, stageOf, type Shown } from './shown.ts';

const list = (steps: readonly number[]) =>
  steps.length > 1 ? `steps ${steps.slice(0, -1).join(', ')} and ${steps.at(-1)}` : `step ${steps[0]}`;
const where = (values: readonly number[], test: (value: number) => boolean) =>
  [...values.keys()].filter((t) => test(values[t]!)).map((t) => t + 1);
const percent = (share: number) => `${print(100 * share, share > 0 && share < 0.1 ? 1 : 0)} %`;

/** What the cell holds in the end, and how much of the first candidate is in it. */
function inTheEnd({ cells, remains }: Shown, s: number) {
  const [held, left] = [cells[s]!.at(-1)!, remains[s]!.at(-1)!];
  const of = left === 1 ? 'all of the first candidate' : left === 0 ? 'nothing of the first candidate' : left > 1 ? `${print(left)} times the first candidate` : `${percent(left)} of the first candidate`;
  return `After ${cells[s]!.length} steps the cell holds ${print(held)}, with ${of} in it.`;
} // prettier-ignore

const told: readonly ((shown: Shown) => string)[] = [
  ({ loop }) => (loop === 1 ? 'The loop keeps whatever comes, and adds it all up.' : `The loop multiplies by ${loop} at every step.`),
  ({ write }) => written(write),
  ({ read }) => heard(read),
  ({ keep }) => {
    const shut = where(keep, (value) => value === 0);
    return shut.length ? `The forget gate empties the cell at ${list(shut)}.` : 'The forget gate never closes, so that what comes later is added to what is there.';
  },
  ({ gates, peephole }) => {
    const open = where((gates[4] as unknown as number[][])[2]!, (value) => value > 0.5);
    if (peephole === 0) return 'Without its peephole the output gate is the same at every step, whatever the cell holds.';
    return open.length ? `The output gate sees the cell and opens by itself at ${list(open)}.` : 'The output gate sees the cell, and finds nothing to tell.';
  },
  ({ sharpness }) => `All gates are units now, with weights of ${sharpness}: none is ever quite open or quite closed.`,
]; // prettier-ignore

function written(write: readonly number[]) {
  const open = where(write, (value) => value > 0);
  return open.length
    ? `Only what comes at ${list(open)} gets in.`
    : 'The input gate never opens: nothing gets in.';
}

function heard(read: readonly number[]) {
  const open = where(read, (value) => value > 0);
  return open.length
    ? `The rest of the network hears of the cell at ${list(open)} alone.`
    : 'The output gate never opens: nobody hears of the cell.';
}

export const sentence: Cell = reading((shown) => {
  const s = stageOf(shown);
  return `${told[s]!(shown)} ${inTheEnd(shown, s)}`;
});
