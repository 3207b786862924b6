/** What is multiplied and what is held, counted number by number in the plainest programs, against the formulas. */
import { expect, test } from 'vitest';
import {
  memory,
  memoryCrossing,
  operations,
  operationsCrossing,
  type Size,
} from '../../kernels/rtrl-cost.ts';

/** Counts what it multiplies, and the most numbers that it held at once. */
function counter() {
  const count = { products: 0, held: 0, most: 0 };
  return {
    count,
    times: (a: number, b: number) => (count.products++, a * b),
    take: (length: number, value = 0) => {
      count.held += length;
      count.most = Math.max(count.most, count.held);
      return Array<number>(length).fill(value);
    },
    leave: (...lists: number[][]) => void (count.held -= lists.reduce((sum, list) => sum + list.length, 0)),
  };
}
type Counter = ReturnType<typeof counter>;

/** A small network with numbers that differ: states, slopes, inputs and errors of each step, and U. */
function network({ steps, units, inputs }: Size) {
  const of = (i: number) => Math.sin(1 + 1.7 * i);
  const rows = (n: number, from: number) =>
    Array.from({ length: steps }, (_, t) => Array.from({ length: n }, (_, k) => of(from + 13 * t + k)));
  const U = Array.from({ length: units }, (_, i) => Array.from({ length: units }, (_, j) => of(7 * i + j)));
  return { U, h: rows(units, 3), slopes: rows(units, 5), x: rows(inputs, 8), e: rows(units, 9) };
}

/** Copies numbers into newly held ones. */
const kept = ({ take }: Counter, values: readonly number[]) => take(values.length).map((_, k) => values[k]!);

/** Walks back: everything of every step is kept first, then δ goes from the last step to the first. */
function backward(size: Size, at: Counter) {
  const { U, h, slopes, x, e } = network(size);
  const { steps: T, units: H, inputs: X } = size;
  const tape = h.map((state, t) => [state, slopes[t]!, e[t]!, x[t]!].map((values) => kept(at, values)));
  const gradient = at.take(H * (H + X + 1));
  let next = at.take(H);
  for (let t = T - 1; t >= 0; t--) {
    const [before, slope, error, input] = tape[t] as [number[], number[], number[], number[]];
    const delta = at.take(H);
    for (let j = 0; j < H; j++) {
      let sum = error[j]!;
      for (let i = 0; i < H; i++) sum += at.times(U[i]![j]!, next[i]!);
      delta[j] = at.times(slope[j]!, sum);
    }
    for (let i = 0; i < H; i++) {
      const row = i * (H + X + 1);
      for (let j = 0; j < H; j++) gradient[row + j]! += at.times(delta[i]!, before[j]!);
      for (let j = 0; j < X; j++) gradient[row + H + j]! += at.times(delta[i]!, input[j]!);
      gradient[row + H + X]! += delta[i]!;
    }
    at.leave(next);
    next = delta;
  }
  return gradient;
}

/** Carries every unit's sensitivity to every weight; of a step only the present one is kept. */
function forward(size: Size, at: Counter) {
  const { U, h, slopes, x, e } = network(size);
  const { steps: T, units: H, inputs: X } = size;
  const N = H + X + 1;
  const gradient = at.take(H * N);
  const sensitivities = Array.from({ length: H }, () => at.take(H * N));
  for (let t = 0; t < T; t++) {
    const now = [h[t]!, slopes[t]!, e[t]!, x[t]!].map((values) => kept(at, values));
    const [before, slope, error, input] = now as [number[], number[], number[], number[]];
    for (let p = 0; p < H * N; p++) {
      const [i, j] = [Math.floor(p / N), p % N];
      const column = kept(at, sensitivities.map((row) => row[p]!));
      for (let k = 0; k < H; k++) {
        let sum = k === i ? (j < H ? before[j]! : j < H + X ? input[j - H]! : 1) : 0;
        for (let m = 0; m < H; m++) sum += at.times(U[k]![m]!, column[m]!);
        sensitivities[k]![p] = at.times(slope[k]!, sum);
      }
      for (let k = 0; k < H; k++) gradient[p]! += at.times(error[k]!, sensitivities[k]![p]!);
      at.leave(column);
    }
    at.leave(...now);
  }
  return gradient;
} // prettier-ignore

const sizes: Size[] = [
  [1, 1, 1], [5, 1, 3], [2, 3, 1], [7, 3, 2], [12, 4, 4],
].map(([steps, units, inputs]) => ({ steps: steps!, units: units!, inputs: inputs! })); // prettier-ignore
const named = sizes.map((size) => [Object.values(size).join(' × '), size] as const);

test.each(named)('%s: both ways find one gradient, at the cost that the formulas say', (_, size) => {
  const [back, forth] = [counter(), counter()];
  const [one, other] = [backward(size, back), forward(size, forth)];
  one.forEach((value, at) => expect(other[at]).toBeCloseTo(value, 8));
  expect(back.count.products).toBe(operations.backward(size));
  expect(forth.count.products).toBe(operations.forward(size));
  expect(back.count.most).toBe(memory.backward(size));
  expect(forth.count.most).toBe(memory.forward(size));
});

test.each(named)('%s: a walk back after each step', (_, size) => {
  const at = counter();
  for (let steps = 1; steps <= size.steps; steps++) backward({ ...size, steps }, at);
  expect(at.count.products).toBe(operations.backwardEach(size));
});

test.each(named)('%s: the crossings are the first lengths at which the walk back costs more', (_, size) => {
  const first = (more: (steps: number) => boolean) => {
    let steps = 1;
    while (!more(steps)) steps++;
    return steps;
  };
  const at = (steps: number) => ({ ...size, steps });
  expect(memoryCrossing(size)).toBe(first((steps) => memory.backward(at(steps)) > memory.forward(at(steps))));
  expect(operationsCrossing(size)).toBe(
    first((steps) => operations.backwardEach(at(steps)) > operations.forward(at(steps))),
  );
});

test('the costs grow as the chapter says', () => {
  const ratio = (of: (size: Size) => number, change: Partial<Size>) => {
    const size = { steps: 1000, units: 1000, inputs: 10 };
    return of({ ...size, ...change }) / of(size);
  };
  expect(ratio(operations.forward, { units: 2000 })).toBeCloseTo(16, 0);
  expect(ratio(memory.forward, { units: 2000 })).toBeCloseTo(8, 0);
  expect(ratio(operations.backward, { units: 2000 })).toBeCloseTo(4, 0);
  expect(ratio(memory.forward, { steps: 2000 })).toBe(1);
  expect(ratio(operations.backwardEach, { steps: 2000 })).toBeCloseTo(4, 1);
});
