/** The figure of the cost surface: its loss and its paths against a loop by hand, its claims, its inputs and its ends. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { check, InputError } from '../../components/parts/codec.ts';
import type { Inputs } from '../../components/parts/declare.ts';
import { flow } from '../../components/parts/dataflow.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { plain } from '../../kernels/device/plain.ts';
import widget from '../../components/cost-surface/index.ts';
import type * as sweep from '../../components/cost-surface/sweep.ts';
import { taskOf, windowOf } from '../../components/cost-surface/tasks.ts';
import { presets } from '../../components/cost-surface/presets.ts';
import { cellsOf } from './drawn.ts';

type Matrix = number[][];
interface Outputs {
  surface: Matrix;
  gradient: number[];
  paths: Matrix[];
  losses: Matrix;
  norms: Matrix;
}
const outputs = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Outputs;
/** Without the drawings and the surface. */
async function raced(given: Inputs) {
  const work = flow(widget, plain(), given);
  const found = await work.values(['paths', 'losses', 'norms', 'gradient', 'sentence']);
  work.dispose();
  return found as unknown as Omit<Outputs, 'surface'> & { sentence: string };
}

/** The loss of remembering a bit, and its slopes by differences, with nothing of the kernels. */
function loss(U: number, W: number, b: number, steps = 50) {
  return [1, -1].reduce((sum, sign) => {
    let h = 0;
    for (let t = 0; t < steps; t++) h = Math.tanh(U * h + (t === 0 ? W * sign : 0) + b);
    return sum + 0.5 * (h - 0.8 * sign) ** 2;
  }, 0);
}
const slope = (U: number, W: number, b: number, steps?: number) => {
  const e = 1e-6;
  return [
    (loss(U + e, W, b, steps) - loss(U - e, W, b, steps)) / (2 * e),
    (loss(U, W + e, b, steps) - loss(U, W - e, b, steps)) / (2 * e),
    (loss(U, W, b + e, steps) - loss(U, W, b - e, steps)) / (2 * e),
  ];
};

test('the surface is the loss at the middle of each cell', async () => {
  const { surface } = await outputs({});
  expect([surface.length, surface[0]!.length]).toEqual([96, 96]);
  for (const [i, j] of [[0, 0], [48, 33], [70, 90], [95, 2]] as const) {
    const [U, b] = [((j + 0.5) / 96) * 4, -1.5 + ((i + 0.5) / 96) * 3];
    expect(surface[i]![j]).toBeCloseTo(loss(U, 1.5, b), 4);
  }
}); // prettier-ignore

test('512 cells a side are the same surface, a strip at a time', { timeout: 30_000 }, async () => {
  const work = flow(widget, plain(), { detail: 'fine', task: 'hold', steps: 8 });
  const { surface } = (await work.values(['surface'])) as unknown as Outputs;
  work.dispose();
  expect([surface.length, surface[511]!.length]).toEqual([512, 512]);
  const h = (U: number, b: number) => {
    let state = 0.5;
    for (let t = 0; t < 8; t++) state = Math.tanh(U * state + b);
    return 0.5 * (state - 0.7) ** 2;
  };
  for (const [i, j] of [[0, 0], [300, 200], [511, 511]] as const) {
    expect(surface[i]![j]).toBeCloseTo(h(((j + 0.5) / 512) * 4, -1.5 + ((i + 0.5) / 512) * 3), 5);
  }
}); // prettier-ignore

test('what sweeps the finer picture comes while the page is idle, unless little is to be loaded', async () => {
  const idle: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (run: () => void) => idle.push(run));
  onTestFinished(() => void vi.unstubAllGlobals());
  const window = (cells: number) => JSON.stringify(windowOf('Ub', [0, 1.5, 0], cells));
  for (const saveData of [true, false]) {
    vi.stubGlobal('navigator', { connection: { saveData } });
    // A copy that has not fetched anything yet.
    const copy = `../../components/cost-surface/sweep.ts?${saveData}`;
    const { surfaceOf } = (await import(/* @vite-ignore */ copy)) as Pick<typeof sweep, 'surfaceOf'>;
    const swept = (cells: number) =>
      surfaceOf(plain(), taskOf('latch', 50), window(cells), new Promise(() => {}));
    await swept(96);
    expect(idle).toHaveLength(saveData ? 0 : 1);
    idle[0]?.();
    const surface = await swept(512);
    expect(surface[300]![400]).toBeCloseTo(loss((400.5 / 512) * 4, 1.5, -1.5 + (300.5 / 512) * 3), 4);
    await swept(96);
    expect(idle).toHaveLength(saveData ? 0 : 1);
  }
});

test('gradient and first steps are those of differences by hand', async () => {
  const state = { U: 1.6, W: 1.2, b: 0.1, iterations: 1, rate: 0.3, steps: 9 };
  const { gradient, paths, losses, norms } = await raced(state);
  const right = slope(1.6, 1.2, 0.1, 9);
  gradient.forEach((value, i) => expect(value).toBeCloseTo(right[i]!, 7));
  expect(norms[0]![0]).toBeCloseTo(Math.hypot(right[0]!, right[2]!), 7);
  expect(losses.map((row) => row[0])).toEqual(Array(6).fill(losses[0]![0]));
  expect(losses[0]![0]).toBeCloseTo(loss(1.6, 1.2, 0.1, 9), 12);
  const [sgd, momentum, nesterov, adagrad, rmsprop, adam] = paths.map((path) => path[1]!);
  expect(sgd![0]).toBeCloseTo(1.6 - 0.3 * right[0]!, 7);
  expect(momentum![1]).toBeCloseTo(0.1 - 0.3 * right[2]!, 7);
  expect(nesterov![0]).toBeCloseTo(1.6 - 0.3 * 1.9 * right[0]!, 7);
  for (const path of [adagrad, adam]) expect(path![0]).toBeCloseTo(1.6 - 0.05 * Math.sign(right[0]!), 6);
  expect(rmsprop![0]).toBeCloseTo(1.6 - (0.05 / Math.sqrt(0.1)) * Math.sign(right[0]!), 6);
});

describe('what the figure and its chapter say', () => {
  const below = ({ losses }: Pick<Outputs, 'losses'>) =>
    losses.map((row) => row.at(-1)! < 0.01).filter(Boolean).length;

  test('off the cliff three are thrown out of the picture, and clipped by norm all arrive', async () => {
    const free = await raced({});
    expect(free.paths.slice(0, 3).every((path) => Math.abs(path.at(-1)![1]!) > 1.5)).toBe(true);
    expect(below(free)).toBe(1);
    expect(Math.max(...free.norms.flat())).toBeGreaterThan(100);
    expect(free.norms[0]![0]).toBeLessThan(0.1);
    const clipped = await raced({ clip: 'norm' });
    expect(below(clipped)).toBe(6);
    expect(free.sentence).toContain('SGD, momentum and Nesterov lie outside the picture');
    expect(clipped.sentence).not.toContain('outside');
  });

  test('clipped steps are no longer than rate × threshold', async () => {
    const { paths } = await raced({ clip: 'norm', threshold: 0.25 });
    const lengths = paths[0]!.slice(1).map(([x, y], k) => Math.hypot(x! - paths[0]![k]![0]!, y! - paths[0]![k]![1]!));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(0.025 + 1e-12);
    const byValue = await raced({ clip: 'value', threshold: 0.25 });
    for (const [k, [x]] of byValue.paths[0]!.slice(1).entries()) {
      expect(Math.abs(x! - byValue.paths[0]![k]![0]!)).toBeLessThanOrEqual(0.025 + 1e-12);
    }
  }); // prettier-ignore

  test('a short sequence has no cliff, and a plain holds SGD whether it is clipped or not', async () => {
    const short = await raced({ steps: 5 });
    expect(Math.max(...short.norms.flat())).toBeLessThan(10);
    const [free, clipped] = [await raced({ U: 3.2, b: 1.35 }), await raced({ U: 3.2, b: 1.35, clip: 'norm' })];
    expect(free.norms[0]![0]).toBeLessThan(0.02);
    expect(clipped.paths[0]).toEqual(free.paths[0]);
  }); // prettier-ignore
});

describe('runs', () => {
  test('updates are a prefix of more updates, forwards and back', async () => {
    const work = flow(widget, plain(), { iterations: 30 });
    const at = async (iterations: number) => {
      work.set({ iterations });
      return ((await work.values(['paths'])) as unknown as Outputs).paths;
    };
    const long = await at(30);
    expect(await at(7)).toEqual(long.map((path) => path.slice(0, 8)));
    expect(await at(31)).toEqual((await raced({ iterations: 31 })).paths);
    work.dispose();
  });

  test('numbers that are no numbers any more are told as overflow, and the figure stands', async () => {
    const { values } = await cellsOf(widget, { iterations: 3 });
    const race = (values.race as { places: Matrix; losses: number[]; norms: number[] }[]).map((track, o) =>
      o === 1
        ? { places: track.places.map((place, k) => (k > 1 ? [Infinity, -Infinity] : place)), losses: [...track.losses.slice(0, 2), Infinity, Infinity], norms: track.norms }
        : track,
    );
    const { drawings, sentence } = widget;
    expect(sentence.compute(race, 'Ub', 3)).toContain('momentum has overflowed');
    const draw = drawings.drawSurface!;
    const parts = draw.needs.map((name) => (name === 'race' ? race : { ...values, axes: 'Ub', U: 2, W: 1.5, b: 0.6 }[name]));
    const { document } = await import('./drawn.ts');
    const drawn = draw.compute(document, () => [], ...parts.slice(2)) as Element;
    expect(drawn.outerHTML).not.toMatch(/NaN|Infinity/);
    expect(drawn.querySelector('[data-mark="paths.1.3.0"]')!.getAttribute('aria-label')).toContain('overflow');
  }); // prettier-ignore
});

test('bad input is refused with what is allowed', () => {
  expect(() => check(widget, { steps: 0 })).toThrow(InputError);
  expect(() => check(widget, { steps: 0 })).toThrow('steps is 0; it must be a whole number from 1 to 200');
  expect(() => check(widget, { rate: -1 })).toThrow('from 0 to 10');
  expect(() => check(widget, { clip: 'both' })).toThrow('one of none, norm, value');
  expect(() => check(widget, { iterations: 1.5 })).toThrow('whole');
});

test('a click drops the ball in the middle of a cell', () => {
  const { load } = widget.rasters!.surface!;
  expect(load(95, 0, { axes: 'Ub', detail: 'coarse' })).toEqual({ U: 0.0208, b: 1.4844 });
  expect(load(0, 511, { axes: 'UW', detail: 'fine' })).toEqual({ U: 3.9961, W: -2.9941 });
});

test('presets are named once', () => {
  expect(new Set(presets.map(({ label }) => label)).size).toBe(presets.length);
});
