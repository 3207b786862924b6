import type { Cell, Vector } from '../parts/declare.ts';
import { print, printPower } from '../parts/numbers.ts';
import { brief } from '../parts/timeline.ts';
import { startOf, STEPS, taskAt, weightOf } from './trained.ts';
import { parameterNames } from './inputs.ts';
import { reading, type Shown } from './shown.ts';

const list = (values: Vector) => values.map(brief).join(', ');
const whole = (values: Vector) => (values.length > 1 ? `(${list(values)})` : list(values));
const mean = (values: Vector) => values.reduce((sum, value) => sum + value, 0) / values.length;
const all = (values: readonly number[], other: readonly number[]) =>
  values.length === other.length && values.every((value, at) => value === other[at]);

/** Open, nearly shut, or half open: by the mean over the cells. */
function word(gate: Vector) {
  const open = mean(gate);
  return open > 0.9 ? 'open' : open < 0.1 ? 'closed' : 'partly open';
}

export const sentence: Cell = reading((shown) => {
  return [task(shown), gates(shown), backward(shown)].filter(Boolean).join(' ');
});

/** What the trained network is about at this step, as long as its numbers stand. */
function task(shown: Shown) {
  const { x, position, answer } = shown;
  const given = shown as never as Record<string, Vector>;
  const weights = parameterNames.every((name) => all([given[name]].flat(2) as Vector, [weightOf(name)].flat(2) as Vector)); // prettier-ignore
  const { hPrev, cPrev } = startOf(position);
  if (!weights || !all(shown.hPrev, hPrev) || !all(shown.cPrev, cPrev) || !all(x, startOf(position).x))
    return undefined;
  const { number, marked, asked, target } = taskAt(position);
  const what = marked ? 'is marked: keep it' : asked ? 'is not marked, and the network is asked' : 'is a distractor';
  const told = `Step ${position} of ${STEPS} of the trained network: the number ${print(number, 1)} ${what}.`;
  return `${told} ${asked ? `It answers ${print(answer!)}; right is ${print(target, 1)}.` : ''}`.trim();
} // prettier-ignore

function gates({ i, f, o, cPrev, kept, written, c, h }: Shown) {
  return [
    `The forget gate is ${word(f)} (${list(f)}), the input gate ${word(i)} (${list(i)}), the output gate ${word(o)} (${list(o)}).`,
    `Of the cell ${whole(cPrev)}, ${whole(kept)} is kept and ${whole(written)} written, which makes ${whole(c)}; the block shows ${whole(h)}.`,
  ].join(' ');
}

/** Where the error goes, by its size in the cell and in the state. */
function backward({ dc, dcPrev, dhPrev }: Shown) {
  const size = (values: Vector) => printPower(Math.hypot(...values));
  return `Backward, an error of size ${size(dc)} in the new cell becomes ${size(dcPrev)} in the cell before and ${size(dhPrev)} in the state before.`;
}
