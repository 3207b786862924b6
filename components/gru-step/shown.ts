/** What drawings, sums and sentence of this widget read, by name. */
import type { Matrix, Vector } from '../parts/declare.ts';
import { said } from '../parts/numbers.ts';
import type { Letters } from '../parts/runs.ts';
import type { Pen } from '../parts/timeline.ts';

const vectors = ['bz', 'br', 'b', 'bU', 'hPrev', 'x', 'z', 'r', 'gated', 'candidate', 'h', 'kept', 'fresh', 'product', 'preUpdate', 'preReset', 'preCandidate'] as const; // prettier-ignore
const matrices = ['Wz', 'Uz', 'Wr', 'Ur', 'W', 'U', 'termsUz', 'termsWz', 'termsUr', 'termsWr', 'termsU', 'termsW', 'others', 'direct', 'viaUpdate', 'viaReset', 'viaCandidate', 'jacobian'] as const; // prettier-ignore
export const shownNames = ['zWeighs', 'rGates', ...vectors, ...matrices] as const;

export type VectorName = (typeof vectors)[number];
export type MatrixName = (typeof matrices)[number];
export type Shown = Record<VectorName, Vector> &
  Record<MatrixName, Matrix> & { zWeighs: 'candidate' | 'previous'; rGates: 'state' | 'product' };

export const shownOf = (values: readonly unknown[]) =>
  Object.fromEntries(shownNames.map((name, index) => [name, values[index]])) as unknown as Shown;

export const penOf = (document: Document, letters: Letters): Pen => ({
  document,
  letters,
  said: (name, value) => said({ outputs: {} }, name, value),
});
