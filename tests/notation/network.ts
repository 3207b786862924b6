/** A random network of two layers with its forward and backward pass, by the book's kernels: what every notation must say. */
import { plain } from '../../kernels/device/plain.ts';
import { backward, forward, type Network, type Parameters } from '../../kernels/rnn.ts';
import { normal, seeded } from '../../kernels/seeded.ts';
import { column, type Matrix, times, transpose } from './tex.ts';

const random = seeded(5);
const vector = (n: number) => Array.from({ length: n }, () => 0.6 * normal(random));
const matrix = (rows: number, columns: number) => Array.from({ length: rows }, () => vector(columns));

/** All widths differ, so that an equation in the wrong orientation does not even fit. */
export const sizes = { inputs: 2, units: [5, 3], outputs: 4, steps: 4 } as const;

export interface Layer {
  U: Matrix;
  W: Matrix;
  b: Matrix;
  /** From t = 0 on; z_0 is what gives h_0. */
  z: Matrix[];
  h: Matrix[];
  /** From t = 0 on, with nothing at 0 and zero at T + 1. */
  delta: Matrix[];
  dU: Matrix;
  dW: Matrix;
  db: Matrix;
  J: Matrix[];
}

export interface Truth {
  layers: Layer[];
  x: Matrix[];
  V: Matrix;
  c: Matrix;
  o: Matrix[];
  outerr: Matrix[];
  dV: Matrix;
  dc: Matrix;
}

/** With `units` of one layer the upper one is left out. */
export async function truth(units: readonly number[]): Promise<Truth> {
  const { inputs, outputs, steps } = sizes;
  const network: Network = { inputs, units, outputs, steps, activation: 'tanh', cost: 'squared' };
  const z0 = units.map(vector);
  const given = units.map((n, k) => ({
    U: matrix(n, n),
    W: matrix(n, k ? units[k - 1]! : inputs),
    b: vector(n),
  }));
  const [V, c, x, y] = [
    matrix(outputs, units.at(-1)!),
    vector(outputs),
    matrix(steps, inputs),
    matrix(steps, outputs),
  ];
  const parameters: Parameters = { layers: given, V, c, initial: z0.map((z) => z.map(Math.tanh)) };
  const device = plain();
  const ahead = forward(device, network, parameters, x, y);
  const back = backward(device, network, parameters, x, y, ahead);
  const found = (await device.read({ ...ahead, ...back })) as unknown as Record<string, number[][][]> & {
    dU: Matrix[];
  };
  const columns = (vectors: number[][]) => vectors.map(column);
  const layers = given.map((own, k): Layer => ({
    ...own,
    b: column(own.b),
    z: [z0[k]!, ...found.z![k]!].map(column),
    h: [z0[k]!.map(Math.tanh), ...found.h![k]!].map(column),
    delta: [[], ...found.delta![k]!, own.b.map(() => 0)].map(column),
    dU: found.dU[k]!,
    dW: found.dW![k]!,
    db: column(found.db![k] as unknown as number[]),
    J: [[], ...(found.jacobians as unknown as Matrix[][])[k]!],
  }));
  return {
    layers,
    x: [[], ...columns(x)],
    V,
    c: column(c),
    o: [[], ...columns(found.o as unknown as number[][])],
    outerr: [[], ...columns(found.errors as unknown as number[][])],
    dV: found.dV as unknown as Matrix,
    dc: column(found.dc as unknown as number[]),
  };
}

/** ∂z_t/∂z_{t−1} = U diag(act′(z_{t−1})). */
export const preJacobian = ({ U, z }: Layer, t: number): Matrix =>
  U.map((row) => row.map((u, j) => u * (1 - Math.tanh(z[t - 1]![j]![0]!) ** 2)));

export { times, transpose };
