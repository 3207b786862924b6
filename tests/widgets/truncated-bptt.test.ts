/** Truncated gradients on show: against the walk back of kernels/rnn.ts, by lag, and what the presets promise. */
import { describe, expect, test } from 'vitest';
import widget from '../../components/truncated-bptt/index.ts';
import type { Inputs, Matrix, Vector } from '../../components/parts/declare.ts';
import { check, complete, merged } from '../../components/parts/codec.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { plain } from '../../kernels/device/plain.ts';
import { backward, forward, type Network } from '../../kernels/rnn.ts';
import { cellsOf } from './drawn.ts';

interface Found {
  gradient: Matrix; truncated: Matrix; cosine: number; ratio: number; cosineByLength: Vector; ratioByLength: Vector;
  shares: Vector; kept: Vector; losses: Vector; h: Matrix; wholeDelta: Matrix; cutDelta: Matrix;
} // prettier-ignore
const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;
const sum = (values: Vector) => values.reduce((total, value) => total + value, 0);
const column = (values: Vector) => values.map((value) => [value]);

/** By the walk back that knows blocks alone: every loss counts. */
async function expected(given: Inputs, truncate: number) {
  const { inputs, sizes } = complete(widget, given);
  const { U, W, V, b, x, y, activation } = inputs as unknown as Record<string, never>;
  const network: Network = {
    inputs: 1,
    units: [sizes.H!],
    outputs: 1,
    steps: sizes.T!,
    activation,
    cost: 'squared',
  };
  const [device, parameters] = [plain(), { layers: [{ U, W: column(W), b }], V: [V], c: [0] }];
  const record = forward(device, network, parameters, column(x), column(y));
  const back = backward(device, network, parameters, column(x), column(y), record, truncate);
  const read = await device.read({
    dU: back.dU[0]!,
    dW: back.dW[0]!,
    db: back.db[0]!,
    delta: back.delta[0]!,
  });
  const { dU, dW, db, delta } = read as unknown as { dU: Matrix; dW: Matrix; db: Vector; delta: Matrix };
  return { gradient: dU.map((row, i) => [...row, ...dW[i]!, db[i]!]), delta };
}

function near(got: Matrix, wanted: Matrix) {
  expect(got.length).toBe(wanted.length);
  got.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(wanted[i]![j]!, 11)));
}

test.each([1, 2, 3, 4, 5, 8])('chunks of %i are what the walk back with cuts makes', async (numSteps) => {
  const [outputs, cut, whole] = [
    await found({ numSteps }),
    await expected({}, numSteps),
    await expected({}, 0),
  ];
  near(outputs.truncated, cut.gradient);
  near(outputs.gradient, whole.gradient);
  near(outputs.cutDelta, cut.delta);
  near(outputs.wholeDelta, whole.delta);
  const [a, b] = [cut.gradient.flat(), whole.gradient.flat()];
  const cosine = sum(a.map((value, at) => value * b[at]!)) / (Math.hypot(...a) * Math.hypot(...b));
  expect(outputs.cosine).toBeCloseTo(cosine, 11);
  expect(outputs.ratio).toBeCloseTo(Math.hypot(...a) / Math.hypot(...b), 11);
  expect(outputs.cosineByLength[numSteps - 1]).toBe(outputs.cosine);
  expect(outputs.ratioByLength[numSteps - 1]).toBe(outputs.ratio);
});

test('the state crosses every border: no cut changes states and losses', async () => {
  const [one, whole] = [await found({ numSteps: 1 }), await found({ numSteps: 24 })];
  expect(one.h).toEqual(whole.h);
  expect(one.losses).toEqual(whole.losses);
  expect(whole.truncated).toEqual(whole.gradient);
  expect([whole.cosine, whole.ratio]).toEqual([1, 1].map((value) => expect.closeTo(value, 12)));
});

test('shares add up to one, and what is kept to cosine times ratio', async () => {
  for (const given of [{}, { way: 'sliding' }, { task: 'recall', numSteps: 4 }, { steps: 7, units: 3, numSteps: 5 }] as Inputs[]) {
    const { shares, kept, cosine, ratio } = await found(given);
    expect(sum(shares)).toBeCloseTo(1, 10);
    expect(sum(kept)).toBeCloseTo(cosine * ratio, 10);
  }
}); // prettier-ignore

test('huge gradients are compared as small ones are', async () => {
  const four = [100, 100, 100, 100];
  const huge = { activation: 'linear', steps: 24, U: four.map(() => four), W: four, V: four, numSteps: 23, way: 'sliding' };
  const { shares, kept, cosine, ratio, gradient } = await found(huge);
  expect(Math.hypot(...gradient.flat())).toBeGreaterThan(1e120);
  expect([sum(shares), cosine, ratio].every(Number.isFinite)).toBe(true);
  expect(sum(shares)).toBeCloseTo(1, 8);
  expect(sum(kept)).toBeCloseTo(cosine * ratio, 8);
}); // prettier-ignore

test('a walk back after every step keeps all of the lags below num_steps and nothing else', async () => {
  const { shares, kept } = await found({ way: 'sliding', numSteps: 4 });
  kept.forEach((value, lag) => expect(value).toBeCloseTo(lag < 4 ? shares[lag]! : 0, 12));
});

test('the first view: a longer chunk is not always a better one', async () => {
  const { cosineByLength, ratioByLength, cosine } = await found({});
  expect(cosine).toBeLessThan(0.7);
  expect(cosineByLength[4]!).toBeLessThan(cosine - 0.1);
  expect(cosineByLength[3]!).toBeGreaterThan(0.9);
  expect(Math.max(ratioByLength[2]!, ratioByLength[4]!)).toBeLessThan(0.6);
});

describe('presets', () => {
  async function after(label: string) {
    const preset = widget.presets.find((one) => one.label === label)!;
    return found(preset.change(complete(widget, {}).inputs, await outputsOf(widget, {})));
  }

  test('cut after one step: each error is that of its own loss, chunk by chunk or after every step', async () => {
    const [preset, chunks] = [await after('Cut after one step'), await found({ numSteps: 1 })];
    near(preset.truncated, chunks.truncated);
    expect(preset.kept.slice(1)).toEqual(preset.kept.slice(1).map(() => 0));
  });

  test('recall hidden by the cut: the input weights get exactly nothing, and without a cut they get something', async () => {
    const { gradient, truncated, losses } = await after('Recall hidden by the cut');
    expect(truncated.map((row) => row[2])).toEqual([0, 0]);
    expect(Math.hypot(...gradient.map((row) => row[2]!))).toBeGreaterThan(0.01);
    expect(losses.slice(0, -1).every((loss) => loss === 0)).toBe(true);
    expect(losses.at(-1)).toBeGreaterThan(0);
  });

  test('short memory loses little, long memory much', async () => {
    const [short, long] = [await after('Short memory'), await after('Long memory, linear')];
    expect(1 - sum(short.shares.slice(0, 3))).toBeLessThan(0.05);
    expect(1 - sum(long.shares.slice(0, 3))).toBeGreaterThan(0.5);
  });
});

test('the drawing has a cut between chunks in the lane of the truncated error alone', async () => {
  const stops = async (given: Inputs) =>
    ((await cellsOf(widget, given)).values.drawChain as Element).querySelectorAll('.missing').length;
  expect(await stops({ numSteps: 3 })).toBe(2);
  expect(await stops({ numSteps: 1 })).toBe(7);
  expect(await stops({ numSteps: 9 })).toBe(0);
  expect(await stops({ numSteps: 3, way: 'sliding' })).toBe(0);
});

test.each([
  { numSteps: 0 }, { numSteps: 2.5 }, { steps: 25 }, { units: 5 }, { way: 'never' }, { task: 'copy' }, { x: [1e3] },
  { W: [1, 2, 3, 4, 5] }, { activation: 'softplus' },
])('%o is refused', (changes) => void expect(() => merged(widget, {}, check(widget, changes as never))).toThrow()); // prettier-ignore
