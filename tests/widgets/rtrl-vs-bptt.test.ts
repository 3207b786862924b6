/** One gradient two ways: both against finite differences of the loss, and the counted costs. */
import { expect, test } from 'vitest';
import widget from '../../components/rtrl-vs-bptt/index.ts';
import type { Inputs, Matrix, Vector } from '../../components/parts/declare.ts';
import { check, complete, merged } from '../../components/parts/codec.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { memory, operations } from '../../kernels/rtrl-cost.ts';
import { cellsOf } from './drawn.ts';

interface Found {
  gradientForward: Matrix; gradientBackward: Matrix; difference: number; sensitivities: Matrix[]; totals: Matrix[];
  memory: Vector; operations: Vector; memoryForward: Vector; memoryBackward: Vector; operationsForward: Vector;
  operationsBackward: Vector; operationsEach: Vector; crossing: number; h: Matrix;
} // prettier-ignore
const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;

/** The loss, straight from the equations. */
function loss({ U, W, V, b, x, y }: Record<string, never>, steps: number) {
  const given = { U, W, V, b, x, y } as unknown as { U: Matrix } & Record<'W' | 'V' | 'b' | 'x' | 'y', Vector>;
  let h = given.b.map(() => 0);
  let total = 0;
  for (let t = 0; t < steps; t++) {
    h = given.U.map((row, i) => Math.tanh(row.reduce((sum, u, j) => sum + u * h[j]!, given.W[i]! * given.x[t]! + given.b[i]!)));
    total += 0.5 * (given.V.reduce((sum, v, i) => sum + v * h[i]!, 0) - given.y[t]!) ** 2;
  }
  return total;
} // prettier-ignore

test('both gradients are the same to rounding, and that of finite differences', async () => {
  const { gradientForward, gradientBackward, difference } = await found({});
  expect(difference).toBeLessThan(1e-15);
  expect(difference).toBe(Math.max(...gradientForward.flatMap((row, i) => row.map((value, j) => Math.abs(value - gradientBackward[i]![j]!)))));
  const inputs = complete(widget, {}).inputs as unknown as Record<string, never>;
  const slope = (name: 'U' | 'W' | 'b', change: (value: never, by: number) => unknown) => {
    const at = (by: number) => loss({ ...inputs, [name]: change(structuredClone(inputs[name]) as never, by) as never }, 4);
    return (at(1e-6) - at(-1e-6)) / 2e-6;
  };
  expect(gradientForward[0]![1]).toBeCloseTo(slope('U', (U: Matrix, by) => ((U[0]![1]! += by), U)), 8);
  expect(gradientForward[1]![2]).toBeCloseTo(slope('W', (W: Vector, by) => ((W[1]! += by), W)), 8);
  expect(gradientForward[1]![3]).toBeCloseTo(slope('b', (b: Vector, by) => ((b[1]! += by), b)), 8);
}); // prettier-ignore

test('what the way forward knows after each step is the gradient of the sequence so far', async () => {
  const { totals } = await found({});
  const { x, y } = complete(widget, {}).inputs as unknown as Record<'x' | 'y', Vector>;
  for (const steps of [1, 2, 3]) {
    const { gradientBackward } = await found({ x: x.slice(0, steps), y: y.slice(0, steps) });
    totals[steps - 1]!.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(gradientBackward[i]![j]!, 12)));
  }
}); // prettier-ignore

test('costs are the counted ones, and the curves cross where it says', async () => {
  const size = { steps: 4, units: 2, inputs: 1 };
  const outputs = await found({});
  expect(outputs.memory).toEqual([memory.forward(size), memory.backward(size)]);
  expect(outputs.operations).toEqual([
    operations.forward(size),
    operations.backward(size),
    operations.backwardEach(size),
  ]);
  expect(outputs.memoryBackward.findIndex((held, t) => held > outputs.memoryForward[t]!) + 1).toBe(outputs.crossing);
  const each = await found({ cost: 'operations', longest: 200 });
  expect(each.operationsEach.findIndex((made, t) => made > each.operationsForward[t]!) + 1).toBe(each.crossing);
  expect(each.operationsBackward.every((made, t) => made < each.operationsForward[t]!)).toBe(true);
}); // prettier-ignore

test('the walk: only the present sensitivities are there, errors come back after the last step', async () => {
  const at = async (moment: number) => {
    const { values } = await cellsOf(widget, { moment });
    const steps = (name: string) =>
      [...new Set([...(values.drawWays as Element).querySelectorAll(`[data-mark^="${name}."]`)].map((mark) => mark.getAttribute('data-mark')!.split('.')[1]))].join();
    const text = (values.drawWays as Element).textContent!;
    return [steps('h'), steps('sensitivities'), steps('delta'), ...[...text.matchAll(/holds (\d+)/g)].map(([, count]) => Number(count))];
  };
  const kept = (steps: number) => memory.backward({ steps, units: 2, inputs: 1 });
  expect(await at(0)).toEqual(['', '', '', 33, kept(0)]);
  expect(await at(2)).toEqual(['0,1', '1', '', 33, kept(2)]);
  expect(await at(4)).toEqual(['0,1,2,3', '3', '', 33, kept(4)]);
  expect(await at(6)).toEqual(['0,1,2,3', '3', '2,3', 33, kept(2)]);
  expect(await at(16)).toEqual(['0,1,2,3', '3', '0,1,2,3', 33, kept(0)]);
}); // prettier-ignore

test.each([
  { steps: 9 },
  { units: 5 },
  { size: 0 },
  { longest: 1 },
  { cost: 'time' },
  { moment: 17 },
  { x: [1e3] },
])(
  '%o is refused',
  (changes) => void expect(() => merged(widget, {}, check(widget, changes as never))).toThrow(),
);
