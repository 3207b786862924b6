/** Devices that compute wrongly: what a check finds on them shows that it can find anything. */
import type { Device, Kernel } from '../../kernels/device/device.ts';
import { plain } from '../../kernels/device/plain.ts';

export function kernelsOf(model: object): Kernel[] {
  return Object.values(model).filter(
    (value): value is Kernel => typeof value === 'object' && value !== null && 'run' in value,
  );
}

/** `plain`, but every result of one kernel is changed. */
export function broken(target: Kernel, change: (value: number) => number): Device {
  const device = plain();
  const run: Kernel['run'] = function (...values: unknown[]) {
    const made = target.run.apply(this, values);
    return typeof made === 'number' ? change(made) : made.map(change);
  };
  const wrong = { ...target, run };
  return { ...device, run: (kernel, ...rest) => device.run(kernel === target ? wrong : kernel, ...rest) };
}

export const same = (x: number) => x;
export const negated = (x: number) => -x;
export const nearly = (x: number) => x * (1 + 1e-9);
