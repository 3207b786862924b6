/** The figure of what is still felt of the first input, against loops by hand and central differences of the states. */
import { describe, expect, test } from 'vitest';
import widget from '../../components/input-sensitivity/index.ts';
import { complete } from '../../components/parts/codec.ts';
import { flow } from '../../components/parts/dataflow.ts';
import type { Inputs } from '../../components/parts/declare.ts';
import { plain } from '../../kernels/device/plain.ts';

type Matrix = number[][];
type Weights = { U: Matrix; W: Matrix; b: number[] };
type Name = 'sensitivityRnn' | 'sensitivityCell' | 'sensitivityLstm' | 'outputRnn' | 'outputLstm';
type Found = Record<Name, number[]> & {
  nets: Record<'candidate' | 'input' | 'forget' | 'output', Weights> & { V: Matrix };
  sentence: string;
};

const names = [
  'sensitivityRnn',
  'sensitivityCell',
  'sensitivityLstm',
  'outputRnn',
  'outputLstm',
  'nets',
  'sentence',
];
async function found(given: Inputs): Promise<Found> {
  const work = flow(widget, plain(), given);
  const values = (await work.values(names)) as unknown as Found;
  work.dispose();
  return values;
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const z = ({ U, W, b }: Weights, h: number[], x: number) =>
  U.map((row, i) => row.reduce((sum, u, j) => sum + u * h[j]!, W[i]![0]! * x + b[i]!));

/** States, cells and block outputs of both networks, step by step, from nothing but weights, gates and inputs. */
function walked({ candidate, input, forget, output }: Found['nets'], given: Inputs, x: number[]) {
  let [plainState, h, c] = Array.from({ length: 3 }, () => candidate.b.map(() => 0)) as [number[], number[], number[]];
  const hand = (name: string, t: number) => candidate.b.map(() => (given[name] as number[])[t]!);
  return x.map((value, t) => {
    plainState = z(candidate, plainState, value).map(Math.tanh);
    const open = (name: string, weights: Weights) => (given.gating === 'hand' ? hand(name, t) : z(weights, h, value).map(sigmoid));
    const [i, f, o] = [open('inputGate', input), open('forgetGate', forget), open('outputGate', output)];
    const g = z(candidate, h, value).map(Math.tanh);
    c = c.map((before, k) => f[k]! * before + i[k]! * g[k]!);
    h = c.map((cell, k) => o[k]! * Math.tanh(cell));
    return { sensitivityRnn: plainState, sensitivityCell: c, sensitivityLstm: h };
  });
} // prettier-ignore

describe.each([
  {},
  { gating: 'weights', steps: 9, units: 4, seed: 5 },
  { gating: 'weights', radius: 2.5, scale: 3, forgetBias: -2, seed: 2 },
  {
    steps: 4,
    units: 1,
    inputGate: [0.5, 1, 0.2, 0],
    forgetGate: [0, 0.9, 0.8, 1],
    outputGate: [1, 0.3, 0, 1],
  },
  { radius: 3, scale: 0.1, outputGate: [1, 1, 1, 1, 1, 1, 1], inputGate: [1, 1, 1, 1, 1, 1, 1] },
] as Inputs[])('%j', (given) => {
  test('sensitivities are central differences of the states', async () => {
    const { inputs } = complete(widget, given);
    const values = await found(given);
    const x = inputs.x as number[];
    const step = 1e-5;
    const moved = (by: number) => walked(values.nets, inputs, [x[0]! + by, ...x.slice(1)]);
    const [above, below] = [moved(step), moved(-step)];
    for (const name of ['sensitivityRnn', 'sensitivityCell', 'sensitivityLstm'] as const) {
      const slopes = above.map((now, t) => now[name].map((value, i) => (value - below[t]![name][i]!) / (2 * step)));
      slopes.forEach((row, t) => expect(Math.abs(Math.hypot(...row) - values[name][t]!)).toBeLessThan(1e-7 * (1 + values[name][t]!)));
      const output = { sensitivityRnn: values.outputRnn, sensitivityLstm: values.outputLstm, sensitivityCell: undefined }[name];
      output?.forEach((value, t) => expect(value).toBeCloseTo(slopes[t]!.reduce((sum, one, i) => sum + values.nets.V[0]![i]! * one, 0), 6));
    }
  }); // prettier-ignore
});

describe('what the picture says', () => {
  test('the plain network forgets, the cell keeps all, the blocks tell it where their gates are open', async () => {
    const { sensitivityRnn, sensitivityCell, sensitivityLstm, outputLstm, sentence } = await found({});
    expect(sensitivityRnn[6]! / sensitivityRnn[0]!).toBeLessThan(1e-3);
    for (const size of sensitivityCell) expect(size).toBe(sensitivityCell[0]);
    expect(sensitivityLstm.map((size) => size > 0)).toEqual([false, false, false, true, false, true, false]);
    expect(outputLstm.map((size) => size !== 0)).toEqual([false, false, false, true, false, true, false]);
    expect(sentence).toMatch(/steps 4 and 6/);
  });

  test('a forget gate of 0.8 is a factor of 0.8 a step', async () => {
    const { sensitivityCell } = await found({ forgetGate: [0, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8] });
    sensitivityCell.forEach((size, t) => expect(size / sensitivityCell[0]!).toBeCloseTo(0.8 ** t, 12));
  });

  test('with large weights and small inputs the plain network explodes', async () => {
    const { sensitivityRnn } = await found({ radius: 3, scale: 0.1 });
    expect(sensitivityRnn[6]! / sensitivityRnn[0]!).toBeGreaterThan(2);
  });

  test('with the forget gate closed once nothing is left, and the figure says so', async () => {
    const { sensitivityCell, sentence } = await found({ forgetGate: [0, 1, 1, 0, 1, 1, 1] });
    expect(sensitivityCell.slice(3)).toEqual([0, 0, 0, 0]);
    expect(sentence).toMatch(/cells of the LSTM nothing.*nothing is left of it to tell/);
    expect((await found({ outputGate: [0, 0, 0, 0, 0, 0, 0] })).sentence).toMatch(/tell nobody/);
  });

  test('an input gate that is closed at the first step lets nothing in', async () => {
    expect((await found({ inputGate: [0, 1, 1, 1, 1, 1, 1] })).sentence).toMatch(/no cell knows of it/);
  });
});
