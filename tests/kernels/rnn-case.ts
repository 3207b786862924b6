/** A recurrent network over a sequence, forward and backward, as its golden cases want it. */
import type { Device, Handle, Handles } from '../../kernels/device/device.ts';
import * as rnn from '../../kernels/rnn.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase, Values } from './tolerance.ts';

export interface RnnCase extends GoldenCase {
  network: rnn.Network;
  truncate: number;
}

export type Model = Pick<typeof rnn, 'forward' | 'backward' | 'products' | 'triangle'>;

type Matrix = number[][];

/** The golden file lists each letter by layers: U [layer][H][H] … */
export function parametersOf(inputs: Values): rnn.Parameters {
  const { U, W, b, V, c, initial } = inputs as unknown as {
    [name in 'U' | 'W']: Matrix[];
  } & { b: Matrix; V: Matrix; c: number[]; initial?: Matrix };
  const layers = U.map((each, layer) => ({ U: each, W: W[layer]!, b: b[layer]! }));
  return { layers, V, c, ...(initial && { initial }) };
}

/** Forward alone. */
export function forwardOf(
  device: Device,
  { network, inputs }: Pick<RnnCase, 'network' | 'inputs'>,
  model: Model = rnn,
) {
  const { x, y } = inputs as { x: Matrix; y: Matrix };
  return model.forward(device, network, parametersOf(inputs), x, y);
}

/** Running products and the table of uses are computed where the case has them: for T = 1001 there are a million. */
export function ofRnn(model: Model = rnn): Compute<RnnCase> {
  return async (device, golden) => {
    const { network, inputs, truncate } = golden;
    const [parameters, { x, y }] = [parametersOf(inputs), inputs as { x: Matrix; y: Matrix }];
    const record = forwardOf(device, golden, model);
    const gradients = model.backward(device, network, parameters, x, y, record, truncate);
    const more: Record<string, Handles> = {};
    if (golden.gradients.products) {
      more.products = gradients.jacobians.map((each, layer) => model.products(device, network, each, layer));
    }
    if (golden.gradients.triangle) {
      const weight = [0, network.units.at(-1)! - 1] as const;
      const above = gradients.fromAbove.at(-1)!;
      more.triangle = model.triangle(device, network, parameters, record, above, weight, truncate);
    }
    const read = (handles: object) => device.read(handles as Record<string, Handle>) as Promise<Arrays>;
    return { outputs: await read(record), gradients: await read({ ...gradients, ...more }) };
  };
}
