/** The memory block that grows: what each part is for, and what each preset breaks, in numbers and words. */
import { describe, expect, test } from 'vitest';
import widget from '../../components/lstm-build/index.ts';
import { complete } from '../../components/parts/codec.ts';
import { flow } from '../../components/parts/dataflow.ts';
import type { Inputs } from '../../components/parts/declare.ts';
import { plain } from '../../kernels/device/plain.ts';

type Matrix = number[][];
interface Found {
  cells: Matrix;
  blockOutputs: Matrix;
  remains: Matrix;
  gates: Matrix[];
  candidates: number[];
  sentence: string;
}

async function found(given: Inputs): Promise<Found> {
  const work = flow(widget, plain(), given);
  const names = ['cells', 'blockOutputs', 'remains', 'gates', 'candidates', 'sentence'];
  const values = (await work.values(names)) as unknown as Found;
  work.dispose();
  return values;
}
const preset = async (label: string) => {
  const { inputs } = complete(widget, {});
  return found(widget.presets.find((one) => one.label === label)!.change(inputs, {}));
};
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

describe('each part does what it is for', () => {
  test('1: the loop adds up all candidates', async () => {
    const { cells, candidates, remains } = await found({});
    cells[0]!.forEach((c, t) => expect(c).toBeCloseTo(sum(candidates.slice(0, t + 1)), 12));
    expect(remains[0]).toEqual(Array(8).fill(1));
  });

  test('2: behind the input gate the first number stays as it was written', async () => {
    const { cells, candidates } = await found({});
    for (const t of [0, 1, 2, 3, 4]) expect(cells[1]![t]).toBe(candidates[0]);
    expect(cells[1]![5]).toBeCloseTo(candidates[0]! + candidates[5]!, 12);
  });

  test('3: behind the output gate nothing is heard but at the steps where it is open; the cell does not change', async () => {
    const { cells, blockOutputs } = await found({});
    expect(cells[2]).toEqual(cells[1]);
    expect(blockOutputs[2]!.map((h) => h !== 0)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(blockOutputs[1]!.every((h) => h !== 0)).toBe(true);
  });

  test('4: the forget gate empties the cell, and the second number stands alone', async () => {
    const { cells, candidates } = await found({});
    expect(cells[3]![4]).toBe(0);
    for (const t of [5, 6, 7]) expect(cells[3]![t]).toBe(candidates[5]);
  });

  test('5: the output gate is open where the cell holds something', async () => {
    const { cells, gates, blockOutputs } = await found({});
    expect(cells[4]).toEqual(cells[3]);
    gates[4]![2]!.forEach((o, t) => {
      expect(o).toBeCloseTo(sigmoid(8 * cells[4]![t]! - 4), 12);
      expect(o > 0.5).toBe(t !== 4);
      expect(blockOutputs[4]![t]).toBeCloseTo(o * Math.tanh(cells[4]![t]!), 12);
    });
  });

  test('6: no gate is ever quite open or closed, and the block is nearly that of the stages before', async () => {
    const { cells, gates } = await found({});
    expect(gates[5]!.flat().every((value) => value > 0 && value < 1)).toBe(true);
    cells[5]!.forEach((c, t) => expect(Math.abs(c - cells[3]![t]!)).toBeLessThan(0.03));
  });
});

describe('each preset breaks it', () => {
  test('a loop of 0.8 leaks a fifth a step', async () => {
    const { remains, sentence } = await preset('A loop that leaks');
    remains[0]!.forEach((left, t) => expect(left).toBeCloseTo(0.8 ** t, 12));
    expect(sentence).toMatch(/0\.8 at every step.*with 21 % of the first candidate/);
  });

  test('written over: the cell holds a sum', async () => {
    const { cells, candidates, sentence } = await preset('Written over');
    expect(cells[1]![3]).toBeCloseTo(candidates[0]! + candidates[2]!, 12);
    expect(sentence).toMatch(/steps 1, 3 and 6/);
  });

  test('always speaking: the output gate stops nothing', async () => {
    const { blockOutputs } = await preset('Always speaking');
    expect(blockOutputs[2]).toEqual(blockOutputs[1]);
  });

  test('never forgetting: the second number is added to the first', async () => {
    const { cells, candidates, sentence } = await preset('Never forgetting');
    expect(cells[3]![7]).toBeCloseTo(candidates[0]! + candidates[5]!, 12);
    expect(sentence).toMatch(/never closes/);
  });

  test('a blind gate is the same at every step', async () => {
    const { gates, sentence } = await preset('A blind gate');
    for (const o of gates[4]![2]!) expect(o).toBeCloseTo(sigmoid(-4), 12);
    expect(sentence).toMatch(/whatever the cell holds/);
  });

  test('blunt gates: more than half of the first number is gone before it is told', async () => {
    const { remains } = await preset('Blunt gates');
    const open = sigmoid(1.5);
    remains[5]!.slice(0, 4).forEach((left, t) => expect(left).toBeCloseTo(open ** (t + 1), 12));
    expect(remains[5]![3]!).toBeLessThan(0.5);
  });
});
