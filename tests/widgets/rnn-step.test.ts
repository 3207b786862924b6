/** One step of the vanilla network against arithmetic of its own; presets do what their words say. */
import { describe, expect, test } from 'vitest';
import { complete } from '../../components/parts/codec.ts';
import type { Inputs, Matrix, Vector } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import widget from '../../components/rnn-step/index.ts';
import { formula, cellsOf, drawn } from './drawn.ts';

interface Found {
  pastTerms: Matrix; inputTerms: Matrix; outputTerms: Matrix;
  past: Vector; present: Vector; z: Vector; slopes: Vector; h: Vector; o: Vector; p: Vector;
} // prettier-ignore
type Given = Record<'U' | 'W' | 'V', Matrix> & Record<'b' | 'c' | 'hPrev' | 'x', Vector> & Inputs;

const inputsOf = (given: Inputs) => complete(widget, given).inputs as Given;
const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;
const dot = (a: Vector, b: Vector) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const close = (got: readonly number[], right: readonly number[]) =>
  expect(got).toEqual(right.map((value) => expect.closeTo(value, 12)));

/** Inputs after presets in turn. */
async function after(...labels: string[]) {
  let given: Inputs = {};
  for (const label of labels) {
    const preset = widget.presets.find((one) => one.label === label)!;
    given = { ...given, ...preset.change(complete(widget, given).inputs, await outputsOf(widget, given)) };
  }
  return { given, inputs: inputsOf(given), outputs: await found(given) };
}

const activations = {
  linear: [(z: number) => z, () => 1],
  tanh: [Math.tanh, (z: number) => 1 - Math.tanh(z) ** 2],
  sigmoid: [(z: number) => 1 / (1 + Math.exp(-z)), (z: number) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2],
  relu: [(z: number) => Math.max(0, z), (z: number) => Number(z > 0)],
} as const;

test.each(Object.keys(activations) as (keyof typeof activations)[])('every number with %s', async (name) => {
  const given = { activation: name, U: [[0.5, -1, 0.2], [2, 0.1, -0.3], [0, 1, 1]], x: [0.7, -1.1], c: [0.1, -0.2] };
  const { U, W, V, b, c, hPrev, x } = inputsOf(given);
  const { z, h, o, p, slopes, ...parts } = await found(given);
  const [act, slope] = activations[name];
  const sums = U.map((row, i) => dot(row, hPrev) + dot(W[i]!, x) + b[i]!);
  close(z, sums);
  close(h, sums.map(act));
  close(slopes, sums.map(slope));
  close(o, V.map((row, k) => dot(row, h) + c[k]!));
  const powers = o.map(Math.exp);
  close(p, powers.map((power) => power / powers.reduce((a, b) => a + b)));
  close(parts.pastTerms.flat(), U.flatMap((row) => row.map((value, j) => value * hPrev[j]!)));
  close(parts.inputTerms.flat(), W.flatMap((row) => row.map((value, j) => value * x[j]!)));
  close(parts.outputTerms.flat(), V.flatMap((row) => row.map((value, i) => value * h[i]!)));
  close(parts.past.map((past, i) => past + parts.present[i]! + b[i]!), z);
}); // prettier-ignore

test('at first past and present both count, no unit is saturated, and one output leads', async () => {
  const { past, present, slopes, p } = await found({});
  for (const part of [...past, ...present]) expect(Math.abs(part)).toBeGreaterThan(0.2);
  expect(Math.min(...slopes)).toBeGreaterThan(0.2);
  expect(Math.max(...p)).toBeGreaterThan(0.6);
});

describe('presets', () => {
  test('memory off: another state before gives the same state', async () => {
    const { given, outputs } = await after('Memory off');
    const other = await found({ ...given, hPrev: [-5, 9] });
    expect(other.h).toEqual(outputs.h);
    expect((await found({ ...given, x: [5, 5] })).h).not.toEqual(outputs.h);
  });

  test('copy the input: the state is the input', async () => {
    const { inputs, outputs } = await after('Copy the input');
    expect(outputs.h).toEqual(inputs.x);
  });

  test('keep the state: step after step the same', async () => {
    const { outputs } = await after('Keep the state', 'Next time step', 'Next time step');
    expect(outputs.h).toEqual([1, 0]);
  });

  test('sign flip: −1, 1, −1 …', async () => {
    expect((await after('Sign flip')).outputs.h).toEqual([-1, expect.closeTo(0)]);
    expect((await after('Sign flip', 'Next time step')).outputs.h).toEqual([1, expect.closeTo(0)]);
  });

  test('oscillator: back after four steps, opposite after two', async () => {
    const steps = (count: number) => Array<string>(count).fill('Next time step');
    expect((await after('Oscillator', ...steps(4))).inputs.hPrev).toEqual([1, 0]);
    expect((await after('Oscillator', ...steps(2))).inputs.hPrev).toEqual([-1, 0]);
    expect((await after('Oscillator', ...steps(1))).inputs.hPrev).toEqual([0, 1]);
  });

  test('saturated: the ends of tanh, and no slope', async () => {
    const { outputs } = await after('Saturated');
    for (const state of outputs.h) expect(Math.abs(state)).toBeGreaterThan(0.99);
    for (const slope of outputs.slopes) expect(slope).toBeLessThan(0.05);
    expect((await drawn(widget, (await after('Saturated')).given)).sentence).toContain('Units 1, 2 are saturated');
  }); // prettier-ignore

  test('next time step: what came out goes in', async () => {
    const first = await found({});
    expect((await after('Next time step')).inputs.hPrev).toEqual(first.h);
  });
});

test('a stage draws no number of a later one', async () => {
  const marks = async (stage: string) => {
    const { values } = await cellsOf(widget, { stage });
    const both = [values.drawState, values.drawOutput] as Element[];
    const all = both.flatMap((drawing) => [...drawing.querySelectorAll('[data-mark]')]);
    return new Set(all.map((one) => one.getAttribute('data-mark')!.split('.')[0]));
  };
  const inputs = ['hPrev', 'U', 'x', 'W', 'b', 'V', 'c'];
  const gained: Record<string, string[]> = {
    products: ['pastTerms', 'inputTerms'],
    sums: ['past', 'present', 'z'],
    activation: ['h'],
    output: ['outputTerms', 'o'],
    softmax: ['p'],
  };
  const so = new Set(inputs);
  for (const [stage, names] of Object.entries(gained)) {
    for (const name of names) so.add(name);
    expect(await marks(stage)).toEqual(so);
  }
});

test('the sums behind the marks, in the book’s letters', async () => {
  const { values } = await cellsOf(widget, {});
  const tell = (mark: string) => formula((values.explain as (mark: string) => string)(mark));
  expect(tell('pastTerms.1.0')).toBe('U2\u20091ht−1,1 = (−0.8) · 0.8 = −0.64'.replace('ht', '\u2009ht'));
  expect(tell('z.0')).toMatch(/^zt,1 = 0\.2 · 0\.8 \+ 1 · 0\.7 \+ .* = 1\.25$/);
  expect(tell('p.1')).toMatch(/,2 = exp\(0\.5\d+\) \/ \d\.\d+ = 0\.8\d+$/);
  const large = await cellsOf(widget, { c: [500, 499, 0] });
  expect((large.values.explain as (mark: string) => string)('p.1')).toContain('\\exp(');
});
