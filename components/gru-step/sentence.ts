import type { Cell } from '../parts/declare.ts';
import { print } from '../parts/numbers.ts';
import { chosen } from './forms.ts';
import { weights } from './mixture.ts';
import { reading, type Shown } from './shown.ts';

const percent = (share: number) => {
  const value = 100 * share;
  return `${value > 0 && value < 1 ? 'less than 1' : value > 99 && value < 100 ? 'more than 99' : value.toFixed(0)} %`;
};

const join = (parts: string[]) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]!;

function fates(shown: Shown) {
  const each = shown.h.map(
    (_, i) => `${i ? 'unit' : 'Unit'} ${i + 1} keeps ${percent(weights(shown, i)[0])}`,
  );
  return `${join(each)} of the old state; the rest is the candidate.`;
}

function hidden({ r }: Shown) {
  const shut = r.flatMap((open, i) => (open < 0.1 ? [`unit ${i + 1}`] : []));
  if (shut.length === r.length) return 'All reset gates are shut: the candidates see the input alone.';
  return shut.length
    ? `The reset gate hides the old state of ${join(shut)} from the candidates.`
    : 'No reset gate is shut: the candidates see all of the old state, or a part of it.';
}

/** How far the same weights come apart in another form. */
function elsewhere(shown: Shown) {
  const now = chosen(shown);
  const other = now === 3 ? 0 : 3;
  const apart = Math.max(...shown.h.map((value, i) => Math.abs(value - shown.others[other]![i]!)));
  const name = other ? 'PyTorch’s form' : 'the form of this book';
  return apart < 5e-3
    ? `In ${name} these weights give the same state.`
    : `In ${name} the same weights give another state: up to ${print(apart)} away.`;
}

export const sentence: Cell = reading((shown) => [fates(shown), hidden(shown), elsewhere(shown)].join(' '));
