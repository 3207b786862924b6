/** The dataflow: both gradients on one device, and the counted costs. */
import type { Device } from '../../kernels/device/device.ts';
import { backward, forward, type Activation, type Network } from '../../kernels/rnn.ts';
import * as rtrl from '../../kernels/rtrl.ts';
import * as costs from '../../kernels/rtrl-cost.ts';
import { column } from '../parts/columns.ts';
import { cell, type Cell, type Matrix, type Sizes, type Vector } from '../parts/declare.ts';

async function run(device: Device, network: Network, ...given: unknown[]) {
  const [U, W, V, b, x, y] = given as [Matrix, Vector, Vector, Vector, Vector, Vector];
  const parameters = { layers: [{ U, W: column(W), b }], V: [V], c: [0] };
  const record = forward(device, network, parameters, column(x), column(y));
  const back = backward(device, network, parameters, column(x), column(y), record);
  const ahead = rtrl.forward(device, network, parameters, column(x), column(y));
  return device.read({
    h: record.h[0]!, slopes: record.slopes[0]!, delta: back.delta[0]!, fromAbove: back.fromAbove[0]!,
    dU: back.dU[0]!, dW: back.dW[0]!, db: back.db[0]!,
    sent: ahead.sent, error: ahead.error, sensitivities: ahead.sensitivities, share: ahead.share, totals: ahead.totals,
  });
} // prettier-ignore

export interface Run {
  h: Matrix;
  slopes: Matrix;
  delta: Matrix;
  fromAbove: Matrix;
  dU: Matrix;
  dW: Matrix;
  db: Vector;
  sent: Matrix;
  error: Matrix;
  sensitivities: Matrix[];
  share: Matrix[];
  totals: Matrix[];
}

const part = (name: keyof Run) => cell(['run'], (run: Run) => run[name]);
const largest = (one: Matrix, other: Matrix) =>
  Math.max(...one.flatMap((row, i) => row.map((value, j) => Math.abs(value - other[i]![j]!))));
/** The network on show, as the formulas of the costs want it. */
const sizeOf = ({ T, H }: Sizes): costs.Size => ({ steps: T!, units: H!, inputs: 1 });
const curve = (of: (size: costs.Size) => number) =>
  cell(['size', 'longest'], (units: number, longest: number) =>
    Array.from({ length: longest }, (_, t) => of({ steps: t + 1, units, inputs: 1 })),
  );

export const values: Record<string, Cell> = {
  network: cell(['sizes', 'activation'], ({ T, H }: Sizes, activation: Activation): Network => ({
    inputs: 1, units: [H!], outputs: 1, steps: T!, activation, cost: 'squared',
  })),
  run: cell(['device', 'network', 'U', 'W', 'V', 'b', 'x', 'y'], run),
  h: part('h'),
  delta: part('delta'),
  sensitivities: part('sensitivities'),
  totals: part('totals'),
  gradientForward: cell(['run'], ({ totals }: Run) => totals.at(-1)!),
  gradientBackward: cell(['run'], ({ dU, dW, db }: Run) => dU.map((row, i) => [...row, ...dW[i]!, db[i]!])),
  difference: cell(['gradientForward', 'gradientBackward'], largest),
  memory: cell(['sizes'], (sizes: Sizes) => [costs.memory.forward(sizeOf(sizes)), costs.memory.backward(sizeOf(sizes))]),
  operations: cell(['sizes'], (sizes: Sizes) => {
    const { forward, backward, backwardEach } = costs.operations;
    return [forward, backward, backwardEach].map((of) => of(sizeOf(sizes)));
  }),
  memoryForward: curve(costs.memory.forward),
  memoryBackward: curve(costs.memory.backward),
  operationsForward: curve(costs.operations.forward),
  operationsBackward: curve(costs.operations.backward),
  operationsEach: curve(costs.operations.backwardEach),
  crossing: cell(['cost', 'size'], (cost: string, units: number) => {
    const of = cost === 'memory' ? costs.memoryCrossing : costs.operationsCrossing;
    return of({ steps: 1, units, inputs: 1 });
  }),
}; // prettier-ignore
