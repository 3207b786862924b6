/** A gated recurrent unit over a sequence, forward and backward, as its golden cases want it. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import * as gru from '../../kernels/gru.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase, Values } from './tolerance.ts';

export interface GruCase extends GoldenCase {
  network: gru.Network;
}

export type Model = Pick<typeof gru, 'forward' | 'backward'>;

/** Forward alone. */
export function forwardOf(
  device: Device,
  { network, inputs }: Pick<GruCase, 'network' | 'inputs'>,
  model: Model = gru,
) {
  return model.forward(device, network, inputs as unknown as gru.Parameters, inputs.x as number[][]);
}

export function ofGru(model: Model = gru): Compute<GruCase> {
  return async (device, golden) => {
    const { network, inputs } = golden;
    const { x, upstream } = inputs as { x: number[][]; upstream: number[][] };
    const record = forwardOf(device, golden, model);
    const parameters = inputs as unknown as gru.Parameters;
    const gradients = model.backward(device, network, parameters, x, record, upstream);
    const read = (handles: object) => device.read(handles as Record<string, Handle>) as Promise<Arrays>;
    // Factors are what was given, or are seen in what r made of them.
    const { factors: _, ...outputs } = record;
    return { outputs: await read(outputs), gradients: await read(gradients) };
  };
}

/** The terms whose sum is L = Σ_t upstream_t · h_t. */
export function termsOf(device: Device, { network }: Pick<GruCase, 'network'>) {
  return async (inputs: Values) => {
    const { h } = (await device.read({ h: forwardOf(device, { network, inputs }).h })) as { h: number[][] };
    const upstream = inputs.upstream as number[][];
    return h.flatMap((row, t) => row.map((value, i) => value * upstream[t]![i]!));
  };
}
