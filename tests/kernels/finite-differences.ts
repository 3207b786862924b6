/** Gradients of a step once more, by central differences: the same kernels forward, nothing of them backward. */
import type { Device } from '../../kernels/device/device.ts';
import { step } from './in-page.ts';
import { flat, largest, type GoldenCase, type Nested, type Values } from './tolerance.ts';

/**
 * Per input, the largest difference from `backward`, and the size that it is relative to. The step is 10⁻⁶ of the
 * array's largest number x (or of 1 if that is smaller in [0.01, 1]), so that numbers of 10⁻³⁰ are moved by 10⁻³⁶.
 * Rounding L by 10⁻¹⁶ then costs 10⁻¹⁰ L/x, hence the size: the largest of |∂L/∂x|, and |L|/x.
 */
export async function differences(device: Device, { inputs, upstream }: GoldenCase) {
  const { outputs, gradients } = await step(device, inputs, upstream);
  const loss = terms(outputs, upstream).reduce((sum, term) => sum + Math.abs(term), 0);
  const found: { name: string; error: number; scale: number }[] = [];
  for (const [name, value] of Object.entries(inputs)) {
    const [numbers, backward] = [flat(value), flat(gradients[name]!)];
    const size = largest(numbers) > 1e-2 && largest(numbers) < 1 ? 1 : largest(numbers) || 1;
    let error = 0;
    for (let i = 0; i < numbers.length; i++) {
      const central = await slope(device, inputs, upstream, name, i, 1e-6 * size);
      error = largest([error, central - backward[i]!]);
    }
    found.push({ name, error, scale: largest([...backward, loss / size]) });
  }
  return found;
}

async function slope(device: Device, inputs: Values, upstream: Values, name: string, i: number, h: number) {
  const [up, down] = [moved(inputs[name]!, i, h), moved(inputs[name]!, i, -h)];
  const above = terms((await step(device, { ...inputs, [name]: up }, upstream)).outputs, upstream);
  const below = terms((await step(device, { ...inputs, [name]: down }, upstream)).outputs, upstream);
  return above.reduce((sum, term, j) => sum + (term - below[j]!), 0) / (2 * h);
}

/** The products whose sum is L = ⟨dWeights, w⟩ + ⟨dRead, r⟩ + ⟨dReadAfter, r′⟩ + ⟨dMemoryAfter, M′⟩. */
function terms(outputs: Values, upstream: Values): number[] {
  return Object.entries(upstream).flatMap(([name, factors]) => {
    const output = flat(outputs[name[1]!.toLowerCase() + name.slice(2)]!);
    return flat(factors).map((factor, i) => factor * output[i]!);
  });
}

/** A copy with the i-th number, counted through the rows, moved by h. */
function moved(value: Nested, i: number, h: number): Nested {
  let count = 0;
  const copy = (part: Nested): Nested =>
    typeof part === 'number' ? part + (count++ === i ? h : 0) : part.map(copy);
  return copy(value);
}
