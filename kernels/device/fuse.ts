/** A composition of kernels as one thing: traced once where a home can do that, call by call elsewhere. */
import type { Composition, Device, Fused } from './device.ts';

/**
 * `compose` gets a composer and `count` vectors; what it returns can be computed again and again from other vectors of the
 * same lengths. All else that it uses, numbers too, is as it was the first time. Rows of each result come one after the other.
 */
export function fuse(device: Device, count: number, compose: Composition): Fused {
  if (device.fuse) return device.fuse(count, compose);
  const call = async (...vectors: ArrayLike<number>[]) => {
    const opened = await device.read(compose(device, ...vectors));
    return Object.fromEntries(
      Object.entries(opened).map(([name, found]) => [
        name,
        typeof found[0] === 'number' ? [found as number[]] : (found as number[][]),
      ]),
    );
  };
  return Object.assign(call, { dispose() {} });
}
