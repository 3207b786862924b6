import { partners, scaled, spectralRadius, unitEigenvalues } from '../../kernels/spectrum.ts';
import type { Input, Matrix } from '../parts/declare.ts';

/** No eigenvalue lies farther out. */
const LARGEST = 1.5;
/** A reader who comes this near to the real axis means it. */
const SNAP = 0.02;

const conjugate = ([re, im]: number[]) => [re!, -im! || 0];
const isReal = ([, im]: number[]) => im === 0;

/** What a list of eigenvalues must be. */
export function fault(value: Matrix): string | undefined {
  if (partners(value).includes(-1)) return 'pairs: for each [re, im] with im other than 0 also [re, −im]';
  if (spectralRadius(value) > LARGEST + 1e-9) return `no farther from 0 than ${LARGEST} each`;
  return undefined;
}

/** One coordinate of an eigenvalue is changed: the other one of its pair goes along; what comes onto the axis is real. */
export function amend(whole: Matrix, [i, j]: readonly [number, number], entry: number): Matrix {
  const next = whole.map((row) => [...row]);
  const partner = partners(whole)[i]!;
  const [re, im] = j === 0 ? [entry, whole[i]![1]!] : [whole[i]![0]!, Math.abs(entry) < SNAP ? 0 : entry];
  // The real part is moved first where a pointer moves both, so that only the second is held inside the disc.
  const inside = j === 0 ? 1 : Math.min(1, LARGEST / Math.hypot(re, im));
  next[i] = [re * inside, im * inside];
  if (im === 0 && partner !== i) next[partner] = [...next[i]];
  else if (partner !== i) next[partner] = conjugate(next[i]);
  else if (im !== 0) return paired(next, i);
  return next;
}

/** A real eigenvalue that leaves the axis takes the nearest other real one along; where there is none, it stays. */
function paired(whole: Matrix, i: number): Matrix {
  const reals = whole.map((_, at) => at).filter((at) => at !== i && isReal(whole[at]!));
  const near = (at: number) => Math.abs(whole[at]![0]! - whole[i]![0]!);
  const [other] = reals.sort((a, b) => near(a) - near(b));
  if (other === undefined) whole[i] = [whole[i]![0]!, 0];
  else whole[other] = conjugate(whole[i]!);
  return whole;
}

const whole = { kind: 'number', step: 1, whole: true } as const;
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));

export const inputs: Record<string, Input> = {
  size: { ...whole, range: [2, 16], default: 4, label: 'units', words: 'Numbers of the hidden state, and so of eigenvalues.' },
  seed: { ...whole, range: [0, 9999], default: 1, label: 'seed', words: 'Decides the angles of the eigenvalues, the basis in which they act, and the inputs.' },
  radius: {
    kind: 'number', range: [0, LARGEST], step: 0.01, label: 'radius', symbol: '\\radius',
    words: 'Modulus of all eigenvalues, at angles that the seed chooses; where eigenvalues are given, the largest of theirs.',
    default: (_, { eigenvalues }) => (eigenvalues ? Math.min(LARGEST, spectralRadius(eigenvalues as Matrix)) : 0.95),
  },
  eigenvalues: {
    kind: 'array', shape: ['n', 2], range: [-LARGEST, LARGEST], step: 0.05, entries: ['real part', 'imaginary part'],
    label: 'eigenvalue', symbol: '\\eig{i}',
    words: 'Real and imaginary part of each eigenvalue; both of a conjugate pair are listed. Given instead of the radius.',
    default: ({ n }, { radius, seed }) => scaled(unitEigenvalues(n!, seed as number), radius as number),
    valid: (value) => fault(value as Matrix), amend,
  },
  shear: { kind: 'number', range: [0, 3], step: 0.1, default: 0, label: 'shear', words: 'How far the recurrent weights are from a normal matrix; the eigenvalues stay.' },
  activation: { kind: 'choice', options: options('linear', 'tanh', 'sigmoid', 'relu'), default: 'tanh', label: 'activation', symbol: '\\anyact', words: 'Activation of the hidden units.' },
  distance: { ...whole, range: [1, 1000], default: 100, label: 'steps', symbol: '\\horizon', words: 'Length of the sequence, and how far back the gradient is followed.' },
  scale: { kind: 'number', range: [0, 10], step: 0.1, default: 0.5, label: 'input scale', words: 'Standard deviation of the inputs, which are normal random numbers.' },
}; // prettier-ignore
