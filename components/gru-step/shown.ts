/** What drawings, sums and sentence of this widget read, by name. */
import type { Matrix, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import { outputs } from './outputs.ts';

const vectors = ['bz', 'br', 'b', 'bU', 'hPrev', 'x', 'z', 'r', 'gated', 'candidate', 'h', 'kept', 'fresh', 'product', 'preUpdate', 'preReset', 'preCandidate'] as const; // prettier-ignore
const matrices = ['Wz', 'Uz', 'Wr', 'Ur', 'W', 'U', 'termsUz', 'termsWz', 'termsUr', 'termsWr', 'termsU', 'termsW', 'others', 'direct', 'viaUpdate', 'viaReset', 'viaCandidate', 'jacobian'] as const; // prettier-ignore
export type VectorName = (typeof vectors)[number];
export type MatrixName = (typeof matrices)[number];
export type Shown = Record<VectorName, Vector> &
  Record<MatrixName, Matrix> & { zWeighs: 'candidate' | 'previous'; rGates: 'state' | 'product' };

export const { reading, drawing } = shownBy<Shown>(['zWeighs', 'rGates', ...vectors, ...matrices], outputs);
