import type { Matrix, Preset } from '../parts/declare.ts';

/**
 * Pairs of nearly the same angle, which the shear couples: the difference of their turns grows for a while before the
 * radius brings it down.
 */
function neighbours(size: number, radius: number): Matrix {
  const pairs = Math.floor(size / 2);
  const half = Math.ceil(pairs / 2);
  const angles = Array.from({ length: pairs }, (_, p) => ((p % half) + 0.4) * (Math.PI / half) + (p < half ? 0 : 0.2));
  const at = (angle: number, sign: number) => [radius * Math.cos(angle), sign * radius * Math.sin(angle)];
  const listed = angles.flatMap((angle) => [at(angle, 1), at(angle, -1)]);
  return size % 2 ? [...listed, [radius, 0]] : listed;
} // prettier-ignore

const plainly = { activation: 'linear', shear: 0, scale: 0.5 };

export const presets: readonly Preset[] = [
  {
    label: '1.01¹⁰⁰⁰',
    words: 'Linear, radius 1.01, 1000 steps: one per cent a step explodes.',
    change: () => ({ ...plainly, radius: 1.01, distance: 1000 }),
  },
  {
    label: '0.99¹⁰⁰⁰',
    words: 'Linear, radius 0.99, 1000 steps: one per cent less a step vanishes.',
    change: () => ({ ...plainly, radius: 0.99, distance: 1000 }),
  },
  {
    label: 'Rises before it falls',
    words: 'A weight matrix far from normal: its eigenvalues say fade, and at first the gradient grows.',
    change: ({ eigenvalues }) => ({
      ...plainly,
      eigenvalues: neighbours((eigenvalues as Matrix).length, 0.95),
      shear: 3,
      distance: 100,
    }),
  },
  {
    label: 'Saturated',
    words: 'Large inputs push tanh where it is flat: even a large radius leaves nothing.',
    change: () => ({ activation: 'tanh', radius: 1.4, shear: 0, distance: 100, scale: 6 }),
  },
  {
    label: 'Explodes in spite of tanh',
    words: 'No slope of tanh is above 1, and the gradient grows all the same.',
    change: () => ({ activation: 'tanh', radius: 1.5, shear: 3, distance: 100, scale: 0.05, seed: 3 }),
  },
  {
    label: 'Identity',
    words: 'All eigenvalues 1 and no activation: everything is kept.',
    change: ({ eigenvalues }) => ({
      ...plainly,
      eigenvalues: (eigenvalues as Matrix).map(() => [1, 0]),
      distance: 100,
    }),
  },
];
