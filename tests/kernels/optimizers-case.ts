/** Updates by given gradients, one after the other, as their golden cases want them. */
import type { Argument, Handle } from '../../kernels/device/device.ts';
import * as optimizers from '../../kernels/optimizers.ts';
import type { Compute } from './in-page.ts';
import type { GoldenCase } from './tolerance.ts';

export interface OptimizersCase extends GoldenCase {
  rule: optimizers.Rule;
  inputs: { start: number[]; gradients: number[][] };
}

export type Model = Pick<typeof optimizers, 'step'>;

/** Θ and the gradient used, after every update. */
export function ofOptimizers(model: Model = optimizers): Compute<OptimizersCase> {
  return async (device, { rule, inputs: { start, gradients } }) => {
    const [parameters, used]: [Handle[], Argument[]] = [[], []];
    let memory: optimizers.Memory | undefined;
    for (const gradient of gradients) {
      const before = parameters.at(-1) ?? start;
      const made = model.step(device, start.length, rule, before, gradient, memory);
      parameters.push(made.parameters);
      used.push(made.gradient);
      memory = made.memory;
    }
    // What nothing has clipped never was on the device.
    const handles = used.filter((each): each is Handle => typeof each === 'object' && 'device' in each);
    const read = await device.read({ parameters, handles });
    const outputs = { parameters: read.parameters, used: handles.length ? read.handles : gradients };
    return { outputs, gradients: {} };
  };
}
