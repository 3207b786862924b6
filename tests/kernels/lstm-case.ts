/** LSTM layers over a sequence, forward and backward, as their golden cases want them. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import * as peephole from '../../kernels/lstm-peephole.ts';
import * as lstm from '../../kernels/lstm.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase, Values } from './tolerance.ts';

export type LstmCase = GoldenCase;

export type Model = Pick<typeof lstm, 'forward' | 'backward' | 'paths' | 'jacobians'>;
export type PeepholeModel = Pick<typeof peephole, 'forward' | 'backward'>;

export const sizesOf = ({ bi, Wi, x }: Values): lstm.Sizes => {
  const [H, W, T] = [bi, Wi, x].map((array) => array as number[][]);
  return { units: H!.length, inputs: W![0]!.length, steps: T!.length };
};

const read = (device: Device, handles: object) =>
  device.read(handles as Record<string, Handle>) as Promise<Arrays>;

/** Ways through the cell and Jacobians are computed where the case has them. */
export function ofLstm(model: Model = lstm): Compute<LstmCase> {
  return async (device, { inputs, gradients }) => {
    const [sizes, given] = [sizesOf(inputs), inputs as never];
    const { x, dh, dc } = inputs as Record<string, number[][]>;
    const record = model.forward(device, sizes, given, x!);
    const found = model.backward(device, sizes, given, x!, record, { dh: dh!, dc: dc! });
    const errors = { dh: dh!, dc: dc! };
    const ways = gradients.straight && model.paths(device, sizes, given, x!, record, errors, found);
    const jacobians = gradients.jacobians && model.jacobians(device, sizes, given, record);
    const more = { ...ways, ...(jacobians && { jacobians }) };
    return { outputs: await read(device, record), gradients: await read(device, { ...found, ...more }) };
  };
}

export function ofPeephole(model: PeepholeModel = peephole): Compute<LstmCase> {
  return async (device, { inputs }) => {
    const [sizes, given] = [sizesOf(inputs), inputs as never];
    const { x, dh, dc } = inputs as Record<string, number[][]>;
    const record = model.forward(device, sizes, given, x!);
    const found = model.backward(device, sizes, given, x!, record, { dh: dh!, dc: dc! });
    return { outputs: await read(device, record), gradients: await read(device, found) };
  };
}
