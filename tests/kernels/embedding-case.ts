/** A table of rows looked up, as its golden cases want it. */
import type { Device } from '../../kernels/device/device.ts';
import * as embedding from '../../kernels/embedding.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase } from './tolerance.ts';

export interface EmbeddingCase extends GoldenCase<number> {
  inputs: { E: number[][]; s: number[]; errors: number[][] };
}

export function ofEmbedding(
  model: Pick<typeof embedding, 'forward' | 'backward'> = embedding,
): Compute<EmbeddingCase> {
  return async (device: Device, { inputs: { E, s, errors } }) => {
    const size = { symbols: E.length, width: E[0]!.length, steps: s.length };
    const outputs = await device.read({ e: model.forward(device, size, E, s) });
    const gradients = await device.read({ dE: model.backward(device, size, s, errors) });
    return { outputs: outputs as Arrays, gradients: gradients as Arrays };
  };
}
