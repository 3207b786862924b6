import { cell, type Cell, type Explanation, type Matrix, type Vector } from '../parts/declare.ts';
import { tex } from '../parts/numbers.ts';
import { products, texLeading, texSum } from '../parts/sums.ts';

const needs = [
  'memory', 'previous', 'keyVector', 'beta', 'gate', 'shift', 'gamma', 'erase', 'add',
  'similarity', 'content', 'gated', 'shifted', 'weights', 'memoryAfter', 'read', 'readAfter',
] as const; // prettier-ignore

/** Everything on show; vectors and matrices by name. */
interface Shown {
  memory: Matrix;
  memoryAfter: Matrix;
  beta: number;
  gate: number;
  gamma: number;
  [vector: string]: unknown;
}

const vectorOf = (shown: Shown, name: string) => shown[name] as Vector;
const sum = (values: Vector) => values.reduce((total, value) => total + value, 0);
const norm = (values: Vector) => Math.sqrt(sum(values.map((value) => value * value)));

/** `w(1) · M(1) + …` for the slots that matter. */
const weightedSum = (weights: Vector, values: Vector) => texSum(products(weights, values, texLeading), 3);

type Equation = (shown: Shown, i: number, j: number) => string;

/** The equation of each mark with its numbers, without the result, which is put behind it. */
const equations: Record<string, Equation> = {
  memory: (_, i, j) => `\\ntmSlot{t-1}{${i + 1}}_{${j + 1}}`,
  previous: (_, i) => `\\ntmWi{t-1}{${i + 1}}`,
  keyVector: (_, j) => `(\\ntmKey{t})_{${j + 1}}`,
  erase: (_, j) => `(\\ntmErase{t})_{${j + 1}}`,
  add: (_, j) => `(\\ntmAdd{t})_{${j + 1}}`,
  similarity({ memory, ...shown }, i) {
    const key = vectorOf(shown as Shown, 'keyVector');
    const slot = memory[i]!;
    const product = sum(slot.map((value, j) => value * key[j]!));
    const lengths = `(${tex(norm(key))} \\cdot ${tex(norm(slot))})`;
    return `\\ntmSim{\\ntmKey{t}}{\\ntmSlot{t-1}{${i + 1}}} = ${tex(product)} / ${lengths}`;
  },
  content({ beta, ...shown }, i) {
    const K = vectorOf(shown as Shown, 'similarity');
    const power = (value: number) => Math.exp(beta * value);
    const exponent = `${tex(beta)} \\cdot ${tex(K[i], true)}`;
    const share = `${tex(power(K[i]))} / ${tex(sum(K.map(power)))}`;
    return `\\ntmContenti{t}{${i + 1}} = \\exp(${exponent}) / \\sum_j \\exp(\\ntmBeta{t} K(j)) = ${share}`;
  },
  gated({ gate, ...shown }, i) {
    const [content, previous] = [vectorOf(shown as Shown, 'content'), vectorOf(shown as Shown, 'previous')];
    const mixed = `${tex(gate)} \\cdot ${tex(content[i]!)} + ${tex(1 - gate)} \\cdot ${tex(previous[i]!)}`;
    return `\\ntmGatedi{t}{${i + 1}} = \\ntmGate{t}\\,\\ntmContenti{t}{${i + 1}} + (1 - \\ntmGate{t})\\,\\ntmWi{t-1}{${i + 1}} = ${mixed}`;
  },
  shifted(shown, i) {
    const [gated, shift] = [vectorOf(shown, 'gated'), vectorOf(shown, 'shift')];
    const from = (offset: number) => (i - offset + 2 * gated.length) % gated.length;
    const terms = [-1, 0, 1].map((o) => `${tex(shift[o + 1]!)} \\cdot ${tex(gated[from(o)]!)}`);
    const slots = [-1, 0, 1].map((o) => `\\ntmShifti{t}{${o > 0 ? '+' : ''}${o}}\\,\\ntmGatedi{t}{${from(o) + 1}}`);
    return `\\ntmShiftedi{t}{${i + 1}} = ${slots.join(' + ')} = ${terms.join(' + ')}`;
  },
  weights({ gamma, ...shown }, i) {
    const shifts = vectorOf(shown as Shown, 'shifted');
    const total = sum(shifts.map((value) => value ** gamma));
    return `\\ntmWi{t}{${i + 1}} = \\ntmShiftedi{t}{${i + 1}}^{\\ntmGamma{t}} / \\sum_j \\ntmShiftedi{t}{j}^{\\ntmGamma{t}} = ${tex(shifts[i]!)}^{${tex(gamma)}} / ${tex(total)}`;
  },
  memoryAfter({ memory, ...shown }, i, j) {
    const [w, e, a] = ['weights', 'erase', 'add'].map((name) => vectorOf(shown as Shown, name));
    const kept = `${tex(memory[i]![j]!)} \\cdot (1 - ${tex(w![i]!)} \\cdot ${tex(e![j]!)})`;
    return `\\ntmSlot{t}{${i + 1}}_{${j + 1}} = ${kept} + ${tex(w![i]!)} \\cdot ${tex(a![j]!, true)}`;
  },
  read: ({ memory, ...shown }, j) =>
    `(\\ntmRead{t})_{${j + 1}} = \\sum_i \\ntmWi{t}{i}\\,\\ntmSlot{t-1}{i}_{${j + 1}} = ${weightedSum(vectorOf(shown as Shown, 'weights'), memory.map((row) => row[j]!))}`,
  readAfter: ({ memoryAfter, ...shown }, j) =>
    `(\\ntmReadAfter{t})_{${j + 1}} = \\sum_i \\ntmWi{t}{i}\\,\\ntmSlot{t}{i}_{${j + 1}} = ${weightedSum(vectorOf(shown as Shown, 'weights'), memoryAfter.map((row) => row[j]!))}`,
}; // prettier-ignore

function valueAt(shown: Shown, name: string, [i, j]: number[]) {
  const entry = (shown[name] as Vector | Matrix)[i!];
  return typeof entry === 'object' ? entry[j!] : entry;
}

export const explain: Cell = cell(needs, (...values: unknown[]) => {
  const shown = Object.fromEntries(needs.map((name, index) => [name, values[index]])) as Shown;
  return (mark: string): Explanation | undefined => {
    const [name = '', ...index] = mark.split('.');
    const value = name in equations ? valueAt(shown, name, index.map(Number)) : undefined;
    if (value === undefined) return undefined;
    return `${equations[name]!(shown, Number(index[0]), Number(index[1]))} = ${tex(value)}`;
  };
});
