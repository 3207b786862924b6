/** One network in double precision, whatever the device: its gradient's norms as logarithms, and its states. */
import { plain } from '../../kernels/device/plain.ts';
import type { Handle } from '../../kernels/device/device.ts';
import { backward, driving, forward, spectralNorm, type Activation } from '../../kernels/spectrum.ts';
import type { Matrix, Vector } from '../parts/declare.ts';

export interface Travel {
  /** ln ‖∂h_T/∂h_{T−k}‖ for k = 0 … T; −Infinity for 0. */
  gradient: Vector;
  /** ln ‖h_k‖ for k = 0 … T. */
  state: Vector;
}

const exact = plain();

/** A network of the weights U, driven for `distance` steps by seeded inputs of this scale. */
export async function travel(
  U: Matrix,
  activation: Activation,
  distance: number,
  scale: number,
  seed: number,
): Promise<Travel> {
  const networks = { size: U.length, count: 1, activation };
  const inputs = driving(distance, U.length, scale, seed);
  const path = [...forward(exact, networks, U, inputs, distance)];
  const { states } = await exact.read({ states: path.map((step) => step.states) });
  const scales = await Promise.all(path.map(async (step) => (await opened(step.scales))[0] as number));
  const length = (h: Matrix) => Math.log(Math.hypot(...h.flat()));
  return {
    gradient: await norms(backward(exact, networks, U, path.map(({ slopes }) => slopes))),
    state: [-Infinity, ...(states as Matrix[]).map((h, t) => scales[t]! + length(h))],
  };
} // prettier-ignore

async function norms(products: ReturnType<typeof backward>): Promise<Vector> {
  const logs: Vector = [];
  let divided = 0;
  for (const { product, largest } of products) {
    logs.push(divided + Math.log(spectralNorm((await opened(product)) as Matrix)));
    divided += Math.log((await opened(largest))[0] as number);
  }
  return logs;
}

/** The first of a composition's arrays are plain ones. */
async function opened(value: unknown): Promise<Vector | Matrix> {
  if (Array.isArray(value)) return value as Vector | Matrix;
  return (await exact.read({ value: value as Handle })).value;
}
