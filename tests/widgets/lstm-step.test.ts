/** One step of an LSTM block: against a small computation of its own, central differences, and what its presets promise. */
import { describe, expect, test } from 'vitest';
import { check, complete, merged, parse } from '../../components/parts/codec.ts';
import type { Inputs, Matrix, Vector } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import widget from '../../components/lstm-step/index.ts';
import latch from '../../public/models/latch.json' with { type: 'json' };
import { cellsOf } from './drawn.ts';

type Found = Record<'i' | 'f' | 'o' | 'g' | 'c' | 'h' | 'dx' | 'dhPrev' | 'dcPrev', Vector>;
const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;
const inputsOf = (given: Inputs) =>
  complete(widget, given).inputs as unknown as Record<string, Matrix & Vector>;
const given = (changes: object, before: Inputs = {}) => merged(widget, before, check(widget, changes));

const sigma = (z: number) => 1 / (1 + Math.exp(-z));
const dot = (a: Vector, b: Vector) => a.reduce((sum, value, j) => sum + value * b[j]!, 0);

/** The equations once more, number by number. */
function step(all: Record<string, Matrix & Vector>, peepholes = true) {
  const { x, hPrev, cPrev, pi, pf, po } = all as Record<string, Vector>;
  const see = (p: Vector, c: Vector, at: number) => (peepholes ? p[at]! * c[at]! : 0);
  const z = (k: string, at: number) =>
    dot(all[`W${k}`]![at]! as never, x!) + dot(all[`U${k}`]![at]! as never, hPrev!) + all[`b${k}`]![at]!;
  const cells = cPrev!.map((_, at) => at);
  const i = cells.map((at) => sigma(z('i', at) + see(pi!, cPrev!, at)));
  const f = cells.map((at) => sigma(z('f', at) + see(pf!, cPrev!, at)));
  const g = cells.map((at) => Math.tanh(z('g', at)));
  const c = cells.map((at) => f[at]! * cPrev![at]! + i[at]! * g[at]!);
  const o = cells.map((at) => sigma(z('o', at) + see(po!, c, at)));
  return { i, f, o, g, c, h: cells.map((at) => o[at]! * Math.tanh(c[at]!)) };
}

const two: Inputs = {
  pi: [0.5, -1], pf: [1, 0.2], po: [1, -0.5], x: [0.3, -0.8, 1.2], cPrev: [0.7, -1.1], hPrev: [0.2, -0.4],
  dhNext: [0.6, -1], dcNext: [-0.3, 0.8],
}; // prettier-ignore
const near = (a: Vector, b: Vector) => a.forEach((value, at) => expect(value).toBeCloseTo(b[at]!, 11));

describe('outputs', () => {
  test.each([
    ['as it opens', {}],
    ['at each step of the task', { position: 2 }],
    ['with peepholes', two],
    ['of four cells', { cPrev: [1, -1, 0.5, 2], x: [0.4] }],
  ] as [string, Inputs][])('%s', async (_, state) => {
    const [out, right] = [await found(state), step(inputsOf(state))];
    for (const name of ['i', 'f', 'o', 'g', 'c', 'h'] as const) near(out[name], right[name]);
  });

  test('with peepholes switched off nothing is seen', async () => {
    const [on, off] = [await found(two), await found({ ...two, peepholes: 'off' })];
    const right = step(inputsOf(two), false);
    for (const name of ['i', 'f', 'o', 'g', 'c', 'h'] as const) near(off[name], right[name]);
    expect(Math.abs(on.o[0]! - off.o[0]!)).toBeGreaterThan(0.02);
  });

  test.each([['default', {}], ['peepholes', two]] as [string, Inputs][])(
    'gradients are those of hᵀdhNext + cᵀdcNext: %s',
    async (_, state) => {
      const out = await found(state);
      const all = inputsOf(state);
      const of = (name: string, at: number, h: number) => {
        const moved = { ...all, [name]: (all[name] as Vector).map((value, j) => value + (j === at ? h : 0)) };
        const { h: state, c } = step(moved as never);
        return dot(state, all.dhNext!) + dot(c, all.dcNext!);
      };
      for (const [output, name] of [['dx', 'x'], ['dhPrev', 'hPrev'], ['dcPrev', 'cPrev']] as const) {
        out[output].forEach((value, at) =>
          expect(value, `${output} ${at}`).toBeCloseTo((of(name, at, 1e-5) - of(name, at, -1e-5)) / 2e-5, 7),
        );
      }
    },
  ); // prettier-ignore
});

describe('the trained set', () => {
  test('is what the figure opens with, at a step of its sequence', async () => {
    const all = inputsOf({});
    expect([all.Wf, all.bo]).toEqual([latch.parameters['layer1.Wf'], latch.parameters['layer1.bo']]);
    for (let position = 1; position <= 12; position++) {
      const { h, c } = await found({ position });
      expect(c[0]).toBeCloseTo(latch.example.c[position - 1]![0]!, 5);
      expect(h[0]).toBeCloseTo(latch.example.h[position - 1]![0]!, 5);
    }
  });

  test('keeps −0.6 at step 9 while −1 passes by, which is what the title says', async () => {
    const { i, f, c } = await found({});
    expect(i[0]).toBeLessThan(0.05);
    expect(f[0]).toBeGreaterThan(0.95);
    expect(Math.abs(c[0]! - inputsOf({}).cPrev![0]!)).toBeLessThan(0.01);
  });

  test('comes back where numbers were changed, and gives way where one is', () => {
    const changed = given({ Wi: [[1, 2], [3, 4]], dhNext: [1, 2] });
    expect(complete(widget, changed).sizes).toEqual({ H: 2, I: 2 });
    const back = given({ weights: 'trained', position: 3 }, changed);
    expect(back).toEqual({ weights: 'trained', position: 3 });
    const own = given({ bf: [2] }, back);
    expect(own).toEqual({ position: 3, bf: [2] });
    expect(inputsOf(own)).toMatchObject({ weights: 'own', Wi: latch.parameters['layer1.Wi'] });
  }); // prettier-ignore

  test('both at once are refused, and a link with both keeps one', () => {
    expect(() => given({ weights: 'trained', Wi: [[1, 2, 3]] })).toThrow(/exclude each other/);
    expect(parse(widget, [['weights', 'trained'], ['Wi', '1,2,3']]).notes.join()).toContain('gave way');
  }); // prettier-ignore

  test.each([[5, /asked.* It answers 0\.70; right is 0\.7/], [7, /marked: keep it/], [9, /distractor/]] as [number, RegExp][])(
    'is told in words at step %i',
    async (position, told) => {
      expect((await cellsOf(widget, { position })).values.sentence).toMatch(told);
      const other = await cellsOf(widget, { position, bi: [0] });
      expect(other.values.sentence).not.toMatch(/trained/);
    },
  ); // prettier-ignore
});

describe('presets', () => {
  async function after(label: string, state: Inputs = {}) {
    const preset = widget.presets.find((one) => one.label === label)!;
    const changes = preset.change(complete(widget, state).inputs, { ...(await found(state)) });
    const next = given(changes, state);
    return { ...(await found(next)), before: inputsOf(next) };
  }

  test.each([{}, two])('remember, overwrite, forget and show nothing do as they say', async (state) => {
    const kept = await after('Remember', state);
    kept.c.forEach((value, at) => expect(value).toBeCloseTo(kept.before.cPrev![at]!, 2));
    kept.dcPrev.forEach((value) => expect(value).toBeGreaterThan(0.2));
    const written = await after('Overwrite', state);
    written.c.forEach((value) => expect(value).toBeCloseTo(Math.tanh(-0.9), 2));
    written.dcPrev.forEach((value) => expect(Math.abs(value)).toBeLessThan(0.01));
    const gone = await after('Forget', state);
    gone.c.forEach((value) => expect(Math.abs(value)).toBeLessThan(0.01));
    const silent = await after('Nothing shown', state);
    silent.h.forEach((value) => expect(Math.abs(value)).toBeLessThan(0.01));
    silent.c.forEach((value, at) => expect(value).toBeCloseTo(silent.before.cPrev![at]!, 2));
  });

  test('saturated: the error of the state does not reach the cell', async () => {
    const { dcPrev } = await after('Saturated');
    expect(Math.abs(dcPrev[0]!)).toBeLessThan(1e-5);
  });

  test('trained: write, keep, say', async () => {
    const [write, keep, say] = [await after('Trained: write', two), await after('Trained: keep'), await after('Trained: say')];
    expect([write.i[0]! > 0.5, write.f[0]! > 0.5, write.o[0]! > 0.5]).toEqual([true, false, false]);
    expect([keep.i[0]! > 0.5, keep.f[0]! > 0.5, keep.o[0]! > 0.5]).toEqual([false, true, false]);
    expect([say.i[0]! > 0.5, say.f[0]! > 0.5, say.o[0]! > 0.5]).toEqual([false, true, true]);
  }); // prettier-ignore
});

test.each([
  { position: 0 }, { position: 13 }, { weights: 'mine' }, { peepholes: 'yes' }, { Wi: [[1, 2, 3, 4, 5]] }, { bi: [1, 2, 3, 4, 5] },
  { cPrev: [1e5] }, { Ui: [[1, 2]] },
])('%o is refused', (changes) => void expect(() => complete(widget, given(changes))).toThrow()); // prettier-ignore

test('peepholes are drawn where a gate sees something, and errors go back through them', async () => {
  const lines = async (state: Inputs) => {
    const { values } = await cellsOf(widget, state);
    return ['drawBlock', 'drawErrors'].map((name) => (values[name] as Element).querySelectorAll('.peepholes .arrow').length);
  };
  expect(await lines({})).toEqual([0, 0]);
  expect(await lines({ po: [1] })).toEqual([3, 3]);
  expect(await lines({ po: [1], peepholes: 'off' })).toEqual([0, 0]);
}); // prettier-ignore
