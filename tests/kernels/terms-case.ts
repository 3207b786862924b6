/** A matrix times a vector, taken apart, as its golden cases want it. */
import * as terms from '../../kernels/terms.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase } from './tolerance.ts';

export interface TermsCase extends GoldenCase<number> {
  inputs: { M: number[][]; v: number[] };
}

export function ofTerms(model: Pick<typeof terms, 'apart'> = terms): Compute<TermsCase> {
  return async (device, { inputs: { M, v } }) => ({
    outputs: (await device.read(model.apart(device, M.length, v.length, M, v))) as Arrays,
    gradients: {},
  });
}
