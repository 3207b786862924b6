/** The sum behind each mark, with its numbers. */
import type { Cell, Matrix, Sizes } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { readingBy } from '../parts/shown.ts';
import { countsOf, litAt, type Shape } from './values.ts';

interface Known extends Shape {
  sizes: Sizes;
  /** [L][T][H] */
  states: Matrix[];
  parameters: number;
  unshared: number;
  uses: number;
  litParameters: number;
  trace: Matrix;
}
const reading = readingBy<Known>([
  'sizes', 'units', 'inputWidth', 'outputWidth', 'initial', 'lit', 'litLayer', 'states',
  'parameters', 'unshared', 'uses', 'litParameters', 'trace',
]); // prettier-ignore

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

const equations: Equations<Known> = {
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

export const explain: Cell = explainedBy(reading, equations);
