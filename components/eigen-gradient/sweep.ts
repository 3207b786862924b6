/** A network for each radius, all carried back together on the device, a slice of work at a time. */
import type { Device, Handle } from '../../kernels/device/device.ts';
import { plain } from '../../kernels/device/plain.ts';
import {
  backward,
  driving,
  forward,
  recurrent,
  scaled,
  spectralNorm,
  type Activation,
  type Networks,
} from '../../kernels/spectrum.ts';
import type { Matrix, Vector } from '../parts/declare.ts';
import { Superseded, turn } from '../parts/turn.ts';

/** Milliseconds of work before the browser has its turn. */
const SLICE = 8;
const MOST_DISTANCES = 51;
/** As many entries of matrices as a call may have that nothing interrupts: a few milliseconds. */
const MOST_ENTRIES = 4000;

/** 0, 0.01 … 1.5 */
export const radii: Vector = Array.from({ length: 151 }, (_, i) => i / 100);

/** Whole numbers from 0 to `distance`, evenly spread. */
export function distances(distance: number): Vector {
  const last = Math.min(distance + 1, MOST_DISTANCES) - 1;
  return Array.from({ length: last + 1 }, (_, i) => Math.round((i * distance) / last));
}

/** Gives way when a slice is over; rejects when nobody waits any more. */
function slices(invalidation: Promise<void>) {
  let stopped = false;
  void invalidation.then(() => (stopped = true));
  let end = performance.now() + SLICE;
  return async () => {
    if (performance.now() < end) return;
    await turn();
    if (stopped) throw new Superseded('sweep');
    end = performance.now() + SLICE;
  };
}

/**
 * log₁₀ ‖∂h_T/∂h_{T−k}‖, T = distance: [radius][distance] of `radii` and `distances`. `unit` is the JSON text of the
 * eigenvalues at radius 1.
 */
export async function sweep(
  device: Device,
  unit: string,
  shear: number,
  activation: Activation,
  distance: number,
  scale: number,
  seed: number,
  invalidation: Promise<void>,
): Promise<Matrix> {
  const pause = slices(invalidation);
  const eigenvalues = JSON.parse(unit) as Matrix;
  const size = eigenvalues.length;
  const inputs = driving(distance, size, scale, seed);
  // A step of all networks is one call, which `plain` could not interrupt.
  const together = device.name === 'plain' ? Math.ceil(MOST_ENTRIES / size ** 2) : radii.length;
  const found: Matrix = [];
  for (let start = 0; start < radii.length; start += together) {
    const weights: Matrix[] = [];
    for (const radius of radii.slice(start, start + together)) {
      weights.push(recurrent(scaled(eigenvalues, radius), shear, seed));
      await pause();
    }
    const networks = { size, count: weights.length, activation };
    const slopes = await slopesOf(networks, weights.flat(), inputs, pause);
    found.push(...(await carried(device, networks, weights.flat(), slopes, pause)));
  }
  return found;
}

/**
 * The states in double precision on every device: where a network is chaotic, single precision soon follows another
 * path, and the gradient along that is another one.
 */
async function slopesOf(networks: Networks, weights: Matrix, inputs: Matrix, pause: () => Promise<void>) {
  const [exact, slopes] = [plain(), [] as Matrix[]];
  for (const step of forward(exact, networks, weights, inputs, inputs.length)) {
    slopes.push((await exact.read({ slopes: step.slopes })).slopes as Matrix);
    await pause();
  }
  return slopes;
}

/** What the products were divided by is added up as logarithms; norms are taken at the distances of the sweep. */
async function carried(
  device: Device,
  networks: Networks,
  weights: Matrix,
  slopes: Matrix[],
  pause: () => Promise<void>,
): Promise<Matrix> {
  const { size, count } = networks;
  const wanted = new Set(distances(slopes.length));
  const logs: Vector = Array<number>(count).fill(0);
  const found: Matrix = logs.map(() => [0]);
  let k = 0;
  for (const { product, largest } of backward(device, networks, weights, slopes)) {
    // The first product is the identity, whose norm is 1.
    if (k > 0) {
      const P = wanted.has(k) && ((await device.read({ product: product as Handle })).product as Matrix);
      for (let r = 0; P && r < count; r++) {
        found[r]!.push((logs[r]! + Math.log(spectralNorm(P.slice(r * size, (r + 1) * size)))) / Math.LN10);
        await pause();
      }
      const divided = (await device.read({ largest: largest as Handle })).largest as Vector;
      divided.forEach((entry, r) => (logs[r]! += Math.log(entry)));
      await pause();
    }
    k++;
  }
  return found;
}
