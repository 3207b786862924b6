/** One memory cell over T steps, its gates set by hand, and every way on which errors come back. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import { backward, forward, jacobians, paths, type Parameters } from '../../kernels/lstm.ts';
import { clipped } from '../../kernels/optimizers.ts';
import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';

const given = ['inputGate', 'forgetGate', 'outputGate', 'U', 'feedback', 'clip', 'x', 'dh'];

/** The pre-activation at which a gate stands so; at its ends σ is 1 or 0 to all its digits. */
const stands = (gate: number) => Math.min(Math.max(Math.log(gate / (1 - gate)), -40), 40);

/** The input of the layer has four numbers: x, and where the hand puts each gate. */
const parametersOf = (U: number, feedback: number): Parameters => ({
  ...{ Wi: [[0, 1, 0, 0]], Wf: [[0, 0, 1, 0]], Wo: [[0, 0, 0, 1]], Wg: [[1, 0, 0, 0]] },
  ...{ Ui: [[feedback]], Uf: [[feedback]], Uo: [[feedback]], Ug: [[U]] },
  ...{ bi: [0], bf: [0], bo: [0], bg: [0] },
});

async function run(device: Device, ...values: unknown[]) {
  const [inputGate, forgetGate, outputGate, U, feedback, , x, dh] = values as [
    Vector, Vector, Vector, number, number, number, Vector, Vector,
  ]; // prettier-ignore
  const sizes = { inputs: 4, units: 1, steps: x.length };
  const parameters = parametersOf(U, feedback);
  const rows = x.map((value, t) => [value, ...[inputGate, forgetGate, outputGate].map((one) => stands(one[t]!))]);
  const errors = { dh: dh.map((error) => [error]) };
  const record = forward(device, sizes, parameters, rows);
  const found = backward(device, sizes, parameters, rows, record, errors);
  const ways = paths(device, sizes, parameters, rows, record, errors, found);
  const { i, f, o, c, h, slopeC, slopeG } = record;
  const { dWg, dUg, dbg, fromNext } = found;
  const full = jacobians(device, sizes, parameters, record) as Handle[];
  const some = { i, f, o, c, h, slopeC, slopeG, fromNext, total: found.dc, errorH: found.dh, dg: found.dg, full };
  return device.read({ ...some, ...ways, dWg, dUg, dbg });
} // prettier-ignore

type Found = Awaited<ReturnType<typeof run>>;

/** ∂L/∂Wg, ∂L/∂Ug and ∂L/∂bg as one row, before and after clipping: their lengths. */
async function lengths(device: Device, { dWg, dUg, dbg }: Found, clip: number) {
  const row = [(dWg as Matrix)[0]![0]!, (dUg as Matrix)[0]![0]!, (dbg as Vector)[0]!];
  if (!row.every(Number.isFinite)) return { before: Infinity, after: Infinity };
  const rule = { by: 'norm', at: clip || Number.MAX_VALUE } as const;
  const { gradient } = clipped(device, row.length, row, rule);
  const used = (await device.read({ gradient: gradient as Handle })).gradient as Vector;
  return { before: Math.hypot(...row), after: Math.hypot(...used) };
}

const column = (name: string) => cell(['run'], (found: Record<string, Matrix>) => found[name]!.flat());
const part = (name: string) => cell(['clipping'], (found: Record<string, number>) => found[name]);

/** What of an error in the last cell is left at each, by the forget gates alone: products from behind. */
function products(f: Vector) {
  const found = f.map(() => 1);
  for (let t = f.length - 2; t >= 0; t--) found[t] = found[t + 1]! * f[t + 1]!;
  return found;
}

export const values: Record<string, Cell> = {
  run: cell(['device', ...given], run),
  ...Object.fromEntries(['i', 'f', 'o', 'c', 'h', 'slopeC', 'slopeG', 'total', 'errorH'].map((name) => [name, column(name)])),
  throughCell: column('straight'),
  throughState: column('outside'),
  passed: cell(['f'], products),
  // The first step has none before it.
  jacobian: cell(['run'], ({ full, f }: Found) => [(f as Matrix)[0]![0]!, ...(full as Matrix[]).flat(2)]),
  clipping: cell(['device', 'run', 'clip'], lengths),
  gradientSize: part('before'),
  clippedSize: part('after'),
}; // prettier-ignore
