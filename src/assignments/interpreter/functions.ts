/**
 * The functions of Math that every back end of gpu.js computes alike (see tests/kernels/rules.ts): no pow, no random.
 * A table of our own, so that no name that a student writes is ever looked up on an object of the host. exp, tanh and
 * others are those of the engine, as in the book's kernels: engines may differ in the last digit of these, and of these only.
 */
const { abs, acos, asin, atan, atan2, ceil, cos, exp } = Math;
const { floor, log, max, min, round, sign, sin, sqrt, tan, tanh } = Math;

const one = { abs, acos, asin, atan, ceil, cos, exp, floor, log, round, sign, sin, sqrt, tan, tanh };
const two = { atan2, max, min };

export interface MathFunction {
  readonly count: 1 | 2;
  readonly run: (first: number, second: number) => number;
}

export const functions: ReadonlyMap<string, MathFunction> = new Map<string, MathFunction>([
  ...Object.entries(one).map(([name, run]) => [name, { count: 1, run }] as const),
  ...Object.entries(two).map(([name, run]) => [name, { count: 2, run }] as const),
]);

export const functionNames: readonly string[] = [...functions.keys()].sort();

export const mathConstants: ReadonlyMap<string, number> = new Map([
  ['PI', Math.PI],
  ['E', Math.E],
]);
