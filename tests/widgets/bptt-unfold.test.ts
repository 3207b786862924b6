/** The unfolded network against a small forward and backward pass of its own, and its check against wrong kernels. */
import { describe, expect, test } from 'vitest';
import widget from '../../components/bptt-unfold/index.ts';
import { check, complete, merged } from '../../components/parts/codec.ts';
import { flow } from '../../components/parts/dataflow.ts';
import { outputsOf } from '../../components/parts/static.ts';
import type { Inputs, Matrix, Vector } from '../../components/parts/declare.ts';
import type { Device, Kernel } from '../../kernels/device/device.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as rnn from '../../kernels/rnn.ts';
import { softmaxError } from '../../kernels/softmax.ts';
import { cellsOf } from './drawn.ts';

interface Found {
  z: Matrix; h: Matrix; o: Matrix; losses: Vector; loss: number; delta: Matrix; jacobians: Matrix[];
  dU: Matrix; dW: Matrix; dV: Matrix; db: Vector; dc: Vector; dUByStep: Matrix[]; shareSizes: Vector; check: number;
} // prettier-ignore
type Given = Record<'U' | 'W' | 'V' | 'x' | 'y', Matrix> & Record<'b' | 'c', Vector>;

const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;
const inputsOf = (given: Inputs) => complete(widget, given).inputs as unknown as Given & Inputs;

const dot = (a: Vector, b: Vector) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const times = (M: Matrix, v: Vector) => M.map((row) => dot(row, v));
const turned = (M: Matrix) => M[0]!.map((_, j) => M.map((row) => row[j]!));
const plus = (...vectors: Vector[]) => vectors[0]!.map((_, i) => vectors.reduce((sum, v) => sum + v[i]!, 0));
const outer = (a: Vector, b: Vector) => a.map((x) => b.map((y) => x * y));
const sumOf = (matrices: Matrix[]) =>
  matrices.reduce((one, other) => one.map((row, i) => plus(row, other[i]!)));

const activations: Record<string, [(z: number) => number, (z: number) => number]> = {
  linear: [(z) => z, () => 1],
  tanh: [Math.tanh, (z) => 1 - Math.tanh(z) ** 2],
  sigmoid: [(z) => 1 / (1 + Math.exp(-z)), (z) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2],
  relu: [(z) => Math.max(z, 0), (z) => (z > 0 ? 1 : 0)],
};

function softmax(o: Vector) {
  const powers = o.map(Math.exp);
  return powers.map(
    (power) =>
      power /
      dot(
        powers,
        powers.map(() => 1),
      ),
  );
}

/** Straight from the equations, in their order. */
function expected(given: Inputs) {
  const { U, W, V, b, c, x, y, activation, cost, truncate } = inputsOf(given);
  const [act, slope] = activations[activation as string]!;
  const zero = b.map(() => 0);
  const [z, h]: Matrix[] = [[], []];
  x.forEach((input, t) => {
    z!.push(plus(times(U, h![t - 1] ?? zero), times(W, input), b));
    h!.push(z![t]!.map(act));
  });
  const o = h!.map((state) => plus(times(V, state), c));
  const losses = o.map((output, t) =>
    cost === 'squared'
      ? 0.5 * dot(output.map((v, k) => v - y[t]![k]!), output.map((v, k) => v - y[t]![k]!))
      : -dot(y[t]!, softmax(output).map(Math.log)),
  );
  const errors = o.map((output, t) => (cost === 'squared' ? output : softmax(output)).map((v, k) => v - y[t]![k]!));
  const delta: Matrix = [];
  for (let t = x.length - 1; t >= 0; t--) {
    const cut = truncate && (t + 1) % (truncate as number) === 0;
    const next = cut ? zero : (delta[t + 1] ?? zero);
    delta[t] = plus(times(turned(V), errors[t]!), times(turned(U), next)).map((e, i) => e * slope(z![t]![i]!));
  }
  const before = h!.map((_, t) => h![t - 1] ?? zero);
  const dUByStep = delta.map((error, t) => outer(error, before[t]!));
  return {
    z, h, o, losses, loss: dot(losses, losses.map(() => 1)), delta, dUByStep,
    jacobians: z!.map((row) => U.map((weights, i) => weights.map((weight) => slope(row[i]!) * weight))),
    dU: sumOf(dUByStep),
    dW: sumOf(delta.map((error, t) => outer(error, x[t]!))),
    dV: sumOf(errors.map((error, t) => outer(error, h![t]!))),
    db: plus(...delta),
    dc: plus(...errors),
  };
} // prettier-ignore

const flat = (value: unknown) => [value].flat(3) as number[];
const largest = (values: number[]) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function near(got: unknown, wanted: unknown, words: string) {
  const [a, b] = [flat(got), flat(wanted)];
  expect([words, a.length]).toEqual([words, b.length]);
  expect(largest(a.map((value, i) => value - b[i]!)), words).toBeLessThan(1e-10 * (1 + largest(b)));
}

const costs = ['squared', 'softmax'];
const cases: Inputs[] = Object.keys(activations).flatMap((activation, index) =>
  costs.map((cost, more) => ({ activation, cost, seed: 7 * index + more, steps: 1 + 4 * more + index, units: 1 + index + more, truncate: index })),
); // prettier-ignore
const called = (given: Inputs) => Object.values(given).join(' ');
const named = cases.map((given) => [called(given), given] as const);

test.each(named)('%s: the outputs are those of the equations', async (_, given) => {
  const outputs = await found(given);
  for (const [name, value] of Object.entries(expected(given))) {
    near(outputs[name as keyof Found], value, name);
  }
});

describe('check', () => {
  const seeds = Array.from({ length: 4 }, (_, seed) => seed);
  const whole = cases.map((given) => ({ ...given, truncate: 0 }));

  test('is near zero where the gradients are right', async () => {
    for (const given of [{}, ...whole.flatMap((one) => seeds.map((seed) => ({ ...one, seed })))]) {
      expect((await found(given)).check, called(given)).toBeLessThan(1e-5);
    }
    expect((await found({})).check).toBeLessThan(1e-6);
  });

  test('says how far a truncated gradient is from the true one', async () => {
    const [cut, right] = [await found({ truncate: 2 }), await found({})];
    const differences = (['dU', 'dW', 'db'] as const).map((name) => {
      const [a, b] = [flat(cut[name]), flat(right[name])];
      return largest(a.map((value, i) => value - b[i]!)) / Math.max(largest(a), largest(b));
    });
    expect(cut.check).toBeCloseTo(Math.max(...differences), 6);
    expect(cut.check).toBeGreaterThan(1e-2);
  });

  /** `plain`, but every result of one kernel is a tenth too large. */
  function wrong(target: Kernel): Device {
    const device = plain();
    const run: Kernel['run'] = function (...values: unknown[]) {
      return 1.1 * (target.run.apply(this, values) as number);
    };
    return { ...device, run: (kernel, ...rest) => device.run(kernel === target ? { ...target, run } : kernel, ...rest) };
  } // prettier-ignore

  async function checkOn(device: Device, given: Inputs) {
    const work = flow(widget, device, given);
    const { check } = await work.values(['check']);
    work.dispose();
    return check as number;
  }

  const common = [rnn.slope, rnn.pulled, rnn.delta, rnn.outer, rnn.vectorSum, rnn.matrixSum];
  test.each([
    ...common.map((kernel) => [kernel.name, kernel, 'squared'] as const),
    ['squaredError', rnn.squaredError, 'squared'] as const,
    ['softmaxError', softmaxError, 'softmax'] as const,
  ])('a wrong %s is seen', async (_, kernel, cost) => {
    expect(await checkOn(wrong(kernel), { cost })).toBeGreaterThan(1e-2);
    expect(await checkOn(plain(), { cost })).toBeLessThan(1e-5);
  });
});

describe('truncation', () => {
  test('blocks of one step pass nothing back; blocks as long as the sequence all', async () => {
    const [one, five, none] = [await found({ truncate: 1 }), await found({ truncate: 5 }), await found({})];
    const { V, y } = inputsOf({});
    one.delta.forEach((delta, t) => {
      const slopes = one.z[t]!.map((z) => 1 - Math.tanh(z) ** 2);
      const error = one.o[t]!.map((o, k) => o - y[t]![k]!);
      near(
        delta,
        times(turned(V), error).map((e, i) => e * slopes[i]!),
        `step ${t + 1}`,
      );
    });
    expect(five.dU).toEqual(none.dU);
  });

  test.each([2, 3, 4, 7])('in blocks of %d, each block is a network of its own', async (truncate) => {
    const steps = 11;
    const cut = await found({ steps, truncate });
    const { U, W, V, b, c, x, y } = inputsOf({ steps });
    for (let start = 0; start < steps; start += truncate) {
      const end = Math.min(start + truncate, steps);
      // The state before the block, put into its first step as a part of an input that is one longer.
      const before = start ? cut.h[start - 1]! : b.map(() => 0);
      const rows = x.slice(start, end).map((row, t) => [...row, t ? 0 : 1]);
      const weights = W.map((row, i) => [...row, dot(U[i]!, before)]);
      const block = await found({ U, W: weights, V, b, c, x: rows, y: y.slice(start, end) });
      near(cut.delta.slice(start, end), block.delta, `from step ${start + 1}`);
    }
  });
});

test('the shares add up to the gradient, so far and in all, and the triangle to the shares', async () => {
  const states: Inputs[] = [{}, { truncate: 2, steps: 7, weight: [3, 2] }, { cost: 'softmax', units: 5, weight: [1, 4] }];
  for (const given of states) {
    const { values, inputs } = await cellsOf(widget, given);
    const { dUByStep, totals, dU, uses, lossSums, shareSizes, totalSizes } = values as Record<string, never> as unknown as Found & {
      totals: Matrix[]; uses: Matrix; lossSums: Vector; totalSizes: Vector;
    };
    totals.forEach((total, t) => near(total, sumOf(dUByStep.slice(t)), `from step ${t + 1}`));
    expect(totals[0]).toEqual(dU);
    near(shareSizes, dUByStep.map((share) => Math.hypot(...share.flat())), 'sizes');
    near(totalSizes, totals.map((total) => Math.hypot(...total.flat())), 'sizes of totals');
    const [i, j] = (inputs.weight as Vector).map((index) => index - 1) as [number, number];
    near(uses.map((row, loss) => row.slice(loss + 1)), uses.map((row, loss) => row.slice(loss + 1).map(() => 0)), 'later uses');
    near(turned(uses).map((row) => dot(row, row.map(() => 1))), dUByStep.map((share) => share[i]![j]!), 'uses');
    near(dot(lossSums, lossSums.map(() => 1)), dU[i]![j], 'all of them');
  }
}); // prettier-ignore

test('a row of the triangle is the gradient of that loss alone', async () => {
  const { o } = await found({});
  const { values } = await cellsOf(widget, { weight: [2, 3] });
  for (const [loss, sum] of (values.lossSums as Vector).entries()) {
    const y = inputsOf({}).y.map((row, t) => (t === loss ? row : o[t]!));
    const { dU } = await found({ y });
    expect(sum).toBeCloseTo(dU[1]![2]!, 12);
  }
});

test('the running products are those of the Jacobians', async () => {
  const { values } = await cellsOf(widget, { steps: 4 });
  const { products, jacobians } = values as Record<string, Matrix[]>;
  const product = (a: Matrix, b: Matrix) => a.map((row) => turned(b).map((column) => dot(row, column)));
  expect(products).toHaveLength(5);
  near(products![4], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], 'at the end');
  near(products![1], product(product(jacobians![3]!, jacobians![2]!), jacobians![1]!), 'from step 1');
}); // prettier-ignore

describe('inputs', () => {
  const given = (changes: object, before: Inputs = {}) => merged(widget, before, check(widget, changes));

  test('are seeded: the same seed gives the same, entries stay when arrays grow', () => {
    const [small, large, other] = [inputsOf({ units: 2 }), inputsOf({ units: 2, steps: 9 }), inputsOf({ units: 2, seed: 2 })];
    expect(large.U).toEqual(small.U);
    expect(large.x.slice(0, 5)).toEqual(small.x);
    expect(other.U).not.toEqual(small.U);
    expect(flat(inputsOf({}).U).every((value) => Number((value * 100).toFixed(6)) % 1 === 0)).toBe(true);
  }); // prettier-ignore

  test('have targets with a single 1 for the softmax', () => {
    const { y } = inputsOf({ cost: 'softmax', steps: 12 });
    expect(y.map((row) => row.toSorted((a, b) => b - a))).toEqual(y.map(() => [1, 0]));
  });

  test('may be given as arrays, under their letters or their names', async () => {
    const U = [[0.5, -1], [0.25, 2]];
    const W = [[1, 0, 2], [0, 1, -1]];
    const set = given({ recurrent: U, input: W, hiddenBias: [0.5, 0], x: [[1, 2, 3]], y: [[1]], output: [[2, 1]], outputBias: [3] });
    expect(set).toMatchObject({ U, W, b: [0.5, 0], V: [[2, 1]], c: [3] });
    const { sizes } = complete(widget, set);
    expect(sizes).toEqual({ T: 1, H: 2, I: 3, O: 1 });
    const { z, o } = await found({ ...set, activation: 'linear' });
    expect(z).toEqual([[7.5, -1]]);
    expect(o).toEqual([[17]]);
  }); // prettier-ignore

  test('of steps and units cut and fill what was given', () => {
    const set = given({ units: 3 }, given({ U: [[1, 2], [3, 4]] }));
    const { U, W } = inputsOf(set);
    expect([U.length, W.length]).toEqual([3, 3]);
    expect(U.slice(0, 2).map((row) => row.slice(0, 2))).toEqual([[1, 2], [3, 4]]);
    expect(complete(widget, given({ x: [[1, 2], [3, 4]] }, given({ steps: 9 }))).sizes.T).toBe(2);
  }); // prettier-ignore

  test.each([
    { steps: 0 }, { steps: 13 }, { steps: 2.5 }, { units: 7 }, { truncate: -1 }, { moment: 25 }, { weight: [1, 1.5] },
    { weight: [0, 1] }, { activation: 'softplus' }, { x: [[1, 2, 3, 4, 5, 6, 7]] }, { U: [[1e5]] }, { cost: 'mean' },
  ])('%o is refused', (changes) => void expect(() => given(changes)).toThrow()); // prettier-ignore
});

describe('presets', () => {
  /** Outputs after a preset pressed in a state. */
  async function after(label: string, given: Inputs = {}) {
    const preset = widget.presets.find((one) => one.label === label)!;
    const changed = preset.change(complete(widget, given).inputs, await outputsOf(widget, given));
    return { inputs: inputsOf({ ...given, ...changed }), ...(await found({ ...given, ...changed })) };
  }
  const length = (matrix: Matrix) => Math.hypot(...matrix.flat());
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('small weights: hardly anything comes from later steps', async () => {
    const rest = await after('Small weights');
    const usual = await found({});
    expect(length(inputsOf({}).U)).toBeGreaterThan(2.5 * length(rest.inputs.U));
    const product = ({ jacobians }: Pick<Found, 'jacobians'>) =>
      jacobians.slice(1).reduce((all, jacobian) => all * length(jacobian), 1);
    expect(product(rest)).toBeLessThan(0.05 * product(usual));
    const alone = await found({ ...rest.inputs, truncate: 1 });
    rest.delta.forEach((delta, t) => {
      expect(
        length([
          plus(
            delta,
            alone.delta[t]!.map((value) => -value),
          ),
        ]),
      ).toBeLessThan(0.4 * length([delta]) + 0.05);
    });
  });

  test('large linear weights: errors grow on their way back', async () => {
    const { delta } = await after('Large weights, linear', { steps: 10 });
    const sizes = delta.map((error) => Math.hypot(...error));
    expect(sizes[0]!).toBeGreaterThan(100 * sizes[9]!);
  });

  test('saturated: slopes are near zero', async () => {
    const { z, jacobians } = await after('Saturated units');
    expect(mean(flat(z).map(Math.abs))).toBeGreaterThan(5);
    expect(mean(jacobians.map(length))).toBeLessThan(0.5 * mean((await found({})).jacobians.map(length)));
  });

  test('loss at the end alone: only the last step has one, and shares fade on the way back', async () => {
    const { losses, shareSizes } = await after('Loss at the end alone');
    expect(losses.slice(0, -1)).toEqual([0, 0, 0, 0]);
    expect(losses[4]).toBeGreaterThan(0);
    for (const [t, size] of shareSizes.slice(1).entries()) expect(shareSizes[t]).toBeLessThan(size);
    expect(shareSizes[1]).toBeLessThan(0.01 * shareSizes[4]!);
  });

  test('truncate after 2, and softmax', async () => {
    const cut = await after('Truncate after 2');
    expect(cut.dU).toEqual((await found({ truncate: 2 })).dU);
    const { inputs, loss } = await after('Softmax');
    expect(inputs.cost).toBe('softmax');
    expect(flat(inputs.y).reduce((sum, value) => sum + value)).toBe(5);
    expect(loss).toBeGreaterThan(0);
  });
});

describe('the walk', () => {
  const marksAt = async (moment: number, steps = 4) => {
    const { values } = await cellsOf(widget, { moment, steps });
    const marks = [...(values.drawNetwork as Element).querySelectorAll('[data-mark]')];
    const times = (name: string) =>
      new Set(marks.map((one) => one.getAttribute('data-mark')!.split('.')).filter(([one]) => one === name).map(([, t]) => t)).size;
    return ['x', 'h', 'losses', 'delta', 'dUByStep', 'jacobians', 'products'].map(times);
  }; // prettier-ignore

  test('shows no state at first, then one step more at each moment, then one error more', async () => {
    expect(await marksAt(0)).toEqual([4, 0, 0, 0, 0, 0, 0]);
    expect(await marksAt(3)).toEqual([4, 3, 3, 0, 0, 0, 0]);
    expect(await marksAt(4)).toEqual([4, 4, 4, 0, 0, 0, 0]);
    expect(await marksAt(5)).toEqual([4, 4, 4, 1, 1, 1, 1]);
    expect(await marksAt(8)).toEqual([4, 4, 4, 4, 4, 4, 4]);
    expect(await marksAt(24)).toEqual(await marksAt(8));
  });

  test('changes no output', async () => {
    const right = await found({});
    for (const moment of [0, 3, 7]) expect(await found({ moment })).toEqual(right);
  });

  test('has a name for every moment', () => {
    const names = Array.from({ length: 7 }, (_, moment) => widget.walk!.name(moment, { T: 3 }));
    expect(names).toEqual(['folded', 'forward, t = 1', 'forward, t = 2', 'forward, t = 3', 'backward, t = 3', 'backward, t = 2', 'backward, t = 1']);
  }); // prettier-ignore
});
