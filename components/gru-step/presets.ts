import type { Inputs, Preset, Sizes, Vector } from '../parts/declare.ts';
import { inputs, zeros } from './inputs.ts';

const sizesIn = ({ hPrev, x }: Inputs): Sizes => ({ H: (hPrev as Vector).length, I: (x as Vector).length });
const all = (values: unknown, value: number) => (values as Vector).map(() => value);

/** The weights of the first view at these sizes, and what differs from them; state and input stay. */
function start(given: Inputs, change: (given: Inputs, sizes: Sizes) => Inputs): Inputs {
  const sizes = sizesIn(given);
  const names = ['zWeighs', 'rGates', 'Wz', 'Uz', 'bz', 'Wr', 'Ur', 'br', 'W', 'U', 'b', 'bU'];
  const first = names.map((name) => {
    const { default: value } = inputs[name]!;
    return [name, typeof value === 'function' ? value(sizes, {}) : value];
  });
  return { ...(Object.fromEntries(first) as Inputs), ...change(given, sizes) };
}

/** A gate that is the same at every step: σ of its bias. */
const constant = (gate: 'z' | 'r', bias: number, { hPrev }: Inputs, { H, I }: Sizes): Inputs => ({
  [`W${gate}`]: zeros(H!, I!),
  [`U${gate}`]: zeros(H!, H!),
  [`b${gate}`]: all(hPrev, bias),
});

export const presets: readonly Preset[] = [
  {
    label: 'Copy through',
    words: 'The update gate is shut: the new state is the old one, whatever the input.',
    change: (given) => start(given, (now, sizes) => constant('z', -15, now, sizes)),
  },
  {
    label: 'Start afresh',
    words: 'Reset gate shut, update gate open: the new state is made from the input alone.',
    change: (given) =>
      start(given, (now, sizes) => ({
        ...constant('r', -15, now, sizes),
        ...constant('z', 15, now, sizes),
      })),
  },
  {
    label: 'Leaky average',
    words: 'An update gate that is always 0.1, and candidates from the input alone: a running average.',
    change: (given) =>
      start(given, (now, sizes) => ({
        ...constant('z', -2.2, now, sizes),
        ...constant('r', -15, now, sizes),
      })),
  },
  {
    label: 'Vanilla network',
    words: 'Both gates open: what is left is the candidate, a vanilla network.',
    change: (given) =>
      start(given, (now, sizes) => ({ ...constant('z', 15, now, sizes), ...constant('r', 15, now, sizes) })),
  },
  {
    label: 'z as in Cho 2014',
    words: 'The weights of the first view where z weighs the old state: what was kept is replaced now.',
    change: (given) => start(given, () => ({ zWeighs: 'previous' })),
  },
  {
    label: 'Both as in PyTorch',
    words: 'The same weights where z weighs the old state and r multiplies the product.',
    change: (given) => start(given, () => ({ zWeighs: 'previous', rGates: 'product' })),
  },
];
