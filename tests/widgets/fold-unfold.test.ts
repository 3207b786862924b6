/** Folding and unfolding: counts against counting, the lit weight in every copy, and the pulse against its powers. */
import { describe, expect, test } from 'vitest';
import { complete } from '../../components/parts/codec.ts';
import type { Inputs, Matrix } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import widget from '../../components/fold-unfold/index.ts';
import { cellsOf } from './drawn.ts';

interface Found {
  uses: number;
  litParameters: number;
  parameters: number;
  unshared: number;
  trace: Matrix;
}
const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;
const graph = async (given: Inputs) => (await cellsOf(widget, given)).values.drawGraph as Element;
const count = async (given: Inputs, selector: string) =>
  (await graph(given)).querySelectorAll(selector).length;

/** Every array that such a network has, with its extents. */
function arrays(L: number, H: number, I: number, O: number) {
  const layers = Array.from({ length: L }, (_, at) => [[H, H], [H, at ? H : I], [H]]).flat();
  return [...layers, [O, H], [O]];
} // prettier-ignore

describe('counts', () => {
  test.each([[1, 1, 1, 1, 1], [2, 5, 2, 2, 2], [4, 10, 7, 3, 5], [1, 8, 100, 65, 65]])(
    '%i layers, %i steps, %i units, %i inputs, %i outputs',
    async (layers, steps, units, inputWidth, outputWidth) => {
      const all = arrays(layers, units, inputWidth, outputWidth);
      const right = all.reduce((sum, extents) => sum + extents.reduce((a, b) => a * b), 0);
      const given = { layers, steps, units, inputWidth, outputWidth };
      const { parameters, unshared } = await found(given);
      expect([parameters, unshared]).toEqual([right, right * steps]);
      const learnt = await found({ ...given, initial: 'learnt' });
      expect(learnt.parameters).toBe(right + layers * units);
      expect(learnt.unshared).toBe(right * steps + layers * units);
    },
  ); // prettier-ignore

  test('more steps, no more parameters', async () => {
    const sizes = [1, 5, 10].map(async (steps) => (await found({ steps })).parameters);
    expect(new Set(await Promise.all(sizes)).size).toBe(1);
  });

  test('the well-known short program', async () => {
    const preset = widget.presets.find(({ label }) => label === 'A character model')!;
    const { parameters } = await found(preset.change(complete(widget, {}).inputs, {}));
    expect(parameters).toBe(100 * 100 + 100 * 65 + 100 + 65 * 100 + 65);
  });

  test.each([['U', 1, 9], ['U', 2, 9], ['W', 1, 12], ['W', 2, 9], ['W', 4, 9], ['V', 1, 6], ['none', 1, 0]] as const)(
    'lit %s of layer %i',
    async (lit, litLayer, numbers) => {
      const given = { lit, litLayer, units: 3, inputWidth: 4, outputWidth: 2 };
      const { uses, litParameters } = await found(given);
      expect([uses, litParameters]).toEqual(lit === 'none' ? [0, 0] : [5, numbers]);
    },
  ); // prettier-ignore
});

describe('the drawing', () => {
  test.each(['U', 'W', 'V', 'none'])('%s is lit in the folded network and in every copy', async (lit) => {
    for (const [unfolded, copies] of [[0, 0], [2, 2], [10, 5]] as const) {
      expect(await count({ lit, unfolded }, '.unfolded .lit')).toBe(lit === 'none' ? 0 : copies);
      expect(await count({ lit, unfolded }, '.folded .lit')).toBe(lit === 'none' ? 0 : 1);
    }
  }); // prettier-ignore

  test('a delay for each layer, and none where it is unfolded', async () => {
    expect(await count({ layers: 3 }, '.folded .loop .delay')).toBe(3);
    expect(await count({ layers: 3 }, '.unfolded .delay')).toBe(0);
  });

  test('copies of all layers, the rest an outline', async () => {
    const given = { layers: 3, steps: 6, unfolded: 4 };
    expect(await count(given, '.unfolded [data-mark]')).toBe(3 * 4);
    expect(await count(given, '.unfolded .outline')).toBe(3 * 2);
  });
});

describe('the pulse', () => {
  test('linear and alone, it is stretched by the same factor at every step', async () => {
    for (const gain of [0, 0.5, 1, 1.5]) {
      const { trace } = await found({ gain, activation: 'linear', layers: 1, steps: 8, pulse: 3 });
      const right = Array.from({ length: 8 }, (_, t) => (t < 2 ? 0 : gain ** (t - 2)));
      expect(trace[0]).toEqual(right.map((value) => expect.closeTo(value, 12)));
    }
  });

  test('linear, through a second layer, it takes as many ways as there are steps', async () => {
    const { trace } = await found({ gain: 0.8, activation: 'linear', layers: 2, steps: 8 });
    expect(trace[1]).toEqual(trace[1]!.map((_, t) => expect.closeTo((t + 1) * 0.8 ** t, 12)));
  });

  test('tanh makes it fade even where the weights keep its length', async () => {
    const { trace } = await found({ gain: 1, layers: 1, steps: 10 });
    expect(trace[0]![0]).toBeCloseTo(Math.tanh(1), 12);
    trace[0]!.slice(1).forEach((value, t) => expect(value).toBeLessThan(trace[0]![t]!));
  });

  test('an odd number of units, or many of them, changes nothing of that', async () => {
    for (const units of [1, 3, 100]) {
      const { trace } = await found({ units, gain: 0.5, activation: 'linear', layers: 1 });
      expect(trace[0]).toEqual([0, 1, 2, 3, 4].map((t) => expect.closeTo(0.5 ** t, 12)));
    }
  });

  test('at first it fades in the first layer and lives longer in the second', async () => {
    const { trace } = await found({});
    expect(trace[0]![4]! / trace[0]![0]!).toBeLessThan(0.4);
    expect(trace[1]![4]! / trace[1]![0]!).toBeGreaterThan(1);
  });
});
