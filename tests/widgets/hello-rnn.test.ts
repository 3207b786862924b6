/** The smallest character model: its training is that of the kernels, written out here by hand in plain loops. */
import { expect, test } from 'vitest';
import helloRnn from '../../components/hello-rnn/index.ts';
import { LETTERS, NEXT, x, y } from '../../components/hello-rnn/inputs.ts';
import type { Matrix, Vector } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';

interface Net {
  U: Matrix;
  W: Matrix;
  b: Vector;
  V: Matrix;
  c: Vector;
}
const dot = (one: Vector, other: Vector) => one.reduce((sum, value, i) => sum + value * other[i]!, 0);

function lossOf({ U, W, b, V, c }: Net): number {
  let [h, loss] = [[0, 0, 0] as Vector, 0];
  x.forEach((input, t) => {
    h = U.map((row, i) => Math.tanh(dot(row, h) + dot(W[i]!, input) + b[i]!));
    const o = V.map((row, k) => dot(row, h) + c[k]!);
    const whole = o.reduce((sum, one) => sum + Math.exp(one), 0);
    loss -= dot(y[t]!, o) - Math.log(whole);
  });
  return loss;
}

const at = async (given: Record<string, number | string>) =>
  (await outputsOf(helloRnn, given)) as unknown as Net & {
    loss: number;
    history: Vector;
    right: Vector;
    sample: string;
    p: Matrix;
  };

/** Central differences by every weight. */
function slopes(net: Net): Net {
  const copy = structuredClone(net);
  const through = (value: Vector | Matrix): unknown =>
    value.map((one, i) => {
      if (Array.isArray(one)) return through(one);
      const list = value as Vector;
      list[i] = one + 1e-5;
      const above = lossOf(copy);
      list[i] = one - 1e-5;
      const below = lossOf(copy);
      list[i] = one;
      return (above - below) / 2e-5;
    });
  return Object.fromEntries(Object.entries(copy).map(([name, value]) => [name, through(value)])) as never;
}

test.each(['sgd', 'adagrad'])('one update by %s is one step against the gradient', async (optimizer) => {
  const given = { rate: 0.3, optimizer };
  const [before, after] = [await at({ ...given, iterations: 0 }), await at({ ...given, iterations: 1 })];
  const { U, W, b, V, c } = before;
  expect(before.loss).toBeCloseTo(lossOf(before), 12);
  expect(after.history).toEqual([before.loss, after.loss]);
  const gradient = slopes({ U, W, b, V, c });
  for (const name of ['U', 'W', 'b', 'V', 'c'] as const) {
    const [old, next, slope] = [before[name].flat(), after[name].flat(), gradient[name].flat()];
    // The first step of Adagrad is as long for every weight.
    const by = slope.map((one) => (optimizer === 'sgd' ? one : one / (Math.abs(one) + 1e-8)));
    // Letters that are never read leave their column alone.
    next.forEach((one, i) => {
      if (Math.abs(slope[i]!) > 1e-6 || optimizer === 'sgd')
        expect(one).toBeCloseTo(old[i]! - 0.3 * by[i]!, 6);
    });
  }
});

test('trained, it tells the two l apart and writes hello; forward and back are the same', async () => {
  const trained = await at({ iterations: 200, temperature: 0 });
  expect(Math.min(...trained.right)).toBeGreaterThan(0.95);
  expect(trained.sample.slice(0, 5)).toBe('hello');
  expect(trained.p[2]!.indexOf(Math.max(...trained.p[2]!))).toBe(LETTERS.indexOf('l'));
  expect(NEXT[3]).toBe('o');
  const { history } = await at({ iterations: 60 });
  expect(trained.history.slice(0, 61)).toEqual(history);
});
