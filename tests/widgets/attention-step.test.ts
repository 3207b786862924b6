/** What the attention figure claims, in numbers. */
import { describe, expect, test } from 'vitest';
import widget from '../../components/attention-step/index.ts';
import type { Inputs } from '../../components/parts/declare.ts';
import { flow } from '../../components/parts/dataflow.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { plain } from '../../kernels/device/plain.ts';

const of = (given: Inputs) => outputsOf(widget, given) as Promise<Record<string, number[]>>;
const largest = (values: number[]) => values.indexOf(Math.max(...values));

async function told(given: Inputs, marks: string[]) {
  const work = flow(widget, plain(), given);
  const { sentence, explain } = await work.values(['sentence', 'explain']);
  work.dispose();
  const sums = marks.map((mark) => (explain as (mark: string) => string | undefined)(mark));
  return { sentence: sentence as string, sums };
}

describe('attention-step', () => {
  test('weights are a softmax of the scores, and the context is the weighted mean', async () => {
    const { scores, weights, context } = await of({ score: 'dot' });
    const keys = [[1, 0.1, 0], [0.1, 1, 0.2], [0, 0.1, 0.5], [0, 0.3, 1]]; // prettier-ignore
    const dot = keys.map(([, y, z]) => 1.2 * y! + 0.2 * z!);
    dot.forEach((e, i) => expect(scores![i]).toBeCloseTo(e, 12));
    const sum = dot.reduce((total, e) => total + Math.exp(e), 0);
    dot.forEach((e, i) => expect(weights![i]).toBeCloseTo(Math.exp(e) / sum, 12));
    const mean = keys.reduce((total, row, i) => total + weights![i]! * row[1]!, 0);
    expect(context![1]).toBeCloseTo(mean, 12);
  });

  test('each preset question is answered by the words that it is about', async () => {
    const answers = await Promise.all(
      widget.presets.slice(0, 3).map(async ({ change }) => {
        const { weights } = await of(change({ query: [0, 0, 0] }, {}));
        return largest(weights!);
      }),
    );
    expect(answers).toEqual([0, 1, 3]);
  });

  test('the query moves every score but that of one slide, in which only sharpness can change', async () => {
    const queries = [[1.2, 0.1, 0], [0, 1.2, 0.2], [0, 0.2, 1.2]]; // prettier-ignore
    for (const score of ['additive', 'dot', 'general']) {
      const peaks = await Promise.all(
        queries.map(async (query) => largest((await of({ score, query })).weights!)),
      );
      expect(new Set(peaks).size, score).toBe(3);
    }
    const weights = await Promise.all(
      queries.map(async (query) => (await of({ score: 'wu', act: 'linear', query })).weights!),
    );
    for (const one of weights) one.forEach((value, i) => expect(value).toBeCloseTo(weights[0]![i]!, 12));
    const bent = await Promise.all(queries.map(async (query) => (await of({ score: 'wu', query })).weights!));
    expect(new Set(bent.map(largest)).size).toBe(1);
    expect(bent[0]![0]).not.toBeCloseTo(bent[1]![0]!, 3);
  });

  test('every mark has its sum, and what is not there has none', async () => {
    const marks = ['query.0', 'keys.3.2', 'compared.1.1', 'scores.3', 'weights.0', 'shares.2.1', 'context.2'];
    for (const score of ['additive', 'dot', 'general', 'wu']) {
      const { sums } = await told({ score }, marks);
      for (const sum of sums) expect(sum, score).toMatch(/ = .*\d/);
    }
    expect((await told({}, ['keys.4.0', 'weights.4', 'toString.0', 'scores'])).sums.slice(0, 3)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('the sentence names the part that answers', async () => {
    expect((await told({}, [])).sentence).toContain('pauvres gets the weight 0.62');
    const alone = await told({ keys: [[1]], query: [1] }, []);
    expect(alone.sentence).toContain('1 gets the weight 1.00.');
  });
});
