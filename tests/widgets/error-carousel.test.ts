/** The error carousel: against a small computation of its own, and what its presets and its title promise. */
import { describe, expect, test } from 'vitest';
import { check, complete, merged } from '../../components/parts/codec.ts';
import type { ArrayInput, Inputs, Vector } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import widget from '../../components/error-carousel/index.ts';
import { cellsOf } from './drawn.ts';

type Lists = Record<
  'throughCell' | 'throughState' | 'total' | 'passed' | 'jacobian' | 'i' | 'f' | 'o' | 'c' | 'h',
  Vector
>;
type Found = Lists & { gradientSize: number; clippedSize: number };
const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;
const inputsOf = (given: Inputs) =>
  complete(widget, given).inputs as unknown as Record<string, Vector> & { U: number; feedback: number };

const sigma = (z: number) => 1 / (1 + Math.exp(-z));
const logit = (p: number) => Math.min(Math.max(Math.log(p / (1 - p)), -40), 40);

/**
 * The last steps of the cell from c_{t} on: Σ dh · h. Which ways are open is said by what may change: `cell` the handing on
 * from cell to cell, `state` what the gates and the candidate see of the state; what may not, stays as it was in the run.
 */
function loss(given: Inputs, from: number, c: number, run: Found, ways: { cell: boolean; state: boolean }) {
  const { inputGate, forgetGate, outputGate, U, feedback, x, dh } = inputsOf(given);
  let [cell, open] = [c, run.o[from]!];
  let sum = dh![from]! * open * Math.tanh(cell);
  for (let t = from + 1; t < x!.length; t++) {
    const h = ways.state ? open * Math.tanh(cell) : run.h[t - 1]!;
    const gate = (set: number) => sigma(logit(set) + feedback * h);
    const before = ways.cell ? cell : run.c[t - 1]!;
    cell = gate(forgetGate![t]!) * before + gate(inputGate![t]!) * Math.tanh(x![t]! + U * h);
    open = gate(outputGate![t]!);
    sum += dh![t]! * open * Math.tanh(cell);
  }
  return sum;
}

function slope(given: Inputs, t: number, run: Found, ways: { cell: boolean; state: boolean }) {
  const at = (h: number) => loss(given, t, run.c[t]! + h, run, ways);
  return (at(1e-5) - at(-1e-5)) / 2e-5;
}

const mixed: Inputs = {
  inputGate: [1, 0.5, 0.3, 1, 0.8], forgetGate: [1, 0.9, 0.5, 0.7, 1], outputGate: [1, 0.4, 1, 0, 0.9],
  U: -1.3, x: [0.5, -0.4, 0.8, 0.1, -0.2], dh: [0, 0.5, 0, -1, 1],
}; // prettier-ignore
const states: [string, Inputs][] = [
  ['as it opens', {}],
  ['mixed', mixed],
  ['with feedback', { ...mixed, feedback: 1.7 }],
];

describe('the ways of the error', () => {
  test.each(states)('are derivatives of the loss by each cell, other ways held: %s', async (_, given) => {
    const run = await found(given);
    run.total.forEach((total, t) => {
      expect(total, `all ways, step ${t + 1}`).toBeCloseTo(slope(given, t, run, { cell: true, state: true }), 7);
      expect(run.throughCell[t], `cell, step ${t + 1}`).toBeCloseTo(slope(given, t, run, { cell: true, state: false }), 7);
      expect(run.throughState[t], `state, step ${t + 1}`).toBeCloseTo(slope(given, t, run, { cell: false, state: true }), 7);
    });
  }); // prettier-ignore

  test.each(states)('the whole derivative of a cell by the cell before: %s', async (_, given) => {
    const run = await found(given);
    const { inputGate, forgetGate, U, feedback, x } = inputsOf(given);
    expect(run.jacobian[0]).toBe(run.f[0]);
    for (let t = 1; t < x!.length; t++) {
      const next = (c: number) => {
        const h = run.o[t - 1]! * Math.tanh(c);
        const gate = (set: number) => sigma(logit(set) + feedback * h);
        return gate(forgetGate![t]!) * c + gate(inputGate![t]!) * Math.tanh(x![t]! + U * h);
      };
      const c = run.c[t - 1]!;
      expect(run.jacobian[t]).toBeCloseTo((next(c + 1e-5) - next(c - 1e-5)) / 2e-5, 7);
    }
  });

  test('as it opens: whole through the cell, fading through the state, which is what the title says', async () => {
    const { throughCell, throughState } = await found({});
    throughCell.forEach((error) => expect(error / throughCell.at(-1)!).toBeCloseTo(1, 12));
    throughState.slice(1).forEach((error, t) => expect(throughState[t]!).toBeLessThan(0.5 * error));
    expect(throughState[0]).toBeLessThan(1e-3 * throughCell[0]!);
  });

  test('gates are what the hand sets, unless they see the state', async () => {
    const [hand, seen] = [await found(mixed), await found({ ...mixed, feedback: 1.7 })];
    const names = [['i', 'inputGate'], ['f', 'forgetGate'], ['o', 'outputGate']] as const;
    for (const [name, set] of names)
      hand[name].forEach((value, t) => expect(value).toBeCloseTo((mixed[set] as Vector)[t]!, 14));
    expect(Math.max(...seen.f.map((value, t) => Math.abs(value - hand.f[t]!)))).toBeGreaterThan(0.05);
  }); // prettier-ignore
});

describe('clipping', () => {
  test('shortens a gradient that is too long, and no other', async () => {
    const { gradientSize } = await found(mixed);
    expect(gradientSize).toBeGreaterThan(0.1);
    expect((await found({ ...mixed, clip: 0.1 })).clippedSize).toBeCloseTo(0.1, 12);
    expect((await found({ ...mixed, clip: 100 })).clippedSize).toBe(gradientSize);
    expect((await found({ ...mixed, clip: 0 })).clippedSize).toBe(gradientSize);
  });

  test('what explodes over 120 steps is still drawn and told', async () => {
    const { values } = await cellsOf(widget, { steps: 120, U: 10, x: Array(120).fill(0), dh: Array(120).fill(1e4) });
    expect((values.total as Vector)[0]! / 1e4 / 11 ** 119).toBeCloseTo(11 / 10, 6);
    expect(values.sentence).not.toMatch(/NaN|undefined/);
    expect((values.drawSizes as Element).outerHTML).not.toContain('NaN');
  }); // prettier-ignore
});

describe('presets', () => {
  async function after(label: string, state: Inputs = {}) {
    const preset = widget.presets.find((one) => one.label === label)!;
    const next = merged(widget, state, check(widget, preset.change(complete(widget, state).inputs, {})));
    return { ...(await found(next)), sentence: (await cellsOf(widget, next)).values.sentence as string };
  }

  test('left alone: the cell is the only way', async () => {
    const { throughCell, total, throughState } = await after('Left alone', { steps: 11 });
    expect(total).toHaveLength(11);
    total.forEach((error, t) => expect(error).toBeCloseTo(throughCell[t]!, 14));
    expect(total[0]! / total[10]!).toBeCloseTo(1, 12);
    expect(throughState[0]).toBeCloseTo(0, 14);
  });

  test('forget in the middle: nothing comes back from before, and nothing later depends on it', async () => {
    const { total, sentence } = await after('Forget in the middle');
    expect(total.slice(0, 4).every((error) => Math.abs(error) < 1e-14)).toBe(true);
    expect(total[4]).toBeGreaterThan(0.5);
    expect(sentence).toContain('no later cell depends on what was there before');
  });

  test('a hundred gates at 0.9 leave 2.7 · 10⁻⁵', async () => {
    const { passed, throughCell, sentence } = await after('A hundred gates at 0.9');
    expect(passed[0]! / 0.9 ** 100).toBeCloseTo(1, 10);
    expect(throughCell[0]! / throughCell.at(-1)! / 0.9 ** 100).toBeCloseTo(1, 10);
    expect(sentence).toContain('2.7·10⁻⁵');
  });

  test('no memory: the error goes through the state alone, and vanishes', async () => {
    const { throughState, total } = await after('No memory');
    total.forEach((error, t) => expect(error).toBeCloseTo(throughState[t]!, 14));
    expect(total[0]).toBeLessThan(0.05 * total.at(-1)!);
  });

  test('explodes, and is clipped: each step makes it 1 + U times as large', async () => {
    const { total, gradientSize, clippedSize } = await after('Explodes, and is clipped');
    expect(total[0]).toBeCloseTo(3 ** 7, 6);
    expect(gradientSize).toBeGreaterThan(1000);
    expect(clippedSize).toBeCloseTo(5, 10);
  });

  test('gates that see the state: all below 1, the whole derivative above', async () => {
    const { f, jacobian, sentence } = await after('Gates that see the state');
    expect(Math.max(...f)).toBeLessThan(1);
    expect(Math.max(...jacobian)).toBeGreaterThan(1.2);
    expect(sentence).toMatch(/the forget gate is 0\.\d+, but the whole derivative/);
  });
});

describe('inputs', () => {
  test('a press opens what is closed and closes what is open', () => {
    for (const name of ['inputGate', 'forgetGate', 'outputGate']) {
      const { pressed } = widget.inputs[name] as ArrayInput;
      expect([0, 0.3, 0.5, 1].map(pressed!)).toEqual([1, 1, 0, 0]);
    }
  });

  test('sequences are cut and filled with the number of steps', () => {
    const state = merged(widget, {}, check(widget, { forgetGate: [1, 0, 1] }));
    expect(complete(widget, state).sizes.T).toBe(3);
    const longer = complete(widget, merged(widget, state, { steps: 5 }));
    expect(longer.sizes.T).toBe(5);
  });

  test.each([
    { steps: 1 },
    { steps: 121 },
    { inputGate: [1, 2] },
    { forgetGate: [0.5, -0.1] },
    { U: 11 },
    { clip: -1 },
  ])('%o is refused', (changes) => void expect(() => check(widget, changes)).toThrow());

  test('few steps are drawn with every gate, many as strips', async () => {
    const kinds = async (steps: number) => {
      const { values } = await cellsOf(widget, { steps });
      const drawn = values.drawCarousel as Element;
      return [drawn.querySelectorAll('.gate-sign').length, drawn.querySelectorAll('.strip').length];
    };
    expect(await kinds(3)).toEqual([9, 0]);
    expect(await kinds(30)).toEqual([0, 6]);
  });
});
