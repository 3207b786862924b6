/** Sums, products and activations of numbers inside formulas, no longer than a line. */
import type { Activation } from '../../kernels/rnn.ts';
import { tex } from './numbers.ts';

/** `2 \cdot (-3)`: it may follow anything. */
export const texProduct = (...factors: readonly number[]): string =>
  factors.map((factor) => tex(factor, true)).join(' \\cdot ');

/** `-2 \cdot (-3)`: it stands where nothing is before it. */
export const texLeading = (...factors: readonly number[]): string =>
  factors.map((factor, at) => tex(factor, at > 0)).join(' \\cdot ');

/** What is added up, and how it is written where not as its number. */
export interface Term {
  value: number;
  text?: string;
}

export const product = (a: number, b: number, write = texProduct): Term => ({
  value: a * b,
  text: write(a, b),
});

/** The terms of an inner product. */
export const products = (row: readonly number[], column: readonly number[], write = texProduct): Term[] =>
  row.map((value, k) => product(value, column[k]!, write));

/** Terms added up: the `most` largest are written out in their order, the rest as one number. */
export function texSum(terms: readonly (number | Term)[], most = Infinity): string {
  const all = terms.map((term): Term => (typeof term === 'number' ? { value: term } : term));
  const order = [...all.keys()].sort((a, b) => Math.abs(all[b]!.value) - Math.abs(all[a]!.value));
  const large = order.slice(0, most).sort((a, b) => a - b);
  const rest = order.slice(most).reduce((sum, at) => sum + all[at]!.value, 0);
  const texts = large.map((at) => all[at]!.text ?? tex(all[at]!.value, true));
  return [...texts, ...(all.length > most ? [tex(rest, true)] : [])].join(' + ') || '0';
}

/** Activations of a number; the linear one has no sign. */
export const activated: Record<Activation, (z: string) => string> = {
  linear: (z) => z,
  tanh: (z) => `\\tanh(${z})`,
  sigmoid: (z) => `1 / (1 + \\exp(-(${z})))`,
  relu: (z) => `\\max(0, ${z})`,
};
