/** What is felt of the first input, as the golden cases want it. */
import type { Handle } from '../../kernels/device/device.ts';
import * as sensitivity from '../../kernels/sensitivity.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase } from './tolerance.ts';

type Matrix = number[][];
export interface SensitivityCase extends GoldenCase<number[]> {
  kind: 'plain' | 'lstm';
  inputs: GoldenCase['inputs'] & { x: Matrix };
}

export type Model = Pick<typeof sensitivity, 'plainNetwork' | 'memoryNetwork'>;

export function ofSensitivity(model: Model = sensitivity): Compute<SensitivityCase> {
  return async (device, { kind, inputs }) => {
    const { x, g, i, f, o } = inputs as unknown as { x: Matrix; g: sensitivity.Weights } & Record<'i' | 'f' | 'o', sensitivity.Gate>;
    const sizes = { inputs: x[0]!.length, units: (g.b as number[]).length, steps: x.length };
    const block = { candidate: g, input: i, forget: f, output: o };
    const found = kind === 'plain' ? model.plainNetwork(device, sizes, g, x) : model.memoryNetwork(device, sizes, block, x);
    return { outputs: (await device.read(found as Record<string, Handle[]>)) as unknown as Arrays, gradients: {} };
  };
} // prettier-ignore
