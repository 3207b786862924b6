/** What the lectures' slides on the plain recurrent network print, and what is right, as numbers of the kernels. */
import { describe, expect, test } from 'vitest';
import { plain } from '../../kernels/device/plain.ts';
import * as rnn from '../../kernels/rnn.ts';
import { entry } from '../../kernels/seeded.ts';
import { softmax } from '../../kernels/softmax.ts';
import { error } from './tolerance.ts';

type Matrix = number[][];
const device = plain();
const T = 6;
const transpose = (A: Matrix): Matrix => A[0]!.map((_, j) => A.map((row) => row[j]!));
const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const apply = (A: Matrix, v: number[]) => A.map((row) => dot(row, v));
const plus = (...vectors: number[][]) =>
  vectors[0]!.map((_, i) => vectors.reduce((sum, v) => sum + v[i]!, 0));
const normals = (name: string, rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => 0.7 * entry(23, name, i, j)),
  );

interface Letters {
  U: Matrix;
  W: Matrix;
  b: number[];
  V: Matrix;
  c: number[];
  x: Matrix;
  initial: number[];
}
const letters: Letters = {
  U: normals('U', 3, 3), W: normals('W', 3, 2), b: normals('b', 1, 3)[0]!, V: normals('V', 2, 3), c: normals('c', 1, 2)[0]!,
  x: normals('x', T, 2), initial: normals('h', 1, 3)[0]!,
}; // prettier-ignore

/** States and outputs of the kernels. */
async function run(given: Letters, activation: rnn.Activation = 'tanh') {
  const { U, W, b, V, c, x, initial } = given;
  const network: rnn.Network = { inputs: W[0]!.length, units: [U.length], outputs: V.length, steps: x.length, activation, cost: 'squared' };
  const parameters = { layers: [{ U, W, b }], V, c, initial: [initial] };
  const { z, h, o } = rnn.forward(device, network, parameters, x, x.map(() => c));
  const read = await device.read({ z: z[0]!, h: h[0]!, o });
  return read as unknown as { z: Matrix; h: Matrix; o: Matrix };
} // prettier-ignore

describe('U a on the slides of Design, Uᵀ a on those of Training', () => {
  /** Step by step as printed; `turned` for the slides of Training. */
  function printed({ U, W, b, x, initial }: Letters, turned: boolean) {
    const [rec, input] = turned ? [transpose(U), transpose(W)] : [U, W];
    let state = initial;
    return x.map((now) => (state = plus(apply(rec, state), apply(input, now), b).map(Math.tanh)));
  }

  test('each is the network of the kernels, with the matrices laid out its own way', async () => {
    const { h } = await run(letters);
    expect(error(printed(letters, false), h)).toBeLessThan(1e-14);
    const laid = { ...letters, U: transpose(letters.U), W: transpose(letters.W) };
    expect(error(printed(laid, true), h)).toBeLessThan(1e-14);
  });

  test('the same numbers in U make two networks, unless U is symmetric', async () => {
    const { h } = await run(letters);
    const other = await run({ ...letters, U: transpose(letters.U) });
    expect(error(other.h, h)).toBeGreaterThan(0.1);
    const symmetric = letters.U.map((row, i) => row.map((value, j) => value + letters.U[j]![i]!));
    const [one, two] = [await run({ ...letters, U: symmetric }), await run({ ...letters, U: transpose(symmetric) })];
    expect(one.h).toEqual(two.h);
  }); // prettier-ignore
});

describe('the recurrence stated for every layer, the output among them', () => {
  const own = normals('UL', 2, 2);
  /** Two layers of the kernels: the upper one is the output, which recurs with U⁽ᴸ⁾. */
  async function taken(recurrent: Matrix) {
    const { U, W, b, V, c, x, initial } = letters;
    const layers = [{ U, W, b }, { U: recurrent, W: V, b: c }];
    const network: rnn.Network = { inputs: 2, units: [3, 2], outputs: 2, steps: T, activation: 'tanh', cost: 'squared' };
    const rest = { V: [[1, 0], [0, 1]], c: [0, 0], initial: [initial, [0, 0]] };
    const { h } = rnn.forward(device, network, { layers, ...rest }, x, x);
    return (await device.read({ h: h[1]! })).h as Matrix;
  } // prettier-ignore

  test('with U⁽ᴸ⁾ = 0 it is act(W⁽ᴸ⁾ a⁽ᴸ⁻¹⁾) of the state of the same step', async () => {
    const { o } = await run(letters);
    const outputs = o.map((row) => row.map(Math.tanh));
    expect(error(await taken([[0, 0], [0, 0]]), outputs)).toBeLessThan(1e-14);
  }); // prettier-ignore

  test('taken at its word it is another network from the second step on', async () => {
    const [with0, without] = [
      await taken(own),
      await taken(own.map((row) => row.map(() => 0))),
    ]; // prettier-ignore
    expect(error(with0[0], without[0]!)).toBe(0);
    expect(error(with0[1], without[1]!)).toBeGreaterThan(1e-2);
  });
});

describe('biases left out', () => {
  test('a bias is the weight of an input that is always 1', async () => {
    const { h, o } = await run(letters);
    const without = { ...letters, b: [0, 0, 0], W: letters.W.map((row, i) => [...row, letters.b[i]!]), x: letters.x.map((row) => [...row, 1]) };
    const same = await run(without);
    expect(error(same.h, h)).toBeLessThan(1e-14);
    expect(error(same.o, o)).toBeLessThan(1e-14);
  }); // prettier-ignore

  test('without any, tanh and relu say nothing in silence, and the sigmoid does', async () => {
    const zero = { b: [0, 0, 0], x: letters.x.map(() => [0, 0]), initial: [0, 0, 0] };
    for (const activation of ['tanh', 'relu'] as const) {
      expect((await run({ ...letters, ...zero }, activation)).h.flat().every((value) => value === 0)).toBe(true);
    }
    expect((await run({ ...letters, ...zero }, 'sigmoid')).h[0]).toEqual([0.5, 0.5, 0.5]);
  }); // prettier-ignore
});

describe('W recurrent and U input in the third lecture', () => {
  test('reading its letters as ours is another network: shapes tell where they can', () => {
    expect(letters.U.map((row) => row.length)).toEqual([3, 3, 3]);
    expect(letters.W[0]!.length).not.toBe(letters.U.length);
  });

  test('with as many inputs as units no shape complains, and the states differ', async () => {
    const square = { ...letters, W: normals('W', 3, 3), x: normals('x', T, 3) };
    const exchanged = { ...square, U: square.W, W: square.U };
    expect(error((await run(exchanged)).h, (await run(square)).h)).toBeGreaterThan(0.1);
  });
});

describe('h is what goes into φ in the fifth lecture', () => {
  function printed({ U, W, b, V, c, x }: Letters, start: number[]) {
    let state = start;
    return x.map((now) => {
      state = plus(apply(U, state.map(Math.tanh)), apply(W, now), b);
      return { state, output: plus(apply(V, state.map(Math.tanh)), c) };
    });
  } // prettier-ignore

  test('his h is our z and his outputs are ours, if φ(h_0) is our start', async () => {
    const { z, o } = await run(letters);
    const his = printed(letters, letters.initial.map(Math.atanh));
    expect(error(his.map(({ state }) => state), z)).toBeLessThan(1e-13);
    expect(error(his.map(({ output }) => output), o)).toBeLessThan(1e-13);
  }); // prettier-ignore

  test('with h_0 itself as our start they are not', async () => {
    const his = printed(letters, letters.initial);
    expect(error(his[0]!.output, (await run(letters)).o[0]!)).toBeGreaterThan(1e-3);
  });
});

test('y_t of the fourth lecture are scores: of any sign, and blind to a common summand only after the softmax', async () => {
  const { o } = await run(letters);
  expect(Math.min(...o.flat())).toBeLessThan(0);
  const p = async (scores: number[]) => (await device.read({ p: softmax(device, scores.length, scores) })).p as number[];
  const moved = o[0]!.map((score) => score + 3);
  expect(error(await p(moved), await p(o[0]!))).toBeLessThan(1e-15);
  expect(error(await p(o[0]!.map((score) => 2 * score)), await p(o[0]!))).toBeGreaterThan(1e-2);
}); // prettier-ignore

describe('claims of the chapter', () => {
  const turn: Letters = {
    U: [[0, -1], [1, 0]], W: [[0], [0]], b: [0, 0], V: [[0, 1]], c: [2], x: Array.from({ length: 8 }, () => [0]), initial: [1, 0],
  }; // prettier-ignore

  test('two units that turn say 3, 2, 1, 2, and equal outputs have opposite states', async () => {
    const { h, o } = await run(turn, 'linear');
    expect(o.flat()).toEqual([3, 2, 1, 2, 3, 2, 1, 2]);
    expect(h[1]).toEqual(h[3]!.map((value) => expect.closeTo(-value)));
    expect((await run({ ...turn, initial: [0, 0] }, 'linear')).o.flat()).toEqual(Array(8).fill(2));
  });

  test('with tanh the series sinks towards 2', async () => {
    const { o } = await run(turn);
    const [first, later] = [o[0]![0]! - 2, o[4]![0]! - 2];
    expect(later).toBeLessThan(0.7 * first);
    expect(later).toBeGreaterThan(0);
  });

  test('without biases, from zero, a later input is a later output', async () => {
    const quiet = { ...letters, b: [0, 0, 0], initial: [0, 0, 0] };
    const later = { ...quiet, x: [[0, 0], [0, 0], ...quiet.x] };
    expect(error((await run(later)).o.slice(2), (await run(quiet)).o)).toBe(0);
    const biased = { ...later, b: letters.b };
    const shifted = (await run({ ...quiet, b: letters.b })).o;
    expect(error((await run(biased)).o.slice(2), shifted)).toBeGreaterThan(1e-2);
  }); // prettier-ignore

  test('a window of three is a network whose matrix has no eigenvalue but zero', async () => {
    const window: Letters = {
      U: [[0, 0, 0], [1, 0, 0], [0, 1, 0]], W: [[1], [0], [0]], b: [0, 0, 0], V: [[1, 1, 1]], c: [0], x: [[5], [7], [9], [11]], initial: [0, 0, 0],
    };
    const { h } = await run(window, 'linear');
    expect(h.at(-1)).toEqual([11, 9, 7]);
    const cube = [0, 1, 2].reduce<Matrix>((P) => P.map((row) => transpose(window.U).map((column) => dot(row, column))), [[1, 0, 0], [0, 1, 0], [0, 0, 1]]);
    expect(cube.flat()).toEqual(Array(9).fill(0));
  }); // prettier-ignore

  test('a running sum, and an average that forgets by 0.9', async () => {
    const one = { U: [[1]], W: [[1]], b: [0], V: [[1]], c: [0], x: [[1], [0], [0]], initial: [0] };
    expect((await run(one, 'linear')).h.flat()).toEqual([1, 1, 1]);
    const average = (await run({ ...one, U: [[0.9]], W: [[0.1]] }, 'linear')).h.flat();
    expect(average.at(-1)).toBeCloseTo(0.081, 12);
  });

  test('a unit that pushes digits keeps all inputs, as long as its number has the digits', async () => {
    const bits = (first: number, length: number) =>
      Array.from({ length }, (_, t) => [t ? Number(entry(3, 'bit', t, 0) > 0) : first]);
    const push = async (x: Matrix) => {
      const one = { U: [[0.25]], W: [[0.5]], b: [0.25], V: [[1]], c: [0], x, initial: [0] };
      return (await run(one, 'linear')).h.at(-1)![0]!;
    };
    /** The digits of the state to base four, last input first. */
    const read = (state: number, length: number) => {
      let rest = state;
      return Array.from({ length }, () => {
        const digit = Math.floor(4 * rest);
        rest = 4 * rest - digit;
        return (digit - 1) / 2;
      });
    };
    const short = bits(1, 20);
    expect(read(await push(short), 20)).toEqual(short.flat().toReversed());
    expect(await push(bits(0, 25))).not.toBe(await push(bits(1, 25)));
    expect(await push(bits(0, 32))).toBe(await push(bits(1, 32)));
  });
});
