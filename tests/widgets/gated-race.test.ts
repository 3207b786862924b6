/** The race: the same numbers however it came there, what the reader is told is so, and windows are what they say. */
import { describe, expect, test } from 'vitest';
import { race } from '../../components/gated-race/race.ts';
import { nets, setup } from '../../components/gated-race/runners.ts';
import { everyOf, meansOf, pointsOf, SMOOTH, solvedAt, spanOf } from '../../components/gated-race/windows.ts';
import widget from '../../components/gated-race/index.ts';
import { complete } from '../../components/parts/codec.ts';
import type { Inputs } from '../../components/parts/declare.ts';
import { lettersOf } from '../../components/parts/runs.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { Superseded } from '../../components/parts/turn.ts';
import { plain } from '../../kernels/device/plain.ts';
import { macros } from '../../src/book.ts';
import { cellsOf, document } from './drawn.ts';

interface Found {
  loss: number[][];
  test: number[];
  solved: number[];
  parameters: number[];
  unitCounts: number[];
  answers: number[];
  baseline: number;
  wanted: number;
  sentence: string;
}
const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;
const shares = ({ test, baseline }: Found) => test.map((loss) => loss / baseline);
const [RNN, LSTM, GRU] = [0, 1, 2] as const;

test('the first view: the GRU has solved it, the others are where they began, all have about as many parameters', async () => {
  const { values } = await cellsOf(widget, {});
  const first = values as unknown as Found;
  const { solved, parameters, unitCounts, answers, wanted } = first;
  expect(solved[GRU]).toBeGreaterThan(0);
  expect([solved[RNN], solved[LSTM]]).toEqual([0, 0]);
  expect(shares(first)[GRU]).toBeLessThan(0.1);
  expect(shares(first)[RNN]).toBeGreaterThan(0.9);
  expect(shares(first)[LSTM]).toBeGreaterThan(0.9);
  for (const count of parameters) expect(Math.abs(count / parameters[GRU]! - 1)).toBeLessThan(0.1);
  expect(new Set(unitCounts).size).toBe(3);
  expect(Math.abs(answers[GRU]! - wanted)).toBeLessThan(0.1);
  expect(first.sentence).toMatch(
    /^To add the two marked numbers, over 20 steps: after 120 iterations the GRU has solved it \(at iteration 1\d\d\); the RNN and the LSTM are no better than the baseline/,
  );
});

describe('other tasks', () => {
  test('temporal order over 30 steps: the LSTM first, and not the RNN', async () => {
    const { solved, test, baseline } = await found({ task: 'order', steps: 30, iterations: 180 });
    expect(solved[LSTM]).toBeGreaterThan(0);
    expect(solved[GRU] || Infinity).toBeGreaterThan(solved[LSTM]!);
    expect(solved[RNN]).toBe(0);
    expect(test[RNN]! / baseline).toBeGreaterThan(0.9);
  });

  test('over ten steps the RNN is the first', async () => {
    const { solved } = await found({ task: 'order', steps: 10, iterations: 80 });
    expect(solved[RNN]).toBeGreaterThan(0);
    for (const other of [solved[LSTM]!, solved[GRU]!])
      expect(other || Infinity).toBeGreaterThan(solved[RNN]!);
  });

  test('equal units: three and four times the weights of the RNN', async () => {
    const { parameters, unitCounts } = await found({ budget: 'units', units: 32, iterations: 0 });
    expect(unitCounts).toEqual([32, 32, 32]);
    const without = parameters.map((count) => count - 33);
    expect(without.map((count) => count / without[RNN]!)).toEqual([1, 4, 3]);
  });

  test('before the first iteration nobody knows anything', async () => {
    for (const task of ['copy', 'adding', 'order']) {
      const { loss, test, baseline, solved } = await found({ task, iterations: 0 });
      expect(loss).toEqual(test.map((one) => [one]));
      for (const one of test) expect(one).toBeGreaterThan(0.8 * baseline);
      expect(solved).toEqual([0, 0, 0]);
    }
  });
});

describe('a run is a function of its inputs', () => {
  const small = () => setup('order', 'parameters', 3, 8, 0.05, 4);
  const at = async (session: Awaited<ReturnType<typeof race>>, iteration: number) =>
    await session.at(iteration);

  test('in one go, in slices, and after going back', async () => {
    const [whole, sliced] = [await race(small()), await race(small())];
    const wanted = await at(whole, 60);
    while (sliced.reached < 60) await sliced.advance(0, 60);
    expect(await at(sliced, 60)).toEqual(wanted);
    const early = await at(sliced, 10);
    expect(early.all.map(({ length }) => length)).toEqual([10, 10, 10]);
    expect(early.all.map((losses) => losses[9])).toEqual(wanted.all.map((losses) => losses[9]));
    expect(await at(sliced, 60)).toEqual(wanted);
  });

  test('from a state that was kept', async () => {
    const session = await race(small());
    const wanted = await at(session, 260);
    await at(session, 300);
    expect(await at(session, 260)).toEqual(wanted);
  });

  test('every net gets the same sequences, and tests are other ones', () => {
    const { data, tests, models } = small();
    expect(models.map(({ cell }) => cell)).toEqual(nets.map(({ cell }) => cell));
    expect([...data.chunk(3).inputs]).toEqual([...data.chunk(3).inputs]);
    expect([...data.chunk(0).inputs]).not.toEqual([...tests.chunk(0).inputs]);
  });
});

describe('windows', () => {
  const losses = Array.from({ length: 500 }, (_, i) => Math.abs(Math.sin(i * i)));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test.each([0, 1, 19, 60, 61, 120, 121, 499, 5000, 20_000])('%i iterations: few points, round steps', (iterations) => {
    const every = everyOf(iterations);
    expect(String(every)).toMatch(/^[125]0*$/);
    expect(pointsOf(iterations)).toBeLessThanOrEqual(61);
    if (iterations > 60) expect(pointsOf(iterations)).toBeGreaterThan(23);
  }); // prettier-ignore

  test('each point is the mean of the span that its explanation names', () => {
    const points = meansOf(losses, 7);
    expect(points[0]).toBe(7);
    expect(points).toHaveLength(pointsOf(500));
    points.slice(1).forEach((point, at) => {
      const [first, last] = spanOf(at + 1, everyOf(500));
      expect(last - first + 1).toBe(Math.min(last, Math.max(SMOOTH, everyOf(500))));
      expect(point).toBeCloseTo(mean(losses.slice(first - 1, last)), 12);
    });
  });

  test('solved where the last twenty are below a tenth of the baseline, and not before', () => {
    const falling = Array.from({ length: 100 }, (_, i) => 1 / (1 + i));
    const at = solvedAt(falling, 0.5);
    expect(mean(falling.slice(at - 20, at))).toBeLessThan(0.05);
    expect(mean(falling.slice(at - 21, at - 1))).toBeGreaterThanOrEqual(0.05);
    expect(solvedAt(falling.slice(0, at - 1), 0.5)).toBe(0);
    expect(solvedAt(Array(19).fill(0) as number[], 1)).toBe(0);
  });
});

test('a run that is given up does no more, and says so to whoever asks', async () => {
  let end = () => {};
  const session = await race(setup('copy', 'units', 2, 6, 0.1, 1), new Promise<void>((done) => (end = done)));
  await session.at(3);
  end();
  await Promise.resolve();
  expect(await session.advance(50)).toBe(3);
  await expect((async () => await session.at(3))()).rejects.toThrow(Superseded);
});

test('an answer that overflowed is infinite, and those of others stay', async () => {
  const { compute } = widget.values.answers!;
  const ask = (task: string, says: number[][][], example: object) => compute(plain(), { task }, { says }, example) as Promise<number[]>;
  expect(await ask('adding', [[[NaN]], [[0.5]], [[Infinity]]], {})).toEqual([Infinity, 0.5, Infinity]);
  const example = { targets: [0, 2], weights: [0, 1] };
  const found = await ask('order', [[[0, 0, 0, 0]], [[NaN, 0, 0, 0]], [[0, 0, 9, 0]]], example);
  expect(found).toEqual([0.25, Infinity, expect.closeTo(Math.exp(9) / (Math.exp(9) + 3), 12)]);
}); // prettier-ignore

test('a loss that overflowed is a word, not a number', async () => {
  const { values } = await cellsOf(widget, { iterations: 0 });
  const { compute } = widget.drawings.drawCurves!;
  const letters = lettersOf(document, macros());
  const drawing = compute(document, letters, [[1, Infinity], [1, 1], [1, 0]], 1, 0.5) as Element; // prettier-ignore
  expect(drawing.outerHTML).not.toMatch(/NaN|Infinity/);
  expect(drawing.querySelector('[data-mark="loss.0.1"]')!.getAttribute('aria-label')).toMatch(/∞$/);
  const say = widget.sentence.compute('adding', 20, 5, [Infinity, 0.1, 0.01], [0, 0, 4], values.baseline) as string;
  expect(say).toMatch(/The RNN overflowed: numbers became too large; take a smaller learning rate/);
  const shown = { ...complete(widget, {}).inputs, ...values, loss: [[1, Infinity]], test: [Infinity, 1, 1] };
  const explain = widget.explain.compute(...widget.explain.needs.map((name) => shown[name as never])) as (mark: string) => string;
  expect([explain('loss.0.1'), explain('test.0')].every((tex) => / = \\infty$/.test(tex))).toBe(true);
}); // prettier-ignore
