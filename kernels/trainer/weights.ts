/** Where the parameters of a network lie in the memory, and what the book calls them. */
import { FIRST } from './operations.ts';
import type { Model } from './types.ts';

/** Row lengths are multiples of 4 numbers, what one instruction of the compiled home takes. */
export const padded = (n: number) => Math.ceil(n / 4) * 4;

/** Hands out places, one after the other. */
export interface Plan {
  take(numbers: number): number;
  readonly size: number;
}

export function newPlan(): Plan {
  let size = FIRST;
  const take = (numbers: number) => {
    const at = size;
    size += Math.ceil(numbers / 16) * 16;
    return at;
  };
  return {
    take,
    get size() {
      return size;
    },
  };
}

/** A matrix as [inputs][units]: row j is what input j adds to each unit. */
export interface Matrix {
  at: number;
  /** Numbers from one row to the next: its units, each gate's padded. */
  row: number;
  inputs: number;
  /** The transposed copy [row][padded inputs], for errors on their way back; 0 where there is none. */
  mirror: number;
}

/** Gates by name, in the order in which they lie side by side, and how many of them each recurrent matrix serves. */
export const cells = {
  rnn: { gates: [''], recurrent: [1] },
  lstm: { gates: ['i', 'f', 'o', 'g'], recurrent: [4] },
  gru: { gates: ['z', 'r', ''], recurrent: [2, 1] },
} as const;

export interface LayerWeights {
  /** H. */
  units: number;
  /** H, padded. */
  n: number;
  /** All gates side by side: n times their number. */
  width: number;
  U: Matrix[];
  W: Matrix;
  b: number;
}

/** All parameters are one block, so that an optimizer goes over them at once; gradients lie `size` behind, memories further on. */
export interface Weights {
  first: number;
  size: number;
  /** Size without the table of a first layer that reads symbols, of which a step uses few rows; it lies last. */
  dense: number;
  layers: LayerWeights[];
  V: Matrix;
  c: number;
  outputs: number;
}

export const inputsOf = ({ inputs, symbols }: Model) => inputs ?? symbols ?? 0;
export const outputsOf = ({ outputs, symbols }: Model) => outputs ?? symbols ?? 0;

/** Takes the places of all parameters, with room for their gradients and for two memories of the optimizer. */
export function takeWeights(plan: Plan, model: Model): Weights {
  const first = plan.size;
  const { gates, recurrent } = cells[model.cell];
  const matrix = (inputs: number, row: number) => ({
    at: plan.take(padded(inputs) * row),
    row,
    inputs,
    mirror: 0,
  });
  const layers = model.hidden.map((units, layer): LayerWeights => {
    const n = padded(units);
    const width = n * gates.length;
    const U = recurrent.map((count) => matrix(units, count * n));
    const b = plan.take(width);
    const W = layer ? matrix(model.hidden[layer - 1]!, width) : { at: 0, row: width, inputs: 0, mirror: 0 };
    return { units, n, width, U, W, b };
  });
  const top = layers.at(-1)!;
  const V = matrix(top.units, padded(outputsOf(model)));
  const c = plan.take(V.row);
  const dense = plan.size - first;
  layers[0]!.W = matrix(inputsOf(model), layers[0]!.width);
  const size = plan.size - first;
  plan.take(3 * size);
  for (const one of [...layers.flatMap(({ U }) => U), V, ...layers.slice(1).map(({ W }) => W)]) {
    one.mirror = plan.take(one.row * padded(one.inputs));
  }
  const table = model.inputs === undefined;
  return { first, size, dense: table ? dense : size, layers, V, c, outputs: outputsOf(model) };
}

/** Everything that is carried transposed too. */
export const mirrored = ({ layers, V }: Weights) =>
  [...layers.flatMap(({ U, W }) => [...U, W]), V].filter(({ mirror }) => mirror);

/** One parameter: number [i][j] lies at `at` + j·row + i; a bias has no columns. */
export interface Piece {
  name: string;
  at: number;
  row: number;
  rows: number;
  columns: number | undefined;
}

/** Every parameter by the book's letters. */
export function pieces({ layers, V, c, outputs }: Weights, cell: Model['cell']): Piece[] {
  const { gates, recurrent } = cells[cell];
  const found = layers.flatMap(({ units, n, U, W, b }, layer) =>
    gates.flatMap((gate, place): Piece[] => {
      const [name, second] = [`layer${layer + 1}.`, place >= recurrent[0]];
      const own = U[second ? 1 : 0]!;
      const at = own.at + (second ? place - recurrent[0] : place) * n;
      return [
        { name: `${name}U${gate}`, at, row: own.row, rows: units, columns: units },
        { name: `${name}W${gate}`, at: W.at + place * n, row: W.row, rows: units, columns: W.inputs },
        { name: `${name}b${gate}`, at: b + place * n, row: 0, rows: units, columns: undefined },
      ];
    }),
  );
  return [
    ...found,
    { name: 'V', at: V.at, row: V.row, rows: outputs, columns: V.inputs },
    { name: 'c', at: c, row: 0, rows: outputs, columns: undefined },
  ];
}
