/** Gradients once more, by central differences: the same kernels forward, nothing of them backward. */
import { flat, largest, type Nested, type Values } from './tolerance.ts';

/** The numbers whose sum is L, from inputs. They are summed here, so that differences come first. */
export type Terms = (inputs: Values) => Promise<number[]>;

/**
 * Per gradient, its largest difference from `gradients`, and the size that this is relative to. The step is 10⁻⁶ of the
 * array's largest number x (or of 1 if that is smaller in [0.01, 1]), so that numbers of 10⁻³⁰ are moved by 10⁻³⁶.
 * Rounding L by 10⁻¹⁶ then costs 10⁻¹⁰ L/x, hence the size: the largest of |∂L/∂x|, and |L|/x.
 */
export async function differences(terms: Terms, inputs: Values, gradients: Values) {
  const loss = (await terms(inputs)).reduce((sum, term) => sum + Math.abs(term), 0);
  const found: { name: string; error: number; scale: number }[] = [];
  for (const [name, gradient] of Object.entries(gradients)) {
    const [numbers, backward] = [flat(inputs[name]!), flat(gradient)];
    const size = largest(numbers) > 1e-2 && largest(numbers) < 1 ? 1 : largest(numbers) || 1;
    let error = numbers.length === backward.length ? 0 : Infinity;
    for (let i = 0; i < numbers.length; i++) {
      const central = await slope(terms, inputs, name, i, 1e-6 * size);
      error = largest([error, central - backward[i]!]);
    }
    found.push({ name, error, scale: largest([...backward, loss / size]) });
  }
  return found;
}

async function slope(terms: Terms, inputs: Values, name: string, i: number, h: number) {
  const above = await terms({ ...inputs, [name]: moved(inputs[name]!, i, h) });
  const below = await terms({ ...inputs, [name]: moved(inputs[name]!, i, -h) });
  return above.reduce((sum, term, j) => sum + (term - below[j]!), 0) / (2 * h);
}

/** A copy with the i-th number, counted through the rows, moved by h. */
function moved(value: Nested, i: number, h: number): Nested {
  let count = 0;
  const copy = (part: Nested): Nested =>
    typeof part === 'number' ? part + (count++ === i ? h : 0) : part.map(copy);
  return copy(value);
}
