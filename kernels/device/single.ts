/** What single precision can hold. */

/**
 * A number does not fit single precision: an argument is so small that it would silently become 0, or a result is so
 * large that it is no number any more. `plain` can hold both.
 */
export class Unrepresentable extends RangeError {
  constructor(mode: string) {
    super(`${mode}: a number below 1.2e-38 or above 3.4e38 cannot be kept in single precision`);
  }
}

/** Whether every number survives; results of a home (Float32Array, or still on their way) do. */
export function isSingle(value: unknown): boolean {
  if (typeof value === 'number') return value === 0 || Math.abs(value) >= 1.2e-38;
  if (value instanceof Promise || value instanceof Float32Array) return true;
  return Array.prototype.every.call(value, isSingle);
}
