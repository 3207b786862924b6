import type { Cell, Matrix, Vector } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { readingBy } from '../parts/shown.ts';
import { products, texLeading, texSum } from '../parts/sums.ts';

const numbers = ['beta', 'gate', 'gamma'] as const;
const vectors = [
  'previous', 'keyVector', 'shift', 'erase', 'add', 'similarity', 'content', 'gated', 'shifted', 'weights', 'read', 'readAfter',
] as const; // prettier-ignore
const matrices = ['memory', 'memoryAfter'] as const;
type Shown = Record<(typeof numbers)[number], number> &
  Record<(typeof vectors)[number], Vector> &
  Record<(typeof matrices)[number], Matrix>;
const reading = readingBy<Shown>([...numbers, ...vectors, ...matrices]);

const sum = (values: Vector) => values.reduce((total, value) => total + value, 0);
const norm = (values: Vector) => Math.sqrt(sum(values.map((value) => value * value)));

/** `w(1) · M(1) + …` for the slots that matter. */
const weightedSum = (weights: Vector, values: Vector) => texSum(products(weights, values, texLeading), 3);

/** The equation of each mark with its numbers, without the result, which is put behind it. */
const equations: Equations<Shown> = {
  memory: (_, i, j) => `\\ntmSlot{t-1}{${i + 1}}_{${j + 1}}`,
  previous: (_, i) => `\\ntmWi{t-1}{${i + 1}}`,
  keyVector: (_, j) => `(\\ntmKey{t})_{${j + 1}}`,
  erase: (_, j) => `(\\ntmErase{t})_{${j + 1}}`,
  add: (_, j) => `(\\ntmAdd{t})_{${j + 1}}`,
  similarity({ memory, keyVector: key }, i) {
    const slot = memory[i]!;
    const product = sum(slot.map((value, j) => value * key[j]!));
    const lengths = `(${tex(norm(key))} \\cdot ${tex(norm(slot))})`;
    return `\\ntmSim{\\ntmKey{t}}{\\ntmSlot{t-1}{${i + 1}}} = ${tex(product)} / ${lengths}`;
  },
  content({ beta, similarity: K }, i) {
    const power = (value: number) => Math.exp(beta * value);
    const exponent = `${tex(beta)} \\cdot ${tex(K[i]!, true)}`;
    const share = `${tex(power(K[i]!))} / ${tex(sum(K.map(power)))}`;
    return `\\ntmContenti{t}{${i + 1}} = \\exp(${exponent}) / \\sum_j \\exp(\\ntmBeta{t} K(j)) = ${share}`;
  },
  gated({ gate, content, previous }, i) {
    const mixed = `${tex(gate)} \\cdot ${tex(content[i]!)} + ${tex(1 - gate)} \\cdot ${tex(previous[i]!)}`;
    return `\\ntmGatedi{t}{${i + 1}} = \\ntmGate{t}\\,\\ntmContenti{t}{${i + 1}} + (1 - \\ntmGate{t})\\,\\ntmWi{t-1}{${i + 1}} = ${mixed}`;
  },
  shifted({ gated, shift }, i) {
    const from = (offset: number) => (i - offset + 2 * gated.length) % gated.length;
    const terms = [-1, 0, 1].map((o) => `${tex(shift[o + 1]!)} \\cdot ${tex(gated[from(o)]!)}`);
    const slots = [-1, 0, 1].map((o) => `\\ntmShifti{t}{${o > 0 ? '+' : ''}${o}}\\,\\ntmGatedi{t}{${from(o) + 1}}`);
    return `\\ntmShiftedi{t}{${i + 1}} = ${slots.join(' + ')} = ${terms.join(' + ')}`;
  },
  weights({ gamma, shifted: shifts }, i) {
    const total = sum(shifts.map((value) => value ** gamma));
    return `\\ntmWi{t}{${i + 1}} = \\ntmShiftedi{t}{${i + 1}}^{\\ntmGamma{t}} / \\sum_j \\ntmShiftedi{t}{j}^{\\ntmGamma{t}} = ${tex(shifts[i]!)}^{${tex(gamma)}} / ${tex(total)}`;
  },
  memoryAfter({ memory, weights: w, erase: e, add: a }, i, j) {
    const kept = `${tex(memory[i]![j]!)} \\cdot (1 - ${tex(w[i]!)} \\cdot ${tex(e[j]!)})`;
    return `\\ntmSlot{t}{${i + 1}}_{${j + 1}} = ${kept} + ${texLeading(w[i]!, a[j]!)}`;
  },
  read: ({ memory, weights }, j) =>
    `(\\ntmRead{t})_{${j + 1}} = \\sum_i \\ntmWi{t}{i}\\,\\ntmSlot{t-1}{i}_{${j + 1}} = ${weightedSum(weights, memory.map((row) => row[j]!))}`,
  readAfter: ({ memoryAfter, weights }, j) =>
    `(\\ntmReadAfter{t})_{${j + 1}} = \\sum_i \\ntmWi{t}{i}\\,\\ntmSlot{t}{i}_{${j + 1}} = ${weightedSum(weights, memoryAfter.map((row) => row[j]!))}`,
}; // prettier-ignore

export const explain: Cell = explainedBy(reading, equations);
