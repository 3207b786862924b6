import type { Inputs, Preset } from '../parts/declare.ts';
import { list, signal } from './inputs.ts';

type Gates = Partial<Record<'i' | 'f' | 'o', (t: number) => number>>;

/** Everything, so that presets do not depend on each other; as many steps as there are, if nothing is said. */
function made({ steps }: Inputs, gates: Gates, more: Inputs = {}): Inputs {
  const T = (more.steps ?? steps) as number;
  const { i = () => 1, f = () => 1, o = () => 1 } = gates;
  return {
    ...{ steps: T, inputGate: list(T, i), forgetGate: list(T, f), outputGate: list(T, o) },
    ...{ U: 0.3, feedback: 0, clip: 0, x: signal(T), dh: list(T, (t) => Number(t === T - 1)) },
    ...more,
  };
}

/** Written at the first step, shown at the last, and left alone in between. */
const first = (t: number) => Number(t === 0);
const last = (T: number) => (t: number) => Number(t === T - 1);
const stepsOf = ({ steps }: Inputs) => steps as number;
const middle = (inputs: Inputs) => Math.floor(stepsOf(inputs) / 2);

export const presets: readonly Preset[] = [
  {
    label: 'Left alone',
    words: 'Input and output gates are closed in between: the cell is the only way, and the error comes back whole.',
    change: (inputs) => made(inputs, { i: first, o: last(stepsOf(inputs)) }),
  },
  {
    label: 'Forget in the middle',
    words: 'A closed forget gate ends the way back. The last state does not depend on what was before it.',
    change(inputs) {
      const at = middle(inputs);
      const gates = { i: (t: number) => Number(t === 0 || t === at), f: (t: number) => Number(t !== at) };
      return made(inputs, { ...gates, o: last(stepsOf(inputs)) });
    },
  },
  {
    label: 'A hundred gates at 0.9',
    words: 'Gates that are not quite open: 0.9 to the power of 100 is left.',
    change: (inputs) => made(inputs, { i: first, f: () => 0.9, o: last(101) }, { steps: 101 }),
  },
  {
    label: 'No memory',
    words: 'Forget gates closed: all that is left is a plain network, in which the error goes through the state and vanishes.',
    change: (inputs) => made(inputs, { f: () => 0 }, { U: 0.6 }),
  },
  {
    label: 'Explodes, and is clipped',
    words: 'With open gates and a large weight the way round makes the error grow, memory cell or not; clipping shortens the gradient.',
    change: (inputs) => made(inputs, {}, { U: 2, clip: 5, x: list(stepsOf(inputs), () => 0) }),
  },
  {
    label: 'Gates that see the state',
    words: 'Forget gates below 1, and yet the cell’s whole derivative by the cell before is larger than 1.',
    change: (inputs) =>
      made(inputs, { f: () => 0.7, i: () => 0.6, o: () => 0.8 }, { U: 1.2, feedback: 1.5, x: list(stepsOf(inputs), (t) => (t % 2 ? -0.4 : 0.3)) }),
  },
]; // prettier-ignore
