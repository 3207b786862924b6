/** The dataflow: one step with all its products, the same step in the other forms, and the way back through it. */
import type { Argument, Device, Handle } from '../../kernels/device/device.ts';
import { parts, step, stepBackward, type Network, type Parameters } from '../../kernels/gru.ts';
import { apart } from '../../kernels/terms.ts';
import { cell, type Cell, type Matrix, type Sizes, type Vector } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';

export const names = ['Wz', 'Uz', 'bz', 'Wr', 'Ur', 'br', 'W', 'U', 'b', 'bU', 'hPrev', 'x'] as const;
type Given = Parameters & { U: Matrix; bU: Vector; hPrev: Vector; x: Vector };

type Form = Pick<Network, 'update' | 'reset'>;
/** In the order in which the drawing lists them. */
export const forms: readonly Form[] = [
  { update: 'candidate', reset: 'state' },
  { update: 'previous', reset: 'state' },
  { update: 'candidate', reset: 'product' },
  { update: 'previous', reset: 'product' },
];

/** Every weight times what it meets: `termsUz` [H][H] … */
function products(device: Device, { H, I }: Sizes, given: Given, recurrent: Argument) {
  const { Uz, Wz, Ur, Wr, U, W, hPrev, x } = given;
  const terms = (rows: Argument, width: number, values: Argument) =>
    apart(device, H!, width, rows, values).terms;
  return {
    ...{ termsUz: terms(Uz, H!, hPrev), termsWz: terms(Wz, I!, x) },
    ...{ termsUr: terms(Ur, H!, hPrev), termsWr: terms(Wr, I!, x) },
    ...{ termsU: terms(U, H!, recurrent), termsW: terms(W, I!, x) },
  };
}

/** ∂h_t/∂h_{t−1} by each of its four ways: [way][i] holds the row of unit i. */
function waysBack(device: Device, network: Network, given: Given, now: ReturnType<typeof step>) {
  const { hPrev: previous } = given;
  const each = previous.map((_, i) =>
    stepBackward(device, network, given, now, { previous, error: previous.map((_, j) => (i === j ? 1 : 0)) }),
  );
  const way = (name: 'kept' | 'viaUpdate' | 'viaReset' | 'viaCandidate' | 'dPrevious') =>
    each.map((one) => one[name]);
  return {
    direct: way('kept'),
    ...{ viaUpdate: way('viaUpdate'), viaReset: way('viaReset'), viaCandidate: way('viaCandidate') },
    jacobian: way('dPrevious'),
  };
}

function run(
  device: Device,
  sizes: Sizes,
  update: Form['update'],
  reset: Form['reset'],
  ...values: unknown[]
) {
  const given = byName<Given>(names, values);
  const network = { inputs: sizes.I!, units: sizes.H!, steps: 1, update, reset };
  const { factor, ...now } = step(device, network, given, given.hPrev, given.x);
  const inside = reset === 'state';
  const handles: Record<string, Handle | readonly Handle[]> = {
    ...now,
    ...parts(device, network, now, given.hPrev),
    ...products(device, sizes, given, inside ? now.gated : given.hPrev),
    ...(inside ? {} : { product: factor as Handle }),
    ...waysBack(device, network, given, { factor, ...now }),
    others: forms.map((form) => step(device, { ...network, ...form }, given, given.hPrev, given.x).h),
  };
  return device.read(handles);
}

const part = (name: string, from = name) => cell(['run'], (found: Record<string, unknown>) => found[from]);
const computed = [
  'z', 'r', 'gated', 'candidate', 'h', 'kept', 'fresh', 'others',
  'termsUz', 'termsWz', 'termsUr', 'termsWr', 'termsU', 'termsW',
  'direct', 'viaUpdate', 'viaReset', 'viaCandidate', 'jacobian',
]; // prettier-ignore

export const values: Record<string, Cell> = {
  run: cell(['device', 'sizes', 'zWeighs', 'rGates', ...names], run),
  preUpdate: part('az'),
  preReset: part('ar'),
  preCandidate: part('a'),
  product: cell(['run', 'hPrev'], ({ product }: { product?: Vector }, hPrev: Vector) => product ?? hPrev),
  ...Object.fromEntries(computed.map((name) => [name, part(name)])),
};
