/**
 * Numbers of each student's own, and what is right for them, computed by the book's figures and kernels.
 * The words of each exercise are in index.mdx.
 */

/** The gradient after 50 steps at each radius: the same for all students, so it is measured once. */
const left = new Map<number, Promise<number>>();

export default {
  postcard: {
    // The target of 2 is never reached, so that no error signal and no gradient is near zero.
    params: (random) => ({ u: random.stepped(0.3, 0.6, 0.01), x: random.stepped(0.6, 1, 0.01) }),
    async answer({ u, x }: { u: number; x: number }, book) {
      const one = { U: [[u]], W: [[1]], V: [[1]], b: [0], c: [0], activation: 'linear' };
      const inputs = { ...one, x: [[x], [0], [0]], y: [[0], [0], [2]] };
      const { delta, dU } = await book.outputs('bptt-unfold', inputs, ['delta', 'dU']);
      const [errors, gradient] = [delta as number[][], dU as number[][]];
      return { first: errors[0]![0]!, gradient: gradient[0]![0]! };
    },
  },

  balance: {
    // The gradient is zero at one weight between 0.3 and 0.7.
    params(random) {
      const first = random.stepped(1.05, 1.6, 0.01);
      return { first, x: [[first], [0], [0]] };
    },
    async answer({ x }: { x: number[][] }, book) {
      const unit = { W: [[1]], V: [[1]], b: [0], c: [0], x, y: [[0], [0], [1]], activation: 'linear' };
      const gradient = async (u: number) => {
        const { dU } = await book.outputs('bptt-unfold', { ...unit, U: [[u]] }, ['dU']);
        return (dU as number[][])[0]![0]!;
      };
      // The gradient is au + bu³, as in the text; two weights of the figure tell a and b.
      const [one, two] = [await gradient(1), await gradient(2)];
      const b = (two - 2 * one) / 6;
      return { balance: Math.sqrt(-(one - b) / b) };
    },
  },

  'step-back': {
    // Signs such that all parts of an error add up; the two rows differ, so that a missing transpose shows.
    params(random) {
      const up = random.pick([1, -1]);
      const between = (low: number, high: number) => random.stepped(low, high, 0.05);
      return {
        first: [between(0.3, 0.7), between(0.6, 0.9)],
        second: [-between(0.3, 0.7), -between(0.3, 0.7)],
        out: [between(0.3, 0.9), between(0.3, 0.9)],
        error: up * between(0.4, 0.9),
        state: [between(-0.7, -0.1), between(0.1, 0.7)],
        next: [up * between(0.3, 0.9), -up * between(0.3, 0.9)],
      };
    },
    async answer(
      values: {
        first: number[];
        second: number[];
        out: number[];
        error: number;
        state: number[];
        next: number[];
      },
      book,
    ) {
      const { slope, pulled, delta } = (await book.kernels('rnn')) as Record<string, never>;
      const { device } = book;
      const slopes = device.run(slope, [2], { activation: 1 }, values.state.map(Math.atanh));
      const fromAbove = device.run(pulled, [2], { rows: 1 }, [values.out], [values.error]);
      const fromNext = device.run(pulled, [2], { rows: 2 }, [values.first, values.second], values.next);
      const found = await device.read({ errors: device.run(delta, [2], {}, slopes, fromAbove, fromNext) });
      return { 'step-back': found.errors as number[] };
    },
  },

  blame: {
    // Networks of the figure in which one share is at least half as large again as any other.
    params: (random) => ({
      seed: random.pick([
        ...[3, 4, 6, 9, 11, 16, 20, 22, 24, 25, 26, 28, 33, 36, 39, 41, 50, 54, 55, 56, 59, 61, 63, 65, 67],
        ...[75, 80, 82, 83, 84, 86, 93, 97, 102, 103, 104, 106, 110, 112, 114, 119, 125, 128, 130, 132, 137],
        ...[140, 141, 143, 145, 146, 148, 151, 156, 159, 161, 162, 163, 164, 167],
      ]),
    }),
    async answer({ seed }: { seed: number }, book) {
      const { dU, dUByStep } = await book.outputs('bptt-unfold', { units: 2, seed }, ['dU', 'dUByStep']);
      const shares = (dUByStep as number[][][]).map((share) => share[0]![1]!);
      const sizes = shares.map(Math.abs);
      const largest = sizes.indexOf(Math.max(...sizes));
      return { use: [largest], rest: (dU as number[][])[0]![1]! - shares[largest]! };
    },
  },

  cut: {
    // The target lies where the whole gradient is below zero and the truncated one above: L < target − u³x < M with
    // L = (1 + 2u²)x/3u and M = (1 + u²)x/2u, half way between.
    params(random) {
      const u = random.stepped(0.4, 0.6, 0.01);
      const x = random.stepped(1.2, 2, 0.02);
      const target = u * u * u * x + (x * (5 + 7 * u * u)) / (12 * u);
      return { u, x, target: Number(target.toFixed(2)) };
    },
    async answer({ u, x, target }: { u: number; x: number; target: number }, book) {
      const one = { U: [[u]], W: [[1]], V: [[1]], b: [0], c: [0], activation: 'linear' };
      const inputs = { ...one, x: [[x], [0], [0], [0]], y: [[0], [0], [0], [target]] };
      const gradient = async (truncate: number) => {
        const { dU } = await book.outputs('bptt-unfold', { ...inputs, truncate }, ['dU']);
        return (dU as number[][])[0]![0]!;
      };
      return { whole: await gradient(0), truncated: await gradient(2) };
    },
  },

  distance: {
    params(random) {
      const low = random.stepped(0.12, 0.5, 0.01);
      return { low, high: Number((1.4 * low).toFixed(3)) };
    },
    async answer({ low, high }: { low: number; high: number }, book) {
      const { scaled, unitEigenvalues } = (await book.kernels('spectrum')) as {
        scaled(eigenvalues: number[][], radius: number): number[][];
        unitEigenvalues(size: number, seed: number): number[][];
      };
      const scale = 0.1;
      const eigenvalues = (percent: number) => scaled(unitEigenvalues(4, 1), percent / 100);
      const measured = async (percent: number) => {
        const state = { eigenvalues: eigenvalues(percent), scale };
        const { gradientNorm } = await book.outputs('eigen-gradient', state, ['gradientNorm']);
        return (gradientNorm as number[])[50]!;
      };
      let percent = 100;
      for (; percent < 150; percent++) {
        if (!left.has(percent)) left.set(percent, measured(percent));
        const found = (await left.get(percent))!;
        if (found >= low && found <= high) break;
      }
      const state = { eigenvalues: eigenvalues(percent), scale };
      return { distance: { state, output: 'gradientNorm', at: [50], from: low, to: high } };
    },
  },

  coupled: {
    params(random) {
      const four = (low: number, high: number) => [1, 2, 3, 4].map(() => random.stepped(low, high, 0.01));
      const signs = random.shuffled([1, 1, -1, -1]);
      return {
        input: four(0.15, 0.85),
        candidate: four(0.2, 0.95).map((size, at) => signs[at]! * size),
        previous: four(0.3, 2).map((size, at) => -signs[at]! * size),
      };
    },
    async answer(values: { input: number[]; candidate: number[]; previous: number[] }, book) {
      const { cell } = (await book.kernels('lstm')) as Record<string, never>;
      const { candidate, previous } = values;
      const casesOf = async (input: number[]) => {
        const forget = input.map((gate) => 1 - gate);
        const run = book.device.run(cell, [4], {}, forget, previous, input, candidate);
        const { cells } = (await book.device.read({ cells: run })) as { cells: number[] };
        const one = { constants: {}, values: { input, candidate, previous } };
        return cells.map((expected, x) => ({ x, expected, ...one }));
      };
      // Gates of the student's own; then gates that are shut and wide open.
      const cases = [...(await casesOf(values.input)), ...(await casesOf([0, 1, 0, 1]))];
      const body = `const gate = input[this.thread.x];
return (1 - gate) * previous[this.thread.x] + gate * candidate[this.thread.x];`;
      return { coupled: { body, cases } };
    },
  },
} satisfies Keys;
