/**
 * Matrices of wanted eigenvalues and how far gradients travel, against NumPy (tests/golden/spectrum.py), against
 * what the eigenvalues must add up to, the sweep against single networks, and all against themselves made wrong.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { travel } from '../../components/eigen-gradient/network.ts';
import { distances, radii, sweep } from '../../components/eigen-gradient/sweep.ts';
import type { Argument, Device, Handle } from '../../kernels/device/device.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as spectrum from '../../kernels/spectrum.ts';
import { broken, kernelsOf, nearly, negated, same } from './broken.ts';
import { golden } from './golden.ts';
import { checkDevice, faults } from './in-page.ts';
import { gradientNorms, ofSpectrum, run, stateNorms, type SpectrumCase } from './spectrum-case.ts';
import { error, fitsSingle, flat, largest } from './tolerance.ts';

type Matrix = number[][];
interface Made {
  name: string;
  eigenvalues: Matrix;
  shear: number;
  seed: number;
  U: Matrix;
  norm: number;
  /** The radius, where the eigenvalues are those of a ring. */
  ring?: number;
}
interface Facts {
  powers: Record<'up' | 'down' | 'logUp' | 'logDown', number>;
  defective: number;
}
const { cases, matrices, facts } = golden<{ cases: SpectrumCase[]; matrices: Made[]; facts: Facts }>(
  'spectrum',
);
const named = (name: string) => cases.find((one) => one.name === name)!;
const homes = { plain: () => plain(), cpu: () => gpu('cpu'), webasm: () => gpu('webasm') };
const compute = ofSpectrum();

describe.each(Object.entries(homes))('spectrum on %s', (name, open) => {
  let device: Device;
  beforeAll(async () => void (device = await open()));
  afterAll(() => device.dispose());

  test.each(cases.map((one) => [one.name, one] as const))('%s', { timeout: 60_000 }, async (_, one) => {
    expect(fitsSingle(one)).toBe(true);
    const findings = await checkDevice(device, [one], compute);
    expect(findings.map(({ value }) => value)).toEqual(['stateNorm', 'gradientNorm']);
    expect(faults(findings)).toEqual([]);
    expect(device.name).toBe(name);
  });
});

/** A third of them, but with `npm test -- every`. */
const runs = (count: number) => (process.env.EVERY ? count : Math.ceil(count / 3));

describe('one network, as the figure has it, in double precision', () => {
  test.each([0.99, 1.01])('%d to the power 1000', async (factor) => {
    const { gradient, state } = await travel([[factor]], 'linear', 1000, 0, 1);
    expect(gradient).toHaveLength(1001);
    gradient.forEach((ln, k) => expect(ln / Math.LN10).toBeCloseTo(k * Math.log10(factor), 11));
    expect(state).toEqual(Array(1001).fill(-Infinity));
    const known = factor > 1 ? facts.powers.up : facts.powers.down;
    expect(Math.exp(gradient[1000]!) / known).toBeCloseTo(1, 11);
  });

  test('[[1, 1], [0, 1]] to the power 100, whose eigenvalues are 1', async () => {
    const { gradient } = await travel([[1, 1], [0, 1]], 'linear', 100, 0, 1); // prettier-ignore
    expect(Math.exp(gradient[100]!)).toBeCloseTo(facts.defective, 9);
    expect(facts.defective).toBeGreaterThan(100);
  });

  test('radius 0 is a gradient of nothing from the first step, not one that is not a number', async () => {
    for (const activation of ['linear', 'tanh', 'sigmoid', 'relu'] as const) {
      const U = spectrum.recurrent(spectrum.scaled(spectrum.unitEigenvalues(5, 1), 0), 3, 1);
      const { gradient, state } = await travel(U, activation, 12, 0.5, 1);
      expect(gradient).toEqual([0, ...Array<number>(12).fill(-Infinity)]);
      expect(state.slice(1).every((ln) => Number.isFinite(ln))).toBe(
        activation !== 'relu' || !state.includes(-Infinity, 1),
      );
    }
  });

  test('linear networks carry powers of U: never more than the bound, never less than the radius', async () => {
    for (const shear of [0, 1, 3]) {
      const lambda = spectrum.scaled(spectrum.unitEigenvalues(6, 2), 0.97);
      const U = spectrum.recurrent(lambda, shear, 2);
      const { gradient } = await travel(U, 'linear', 300, 0.5, 2);
      const [power, bound] = [Math.log(spectrum.spectralRadius(lambda)), Math.log(spectrum.spectralNorm(U))];
      gradient.forEach((ln, k) => {
        expect(ln).toBeGreaterThanOrEqual(k * power - 1e-9);
        expect(ln).toBeLessThanOrEqual(k * bound + 1e-9);
        if (shear === 0) expect(ln).toBeCloseTo(k * power, 9);
      });
      // A matrix that is not normal: the norm rises before it falls.
      expect(largest(gradient.slice(0, 10).map((ln) => Math.max(0, ln))) > 0.1).toBe(shear > 0);
    }
  });

  test('never beyond (γ_U γ_act)ᵏ, whatever the activation', async () => {
    for (const activation of ['tanh', 'sigmoid', 'relu', 'linear'] as const) {
      const U = spectrum.recurrent(spectrum.scaled(spectrum.unitEigenvalues(7, 3), 1.4), 2, 3);
      const { gradient } = await travel(U, activation, 100, 1, 3);
      const bound = Math.log(spectrum.spectralNorm(U) * spectrum.steepest[activation]);
      gradient.forEach((ln, k) => expect(ln).toBeLessThanOrEqual(k * bound + 1e-9));
    }
  });
});

describe('matrices', () => {
  test.each(matrices.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const U = spectrum.recurrent(one.eigenvalues, one.shear, one.seed);
    expect(error(U, one.U)).toBeLessThan(1e-12);
    expect(spectrum.spectralNorm(U)).toBeCloseTo(one.norm, 11);
    if (one.ring !== undefined) {
      const ring = spectrum.scaled(spectrum.unitEigenvalues(one.eigenvalues.length, one.seed), one.ring);
      expect(error(ring, one.eigenvalues)).toBeLessThan(1e-14);
    }
  });

  test.each(cases.map((one) => [one.name, one] as const))('norms of the weights of %s', (_, one) => {
    one.inputs.U.forEach((U, r) => {
      expect(spectrum.spectralNorm(U) / one.norm[r]! || 1).toBeCloseTo(1, 12);
      expect(one.norm[r]! - one.radius[r]!).toBeGreaterThanOrEqual(-1e-9 * one.norm[r]!);
    });
    expect(spectrum.steepest[one.activation]).toBe(one.steepest);
  });

  const size = fc.integer({ min: 2, max: 16 });
  const seed = fc.integer({ min: 0, max: 9999 });
  const shear = fc.double({ min: 0, max: 3, noNaN: true });
  const radius = fc.integer({ min: 0, max: 150 }).map((i) => i / 100);

  // Newton: the traces of U, U² … Uⁿ decide the characteristic polynomial, and so every eigenvalue with its multiplicity.
  test('the traces of the powers of U are the sums of the powers of the eigenvalues', () => {
    fc.assert(
      fc.property(size, radius, shear, seed, (n, r, shear, seed) => {
        const lambda = spectrum.scaled(spectrum.unitEigenvalues(n, seed), r);
        expectTraces(spectrum.recurrent(lambda, shear, seed), lambda);
      }),
      { seed: 1, numRuns: runs(300) },
    );
  });

  test('and a QR algorithm finds them to 1e-9', () => {
    fc.assert(
      fc.property(size, radius, shear, seed, (n, r, shear, seed) => {
        const lambda = spectrum.scaled(spectrum.unitEigenvalues(n, seed), r);
        const U = spectrum.recurrent(lambda, shear, seed);
        expect(farthest(eigenvaluesOf(U), lambda)).toBeLessThan(1e-9);
        expect(spectrum.spectralRadius(lambda)).toBeCloseTo(r, 14);
      }),
      { seed: 2, numRuns: runs(200) },
    );
  });

  test('the QR algorithm of this test is right: matrices of known eigenvalues', () => {
    const companion = [[0, 0, -6], [1, 0, -5], [0, 1, 2]]; // prettier-ignore
    expect(eigenvaluesOf([[2, 1], [1, 2]]).map(([re]) => re).sort()).toEqual([expect.closeTo(1, 12), expect.closeTo(3, 12)]); // prettier-ignore
    for (const [re, im] of eigenvaluesOf(companion)) {
      // λ³ = 2λ² − 5λ − 6
      const [a, b] = [re! * re! - im! * im!, 2 * re! * im!];
      expect(a * re! - b * im! - 2 * a + 5 * re! + 6).toBeCloseTo(0, 9);
      expect(a * im! + b * re! - 2 * b + 5 * im!).toBeCloseTo(0, 9);
    }
  });

  test('eigenvalues given one by one: any pairs and reals, in any order', () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    const pair = fc.tuple(coordinate, fc.double({ min: 0.05, max: 1, noNaN: true }));
    const real = fc.integer({ min: -20, max: 20 }).map((i) => [[i / 20, 0]]);
    const both = pair.map(([re, im]) => [[re, im], [re, -im]]); // prettier-ignore
    const lists = fc.array(fc.oneof(real, both), { minLength: 2, maxLength: 8 }).map((parts) => parts.flat());
    const shuffled = lists.chain((list) =>
      fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
    );
    fc.assert(
      fc.property(shuffled, shear, seed, (lambda, shear, seed) =>
        expectTraces(spectrum.recurrent(lambda, shear, seed), lambda),
      ),
      { seed: 3, numRuns: runs(300) },
    );
  });

  test('the angles of a ring are apart: no two eigenvalues meet, none is real but the odd one', () => {
    fc.assert(
      fc.property(size, seed, (n, seed) => {
        const ring = spectrum.unitEigenvalues(n, seed);
        const pairs = Math.floor(n / 2);
        const upper = ring.filter(([, im]) => im! > 0).map(([re, im]) => Math.atan2(im!, re!));
        expect(upper).toHaveLength(pairs);
        expect(ring.filter(([, im]) => im === 0)).toEqual(n % 2 ? [[1, 0]] : []);
        const gaps = [...upper, Math.PI].map((angle, i) => angle - (upper[i - 1] ?? 0));
        expect(Math.min(...gaps)).toBeGreaterThan((0.14 * Math.PI) / pairs);
        for (const [re, im] of ring) expect(Math.hypot(re!, im!)).toBeCloseTo(1, 14);
      }),
      { seed: 4, numRuns: runs(300) },
    );
  });

  test('no shear: normal; a shear: not', () => {
    const normality = (U: Matrix) => {
      const T = U.map((_, j) => U.map((row) => row[j]!));
      return error(product(U, T), product(T, U));
    };
    const ring = spectrum.unitEigenvalues(8, 5);
    expect(normality(spectrum.recurrent(ring, 0, 5))).toBeLessThan(1e-14);
    for (const shear of [0.1, 1, 3])
      expect(normality(spectrum.recurrent(ring, shear, 5))).toBeGreaterThan(0.01);
    expect(spectrum.spectralNorm(spectrum.recurrent(ring, 0, 5))).toBeCloseTo(1, 13);
  });

  test('half a pair is refused', () => {
    expect(() => spectrum.recurrent([[0.5, 0.5], [0.1, 0]], 0, 1)).toThrow(/conjugate/); // prettier-ignore
  });

  test('the spectral norm against a Jacobi method, for any matrix', () => {
    const value = fc.integer({ min: -1000, max: 1000 }).map((i) => i / 1000);
    const row = (n: number) => fc.array(value, { minLength: n, maxLength: n });
    const matrix = size.chain((n) => fc.array(row(n), { minLength: n, maxLength: n }));
    fc.assert(
      fc.property(matrix, fc.integer({ min: -290, max: 290 }), (unscaled, exponent) => {
        const right = jacobiNorm(unscaled);
        const scaled = unscaled.map((row) => row.map((value) => value * 10 ** exponent));
        const found = spectrum.spectralNorm(scaled) / 10 ** exponent;
        expect(Math.abs(found - right)).toBeLessThanOrEqual(1e-9 * right);
      }),
      { seed: 5, numRuns: runs(300) },
    );
  });

  test('the spectral norm of what is special', () => {
    expect(spectrum.spectralNorm([[0, 0], [0, 0]])).toBe(0); // prettier-ignore
    expect(spectrum.spectralNorm([[-3]])).toBeCloseTo(3, 14);
    expect(spectrum.spectralNorm([[0, 1], [0, 0]])).toBeCloseTo(1, 14); // prettier-ignore
    expect(spectrum.spectralNorm(Array.from({ length: 16 }, () => Array<number>(16).fill(1)))).toBeCloseTo(
      16,
      12,
    );
    expect(spectrum.spectralNorm(spectrum.orthogonal(16, 9))).toBeCloseTo(1, 13);
  });
});

describe.each(['plain', 'webasm'] as const)('the sweep on %s', (name) => {
  let device: Device;
  beforeAll(async () => void (device = await homes[name]()));
  afterAll(() => device.dispose());

  const all: [number, number, spectrum.Activation, number, number, number][] = [];
  for (const [i, activation] of (['linear', 'tanh', 'sigmoid', 'relu'] as const).entries()) {
    all.push([2 + i, 0, activation, 60, 0.5, 1], [4 + 2 * i, [0.5, 3, 1, 2][i]!, activation, 40, 1, 2 + i]);
  }
  all.push(
    [16, 2, 'tanh', 12, 1, 5],
    [3, 3, 'linear', 1000, 0.5, 4],
    [5, 1, 'tanh', 1, 0, 6],
    [6, 3, 'tanh', 60, 0, 7],
  );
  all.push([2, 0, 'tanh', 1000, 10, 1], [2, 1, 'sigmoid', 400, 10, 3]);
  all.push([3, 3, 'relu', 300, 2, 8], [8, 2, 'tanh', 60, 10, 9]);

  test.each(all)(
    '%i units, shear %d, %s, %i steps, scale %d, seed %i: as single networks',
    { timeout: 120_000 },
    async (n, shear, activation, distance, scale, seed) => {
      const unit = spectrum.unitEigenvalues(n, seed);
      const image = await sweep(
        device,
        JSON.stringify(unit),
        shear,
        activation,
        distance,
        scale,
        seed,
        forever,
      );
      expect(image.length).toBeGreaterThanOrEqual(128);
      expect(flat(image).some(Number.isNaN)).toBe(false);
      const wanted = distances(distance);
      for (const r of [0, 1, 50, 94, 95, 100, 101, 130, 150]) {
        const U = spectrum.recurrent(spectrum.scaled(unit, radii[r]!), shear, seed);
        const { gradient } = await travel(U, activation, distance, scale, seed);
        wanted.forEach((k, d) => {
          const [got, right] = [image[r]![d]!, gradient[k]! / Math.LN10];
          if (right === -Infinity || got === -Infinity) expect(got).toBe(right);
          else
            expect(Math.abs(got - right), `radius ${radii[r]}, k = ${k}`).toBeLessThan(
              name === 'plain' ? 1e-9 : 1e-3,
            );
        });
      }
    },
  );
});

const forever = new Promise<void>(() => {});

describe('the sweep', () => {
  test('has at least 128 radii from 0 to 1.5 and whole distances from 0 to the last', () => {
    expect(radii.length).toBeGreaterThanOrEqual(128);
    expect([radii[0], radii.at(-1)]).toEqual([0, 1.5]);
    for (const last of [1, 2, 7, 49, 50, 51, 100, 999, 1000]) {
      const found = distances(last);
      expect(found).toHaveLength(Math.min(last + 1, 51));
      expect([found[0], found.at(-1)]).toEqual([0, last]);
      expect(found.every((k, i) => Number.isInteger(k) && (i === 0 || k > found[i - 1]!))).toBe(true);
    }
  });

  test('stops when nobody waits any more', async () => {
    const unit = JSON.stringify(spectrum.unitEigenvalues(16, 1));
    const stopped = sweep(plain(), unit, 0, 'tanh', 1000, 0.5, 1, Promise.resolve());
    await expect(stopped).rejects.toThrow();
  });

  test('slices change nothing: the same numbers whether the browser has its turn or not', async () => {
    const unit = JSON.stringify(spectrum.unitEigenvalues(6, 1));
    const whole = () => sweep(plain(), unit, 2, 'tanh', 30, 0.5, 1, forever);
    const first = await whole();
    const { now } = performance;
    try {
      let time = 0;
      performance.now = () => (time += 100);
      const cut = await whole();
      performance.now = () => 0;
      expect(await whole()).toEqual(first);
      expect(cut).toEqual(first);
    } finally {
      performance.now = now;
    }
  });
});

describe('what is wrong is found', () => {
  const few = cases.filter(({ inputs }) => inputs.x.length < 60);
  const relu = named('relu, three networks of 3');

  /** What divides and what was divided by cancel in every norm: they are held to what they say themselves. */
  async function ownWords(device: Device): Promise<number> {
    const { scales, states, products, largests } = await run(device, relu);
    const inside = states.flatMap((state, t) =>
      [0, 1, 2].map((r) => {
        const top = largest(state.map((unit) => unit[r]!));
        const grew = scales[t]![r]! > (scales[t - 1]?.[r] ?? 0);
        return grew ? top - 1 : Math.max(0, top - 1);
      }),
    );
    const entries = products.flatMap((product, k) =>
      [0, 1, 2].map((r) => largest(flat(product.slice(3 * r, 3 * r + 3))) - largests[k]![r]!),
    );
    return largest([...inside, ...entries, ...flat(scales).map((value) => (value >= 0 ? 0 : 1))]);
  }

  test.each(kernelsOf(spectrum).map((kernel) => [kernel.name, kernel] as const))(
    '%s',
    async (name, kernel) => {
      // The sign of a whole product is lost in its norm, too: it is held to central differences.
      const found = async (change: typeof same, signed: boolean) => {
        const device = broken(kernel, change);
        if (signed) return (await signs(device)) > 1e-6;
        if (name === 'growth' || name === 'largestEntry') return !((await ownWords(device)) <= 1e-12);
        return faults(await checkDevice(device, few, compute)).length > 0;
      };
      const signed = name === 'slope' || name === 'product';
      expect(await found(same, signed)).toBe(false);
      expect(await found(same, false)).toBe(false);
      expect(await found(negated, signed)).toBe(true);
      expect(await found(nearly, false)).toBe(true);
    },
  );

  test('an eigenvalue that is 1e-8 off is found', () => {
    const lambda = spectrum.scaled(spectrum.unitEigenvalues(6, 1), 1.2);
    const U = spectrum.recurrent(lambda, 1, 1);
    U[2]![3]! += 1e-7;
    expect(farthest(eigenvaluesOf(U), lambda)).toBeGreaterThan(1e-9);
    expect(() => expectTraces(U, lambda)).toThrow();
  });

  test('the norms of states and gradients are not mixed up between networks', async () => {
    const one = named('tanh, three networks of 3');
    const together = await run(plain(), one);
    for (const r of [0, 1, 2]) {
      const alone = await run(plain(), { ...one, inputs: { ...one.inputs, U: [one.inputs.U[r]!] } });
      expect(gradientNorms(alone, 0)).toEqual(gradientNorms(together, r));
      expect(stateNorms(alone, 0)).toEqual(stateNorms(together, r));
    }
  });
});

/** The largest difference of ∂h_T/∂h_0 from central differences, T = 5, three networks at once, tanh. */
async function signs(device: Device): Promise<number> {
  const { inputs } = named('tanh, three networks of 3');
  const [networks, weights] = [{ size: 3, count: 3, activation: 'tanh' as const }, inputs.U.flat()];
  const scales = [0, 0, 0];
  const through = (states: Matrix) => {
    const slopes: Argument[] = [];
    let now: { states: Argument; scales: Argument } = { states, scales };
    for (let t = 0; t < 5; t++) {
      const next = spectrum.advance(device, networks, weights, inputs.x, t, now);
      slopes.push(next.slopes);
      now = next;
    }
    return { slopes, states: now.states as Handle };
  };
  const start = (j: number, h: number) => [0, 1, 2].map((i) => scales.map(() => (i === j ? h : 0)));
  const { slopes } = through(start(0, 0));
  const back = [...spectrum.backward(device, networks, weights, slopes)];
  const read = await device.read({ product: back.at(-1)!.product as Handle });
  const divided = scales.map(() => 1);
  for (const { largest } of back.slice(0, -1)) {
    const entries = Array.isArray(largest)
      ? [largest]
      : (await device.read({ largest: largest as Handle })).largest;
    (entries as number[]).flat().forEach((value, r) => (divided[r]! *= value));
  }
  let worst = 0;
  for (let j = 0; j < 3; j++) {
    const [up, down] = [through(start(j, 1e-5)), through(start(j, -1e-5))];
    const moved = await device.read({ up: up.states, down: down.states });
    for (const [i, r] of [0, 1, 2].flatMap((i) => [0, 1, 2].map((r) => [i, r] as const))) {
      const central = ((moved.up as Matrix)[i]![r]! - (moved.down as Matrix)[i]![r]!) / 2e-5;
      const exact = (read.product as Matrix)[3 * r + i]![j]! * divided[r]!;
      worst = largest([worst, central - exact]);
    }
  }
  return worst;
}

function product(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * B[k]![j]!, 0)));
}

/** tr Uᵏ = Σ λᵏ for k = 1 … n, relative to the size that the terms of the trace have. */
function expectTraces(U: Matrix, lambda: Matrix) {
  const n = U.length;
  let power = U;
  let powers = lambda.map(([re, im]) => [re!, im!]);
  for (let k = 1; k <= n; k++) {
    const trace = power.reduce((sum, row, i) => sum + row[i]!, 0);
    const right = powers.reduce((sum, [re]) => sum + re!, 0);
    expect(Math.abs(trace - right), `tr U^${k} of ${n} units`).toBeLessThan(
      1e-9 * Math.max(1, largest(flat(power))),
    );
    power = product(power, U);
    powers = powers.map(([re, im], i) => {
      const [a, b] = lambda[i] as [number, number];
      return [re! * a - im! * b, re! * b + im! * a];
    });
  }
}

/** The largest distance of an eigenvalue to its nearest one of the other list, each taken once. */
function farthest(found: Matrix, wanted: Matrix): number {
  if (found.length !== wanted.length) return Infinity;
  const left = [...found];
  return largest(
    wanted.map(([re, im]) => {
      const apart = left.map(([a, b]) => Math.hypot(a! - re!, b! - im!));
      const at = apart.indexOf(Math.min(...apart));
      left.splice(at, 1);
      return apart[at]!;
    }),
  );
}

type Complex = [number, number];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];

/** Shifted QR by complex Givens rotations on the Hessenberg form, with deflation: nothing of the kernels. */
function eigenvaluesOf(U: Matrix): Matrix {
  const H = hessenberg(U).map((row) => row.map((value): Complex => [value, 0]));
  const found: Matrix = [];
  let n = H.length;
  for (let rounds = 0; n > 0; rounds++) {
    if (rounds > 5000) throw new Error('the QR algorithm of this test does not converge');
    const below = (i: number) => Math.hypot(...H[i]![i - 1]!);
    if (
      n === 1 ||
      below(n - 1) < 1e-16 * (Math.hypot(...H[n - 1]![n - 1]!) + Math.hypot(...H[n - 2]![n - 2]!)) ||
      below(n - 1) < 1e-300
    ) {
      n--;
      found.push(H[n]![n]!);
      continue;
    }
    const shift = rounds % 11 === 10 ? plus(H[n - 1]![n - 1]!, [below(n - 1), 0]) : wilkinson(H, n);
    sweepQR(H, n, shift);
  }
  return found;
}

/** The eigenvalue of the last two rows and columns that is nearer to the last entry. */
function wilkinson(H: Complex[][], n: number): Complex {
  const [a, b, c, d] = [H[n - 2]![n - 2]!, H[n - 2]![n - 1]!, H[n - 1]![n - 2]!, H[n - 1]![n - 1]!];
  const half = times(minus(a, d), [0.5, 0]);
  const [re, im] = plus(times(half, half), times(b, c));
  const size = Math.sqrt(Math.hypot(re, im));
  const angle = Math.atan2(im, re) / 2;
  const root: Complex = [size * Math.cos(angle), size * Math.sin(angle)];
  const [one, other] = [plus(plus(d, half), root), minus(plus(d, half), root)];
  return Math.hypot(...minus(one, d)) < Math.hypot(...minus(other, d)) ? one : other;
}

function sweepQR(H: Complex[][], n: number, shift: Complex) {
  for (let i = 0; i < n; i++) H[i]![i] = minus(H[i]![i]!, shift);
  const turns: [Complex, Complex][] = [];
  for (let i = 0; i + 1 < n; i++) {
    const [a, b] = [H[i]![i]!, H[i + 1]![i]!];
    const length = Math.hypot(...a, ...b) || 1;
    const [c, s]: [Complex, Complex] = [[a[0] / length, -a[1] / length], [b[0] / length, -b[1] / length]]; // prettier-ignore
    turns.push([c, s]);
    const [cBar, sBar]: [Complex, Complex] = [[c[0], -c[1]], [s[0], -s[1]]]; // prettier-ignore
    for (let j = i; j < n; j++) {
      const [x, y] = [H[i]![j]!, H[i + 1]![j]!];
      H[i]![j] = plus(times(c, x), times(s, y));
      H[i + 1]![j] = minus(times(cBar, y), times(sBar, x));
    }
  }
  turns.forEach(([c, s], i) => {
    const [cBar, sBar]: [Complex, Complex] = [[c[0], -c[1]], [s[0], -s[1]]]; // prettier-ignore
    for (let j = 0; j <= Math.min(i + 1, n - 1); j++) {
      const [x, y] = [H[j]![i]!, H[j]![i + 1]!];
      H[j]![i] = plus(times(x, cBar), times(y, sBar));
      H[j]![i + 1] = minus(times(y, c), times(x, s));
    }
  });
  for (let i = 0; i < n; i++) H[i]![i] = plus(H[i]![i]!, shift);
}

/** An orthogonally similar matrix with nothing below its first subdiagonal. */
function hessenberg(U: Matrix): Matrix {
  const H = U.map((row) => [...row]);
  for (let k = 0; k + 2 < H.length; k++) {
    const v = H.map((row, i) => (i > k ? row[k]! : 0));
    const length = Math.hypot(...v);
    if (length === 0) continue;
    v[k + 1]! += v[k + 1]! < 0 ? -length : length;
    const square = v.reduce((sum, value) => sum + value * value, 0);
    const mirror = H.map((_, i) => H.map((_, j) => Number(i === j) - (2 * v[i]! * v[j]!) / square));
    product(product(mirror, H), mirror).forEach((row, i) => (H[i] = row));
  }
  return H;
}

/** The largest singular value by one-sided Jacobi rotations. */
function jacobiNorm(matrix: Matrix): number {
  const columns = matrix.map((_, j) => matrix.map((row) => row[j]!));
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  for (let round = 0; round < 60; round++) {
    let moved = false;
    for (let i = 0; i < columns.length; i++) {
      for (let j = i + 1; j < columns.length; j++) {
        const [a, b] = [columns[i]!, columns[j]!];
        const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
        if (Math.abs(ab) <= 1e-15 * Math.sqrt(aa * bb) || ab === 0) continue;
        moved = true;
        const zeta = (bb - aa) / (2 * ab);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        columns[i] = a.map((value, k) => c * (value - t * b[k]!));
        columns[j] = b.map((value, k) => c * (value + t * a[k]!));
      }
    }
    if (!moved) break;
  }
  return Math.max(...columns.map((column) => Math.sqrt(dot(column, column))));
}
