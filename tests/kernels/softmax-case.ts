/** The softmax with its loss and its gradients, as its golden cases want them. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import * as softmax from '../../kernels/softmax.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase } from './tolerance.ts';

export interface SoftmaxCase extends GoldenCase<number> {
  inputs: { scores: number[]; temperature: number; target: number[]; upstream: number[] };
}

type Model = Pick<
  typeof softmax,
  'softmax' | 'logSoftmax' | 'throughSoftmax' | 'backThroughLog' | 'crossEntropy' | 'crossEntropyError'
>;

export function ofSoftmax(model: Model = softmax): Compute<SoftmaxCase> {
  return async (device: Device, { inputs: { scores, temperature, target, upstream } }) => {
    const n = scores.length;
    const p = model.softmax(device, n, scores, temperature);
    const outputs = {
      p,
      logP: model.logSoftmax(device, n, scores, temperature),
      loss: model.crossEntropy(device, n, scores, target),
    };
    const gradients = {
      error: model.crossEntropyError(device, n, scores, target),
      dP: model.throughSoftmax(device, n, p, upstream, temperature),
      dLog: model.backThroughLog(device, n, p, upstream, temperature),
    };
    const read = (handles: Record<string, Handle>) => device.read(handles) as Promise<Arrays>;
    return { outputs: await read(outputs), gradients: await read(gradients) };
  };
}
