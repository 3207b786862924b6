/** Real-time recurrent learning over a sequence, as its golden cases want it. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import type * as rnn from '../../kernels/rnn.ts';
import * as rtrl from '../../kernels/rtrl.ts';
import type { Arrays, Compute } from './in-page.ts';
import { parametersOf } from './rnn-case.ts';
import type { GoldenCase, Values } from './tolerance.ts';

export interface RtrlCase extends GoldenCase {
  network: rnn.Network;
}

export type Model = Pick<typeof rtrl, 'forward'>;

export function forwardOf(
  device: Device,
  { network, inputs }: { network: rnn.Network; inputs: Values },
  model: Model = rtrl,
) {
  const { x, y } = inputs as unknown as Record<'x' | 'y', number[][]>;
  return model.forward(device, network, parametersOf(inputs), x, y);
}

export function ofRtrl(model: Model = rtrl): Compute<RtrlCase> {
  return async (device, golden) => {
    const made = forwardOf(device, golden, model);
    const all = (await device.read(made as unknown as Record<string, Handle>)) as Arrays;
    const { sent, outputError, error, share, ...rest } = all;
    const gradients = { ...rest, outputErrors: outputError!, errors: error!, shares: share! };
    return { outputs: { ...rest, senders: sent! }, gradients };
  };
}
