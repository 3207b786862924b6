/** One step forward, and its errors on the way back. */
import type { Device } from '../../kernels/device/device.ts';
import * as blind from '../../kernels/lstm.ts';
import * as peeping from '../../kernels/lstm-peephole.ts';
import { output } from '../../kernels/rnn.ts';
import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';
import { parameterNames, peepholeNames } from './inputs.ts';
import { readout, trainedSizes } from './trained.ts';

export const names = [...parameterNames, ...peepholeNames, 'x', 'hPrev', 'cPrev', 'dhNext', 'dcNext'];
type Given = Record<string, Vector & Matrix>;

/** Every number of the step; element 0 of the kernels' lists over time. */
async function run(device: Device, peepholes: string, ...values: unknown[]) {
  const given = byName<Given>(names, values);
  const { x, hPrev, cPrev, dhNext, dcNext, pi, pf, po } = given;
  const sizes = { inputs: x!.length, units: hPrev!.length, steps: 1 };
  const parameters = { ...(given as never as peeping.Parameters), h0: hPrev!, c0: cPrev! };
  const errors = { dh: [dhNext!], dc: [dcNext!] };
  const sees = peepholes === 'on' && [pi, pf, po].some((weights) => weights!.some((weight) => weight !== 0));
  const kind = sees ? peeping : blind;
  const record = kind.forward(device, sizes, parameters, [x!]);
  const found = kind.backward(device, sizes, parameters, [x!], record, errors);
  const now = blind.stepOf(record, 0);
  const more = {
    kept: blind.times(device, sizes, now.f, cPrev!),
    written: blind.times(device, sizes, now.i, now.g),
  };
  const at = ({ dc, di, df, do: dOut, dg, dx, dh0, dc0 }: typeof found) => ({
    ...{ dc: dc[0]!, di: di[0]!, df: df[0]!, dOut: dOut[0]!, dg: dg[0]! },
    ...{ dx: dx[0]!, dhPrev: dh0, dcPrev: dc0 },
  });
  return { ...(await device.read({ ...now, ...more, ...at(found) })), sees };
}

/** V h_t + c of the trained network; nothing where the sizes are others. */
async function answer(device: Device, h: Vector) {
  if (h.length !== trainedSizes.H) return undefined;
  const units = h.length;
  const made = device.run(output, [1], { units }, readout.V, h, readout.c);
  return ((await device.read({ made })).made as Vector)[0];
}

const part = (name: string) => cell(['run'], (found: Record<string, unknown>) => found[name]);
export const parts = [
  'zi', 'zf', 'zo', 'zg', 'i', 'f', 'o', 'g', 'c', 'h', 'kept', 'written', 'sees',
  'dc', 'di', 'df', 'dOut', 'dg', 'dx', 'dhPrev', 'dcPrev',
]; // prettier-ignore

export const values: Record<string, Cell> = {
  run: cell(['device', 'peepholes', ...names], run),
  ...Object.fromEntries(parts.map((name) => [name, part(name)])),
  squash: part('s'),
  answer: cell(['device', 'h'], answer),
};
