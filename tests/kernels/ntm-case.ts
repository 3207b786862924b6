/** One step of the Neural Turing Machine, forward and backward, as its golden cases want it. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import * as ntm from '../../kernels/ntm.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase, Values } from './tolerance.ts';

export interface NtmCase extends GoldenCase<number> {
  /** ∂L/∂ of what the step gives. */
  upstream: Values;
}

type Model = Pick<typeof ntm, 'forward' | 'backward'>;
type Inputs = Parameters<Model['forward']>[2];
type Errors = Parameters<Model['backward']>[4];

/** Every output and gradient of one step, as arrays. */
export async function step(device: Device, values: Values, upstream: Values, model: Model = ntm) {
  const memory = values.memory as number[][];
  const sizes = { slots: memory.length, width: memory[0]!.length };
  const inputs = values as unknown as Inputs;
  const record = model.forward(device, sizes, inputs);
  const { dWeights, dRead, dReadAfter, dMemoryAfter } = upstream;
  const errors = { weights: dWeights, read: dRead, readAfter: dReadAfter, memoryAfter: dMemoryAfter };
  const gradients = model.backward(device, sizes, inputs, record, errors as unknown as Errors);
  const read = (handles: object) => device.read(handles as Record<string, Handle>) as Promise<Arrays>;
  return { outputs: await read(record), gradients: await read(gradients) };
}

export function ofNtm(model: Model = ntm): Compute<NtmCase> {
  return (device, { inputs, upstream }) => step(device, inputs, upstream, model);
}
