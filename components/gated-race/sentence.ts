import type { Task } from '../../kernels/tasks.ts';
import { cell, type Cell, type Vector } from '../parts/declare.ts';
import { nets } from './runners.ts';

const join = (parts: readonly string[]) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '');
const called = (some: readonly number[]) => join(some.map((at) => `the ${nets[at]!.name}`));
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
const percent = (share: number) => `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;

const asks: Record<Task, string> = {
  copy: 'repeat the first two symbols',
  adding: 'add the two marked numbers',
  order: 'say in which order X and Y came',
};

export const sentence: Cell = cell(
  ['task', 'steps', 'iterations', 'test', 'solved', 'baseline'],
  (task: Task, steps: number, iterations: number, test: Vector, solved: Vector, line: number) => {
    const all = nets.map((_, at) => at);
    const over = all.filter((at) => !Number.isFinite(test[at]!));
    const there = all.filter((at) => solved[at]).sort((a, b) => solved[a]! - solved[b]!);
    const stuck = all.filter((at) => !solved[at] && test[at]! > 0.9 * line && !over.includes(at));
    const underway = all.filter((at) => ![...there, ...stuck, ...over].includes(at));
    return [
      `To ${asks[task]}, over ${steps} steps:`,
      iterations === 0 ? 'before the first iteration nobody knows anything.' : `after ${iterations} ${iterations === 1 ? 'iteration' : 'iterations'}`,
      iterations > 0 && [
        there.length > 0 && `${there.map((at) => `the ${nets[at]!.name} has solved it (at iteration ${solved[at]})`).join(', ')}`,
        underway.length > 0 && `${underway.map((at) => `the ${nets[at]!.name} is at ${percent(test[at]! / line)} of the baseline`).join(', ')}`,
        stuck.length > 0 && `${called(stuck)} ${stuck.length > 1 ? 'are' : 'is'} no better than the baseline, which has forgotten what came before the question`,
      ].filter(Boolean).join('; ') + '.',
      over.length > 0 && `${capital(called(over))} overflowed: numbers became too large; take a smaller learning rate and start again.`,
    ].filter(Boolean).join(' ');
  },
); // prettier-ignore
