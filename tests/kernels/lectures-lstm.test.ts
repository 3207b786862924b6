/**
 * Claims of the first lecture's slide "Error Signals" about LSTM, held against the kernels: "when the net closes the forget
 * gate the vanishing is irrelevant" and "LSTM + clipping works well together", each with its limits; and the norm of a whole
 * Jacobian whose forget gates are all below 0.93. For the chapter on LSTM and the figure "error-carousel"; what the slides
 * print wrongly is in lectures-lstm-chapter.test.ts.
 */
import { describe, expect, test } from 'vitest';
import type { Handle } from '../../kernels/device/device.ts';
import { plain } from '../../kernels/device/plain.ts';
import * as lstm from '../../kernels/lstm.ts';
import { clipped } from '../../kernels/optimizers.ts';
import { entry } from '../../kernels/seeded.ts';
import { spectralNorm } from '../../kernels/spectrum.ts';

type Matrix = number[][];
const device = plain();
const read = async (record: object) =>
  (await device.read(record as Record<string, Handle>)) as Record<string, never>;
const OPEN = 40;

interface Block {
  /** Pre-activations of the gates at each step. */
  gates: { i: number; f: number; o: number }[];
  U: number;
  x: number[];
}

/** One cell whose gates are set from outside, by the inputs beside x; U leads from its state to its candidate. */
async function block({ gates, U, x }: Block, parts: Partial<lstm.Parameters> = {}) {
  const T = x.length;
  const sizes = { inputs: 4, units: 1, steps: T };
  const parameters = {
    ...{ Wi: [[0, 1, 0, 0]], Wf: [[0, 0, 1, 0]], Wo: [[0, 0, 0, 1]], Wg: [[1, 0, 0, 0]] },
    ...{ Ui: [[0]], Uf: [[0]], Uo: [[0]], Ug: [[U]], bi: [0], bf: [0], bo: [0], bg: [0], ...parts },
  };
  const rows = x.map((value, t) => [value, gates[t]!.i, gates[t]!.f, gates[t]!.o]);
  const record = lstm.forward(device, sizes, parameters, rows);
  const dh = x.map((_, t) => [Number(t === T - 1)]);
  const found = lstm.backward(device, sizes, parameters, rows, record, { dh });
  const { h, dc, df, dg, dWg, dUg, dbg } = await read({ ...record, ...found });
  const flat = (value: unknown) => (value as Matrix).flat();
  // The other columns of Wg are not used.
  const gradient = [flat(dWg)[0]!, flat(dUg)[0]!, flat(dbg)[0]!];
  return { last: flat(h).at(-1)!, dc: flat(dc), df: flat(df), dg: flat(dg), gradient };
} // prettier-ignore

const T = 10;
const list = <V>(value: (t: number) => V) => Array.from({ length: T }, (_, t) => value(t));
const x = list((t) => 0.4 * entry(5, 'x', t, 0));

describe('"when the net closes the forget gate the vanishing is irrelevant"', () => {
  const closedAt = 5;
  /** Output gates closed before the forget gate closes, or open all the time. */
  const gates = (before: number) =>
    list((t) => ({ i: OPEN, f: t === closedAt ? -OPEN : OPEN, o: t < closedAt ? before : OPEN }));
  const moved = x.map((value, t) => (t < closedAt ? -3 * value : value));

  test('with the way through the state closed too: the answer does not depend on what was before', async () => {
    const [one, other] = [
      await block({ gates: gates(-OPEN), U: 0.8, x }),
      await block({ gates: gates(-OPEN), U: 0.8, x: moved }),
    ];
    expect(Math.abs(one.last - other.last)).toBeLessThan(1e-15);
    one.dc.forEach((error, t) => {
      if (t < closedAt) expect(Math.abs(error)).toBeLessThan(1e-15);
      else expect(Math.abs(error)).toBeGreaterThan(0.1);
    });
  });

  test('not if the state can still tell: then the answer depends on it, and an error comes back', async () => {
    const [one, other] = [
      await block({ gates: gates(OPEN), U: 0.8, x }),
      await block({ gates: gates(OPEN), U: 0.8, x: moved }),
    ];
    expect(Math.abs(one.last - other.last)).toBeGreaterThan(0.01);
    expect(Math.abs(one.dc[0]!)).toBeGreaterThan(0.1);
  });

  test('and only if it was right to close it: a gate shut to the last digit gets no error that could open it', async () => {
    const shut = (z: number) => list((t) => ({ i: OPEN, f: t === closedAt ? z : OPEN, o: OPEN }));
    const [fast, loose] = [await block({ gates: shut(-30), U: 0, x }), await block({ gates: shut(-2), U: 0, x })];
    expect(Math.abs(fast.df[closedAt]!)).toBeLessThan(1e-12);
    expect(Math.abs(loose.df[closedAt]!)).toBeGreaterThan(1e-3);
  }); // prettier-ignore
});

describe('"LSTM + clipping works well together"', () => {
  const open = list(() => ({ i: OPEN, f: OPEN, o: OPEN }));
  const clip = async (gradient: number[], at: number) =>
    (await read({ used: clipped(device, gradient.length, gradient, { by: 'norm', at }).gradient }))
      .used as unknown as number[];
  const length = (values: number[]) => Math.hypot(...values);

  test('open gates explode through the state, and clipping keeps the direction at a length one can step', async () => {
    const still = list(() => 0);
    const { dc, gradient } = await block({ gates: open, U: 2, x: still });
    expect(dc[0]! / 3 ** (T - 1)).toBeCloseTo(1, 10);
    const used = await clip(gradient, 1);
    expect(length(gradient)).toBeGreaterThan(1e4);
    expect(length(used)).toBeCloseTo(1, 12);
    used.forEach((value, i) => expect(value * length(gradient)).toBeCloseTo(gradient[i]!, 6));
  });

  test('the long step goes wrong where the short one goes down', async () => {
    const small = x.map((value) => 0.01 * value);
    const at = async ([w, u, b]: number[]) =>
      (await block({ gates: open, U: 1 + u!, x: small }, { Wg: [[1 + w!, 0, 0, 0]], bg: [b!] })).last;
    const { gradient, last } = await block({ gates: open, U: 1, x: small });
    const step = async (rate: number, of: number[]) => (await at(of.map((value) => -rate * value))) - last;
    const [long, short] = [gradient, await clip(gradient, 1)];
    const promised = (of: number[]) => -0.001 * of.reduce((sum, value, i) => sum + value * gradient[i]!, 0);
    expect(length(long)).toBeGreaterThan(100);
    expect((await step(0.001, short)) / promised(short)).toBeCloseTo(1, 0);
    expect((await step(0.001, long)) / promised(long)).toBeLessThan(0.1);
  });

  test('it cures no vanishing: what is short stays as it is; the open forget gate does', async () => {
    const half = list(() => ({ i: OPEN, f: 0, o: OPEN }));
    const [faded, kept] = [await block({ gates: half, U: 0, x }), await block({ gates: open, U: 0, x })];
    expect(faded.dc[0]! / faded.dc[T - 1]!).toBeCloseTo(0.5 ** (T - 1), 14);
    expect(kept.dc[0]! / kept.dc[T - 1]!).toBeCloseTo(1, 12);
    expect(await clip(faded.gradient, 5)).toEqual(faded.gradient);
  });
});

test('the whole Jacobian has norm 1.55 though no forget gate is above 0.93', async () => {
  const sizes = { inputs: 1, units: 2, steps: 2 };
  const parameters = {
    ...{ Wi: [[0], [0]], Wf: [[0], [0]], Wo: [[0], [0]], Wg: [[0], [0]] },
    ...{ Ui: [[0, 0], [0, 0]], Uf: [[0, 0], [0, 0]], Uo: [[0, 0], [0, 0]], Ug: [[0.62, 0], [0, 0.2]] },
    ...{ bi: [OPEN, OPEN], bf: [2.5866893, 1], bo: [OPEN, OPEN], bg: [0, 0] },
  }; // prettier-ignore
  const record = lstm.forward(device, sizes, parameters, [[0], [0]]);
  const { f } = await read({ f: record.f });
  const [whole] = (await read({ all: lstm.jacobians(device, sizes, parameters, record) }))
    .all as unknown as Matrix[];
  expect(Math.max(...(f as Matrix).flat())).toBeCloseTo(0.93, 6);
  expect(spectralNorm(whole!)).toBeCloseTo(1.55, 6);
});
