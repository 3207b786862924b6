/**
 * What the lectures' slides on training recurrent networks print, and what is right, as numbers of the kernels.
 * "Right" is what central differences of the loss say, taken with nothing but the forward kernels.
 */
import { describe, expect, test } from 'vitest';
import type { Handle } from '../../kernels/device/device.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as rnn from '../../kernels/rnn.ts';
import { entry } from '../../kernels/seeded.ts';
import { orthogonal, recurrent, scaled, spectralNorm, unitEigenvalues } from '../../kernels/spectrum.ts';
import { error, flat, largest, type Nested } from './tolerance.ts';

type Matrix = number[][];
const device = plain();
const transpose = (A: Matrix): Matrix => A[0]!.map((_, j) => A.map((row) => row[j]!));
const times = (A: Matrix, B: Matrix): Matrix =>
  A.map((row) => transpose(B).map((column) => dot(row, column)));
const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const apply = (A: Matrix, v: number[]) => A.map((row) => dot(row, v));
const diagonal = (v: number[]): Matrix => v.map((value, i) => v.map((_, j) => (i === j ? value : 0)));
const outer = (a: number[], b: number[]): Matrix => a.map((x) => b.map((y) => x * y));
const sum = (parts: Matrix[]): Matrix =>
  parts.reduce((one, other) => one.map((row, i) => row.map((value, j) => value + other[i]![j]!)));
const power = (A: Matrix, t: number): Matrix =>
  Array.from({ length: t }).reduce<Matrix>((P) => times(P, A), diagonal(A.map(() => 1)));
const normals = (name: string, rows: number, columns: number, by = 1): Matrix =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => by * entry(11, name, i, j)),
  );
/** How far off, where the right one is 1. */
const off = (wrong: Nested, right: Nested) => error(wrong, right) / largest(flat(right));

/** Three units over six steps, two numbers in, two out; the letters of the kernels. */
interface Letters {
  U: Matrix;
  W: Matrix;
  b: number[];
  V: Matrix;
  c: number[];
  x: Matrix;
  y: Matrix;
  initial: number[];
}
const T = 6;
const letters: Letters = {
  U: normals('U', 3, 3, 0.8),
  W: normals('W', 3, 2),
  b: normals('b', 1, 3, 0.3)[0]!,
  V: normals('V', 2, 3),
  c: normals('c', 1, 2, 0.3)[0]!,
  x: normals('x', T, 2),
  y: normals('y', T, 2),
  initial: normals('h', 1, 3)[0]!,
};
const network: rnn.Network = {
  inputs: 2,
  units: [3],
  outputs: 2,
  steps: T,
  activation: 'tanh',
  cost: 'squared',
};

async function unfolded(given: Letters = letters, shape: rnn.Network = network) {
  const { U, W, b, V, c, x, y, initial } = given;
  const parameters = { layers: [{ U, W, b }], V, c, initial: [initial] };
  const record = rnn.forward(device, shape, parameters, x, y);
  const back = rnn.backward(device, shape, parameters, x, y, record);
  const products = rnn.products(device, shape, back.jacobians[0]!);
  const uses = rnn.triangle(device, shape, parameters, record, back.fromAbove[0]!, [0, 1]);
  const read = await device.read({ ...record, ...back, products, uses });
  const one = (value: Nested) => (value as Matrix[])[0]!;
  return {
    h: one(read.h as Nested),
    z: one(read.z as Nested),
    slopes: one(read.slopes as Nested),
    delta: one(read.delta as Nested),
    fromNext: one(read.fromNext as Nested),
    shares: (read.shares as Matrix[][])[0]!,
    jacobians: (read.jacobians as Matrix[][])[0]!,
    products: read.products as Matrix[],
    uses: read.uses as Matrix,
    o: read.o as Matrix,
    errors: read.errors as Matrix,
    losses: flat(read.losses as Nested),
    loss: flat(read.loss as Nested)[0]!,
    gradients: {
      U: (read.dU as Matrix[])[0]!,
      W: (read.dW as Matrix[])[0]!,
      b: (read.db as Matrix)[0]!,
      V: read.dV as Matrix,
      c: read.dc as number[],
    },
  };
}

/** ∂/∂(a matrix) of a number made of the losses: central differences of two widths, put together to fourth order. */
async function slope(
  of: 'U' | 'W' | 'V',
  wanted: (losses: number[]) => number,
  given = letters,
  shape = network,
) {
  const at = async (i: number, j: number, h: number) => {
    const moved = given[of].map((row, k) => row.map((value, l) => value + (k === i && l === j ? h : 0)));
    return wanted((await unfolded({ ...given, [of]: moved }, shape)).losses);
  };
  const central = async (i: number, j: number, h: number) =>
    ((await at(i, j, h)) - (await at(i, j, -h))) / (2 * h);
  const found = given[of].map((row, i) =>
    row.map(async (_, j) => (4 * (await central(i, j, 5e-4)) - (await central(i, j, 1e-3))) / 3),
  );
  return Promise.all(found.map((row) => Promise.all(row)));
}
const total = (losses: number[]) => losses.reduce((a, b) => a + b, 0);

describe('the cost of a yes or no (first lecture: C = aʸ (1 − a)¹⁻ʸ)', () => {
  // Two outputs through a softmax are one a = σ(o₂ − o₁): its loss is −log of what the slide prints.
  const shape = { ...network, cost: 'softmax' as const };
  const answers = { ...letters, y: letters.y.map(([first]) => (first! > 0 ? [1, 0] : [0, 1])) };

  /** ΣC as printed after some steps of Θ ← Θ − η ∇(…), by the gradient of the kernels; ∇C = −C ∇(−log C). */
  async function descended(cost: 'printed' | 'corrected') {
    let [now, likelihoods] = [answers, [] as number[]];
    for (let step = 0; step < 20; step++) {
      const { losses, o } = await unfolded(now, shape);
      const a = o.map(([none, yes]) => 1 / (1 + Math.exp(none! - yes!)));
      losses.forEach((loss, t) => expect(Math.exp(-loss)).toBeCloseTo(now.y[t]![1] ? a[t]! : 1 - a[t]!, 12));
      likelihoods = [...likelihoods, total(losses.map((loss) => Math.exp(-loss)))];
      const weigh = cost === 'printed' ? (loss: number) => -Math.exp(-loss) : () => 1;
      // The gradient of a weighted sum of losses: targets whose rows are weighted.
      const y = now.y.map((row, t) => row.map((value) => value * weigh(losses[t]!)));
      const { gradients } = await unfolded({ ...now, y }, shape);
      const V = now.V.map((row, i) => row.map((value, j) => value - 0.1 * gradients.V[i]![j]!));
      now = { ...now, V };
    }
    return likelihoods;
  }

  test('descending what is printed makes the likelihood fall at every step', async () => {
    const likelihoods = await descended('printed');
    for (let i = 1; i < 20; i++) expect(likelihoods[i]).toBeLessThan(likelihoods[i - 1]!);
  });

  test('with the logarithm and the sign it rises', async () => {
    const likelihoods = await descended('corrected');
    expect(likelihoods.at(-1)!).toBeGreaterThan(likelihoods[0]! + 0.5);
  });

  test('and the gradient of what is printed is the one used above', async () => {
    const { losses } = await unfolded(answers, shape);
    const y = answers.y.map((row, t) => row.map((value) => -value * Math.exp(-losses[t]!)));
    const { gradients } = await unfolded({ ...answers, y }, shape);
    const right = await slope('V', (each) => total(each.map((loss) => Math.exp(-loss))), answers, shape);
    expect(off(gradients.V, right)).toBeLessThan(1e-9);
  });
});

describe('shared weights (first lecture: ∂c/∂U = δ a of one step)', () => {
  /** Targets that are met at every step but τ: then the loss is c of that step alone. */
  async function lossAt(tau: number) {
    const { o } = await unfolded();
    const only = { ...letters, y: o.map((row, t) => (t === tau ? letters.y[t]! : row)) };
    return { ...(await unfolded(only)), right: await slope('U', (losses) => losses[tau]!) };
  }

  test.each([2, 4, 5])(
    'the loss of step %i + 1: one term is tens of percent off, the sum over uses is right',
    async (tau) => {
      const { shares, gradients, right } = await lossAt(tau);
      expect(off(shares[tau]!, right)).toBeGreaterThan(0.1);
      expect(off(sum(shares), right)).toBeLessThan(1e-9);
      expect(off(gradients.U, right)).toBeLessThan(1e-9);
    },
  );

  test('a use after the loss has no part in it, so that δ of the step after is 0', async () => {
    const { delta, uses } = await lossAt(2);
    expect(flat(delta.slice(3)).every((value) => value === 0)).toBe(true);
    const all = (await unfolded()).uses;
    all.forEach((row, t) => row.forEach((value, tau) => expect(value !== 0).toBe(tau >= t)));
    expect(uses).toHaveLength(T);
  });

  test('which loss, which use: rows add up to the shares, columns to the gradients of single losses', async () => {
    const { uses, shares } = await unfolded();
    uses.forEach((row, t) => expect(total(row)).toBeCloseTo(shares[t]![0]![1]!, 13));
    for (const tau of [0, 3, 5]) {
      const right = await slope('U', (losses) => losses[tau]!);
      expect(Math.abs(total(uses.map((row) => row[tau]!)) - right[0]![1]!)).toBeLessThan(1e-9);
    }
  });
});

describe('the way of the error back (first lecture, II: U δ; two orientations)', () => {
  /** ∂L/∂U by the backward pass with another matrix in the place of Uᵀ, and another δ after the end. */
  async function gradientWith(back: Matrix, after = [0, 0, 0]) {
    const { slopes, errors, h } = await unfolded();
    const delta: Matrix = [];
    for (let t = T - 1; t >= 0; t--) {
      const [above, next] = [apply(transpose(letters.V), errors[t]!), apply(back, delta[t + 1] ?? after)];
      delta[t] = slopes[t]!.map((s, i) => s * (above[i]! + next[i]!));
    }
    return sum(delta.map((each, t) => outer(each, h[t - 1] ?? letters.initial)));
  }

  test('with U a forward it is Uᵀ δ backward, not U δ', async () => {
    const right = await slope('U', total);
    expect(off(await gradientWith(transpose(letters.U)), right)).toBeLessThan(1e-9);
    expect(off(await gradientWith(letters.U), right)).toBeGreaterThan(0.05);
    expect(off((await unfolded()).gradients.U, right)).toBeLessThan(1e-9);
  });

  test('with Uᵀ a forward it is U δ backward', async () => {
    const { U } = letters;
    const { fromNext, delta } = await unfolded({ ...letters, U: transpose(U) });
    for (let t = 0; t < T - 1; t++) expect(off(fromNext[t]!, apply(U, delta[t + 1]!))).toBeLessThan(1e-14);
  });

  test('δ after the last step is 0: with anything else the gradient is another one', async () => {
    const { fromNext } = await unfolded();
    expect(fromNext[T - 1]).toEqual([0, 0, 0]);
    const right = await slope('U', total);
    expect(off(await gradientWith(transpose(letters.U), [1, 1, 1]), right)).toBeGreaterThan(0.05);
  });
});

describe('∂L/∂w = Σ δ b (second lecture: bᵗ for every weight)', () => {
  test('recurrent weights meet the state of the step before, input weights xᵗ, output weights bᵗ', async () => {
    const { delta, errors, h, gradients } = await unfolded();
    const right = await slope('U', total);
    const before = (t: number) => h[t - 1] ?? letters.initial;
    expect(off(sum(delta.map((each, t) => outer(each, h[t]!))), right)).toBeGreaterThan(0.3);
    expect(off(sum(delta.map((each, t) => outer(each, before(t)))), right)).toBeLessThan(1e-9);
    const [input, output] = [await slope('W', total), await slope('V', total)];
    expect(off(sum(delta.map((each, t) => outer(each, letters.x[t]!))), input)).toBeLessThan(1e-9);
    expect(off(sum(errors.map((each, t) => outer(each, h[t]!))), output)).toBeLessThan(1e-9);
    expect(off(gradients.W, input)).toBeLessThan(1e-9);
    expect(off(gradients.V, output)).toBeLessThan(1e-9);
  });
});

describe('eigenvalues (first and third lecture: U = QΛQᵀ, h_t = QᵀΛᵗQ h_0)', () => {
  const reals = [[0.9, 0], [-1.1, 0], [0.5, 0], [0.3, 0]]; // prettier-ignore
  const values = reals.map(([re]) => re!);

  /** P with U P = P Λ: the columns of Q S, made of length 1. */
  function eigenvectors(shear: number) {
    const Q = orthogonal(4, 3);
    const S = diagonal([1, 1, 1, 1]);
    [S[0]![2], S[1]![3]] = [shear, shear];
    return transpose(transpose(times(Q, S)).map((column) => column.map((v) => v / Math.hypot(...column))));
  }

  test.each([0, 1, 3])('P Λ Pᵀ is U only where U is symmetric; shear %d', (shear) => {
    const [U, P] = [recurrent(reals, shear, 3), eigenvectors(shear)];
    expect(off(times(U, P), times(P, diagonal(values)))).toBeLessThan(1e-12);
    const made = off(times(times(P, diagonal(values)), transpose(P)), U);
    const isSymmetric = error(U, transpose(U)) < 1e-12;
    expect(isSymmetric).toBe(shear === 0);
    if (isSymmetric) expect(made).toBeLessThan(1e-12);
    else expect(made).toBeGreaterThan(0.1);
  });

  test('h_t = Q Λᵗ Qᵀ h_0, and not Qᵀ Λᵗ Q h_0', async () => {
    const [U, Q] = [recurrent(reals, 0, 3), orthogonal(4, 3)];
    const shape = { ...network, units: [4], steps: 12, activation: 'linear' as const };
    const initial = [3, -1, 2, 1];
    const still = { ...letters, U, initial, b: [0, 0, 0, 0], W: normals('W', 4, 2), V: normals('V', 2, 4) };
    const zero = Array.from({ length: 12 }, () => [0, 0]);
    const { h } = await unfolded({ ...still, x: zero, y: zero }, shape);
    const grown = diagonal(values.map((value) => value ** 12));
    const right = apply(times(times(Q, grown), transpose(Q)), initial);
    const printed = apply(times(times(transpose(Q), grown), Q), initial);
    expect(off(h[11]!, right)).toBeLessThan(1e-13);
    expect(off(h[11]!, printed)).toBeGreaterThan(0.3);
  });

  test('a power of λ is neither large nor small where |λ| = 1', () => {
    const ring = unitEigenvalues(6, 4);
    expect(spectralNorm(power(recurrent(ring, 0, 4), 1000))).toBeCloseTo(1, 9);
    for (const r of [0.99, 1.01]) {
      const size = Math.log10(spectralNorm(power(recurrent(scaled(ring, r), 0, 4), 1000)));
      expect(size).toBeCloseTo(1000 * Math.log10(r), 8);
    }
  });
});

describe('the Jacobian (fifth lecture: θᵀ diag φ′(h_{i−1}))', () => {
  const { U, W, b } = letters;

  /** The state of that lecture is the pre-activation: z_i = θ φ(z_{i−1}) + …; its derivative by differences. */
  async function differences(z: number[], x: number[]) {
    const at = async (moved: number[]) => {
      const states = [moved.map(Math.tanh)];
      const made = rnn.step(device, network, { ...letters, layers: [{ U, W, b }] }, states, x);
      return (await device.read({ z: made.z[0] as Handle })).z as number[];
    };
    const column = async (j: number, h: number) => {
      const up = await at(z.map((value, i) => value + (i === j ? h : 0)));
      const down = await at(z.map((value, i) => value - (i === j ? h : 0)));
      return up.map((value, i) => (value - down[i]!) / (2 * h));
    };
    const columns = [0, 1, 2].map(async (j) => {
      const [fine, coarse] = [await column(j, 5e-4), await column(j, 1e-3)];
      return fine.map((value, i) => (4 * value - coarse[i]!) / 3);
    });
    return transpose(await Promise.all(columns));
  }

  test('it is θ diag φ′(h_{i−1}); as printed it is neither that nor its transpose', async () => {
    const { z, slopes } = await unfolded();
    const right = await differences(z[1]!, letters.x[2]!);
    const phi = diagonal(slopes[1]!);
    expect(off(times(U, phi), right)).toBeLessThan(1e-9);
    expect(off(times(transpose(U), phi), right)).toBeGreaterThan(0.1);
    expect(off(times(transpose(U), phi), transpose(right))).toBeGreaterThan(0.1);
    expect(off(times(phi, transpose(U)), transpose(right))).toBeLessThan(1e-9);
    expect(spectralNorm(transpose(U))).toBeCloseTo(spectralNorm(U), 13);
  });

  test('in the letters of the book, where the state is h, it is diag(act′(z_t)) U', async () => {
    const { slopes, jacobians } = await unfolded();
    jacobians.forEach((J, t) => expect(off(J, times(diagonal(slopes[t]!), U))).toBeLessThan(1e-14));
    expect(off(jacobians[3]!, times(U, diagonal(slopes[3]!)))).toBeGreaterThan(0.1);
  });

  test('factors of a product run from the later step to the earlier one', async () => {
    const { jacobians, products } = await unfolded();
    const ordered = jacobians.reduce((P, J) => times(J, P));
    expect(off(products[0]!, ordered)).toBeLessThan(1e-13);
    expect(off(products[0]!, jacobians.reduce((P, J) => times(P, J)))).toBeGreaterThan(0.05); // prettier-ignore
    const h = 1e-4;
    const ends = [h, -h].map((by) => [letters.initial[0]! + by, ...letters.initial.slice(1)]);
    const [up, down] = await Promise.all(ends.map((initial) => unfolded({ ...letters, initial })));
    const central = up!.h[T - 1]!.map((value, i) => (value - down!.h[T - 1]![i]!) / (2 * h));
    expect(off(central, ordered.map((row) => row[0]!))).toBeLessThan(1e-6); // prettier-ignore
  });
});

describe('vanishing and exploding (first lecture)', () => {
  const ofActivation = (activation: number, z: number) =>
    rnn.slope.run.call({ thread: { x: 0, y: 0, z: 0 }, constants: { activation } }, [z]) as number;

  test('act′ < 1 holds for the logistic function, which never exceeds ¼, but tanh′ is 1 at 0', () => {
    const grid = Array.from({ length: 2001 }, (_, i) => (i - 1000) / 50);
    expect(Math.max(...grid.map((z) => ofActivation(1, z)))).toBe(1);
    expect(ofActivation(1, 0)).toBe(1);
    expect(Math.max(...grid.map((z) => ofActivation(2, z)))).toBe(0.25);
  });

  test('a bounded activation does not stop an explosion: tanh with U = 2.5 Q, 60 steps', async () => {
    const steps = 60;
    const U = orthogonal(3, 1).map((row) => row.map((value) => 2.5 * value));
    const zero = Array.from({ length: steps }, () => [0, 0]);
    const shape = { ...network, steps };
    const quiet = { ...letters, U, x: zero, y: zero, b: [0, 0, 0] };
    const small = await unfolded({ ...quiet, initial: [1e-9, 2e-9, -1e-9] }, shape);
    expect(spectralNorm(small.products[0]!)).toBeGreaterThan(2e8);
    expect(largest(flat(small.h))).toBeLessThanOrEqual(1);
    const still = await unfolded({ ...quiet, initial: [0, 0, 0] }, shape);
    expect(spectralNorm(still.products[0]!) / 2.5 ** steps).toBeCloseTo(1, 10);
  });

  test('"unitary, i.e. |λ| = 1" wants a normal matrix as well: [[1, 1], [0, 1]]', () => {
    const defective = [[1, 1], [0, 1]]; // prettier-ignore
    expect(spectralNorm(power(defective, 100))).toBeCloseTo(100.01, 2);
    const angle = 0.7;
    const turn = [[Math.cos(angle), -Math.sin(angle)], [Math.sin(angle), Math.cos(angle)]]; // prettier-ignore
    expect(spectralNorm(power(turn, 100))).toBeCloseTo(1, 12);
    // Eigenvalues of modulus 1, all different, and still not unitary.
    const sheared = recurrent(unitEigenvalues(4, 2), 3, 2);
    expect(error(times(transpose(sheared), sheared), diagonal([1, 1, 1, 1]))).toBeGreaterThan(0.1);
    expect(spectralNorm(sheared)).toBeGreaterThan(1.5);
    const normal = recurrent(unitEigenvalues(4, 2), 0, 2);
    expect(error(times(transpose(normal), normal), diagonal([1, 1, 1, 1]))).toBeLessThan(1e-14);
  });

  test('λ = 1 with QΛQᵀ is nothing but the identity', () => {
    const ones = [[1, 0], [1, 0], [1, 0]]; // prettier-ignore
    expect(error(recurrent(ones, 0, 8), diagonal([1, 1, 1]))).toBeLessThan(1e-14);
  });

  test('"unless weights are large the error degrades": and where they are large it explodes', async () => {
    const sizes = [0.5, 1, 2].map(async (by) => {
      const U = orthogonal(3, 1).map((row) => row.map((value) => by * value));
      const shape = { ...network, activation: 'linear' as const };
      return spectralNorm((await unfolded({ ...letters, U }, shape)).products[0]!);
    });
    const [fading, kept, growing] = await Promise.all(sizes);
    expect([fading! * 2 ** T, kept, growing! / 2 ** T]).toEqual(
      [1, 1, 1].map((one) => expect.closeTo(one, 12) as number),
    );
  });
});
