/** The sum behind each mark, with its numbers. */
import { cell, type Cell, type Explanation, type Matrix, type Sizes } from '../parts/declare.ts';
import { tex } from '../parts/numbers.ts';
import { countsOf, litAt, type Shape } from './values.ts';

const needs = [
  'sizes',
  'units',
  'inputWidth',
  'outputWidth',
  'initial',
  'lit',
  'litLayer',
  'states',
] as const;

interface Known extends Shape {
  sizes: Sizes;
  /** [L][T][H] */
  states: Matrix[];
}

/** Weights and biases of each layer, then those of the output. */
function terms({ sizes, ...shape }: Known) {
  const { units: H, inputWidth: I, outputWidth: O } = shape;
  const { L } = sizes;
  const upper = L! > 1 ? ` + ${L! - 1} \\cdot (${H} \\cdot ${H} + ${H} \\cdot ${H} + ${H})` : '';
  return `${H} \\cdot ${H} + ${H} \\cdot ${I} + ${H}${upper} + ${O} \\cdot ${H} + ${O}`;
}

const first = ({ sizes, ...shape }: Known) => {
  const { first: count } = countsOf(sizes, shape);
  return count ? ` + ${count}` : '';
};

const equations: Record<string, (known: Known, at: number, t: number) => string> = {
  parameters: (known) => `\\text{parameters} = ${terms(known)}${first(known)}`,
  unshared: (known) => `\\text{parameters} = ${known.sizes.T} \\cdot (${terms(known)})${first(known)}`,
  uses: ({ sizes }) => `\\text{uses} = \\horizon = ${sizes.T}`,
  litParameters({ sizes, units, inputWidth, outputWidth, lit, litLayer }) {
    const columns = lit === 'W' && litAt(sizes, litLayer) === 0 ? inputWidth : units;
    return `\\text{rows } \\cdot \\text{ columns} = ${lit === 'V' ? outputWidth : units} \\cdot ${columns}`;
  },
  trace({ states, sizes }, at, t) {
    const state = states[at]![t]!;
    const name = sizes.L === 1 ? `\\hid{${t + 1}}` : `\\hidl{${at + 1}}{${t + 1}}`;
    const squares = state.map((value) => `${tex(value, true)}^{2}`);
    const shown = state.length > 4 ? '' : ` = (${squares.join(' + ')})^{0.5}`;
    return `\\lVert ${name} \\rVert${shown}`;
  },
};

export const explain: Cell = cell(needs, (...list: unknown[]) => {
  const known = Object.fromEntries(needs.map((name, at) => [name, list[at]])) as unknown as Known;
  return (mark: string, values: Record<string, unknown>): Explanation | undefined => {
    const [name = '', ...rest] = mark.split('.');
    const index = rest.map(Number);
    const value = index.reduce<unknown>((inner, at) => (inner as unknown[] | undefined)?.[at], values[name]);
    if (!Object.hasOwn(equations, name) || typeof value !== 'number') return undefined;
    return `${equations[name]!(known, index[0]!, index[1]!)} = ${tex(value)}`;
  };
});
