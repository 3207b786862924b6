/**
 * A chunk of a large batch on a device of kernels/device, forward and backward through time: the kernels of batched.ts,
 * traced once into one plan. Same equations, parameters and places as network.ts.
 */
import type { Device } from '../device/device.ts';
import { fuse } from '../device/fuse.ts';
import { AT, compose } from './fused-network.ts';
import { Batch, type Given } from './fused-operations.ts';
import type { Run } from './network.ts';
import type { Home } from './operations.ts';
import type { Model } from './types.ts';
import { inputsOf, padded, type Weights } from './weights.ts';

/**
 * Computes the chunk that is in the memory when it is called. The answer puts its gradients, and the states that it ends in,
 * where `forward` and `backward` do, and tells the sum of its losses.
 */
export interface Chunked {
  (home: Home): Promise<() => number>;
  dispose(): void;
}

export function chunkOn(device: Device, model: Model, weights: Weights, run: Run): Chunked {
  const { first, size } = weights;
  const names = ['parameters', 'inputs', 'targets', 'weights', 'states'] as const;
  const plan = fuse(device, names.length, (on, ...values) => {
    const given = Object.fromEntries(names.map((name, i) => [name, values[i]!])) as unknown as Given;
    return compose({ on, batch: new Batch(on, given, run.B, first), model, weights, run });
  });
  const rows = run.B * run.T;
  const inputs = rows * (model.inputs === undefined ? 1 : padded(inputsOf(model)));
  const targets = rows * (model.cost === 'squared' ? weights.V.row : 1);
  const chunked = async ({ numbers }: Home) => {
    const part = (at: number, count: number) => numbers.slice(at, at + count);
    const states = statesBefore(weights, run).flatMap(({ at, count }) => [...part(at, count)]);
    const { loss, ...found } = await plan(
      part(first, size),
      part(run.inputs, inputs),
      part(run.targets, targets),
      part(run.weights, rows),
      Float64Array.from(states),
    );
    return () => {
      for (const [name, lines] of Object.entries(found)) {
        const place = Number(name.slice(AT.length));
        lines.forEach((line, i) => numbers.set(line, place + i * line.length));
      }
      return Array.from(loss![0]!).reduce((sum, one) => sum + one, 0);
    };
  };
  return Object.assign(chunked, { dispose: () => plan.dispose() });
}

/** Where the states before the chunk lie, in the order in which they are handed over. */
function statesBefore({ layers }: Weights, run: Run) {
  return run.layers.flatMap(({ h, c }, index) => {
    const count = run.B * layers[index]!.n;
    return [h, c].map((at) => ({ at, count }));
  });
}
