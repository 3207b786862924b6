import type { Sizes } from '../../../kernels/ntm.ts';

/** Numbers without a pattern, the same each time. */
export function example({ slots, width }: Sizes) {
  const row = (length: number, phase: number) => Array.from({ length }, (_, i) => Math.sin(7 * i + phase));
  const unit = (length: number, phase: number) => row(length, phase).map((value) => (value + 1) / 2);
  return {
    memory: Array.from({ length: slots }, (_, i) => row(width, i * i)),
    previous: Array.from({ length: slots }, () => 1 / slots),
    keyVector: row(width, 4),
    beta: 8,
    gate: 0.9,
    shift: [0.1, 0.2, 0.7],
    gamma: 3,
    erase: unit(width, 1),
    add: row(width, 2),
  };
}
