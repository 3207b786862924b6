import type { Inputs, InputValue, Matrix, Preset, Sizes } from '../parts/declare.ts';
import { inputWeights, recurrent, targets } from './inputs.ts';

const sizesIn = ({ U, x, y }: Inputs): Sizes => ({
  H: (U as Matrix).length,
  T: (x as Matrix).length,
  I: (x as Matrix)[0]!.length,
  O: (y as Matrix)[0]!.length,
});

interface Changes {
  radius?: number;
  scale?: number;
  activation?: string;
  cost?: string;
  truncate?: number;
}

/** Seeded weights of the wanted size and everything else as at first, so that presets do not depend on each other. */
function network(inputs: Inputs, changes: Changes): Inputs {
  const { radius = 1, scale = 0.8, activation = 'tanh', cost = 'squared', truncate = 0 } = changes;
  const sizes = sizesIn(inputs);
  return {
    activation,
    cost,
    truncate,
    moment: 24,
    U: recurrent(inputs, sizes, radius),
    W: inputWeights(inputs, sizes, scale),
    y: targets({ ...inputs, cost }, sizes),
  };
}

/** What the network says is what it should say, at every step but the last. */
function agreeing(inputs: Inputs, outputs: Record<string, unknown>): InputValue {
  const [o, y] = [outputs.o as Matrix, targets({ ...inputs, cost: 'squared' }, sizesIn(inputs))];
  const limit = (value: number) => Math.min(Math.max(value, -1e4), 1e4);
  return o.map((row, t) => (t < o.length - 1 ? row.map(limit) : y[t]!));
}

export const presets: readonly Preset[] = [
  {
    label: 'Small weights',
    words:
      'With recurrent weights a third as large hardly any error comes from later steps: each step learns from its own loss.',
    change: (inputs) => network(inputs, { radius: 0.35 }),
  },
  {
    label: 'Large weights, linear',
    words:
      'Without an activation, recurrent weights three times as large make errors grow on their way back.',
    change: (inputs) => network(inputs, { radius: 3, activation: 'linear' }),
  },
  {
    label: 'Saturated units',
    words:
      'Large input weights push every unit to the flat ends of tanh, where slopes and so errors are near zero.',
    change: (inputs) => network(inputs, { scale: 8 }),
  },
  {
    label: 'Loss at the end alone',
    words:
      'Targets of all steps but the last are what the network says, so that only the last step sends an error back, and the shares of early steps drown.',
    change: (inputs, outputs) => ({ cost: 'squared', truncate: 0, moment: 24, y: agreeing(inputs, outputs) }),
  },
  {
    label: 'Truncate after 2',
    words: 'Errors do not pass between blocks of two steps; states do.',
    change: () => ({ truncate: 2, moment: 24 }),
  },
  {
    label: 'Softmax',
    words:
      'One of the outputs is right at each step, and the loss is minus the logarithm of its probability.',
    change: (inputs) => network(inputs, { cost: 'softmax' }),
  },
];
