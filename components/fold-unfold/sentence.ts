import type { Cell, Matrix, Sizes } from '../parts/declare.ts';
import { print } from '../parts/numbers.ts';
import { readingBy } from '../parts/shown.ts';
import { drawnSteps } from './layout.ts';
import { litAt } from './values.ts';

interface Told {
  sizes: Sizes;
  unfolded: number;
  lit: string;
  litLayer: number;
  initial: string;
  parameters: number;
  unshared: number;
  uses: number;
  pulse: number;
  trace: Matrix;
}
const reading = readingBy<Told>(['sizes', 'unfolded', 'lit', 'litLayer', 'initial', 'parameters', 'unshared', 'uses', 'pulse', 'trace']); // prettier-ignore

const plural = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;
const kinds: Record<string, string> = { U: 'recurrent weights', W: 'input weights', V: 'output weights' };

export const sentence: Cell = reading((told) =>
  [shape(told), lit(told), counts(told), faded(told)].filter(Boolean).join(' '),
);

function shape({ sizes: { T, L }, unfolded }: Told) {
  const copies = drawnSteps(unfolded, T!);
  const layers = plural(L!, 'layer');
  if (!copies) return `Folded: ${layers}, each with a loop that hands its state on one step later.`;
  if (copies < T!)
    return `Unfolded as far as step ${copies}: ${plural(copies, 'copy').replace('copys', 'copies')} of ${layers}.`;
  return `Unfolded over ${plural(T!, 'step')}: ${plural(T! * L!, 'state')} in ${layers}.`;
}

function lit({ sizes, lit, litLayer, uses }: Told) {
  if (lit === 'none') return '';
  const of = lit === 'V' || sizes.L === 1 ? '' : ` of layer ${litAt(sizes, litLayer) + 1}`;
  return `The ${kinds[lit]}${of} are used ${uses === 1 ? 'once' : `${uses} times`}.`;
}

function counts({ sizes, parameters, unshared, initial }: Told) {
  const learnt = initial === 'learnt' ? ', the initial state among them' : '';
  return `The network has ${plural(parameters, 'parameter')}${learnt}, whatever the number of steps; with weights of its own at each of ${plural(sizes.T!, 'step')} it would have ${unshared}.`;
}

/** What is left of the pulse at the end. */
function faded({ sizes: { T, L }, pulse, trace }: Told) {
  const at = Math.min(pulse, T!) - 1;
  const [bottom, top] = [trace[0]!, trace.at(-1)!];
  const now = `leaves ${print(bottom[at]!)} in the state of ${L === 1 ? 'the layer' : 'layer 1'}`;
  if (at === T! - 1) return `The input of the last step ${now}.`;
  const above = L === 1 ? '' : `; in layer ${L} it is then ${print(top[T! - 1]!)}`;
  return `The input of step ${at + 1} alone ${now} at once, and ${print(bottom[T! - 1]!)} at step ${T!}${above}.`;
}
