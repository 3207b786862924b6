import {
  recurrent,
  scaled,
  spectralNorm,
  spectralRadius,
  steepest,
  unitEigenvalues,
  type Activation,
} from '../../kernels/spectrum.ts';
import { cell, later, type Cell, type Matrix, type Output, type Sizes } from '../parts/declare.ts';
import { travel, type Travel } from './network.ts';
import { distances, radii, sweep } from './sweep.ts';

/**
 * The JSON text of the eigenvalues brought to radius 1: a text, so that the sweep sees whether it is the same as
 * before, which it is while only the radius changes. Where all are 0, those of the seed.
 */
export function unitText({ n }: Sizes, radius: number, eigenvalues: Matrix, seed: number): string {
  const own = unitEigenvalues(n!, seed);
  const largest = spectralRadius(eigenvalues);
  if (largest === 0 || isOfSeed(eigenvalues, radius, seed)) return JSON.stringify(own);
  const rounded = scaled(eigenvalues, 1 / largest).map((row) => row.map((x) => Number(x.toFixed(12)) || 0));
  return JSON.stringify(rounded);
}

/** Whether these are the eigenvalues that radius and seed stand for, not ones that were given. */
export function isOfSeed(eigenvalues: Matrix, radius: number, seed: number): boolean {
  return JSON.stringify(scaled(unitEigenvalues(eigenvalues.length, seed), radius)) === JSON.stringify(eigenvalues);
} // prettier-ignore

const steps = (distance: number) => Array.from({ length: distance + 1 }, (_, k) => k);
/** γ_U γ_act, by which no step back can multiply a gradient by more. */
export const largestFactor = (U: Matrix, activation: Activation) => spectralNorm(U) * steepest[activation];

export const values: Record<string, Cell> = {
  unit: cell(['sizes', 'radius', 'eigenvalues', 'seed'], unitText),
  modulus: cell(['eigenvalues'], (eigenvalues: Matrix) => eigenvalues.map(([re, im]) => Math.hypot(re!, im!))),
  U: cell(['eigenvalues', 'shear', 'seed'], recurrent),
  travel: cell(['U', 'activation', 'distance', 'scale', 'seed'], travel),
  gradientNorm: cell(['travel'], ({ gradient }: Travel) => gradient.map(Math.exp)),
  stateNorm: cell(['travel'], ({ state }: Travel) => state.map(Math.exp)),
  power: cell(['radius', 'distance'], (radius: number, distance: number) => steps(distance).map((k) => radius ** k)),
  factor: cell(['U', 'activation'], largestFactor),
  bound: cell(['factor', 'distance'], (factor: number, distance: number) => steps(distance).map((k) => factor ** k)),
  sweep: later(['device', 'unit', 'shear', 'activation', 'distance', 'scale', 'seed', 'invalidation'], sweep),
  sweepRadius: cell([], () => radii),
  sweepDistance: cell(['distance'], distances),
}; // prettier-ignore

export const outputs: Record<string, Output> = {
  modulus: { label: 'modulus', shape: ['n'], symbol: '|\\eig{i}|', words: 'Modulus of each eigenvalue.' },
  U: { label: 'recurrent weights', shape: ['n', 'n'], symbol: '\\Wrecmat', words: 'The matrix used, in double precision: it has these eigenvalues.' },
  gradientNorm: { label: 'gradient', shape: ['K'], power: true, infinite: true, symbol: '\\jacnorm{\\horizon}{\\horizon-\\lag}', words: 'Largest singular value of the derivative of the last state by the state k steps before it.' },
  power: { label: 'power of the radius', shape: ['K'], power: true, symbol: '\\radius^{\\lag}', words: 'What the eigenvalues alone would leave: the largest modulus to the power k.' },
  bound: { label: 'bound', shape: ['K'], power: true, infinite: true, symbol: '(\\normU\\,\\normact)^{\\lag}', words: 'What no gradient can exceed: spectral norm of the weights times largest slope of the activation, to the power k.' },
  stateNorm: { label: 'state', shape: ['K'], power: true, infinite: true, symbol: '\\hidnorm{\\lag}', words: 'Length of the hidden state after k steps; the first is zero.' },
  sweep: { label: 'sweep', shape: ['R', 'D'], bulk: true, infinite: true, symbol: '\\log_{10} \\jacnorm{\\horizon}{\\horizon-\\lag}', words: 'Decimal logarithm of the gradient, one row for each radius and one column for each sampled distance.' },
  sweepRadius: { label: 'radius of the sweep', shape: ['R'], bulk: true, words: 'Radius of each row of the sweep.' },
  sweepDistance: { label: 'distance of the sweep', shape: ['D'], bulk: true, words: 'Steps back of each column of the sweep.' },
}; // prettier-ignore
