/**
 * What the lectures' slides on memory cells print, and what is right, as numbers of the kernels; and the numbers that the
 * chapter on them and its exercises work out by hand.
 */
import { describe, expect, test } from 'vitest';
import type { Argument, Handle, Kernel } from '../../kernels/device/device.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as lstm from '../../kernels/lstm.ts';
import * as peephole from '../../kernels/lstm-peephole.ts';
import { grown, type Settings } from '../../kernels/memory-block.ts';
import { spectralNorm } from '../../kernels/spectrum.ts';
import { entry } from '../../kernels/seeded.ts';

type Matrix = number[][];
const device = plain();
const read = async <T>(handle: unknown) => (await device.read({ value: handle as Handle })).value as T;
const run = (kernel: Kernel, ...values: Argument[]) =>
  read<number[]>(device.run(kernel, [(values[0] as number[]).length], {}, ...values));
const normals = (name: string, rows: number, columns: number, by = 1): Matrix =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => by * entry(13, name, i, j)),
  );
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const farthest = (a: number[], b: number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

const sizes = { inputs: 2, units: 3, steps: 6 };
const letters = ['i', 'f', 'o', 'g'] as const;
const parameters = (scale = 1) =>
  Object.fromEntries(
    letters.flatMap((k): [string, Argument][] => [
      [`W${k}`, normals(`W${k}`, 3, 2)],
      [`U${k}`, normals(`U${k}`, 3, 3, scale)],
      [`b${k}`, normals(`b${k}`, 1, 3, 0.3)[0]!],
    ]),
  ) as unknown as lstm.Parameters;
const x = normals('x', 6, 2);

/** One cell whose gates and candidate have these biases and nothing else, but for what is given. */
const bare = (b: Record<'i' | 'f' | 'o' | 'g', number>, more: Partial<peephole.Parameters> = {}) =>
  ({
    Wi: [[0]],
    Wf: [[0]],
    Wo: [[0]],
    Wg: [[0]],
    Ui: [[0]],
    Uf: [[0]],
    Uo: [[0]],
    Ug: [[0]],
    bi: [b.i],
    bf: [b.f],
    bo: [b.o],
    bg: [b.g],
    pi: [0],
    pf: [0],
    po: [0],
    ...more,
  }) as peephole.Parameters;
const OPEN = 40;
const one = (steps: number) => ({ inputs: 1, units: 1, steps });
const silence = (steps: number) => Array.from({ length: steps }, () => [0]);
const cells = (list: Handle[]) => read<Matrix>(list).then((rows) => rows.flat());

describe('freitas', () => {
  test('o_t with θ_hf is another gate, and θ_ho would never be used', async () => {
    const right = parameters();
    const slide = { ...right, Uo: right.Uf };
    const [a, b] = [lstm.forward(device, sizes, right, x), lstm.forward(device, sizes, slide, x)];
    expect(farthest((await read<Matrix>(a.o)).flat(), (await read<Matrix>(b.o)).flat())).toBeGreaterThan(0.1);
    const other = lstm.forward(device, sizes, { ...slide, Uf: normals('another', 3, 3) }, x);
    expect(farthest((await read<Matrix>(b.f)).flat(), (await read<Matrix>(other.f)).flat())).toBeGreaterThan(0.1);
    const { dUo } = lstm.backward(device, sizes, right, x, a, { dh: normals('d', 6, 3) });
    expect(Math.max(...(await read<Matrix>(dUo)).flat().map(Math.abs))).toBeGreaterThan(0.01);
  });

  test('the derivative by one factor of an entry-wise product is the other one times the error, not the product', async () => {
    const [x1, x2, error] = [[0.5, -2, 3], [4, 0.3, -1], [1, -0.7, 2]];
    const loss = async (first: number[]) => (await run(lstm.gated, first, x2)).reduce((sum, z, i) => sum + z * error[i]!, 0);
    const back = await run(lstm.through, error, x2, [1, 1, 1]);
    const forward = await run(lstm.gated, x1, x2);
    for (const i of [0, 1, 2]) {
      const moved = (h: number) => loss(x1.map((value, j) => value + (i === j ? h : 0)));
      const central = ((await moved(1e-5)) - (await moved(-1e-5))) / 2e-5;
      expect(back[i]).toBeCloseTo(central, 8);
      expect(Math.abs(forward[i]! - central)).toBeGreaterThan(0.3);
    }
  });

  test('the "simple solution" is a loop: C_t = O_{t−1} + O_t G_t is none', async () => {
    const sequence = [0.9, -0.5, 0.8, -0.3];
    const open = sequence.map(() => 1);
    const settings: Settings = { loop: 1, sharpness: 1, peephole: 0, bias: 0, x: sequence, write: open, keep: open, read: open };
    const { c, g } = grown(device, settings, 1);
    const [held, candidates] = [await cells(c), await cells(g)];
    let sum = 0;
    const added = candidates.map((value) => (sum += value));
    expect(farthest(held, added)).toBeLessThan(1e-15);
    const printed = candidates.map((value, t) => (t ? Math.tanh(held[t - 1]!) : 0) + Math.tanh(held[t]!) * value);
    expect(farthest(printed, added)).toBeGreaterThan(0.1);
  });
}); // prettier-ignore

describe('graves', () => {
  test('f = 2σ − 1 would be a negative gate; g = h = 2σ − 1 is tanh(x/2), not tanh x', async () => {
    const z = [-1, 0.4, 1];
    const gate = await run(lstm.gate, z);
    expect(gate.every((value) => value > 0 && value < 1)).toBe(true);
    const printed = gate.map((value) => 2 * value - 1);
    expect(printed[0]).toBeCloseTo(-0.46, 2);
    expect(farthest(printed, await run(lstm.squashed, z.map((value) => value / 2)))).toBeLessThan(1e-15);
    expect(farthest(printed, await run(lstm.squashed, z))).toBeGreaterThan(0.25);
  });

  test('the output gate sees the new cell: a clock that saw the cell before would be a step late', async () => {
    const steps = 5;
    // Gates wide open, 0.25 at every step.
    const clock = bare({ i: OPEN, f: OPEN, o: -15, g: Math.atanh(0.25) }, { po: [20] });
    const { o, c } = peephole.forward(device, one(steps), clock, silence(steps));
    const [opened, held] = [await cells(o), await cells(c)];
    expect(opened.findIndex((value) => value >= 0.5 - 1e-9)).toBe(2);
    expect(opened[3]).toBeCloseTo(0.993, 3);
    const printed = held.map((_, t) => sigmoid(20 * (held[t - 1] ?? 0) - 15));
    expect(printed.findIndex((value) => value >= 0.5 - 1e-9)).toBe(3);
  });

  test('a closed input gate keeps the cell only if the forget gate is open', async () => {
    const settings = { loop: 1, sharpness: 1, peephole: 0, bias: 0, x: [0.9, -0.5, 0.8], write: [1, 0, 0], read: [0, 0, 0] };
    const held = async (keep: number[]) => cells(grown(device, { ...settings, keep }, 4).c);
    const open = await held([1, 1, 1]);
    expect(open[2]).toBe(open[0]);
    expect((await held([1, 1, 0]))[2]).toBe(0);
  });
}); // prettier-ignore

describe('wu', () => {
  test('a forget gate of 1 keeps, of 0 forgets; 0.9 for a hundred steps is 2.7·10⁻⁵', async () => {
    const left = async (f: number, steps: number) => {
      const { c } = lstm.forward(device, one(steps), { ...bare({ i: -OPEN, f: Math.log(f / (1 - f)), o: 0, g: 0 }), c0: [1] }, silence(steps));
      return (await cells(c)).at(-1)!;
    };
    expect(await left(1 - 1e-15, 100)).toBeCloseTo(1, 10);
    expect(await left(1e-15, 1)).toBeCloseTo(0, 10);
    expect(await left(0.9, 100)).toBeCloseTo(2.7e-5, 6);
  });

  test('the Jacobian of the cell is diag(f) where the output gate before is closed, else it may exceed 1 with every f below 1', async () => {
    const strong = { ...parameters(3), bi: [2, 2, 2], bo: [2, 2, 2] };
    const record = lstm.forward(device, sizes, strong, x);
    const found = await read<Matrix[]>(lstm.jacobians(device, sizes, strong, record));
    const f = await read<Matrix>(record.f);
    expect(f.flat().every((value) => value < 1)).toBe(true);
    expect(Math.max(...found.map(spectralNorm))).toBeGreaterThan(1.2);
    const shut = { ...strong, bo: [-60, -60, -60] };
    const quiet = lstm.forward(device, sizes, shut, x);
    const gates = await read<Matrix>(quiet.f);
    (await read<Matrix[]>(lstm.jacobians(device, sizes, shut, quiet))).forEach((jacobian, t) =>
      jacobian.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(i === j ? gates[t + 1]![i]! : 0, 8))),
    );
  });
}); // prettier-ignore

describe('worked out by hand in the chapter', () => {
  test('one step of one cell', async () => {
    const { c, h } = lstm.step(device, one(1), bare({ i: 2, f: 1, o: 0, g: 0.5 }), [0], [1], [0]);
    expect((await read<number[]>(c))[0]).toBeCloseTo(1.138, 3);
    expect((await read<number[]>(h))[0]).toBeCloseTo(0.407, 3);
  });

  test('half of 2 is kept, and told as 0.76', async () => {
    const { h } = lstm.step(device, one(1), bare({ i: -OPEN, f: 0, o: OPEN, g: 0.3 }), [0], [2], [0]);
    expect((await read<number[]>(h))[0]).toBeCloseTo(0.76, 2);
  });

  test('a bias of 4.97 halves the cell in a hundred steps; a bias of 1 leaves 0.044 in ten', async () => {
    const left = async (bf: number, steps: number) =>
      (await cells(lstm.forward(device, one(steps), { ...bare({ i: -OPEN, f: bf, o: 0, g: 0 }), c0: [1] }, silence(steps)).c)).at(-1)!;
    expect(await left(4.97, 100)).toBeCloseTo(0.5, 2);
    expect(await left(1, 10)).toBeCloseTo(0.044, 3);
  });

  test('larger than one: open gates, nothing in the cell, a weight of 1 from the output to the candidate', async () => {
    const open = bare({ i: OPEN, f: OPEN, o: OPEN, g: 0 }, { Ug: [[1]] });
    const record = lstm.forward(device, one(2), open, silence(2));
    expect((await read<Matrix[]>(lstm.jacobians(device, one(2), open, record)))[0]![0]![0]).toBeCloseTo(2, 12);
  });

  test('almost a plain network: the second tanh is in the way', async () => {
    const { h } = lstm.step(device, one(1), bare({ i: OPEN, f: -OPEN, o: OPEN, g: 1 }), [0], [5], [0]);
    const [told] = await read<number[]>(h);
    expect(told).toBeCloseTo(Math.tanh(Math.tanh(1)), 12);
    expect(told).toBeCloseTo(0.642, 3);
  });
}); // prettier-ignore
