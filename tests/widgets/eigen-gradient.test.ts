/** The figure of eigenvalues and gradients: its networks against small computations of their own, its inputs and presets. */
import { describe, expect, test, vi } from 'vitest';
import { entry } from '../../kernels/seeded.ts';
import { check, complete, merged, InputError } from '../../components/parts/codec.ts';
import type { ArrayInput, Inputs } from '../../components/parts/declare.ts';
import { flow } from '../../components/parts/dataflow.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { Superseded } from '../../components/parts/turn.ts';
import { sweep } from '../../components/eigen-gradient/sweep.ts';
import { plain } from '../../kernels/device/plain.ts';
import widget from '../../components/eigen-gradient/index.ts';
import { cellsOf } from './drawn.ts';

vi.setConfig({ testTimeout: 60_000 });

type Matrix = number[][];
interface Outputs {
  U: Matrix;
  gradientNorm: number[];
  power: number[];
  bound: number[];
  stateNorm: number[];
  sweep: Matrix;
  sweepRadius: number[];
  sweepDistance: number[];
}

const outputs = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Outputs;
/** Without the sweep, which takes longer than all the rest. */
async function quickly(given: Inputs) {
  const work = flow(widget, plain(), given);
  const names = ['U', 'gradientNorm', 'power', 'bound', 'stateNorm', 'eigenvalues', 'sentence'] as const;
  const values = await work.values(names);
  work.dispose();
  return values as unknown as Outputs & { eigenvalues: Matrix; sentence: string };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const times = (A: Matrix, B: Matrix) =>
  A.map((row) => B[0]!.map((_, j) => sum(row.map((a, m) => a * B[m]![j]!))));
const transposed = (A: Matrix) => A[0]!.map((_, j) => A.map((row) => row[j]!));

/** The largest singular value: of a high power of AᵀA nothing is left but its own direction. */
function norm(A: Matrix) {
  const gram = times(transposed(A), A);
  const trace = (B: Matrix) => sum(B.map((row, i) => row[i]!));
  let power = gram;
  for (let i = 0; i < 40; i++) {
    const size = trace(power);
    if (size === 0) return 0;
    power = power.map((row) => row.map((value) => value / size));
    power = times(power, power);
  }
  return Math.sqrt(trace(times(gram, power)) / trace(power));
}

const acts: Record<string, (z: number) => [number, number]> = {
  linear: (z) => [z, 1],
  tanh: (z) => [Math.tanh(z), 1 - Math.tanh(z) ** 2],
  sigmoid: (z) => [1 / (1 + Math.exp(-z)), Math.exp(-z) / (1 + Math.exp(-z)) ** 2],
  relu: (z) => (z > 0 ? [z, 1] : [0, 0]),
};

/** ‖h_t‖ and ‖∂h_T/∂h_{T−k}‖ step by step, from nothing but U and the inputs. */
function travelled(U: Matrix, { activation, distance, scale, seed }: Record<string, never>) {
  let h = U.map(() => 0);
  const [states, jacobians]: [number[], Matrix[]] = [[0], []];
  for (let t = 0; t < distance; t++) {
    const z = U.map((row, i) => sum(row.map((u, j) => u * h[j]!)) + scale * entry(seed, 'input', t, i));
    const pairs = z.map(acts[activation]!);
    h = pairs.map(([value]) => value);
    states.push(Math.hypot(...h));
    jacobians.push(U.map((row, i) => row.map((u) => pairs[i]![1] * u)));
  }
  let P = U.map((_, i) => U.map((_, j) => Number(i === j)));
  const norms = [1, ...jacobians.toReversed().map((J) => norm((P = times(P, J))))];
  return { states, norms };
}

describe.each([
  { activation: 'tanh' },
  { activation: 'tanh', shear: 2, radius: 1.3, size: 5, seed: 7, scale: 0.2 },
  { activation: 'sigmoid', size: 3, radius: 1.5, shear: 1 },
  { activation: 'relu', size: 6, radius: 1.1, seed: 3 },
  { activation: 'linear', size: 2, shear: 3, radius: 0.8 },
] as Inputs[])('%j', (given) => {
  test('states and norms are those of a loop by hand', async () => {
    const state = { ...given, distance: 12 };
    const { U, gradientNorm, stateNorm, power, bound } = await quickly(state);
    const { inputs } = complete(widget, state);
    const right = travelled(U, inputs as never);
    gradientNorm.forEach((value, k) => expect(value / right.norms[k]!).toBeCloseTo(1, 6));
    stateNorm.forEach((value, k) => expect(value).toBeCloseTo(right.states[k]!, 9));
    power.forEach((value, k) => expect(value).toBeCloseTo((inputs.radius as number) ** k, 9));
    const steepest = given.activation === 'sigmoid' ? 0.25 : 1;
    bound.forEach((value, k) => expect(value / (norm(U) * steepest) ** k).toBeCloseTo(1, 6));
    gradientNorm.forEach((value, k) => expect(value).toBeLessThanOrEqual(bound[k]! * (1 + 1e-9)));
  });
});

describe('eigenvalues', () => {
  /** det(U − λ I) for a complex λ, by elimination with the largest pivot. */
  function determinant(U: Matrix, [re, im]: number[]) {
    const A = U.map((row, i) => row.map((u, j) => (i === j ? [u - re!, -im!] : [u, 0])));
    const by = ([a, b]: number[], [c, d]: number[]) => [a! * c! - b! * d!, a! * d! + b! * c!];
    let size = 1;
    for (let k = 0; k < A.length; k++) {
      const pivot = A.slice(k).reduce((best, row, i) => (Math.hypot(...row[k]!) > Math.hypot(...A[best]![k]!) ? k + i : best), k);
      [A[k], A[pivot]] = [A[pivot]!, A[k]!];
      const [a, b] = A[k]![k] as [number, number];
      size *= Math.hypot(a, b);
      if (size === 0) return 0;
      for (let i = k + 1; i < A.length; i++) {
        const factor = by(A[i]![k]!, [a / (a * a + b * b), -b / (a * a + b * b)]);
        A[i] = A[i]!.map((entry, j) => { const part = by(factor, A[k]![j]!); return [entry[0]! - part[0]!, entry[1]! - part[1]!]; });
      }
    }
    return size;
  } // prettier-ignore

  test.each([
    { size: 4, shear: 3 },
    { size: 7, shear: 3, radius: 1.5, seed: 5 },
    { size: 16, shear: 3, radius: 0.9 },
    { eigenvalues: [[0.5, 0.2], [-0.3, 0], [0.5, -0.2], [1.1, 0], [0.2, 0]], shear: 2.5 },
  ] as Inputs[])('the shear leaves them where they are: %j', async (given) => {
    const { U, eigenvalues } = await quickly({ ...given, distance: 1 });
    for (const [i, eigenvalue] of eigenvalues.entries()) {
      // |det(U − λ I)| is the product of the distances to all eigenvalues; a shift of 1e-9 shows against that of the others.
      const others = eigenvalues.filter((_, j) => j !== i);
      const slope = others.reduce((product, [re, im]) => product * Math.hypot(re! - eigenvalue[0]!, im! - eigenvalue[1]!), 1);
      expect(determinant(U, eigenvalue) / slope).toBeLessThan(1e-9);
    }
    expect(sum(U.map((row, i) => row[i]!))).toBeCloseTo(sum(eigenvalues.map(([re]) => re!)), 9);
  }); // prettier-ignore

  test('without shear the matrix is normal, with it not', async () => {
    const far = async (shear: number) => {
      const { U } = await quickly({ shear, distance: 1 });
      const [left, right] = [times(U, transposed(U)), times(transposed(U), U)];
      return Math.max(...left.flatMap((row, i) => row.map((value, j) => Math.abs(value - right[i]![j]!))));
    };
    expect(await far(0)).toBeLessThan(1e-12);
    expect(await far(1)).toBeGreaterThan(0.1);
  });

  test('all have the radius, none meet, and an odd one is real', async () => {
    for (const size of [2, 3, 9, 16]) {
      const { eigenvalues } = complete(widget, { size, radius: 0.7 }).inputs as { eigenvalues: Matrix };
      expect(eigenvalues).toHaveLength(size);
      for (const [re, im] of eigenvalues) expect(Math.hypot(re!, im!)).toBeCloseTo(0.7, 12);
      const apart = eigenvalues.flatMap((a, i) => eigenvalues.slice(i + 1).map((b) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!)));
      expect(Math.min(...apart)).toBeGreaterThan(0.03);
      expect(eigenvalues.filter(([, im]) => im === 0)).toEqual(size % 2 ? [[0.7, 0]] : []);
    }
  }); // prettier-ignore

  test('radius and eigenvalues exclude each other: the one set last holds', () => {
    const pair = [[0.6, 0.8], [0.6, -0.8]]; // prettier-ignore
    const given = merged(widget, { radius: 0.3 }, check(widget, { eigenvalues: pair }));
    const { inputs, sizes } = complete(widget, given);
    expect(inputs).toMatchObject({ eigenvalues: pair, size: 2 });
    expect(inputs.radius).toBeCloseTo(1, 12);
    expect(sizes).toEqual({ n: 2 });
    const back = complete(widget, merged(widget, given, check(widget, { radius: 0.5 })));
    expect(back.inputs.radius).toBe(0.5);
    expect((back.inputs.eigenvalues as Matrix).every(([re, im]) => Math.abs(Math.hypot(re!, im!) - 0.5) < 1e-12)).toBe(true);
    expect(() => merged(widget, {}, check(widget, { radius: 0.5, eigenvalues: pair }))).toThrow(InputError);
  }); // prettier-ignore

  test.each([
    [[[0.5, 0.5], [0.5, 0.5]], /pairs/],
    [[[0.5, 0.5], [0, 0]], /pairs/],
    [[[1.2, 1.2], [1.2, -1.2]], /no farther/],
    [[[1, 0]], /2 to 16 rows/],
  ])('%j is refused', (eigenvalues, words) => {
    expect(() => check(widget, { eigenvalues })).toThrow(words);
  }); // prettier-ignore
});

describe('moving an eigenvalue', () => {
  const { amend, valid } = widget.inputs.eigenvalues as Required<ArrayInput>;
  const start = [[0.6, 0.5], [0.6, -0.5], [-0.4, 0.3], [-0.4, -0.3]]; // prettier-ignore
  const move = (whole: Matrix, i: number, re: number, im: number) =>
    amend(amend(whole, [i, 0], re), [i, 1], im);

  test('its conjugate goes along, and the others stay', () => {
    const kept = structuredClone(start);
    expect(move(start, 1, 0.2, -0.9)).toEqual([[0.2, 0.9], [0.2, -0.9], start[2], start[3]]); // prettier-ignore
    expect(start).toEqual(kept);
  });

  test('onto the axis and off again', () => {
    const reals = move(start, 0, 0.3, 0.01);
    expect(reals).toEqual([[0.3, 0], [0.3, 0], start[2], start[3]]); // prettier-ignore
    const apart = move(reals, 0, -0.8, 0);
    expect(apart).toEqual([[-0.8, 0], [0.3, 0], start[2], start[3]]); // prettier-ignore
    expect(move(apart, 1, 0.5, 0.4)).toEqual([[0.5, -0.4], [0.5, 0.4], start[2], start[3]]); // prettier-ignore
  });

  test('a lone real one stays on the axis', () => {
    const whole = [[0.9, 0], [0.1, 0.2], [0.1, -0.2]]; // prettier-ignore
    expect(move(whole, 0, 0.7, 0.6)).toEqual([[0.7, 0], [0.1, 0.2], [0.1, -0.2]]); // prettier-ignore
  });

  test('no farther out than allowed, in the direction of the pointer', () => {
    const [[re, im]] = move(start, 0, 1.5, 1.5) as [[number, number]];
    expect(Math.hypot(re, im)).toBeCloseTo(1.5, 12);
    expect(re).toBeCloseTo(im, 12);
  });

  test('wherever it goes, the list stays one of whole pairs', () => {
    let whole: Matrix = start;
    for (let i = 0; i < 400; i++) {
      const at = (stream: string) => Math.max(-1.5, Math.min(1.5, entry(i, stream, 0, 0)));
      whole = move(whole, i % 4, at('re'), i % 3 ? at('im') : 0.005);
      expect(valid(whole)).toBeUndefined();
    }
  });
});

describe('sweep', () => {
  test.each<Inputs>([
    {},
    { activation: 'linear', shear: 3, radius: 0.9, distance: 70 },
    { activation: 'relu', size: 5, radius: 1.2, distance: 30, seed: 2 },
    { activation: 'sigmoid', size: 2, radius: 1.5, distance: 300, scale: 10 },
    { activation: 'tanh', size: 3, radius: 0.01, distance: 1 },
    { eigenvalues: [[0.9, 0], [-0.2, 0.1], [-0.2, -0.1]], shear: 1, distance: 20 }, // prettier-ignore
  ])('is the gradient where they meet: %j', async (given) => {
    const { inputs } = complete(widget, given);
    const { sweep, sweepRadius, sweepDistance, gradientNorm } = await outputs(given);
    expect([sweep.length, sweep[0]!.length]).toEqual([sweepRadius.length, sweepDistance.length]);
    expect(sweepRadius.length).toBeGreaterThanOrEqual(128);
    const row =
      sweep[sweepRadius.findIndex((radius) => Math.abs(radius - (inputs.radius as number)) < 1e-9)]!;
    row.forEach((value, d) => {
      const right = Math.log10(gradientNorm[sweepDistance[d]!]!);
      // Beyond the smallest number of double precision the sweep goes on.
      if (right < -307) return expect(value).toBeLessThan(-306);
      expect(Math.abs(value - right)).toBeLessThan(1e-3);
    });
    expect(sweep[0]!.slice(1).every((value) => value === -Infinity)).toBe(true);
  });

  test('radius alone does not compute it anew, the angle of an eigenvalue does', async () => {
    const unit = async (given: Inputs) => (await cellsOf(widget, { ...given, distance: 1 })).values.unit;
    expect(await unit({ radius: 0.3 })).toBe(await unit({}));
    const pair = (re: number, im: number) => [[re, im], [re, -im]]; // prettier-ignore
    const one = await unit({ eigenvalues: pair(0.3, 0.4) });
    expect(await unit({ eigenvalues: pair(0.6, 0.8) })).toBe(one);
    expect(await unit({ eigenvalues: pair(0.4, 0.3) })).not.toBe(one);
  });

  test('one that nobody waits for any more stops', async () => {
    const unit = (await cellsOf(widget, { distance: 1, size: 16 })).values.unit as string;
    const start = performance.now();
    const work = sweep(plain(), unit, 0, 'tanh', 1000, 0.5, 1, Promise.resolve());
    await expect(work).rejects.toThrow(Superseded);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('a pixel that is loaded is the network on show', async () => {
    const load = widget.rasters!.sweep!.load;
    const given = { eigenvalues: [[0.3, 0.4], [0.3, -0.4]], distance: 10 }; // prettier-ignore
    const before = await outputs(given);
    const loaded = load(120, 4, { ...complete(widget, given).inputs, ...before });
    const after = await quickly({ ...given, ...check(widget, loaded) });
    expect(Math.log10(after.gradientNorm[before.sweepDistance[4]!]!)).toBeCloseTo(before.sweep[120]![4]!, 9);
    expect(load(77, 0, complete(widget, {}).inputs)).toEqual({ radius: 0.77 });
  });
});

describe('drawings', () => {
  const svg = async (name: string, given: Inputs) =>
    (await cellsOf(widget, { distance: 8, ...given })).values[name] as Element;

  test('a point outside the unit circle differs in shape, the lower one of a pair in kind', async () => {
    const points = [[0.9, 0.9], [0.3, 0.4], [0.9, -0.9], [0.3, -0.4]]; // prettier-ignore
    const marks = [...(await svg('drawPlane', { eigenvalues: points })).querySelectorAll('[data-mark]')];
    expect(marks.map((mark) => mark.getAttribute('class'))).toEqual(['point outside', 'point', 'point outside twin', 'point twin']);
    const shapes = marks.map((mark) => mark.querySelector('path')!.getAttribute('d'));
    expect([shapes[0], shapes[1]]).toEqual([shapes[2], shapes[3]]);
    expect(shapes[0]).not.toBe(shapes[1]);
    expect(marks[0]!.getAttribute('aria-label')).toMatch(/0\.90 \+ 0\.90 i, outside the unit circle, modulus: 1\.27$/);
  }); // prettier-ignore

  test('every pixel of the sweep is in the path of its class, once', async () => {
    const given = { distance: 60, shear: 3, activation: 'linear' };
    const { sweep } = await outputs(given);
    const drawn = (await svg('drawSweep', given)).querySelectorAll('.picture .band');
    expect(drawn.length).toBeGreaterThan(8);
    expect(drawn.length).toBeLessThanOrEqual(13);
    const classes = sweep.map((row) => row.map(() => -1));
    for (const band of drawn) {
      const own = Number(/band-(\d+)/.exec(band.getAttribute('class')!)![1]);
      for (const [, j, i, count] of band.getAttribute('d')!.matchAll(/M(\d+) (\d+)h1v(\d+)h-1z/g)) {
        for (let up = 0; up < Number(count); up++) {
          expect(classes[Number(i) + up]![Number(j)]).toBe(-1);
          classes[Number(i) + up]![Number(j)] = own;
        }
      }
    }
    const pixels = sweep.flatMap((row, i) => row.map((value, j) => [value, classes[i]![j]!] as const));
    const rising = pixels.toSorted(([a], [b]) => (a === b ? 0 : a - b)).map(([, own]) => own);
    expect(Math.min(...rising)).toBeGreaterThanOrEqual(0);
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    for (const [value, own] of pixels) if (Math.abs(value) < 0.5) expect(own).toBe(6);
  });

  test('a bound that leaves the picture ends at its edge, and keeps no mark there', async () => {
    const gradient = await svg('drawGradient', { shear: 3, radius: 1, distance: 100 });
    const marks = (name: string) => gradient.querySelectorAll(`[data-mark^="${name}."]`).length;
    expect([marks('gradientNorm'), marks('power')]).toEqual([21, 5]);
    expect(marks('bound')).toBeLessThan(5);
    const [, top] = /([\d.]+)$/.exec(gradient.querySelector('.curve.most')!.getAttribute('d')!)!;
    expect(Number(top)).toBe(10);
  });
});

describe('what the reader is told', () => {
  const after = async (label: string) => {
    const preset = widget.presets.find((one) => one.label === label)!;
    const given = check(widget, preset.change(complete(widget, {}).inputs, {}));
    return quickly(given);
  };

  test('the first view: the gradient is far below what the radius alone would leave', async () => {
    const { gradientNorm, power } = await quickly({});
    expect(gradientNorm[100]!).toBeLessThan(1e-9 * power[100]!);
    gradientNorm.slice(20).forEach((value, k) => expect(value).toBeLessThan(power[k + 20]!));
  });

  test('1.01 and 0.99 to the power 1000', async () => {
    const [up, down] = [await after('1.01¹⁰⁰⁰'), await after('0.99¹⁰⁰⁰')];
    expect(up.power[1000]).toBeCloseTo(20_959.16, 1);
    expect(up.gradientNorm[1000]! / 20_959.155).toBeCloseTo(1, 6);
    expect(down.gradientNorm[1000]! / 4.3171e-5).toBeCloseTo(1, 4);
    expect(up.sentence).toMatch(/^After 1000 steps back the gradient is 2\.1·10⁴ times what it was/);
  });

  test('rises before it falls', async () => {
    const { gradientNorm, power, sentence } = await after('Rises before it falls');
    const largest = Math.max(...gradientNorm);
    expect(largest).toBeGreaterThan(2.5);
    expect(gradientNorm.indexOf(largest)).toBeGreaterThan(5);
    expect(gradientNorm[100]).toBeLessThan(0.1);
    expect(Math.max(...power)).toBe(1);
    expect(sentence).toMatch(/It first rose to 3\.\d at k = \d+\./);
  });

  test('saturated, exploding, and the identity', async () => {
    const saturated = await after('Saturated');
    expect(saturated.power[100]).toBeGreaterThan(1e10);
    expect(saturated.gradientNorm[100]).toBeLessThan(1e-50);
    const explodes = await after('Explodes in spite of tanh');
    expect(explodes.gradientNorm[100]).toBeGreaterThan(1e6);
    expect(Math.max(...explodes.stateNorm)).toBeLessThanOrEqual(2);
    const identity = await after('Identity');
    for (const value of identity.gradientNorm) expect(value).toBeCloseTo(1, 9);
  });
});

describe('at the ends of the ranges nothing is NaN', () => {
  const ends: Inputs[] = [
    { radius: 0, shear: 3, scale: 0, distance: 1 },
    { radius: 0, activation: 'relu', size: 2 },
    { radius: 1.5, shear: 3, activation: 'linear', distance: 1000 },
    { radius: 1.5, shear: 3, activation: 'tanh', size: 16, scale: 10, distance: 400 },
    { radius: 0.01, activation: 'sigmoid', distance: 1000, scale: 10 },
    { scale: 1e-300, activation: 'relu', distance: 5 },
    { eigenvalues: [[0, 0], [0, 0]], activation: 'tanh' }, // prettier-ignore
  ];
  test.each(ends)('%j', async (given) => {
    const { gradientNorm, stateNorm, power, bound } = await quickly(given);
    for (const value of [...gradientNorm, ...stateNorm, ...power, ...bound]) expect(value).toBeGreaterThanOrEqual(0);
    expect(gradientNorm[0]).toBe(1);
  }); // prettier-ignore

  test('a bound beyond double precision is infinite, a gradient below it 0, and the sentence says so', async () => {
    const large = await quickly({ radius: 1.5, shear: 3, distance: 1000, scale: 10 });
    expect(large.bound[1000]).toBe(Infinity);
    expect(large.gradientNorm[1000]).toBe(0);
    expect(large.sentence).toMatch(/less than double precision can hold/);
    expect(large.sentence).toMatch(/more than double precision can hold/);
  });
});
