/** What one lecture's slide prints for the write and the score, against the kernels (values: `lecture` of golden/ntm.json). */
import { describe, expect, test } from 'vitest';
import { plain } from '../../kernels/device/plain.ts';
import { golden } from './golden.ts';
import { step } from './ntm-case.ts';
import { flat } from './tolerance.ts';

interface Lecture {
  write: {
    alpha: number;
    steps: number;
    v: number;
    rows: { b: number; printed: number[]; corrected: number[] }[];
  };
  score: Record<'keyVector' | 'dot' | 'cosine' | 'dotWeights' | 'content', number[]> & {
    memory: number[][];
    beta: number;
  };
}
const { write, score } = golden<{ lecture: Lecture }>('ntm').lecture;
const nothing = (n: number, m: number) => ({
  dWeights: Array(n).fill(0) as number[],
  dRead: Array(m).fill(0) as number[],
  dReadAfter: Array(m).fill(0) as number[],
  dMemoryAfter: Array.from({ length: n }, () => Array(m).fill(0) as number[]),
});
/** No content, no shift, no sharpening: the weighting is `previous`. */
const kept = { gate: 0, shift: [0, 1, 0], gamma: 1, beta: 1, keyVector: [1] };

describe('the write', () => {
  test('as printed, m = (1 − α) m + α b m, lets a slot that nobody attends decay', () => {
    const unattended = write.rows.find(({ b }) => b === 0)!;
    let m = 1;
    for (let t = 0; t < write.steps; t++) m = (1 - write.alpha) * m + write.alpha * 0 * m;
    expect(m).toBeCloseTo(0.107, 3);
    expect(m).toBeCloseTo(unattended.printed.at(-1)!, 14);
    expect(unattended.corrected).toEqual(Array(write.steps + 1).fill(1));
  });

  test.each(write.rows)(
    'by the kernels, erase α and add α v give m = (1 − α b) m + α b v: b = $b',
    async (row) => {
      const { alpha, steps, v } = write;
      let memory = [[1], [1]];
      for (let t = 1; t <= steps; t++) {
        const inputs = { ...kept, memory, previous: [row.b, 1 - row.b], erase: [alpha], add: [alpha * v] };
        const { outputs } = await step(plain(), inputs, nothing(2, 1));
        memory = outputs.memoryAfter as number[][];
        expect(memory[0]![0]).toBeCloseTo(row.corrected[t]!, 13);
        if (row.b < 1) expect(row.printed[t]).toBeLessThan(row.printed[t - 1]!);
      }
      expect(Math.abs(memory[0]![0]! - row.printed.at(-1)!)).toBeGreaterThan(0.5);
    },
  );

  test('the read after the write, which is what that slide reads, is not the read before it', async () => {
    const inputs = { ...kept, memory: [[1], [5]], previous: [1, 0], erase: [1], add: [3] };
    const { outputs } = await step(plain(), inputs, nothing(2, 1));
    expect([outputs.read, outputs.readAfter]).toEqual([[1], [3]]);
  });
});

describe('the score', () => {
  test('a dot product prefers the long vector, the cosine the one that points the same way', async () => {
    const { memory, keyVector, beta } = score;
    const inputs = {
      ...kept,
      memory,
      keyVector,
      beta,
      gate: 1,
      previous: [1, 0, 0],
      erase: [0, 0],
      add: [0, 0],
    };
    const { outputs } = await step(plain(), inputs, nothing(3, 2));
    const [similarity, content] = [flat(outputs.similarity!), flat(outputs.content!)];
    similarity.forEach((value, i) => expect(value).toBeCloseTo(score.cosine[i]!, 13));
    content.forEach((value, i) => expect(value).toBeCloseTo(score.content[i]!, 13));
    const best = (values: number[]) => values.indexOf(Math.max(...values));
    expect([best(score.dot), best(score.dotWeights)]).toEqual([1, 1]);
    expect([best(similarity), best(content)]).toEqual([0, 0]);
  });
});
