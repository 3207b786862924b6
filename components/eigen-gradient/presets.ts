import type { Matrix, Preset } from '../parts/declare.ts';

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
    words: 'A weight matrix far from normal: its eigenvalues say fade, and for a while the gradient grows.',
    change: () => ({ activation: 'linear', radius: 0.9, shear: 3, distance: 100, scale: 0.5 }),
  },
  {
    label: 'Saturated',
    words: 'Large inputs push tanh where it is flat: even a large radius leaves nothing.',
    change: () => ({ activation: 'tanh', radius: 1.4, shear: 0, distance: 100, scale: 6 }),
  },
  {
    label: 'Explodes in spite of tanh',
    words: 'No slope of tanh is above 1, and the gradient grows all the same.',
    change: () => ({ activation: 'tanh', radius: 1.5, shear: 1, distance: 100, scale: 0.05 }),
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
