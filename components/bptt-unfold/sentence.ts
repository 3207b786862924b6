import type { Cell } from '../parts/declare.ts';
import { print, printPower } from '../parts/numbers.ts';
import { progressOf } from './layout.ts';
import { reading, type Shown } from './shown.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const percent = (share: number) => `${print(100 * share, share > 0 && share < 0.1 ? 1 : 0)} %`;

export const sentence: Cell = reading((shown) => {
  const { T } = shown.sizes;
  const { folded, done, backward, now } = progressOf(shown.moment, T!);
  if (folded) return atFirst(T!);
  if (!backward) return goingForward(shown, now, T!);
  return done ? atLast(shown) : goingBackward(shown, now, T!);
});

const atFirst = (T: number) =>
  `The network is folded: one state, and a loop that hands it on one step later. Unfolded, it is a chain of ${T} copies that share their weights.`;

function goingForward({ losses }: Shown, now: number, T: number) {
  const so = print(sum(losses.slice(0, now + 1)));
  const before = now ? `the state of step ${now}` : 'a state of zeros';
  const told = `Forward, step ${now + 1} of ${T}: the new state is made from ${before} and the input of this step.`;
  const next =
    now === T - 1 ? `The loss of all steps is ${so}; now the errors go back.` : `The loss so far is ${so}.`;
  return `${told} ${next}`;
}

function goingBackward(shown: Shown, now: number, T: number) {
  const { shareSizes, totalSizes } = shown;
  const from = now === T - 1 ? 'The error starts at its own loss' : cutAt(shown, now) ?? 'The error of this step comes from its own loss and from the step after it';
  const added = `it adds a share of size ${printPower(shareSizes[now]!)} to the gradient of the recurrent weights`;
  return `Backward, step ${now + 1} of ${T}. ${from}; ${added}. The total so far has size ${printPower(totalSizes[now]!)}.`;
} // prettier-ignore

const cutAt = ({ truncate }: Shown, t: number) =>
  truncate > 0 && (t + 1) % truncate === 0
    ? 'What the step after it sends back is cut off, so that the error comes from its own loss alone'
    : undefined;

function atLast(shown: Shown) {
  const { shareSizes, losses, loss, truncate } = shown;
  const T = losses.length;
  return [
    `The loss is ${print(loss)}.`,
    T > 1 && 'The share of step 1 is zero, since the state before it is.',
    T > 1 && ranking(shareSizes),
    T > 3 && ofTheLast(shareSizes),
    T > 2 && throughAll(shown),
    truncate > 0 && truncate < T && `Errors stay inside blocks of ${truncate} ${truncate > 1 ? 'steps' : 'step'}, so that this is not the whole gradient.`,
  ].filter(Boolean).join(' ');
} // prettier-ignore

/** The largest share, and the smallest of those that are not zero from the start. */
function ranking(sizes: readonly number[]) {
  const order = sizes.map((_, t) => t).slice(1).sort((a, b) => sizes[b]! - sizes[a]!);
  const [most, least] = [order[0]!, order.at(-1)!];
  const name = (t: number) => `step ${t + 1} (size ${printPower(sizes[t]!)})`;
  if (!sizes[most]) return 'No step has a share in the gradient of the recurrent weights.';
  return most === least ? `The only other is that of ${name(most)}.` : `The largest is that of ${name(most)}, the smallest of the others that of ${name(least)}.`;
} // prettier-ignore

function ofTheLast(sizes: readonly number[]) {
  const total = sum(sizes);
  return (
    total > 0 && `The last two steps hold ${percent(sum(sizes.slice(-2)) / total)} of all the sizes together.`
  );
}

/** How much of a small change of the first state is left in the last one. */
function throughAll({ products }: Shown) {
  const size = Math.hypot(...products[1]!.flat());
  return `From the first state to the last the running product has size ${printPower(size)}.`;
}
