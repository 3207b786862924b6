/** The character model: trains the same however it is cut, tells texts that teach nothing, and keeps itself in a file. */
import { expect, test } from 'vitest';
import charRnn from '../../components/char-rnn/index.ts';
import { flow } from '../../components/parts/dataflow.ts';
import type { Inputs } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { plain } from '../../kernels/device/plain.ts';
import { costsOf, drawn } from '../../kernels/sampling.ts';
import { softmax } from '../../kernels/softmax.ts';
import { textKinds, textOf } from '../../kernels/texts.ts';
import { textData, trainer } from '../../kernels/trainer/index.ts';

const few = { units: 8, iterations: 40 };

async function work<T>(given: Inputs, use: (one: ReturnType<typeof flow>) => Promise<T>): Promise<T> {
  const one = flow(charRnn, plain(), given);
  const found = await use(one);
  one.dispose();
  return found;
}

test('the losses are those of the trainer, and the same forward, back and in steps', async () => {
  const recipe = { batch: 1, steps: 25, optimizer: 'adagrad', rate: 0.1, clip: { by: 'value', at: 5 }, seed: 1 } as const;
  const data = textData(textOf('prose', 1, 50_000), recipe);
  const net = await trainer({ cell: 'rnn', symbols: data.symbols.length, hidden: [8] }, recipe, data);
  const right = [...net.run(1e6, 120)].map((loss) => loss / 25);
  await work({ ...few, iterations: 120 }, async (one) => {
    const at = async (iterations: number) => {
      one.set({ iterations });
      return one.values(['loss', 'samples']);
    };
    const all = await at(120);
    expect(all.loss).toEqual(right);
    expect((await at(30)).loss).toEqual(right.slice(0, 30));
    const again = await at(105);
    expect(again.loss).toEqual(right.slice(0, 105));
    expect((await at(120)).samples).toEqual(all.samples);
  });
}); // prettier-ignore

test('it learns: less than counting single symbols after few iterations, and other cells beside it', async () => {
  const { compared, singles, guessing, samples } = await outputsOf(charRnn, { ...few, source: 'counting', iterations: 150, against: 'all', rate: 0.2 });
  expect(guessing).toBeCloseTo(Math.log(3), 9);
  expect(compared).toHaveLength(3);
  expect(samples).toHaveLength(3);
  const { loss } = await outputsOf(charRnn, { ...few, source: 'counting', iterations: 150, rate: 0.2 }, ['loss']);
  const last = (loss as number[]).slice(-50).reduce((sum, one) => sum + one, 0) / 50;
  expect(last).toBeLessThan(0.8 * (singles as number));
}); // prettier-ignore

test.each([
  ['', /empty/],
  ['x', /one symbol/],
  ['👍🏽', /one symbol/],
])('%j cannot be learnt from, which is said', async (text, words) => {
  const given = { source: 'own', text };
  const { sentence } = await work(given, (one) => one.values(['sentence']));
  expect(sentence).toMatch(words);
  expect(await outputsOf(charRnn, given, ['loss', 'samples', 'symbols'])).toEqual({ loss: [], samples: [], symbols: 0 });
}); // prettier-ignore

test.each([
  ['one symbol', 'aaaa aaaa'.replaceAll(' ', ''), 1, /nothing to learn/],
  ['emoji and combining marks', 'e\u0301👍🏽🇫🇷 '.repeat(20), 4, /4 of them different/],
])('%s', async (_, text, symbols, words) => {
  const values = await work({ ...few, source: 'own', text }, (one) =>
    one.values(['sentence', 'symbols', 'samples']),
  );
  expect(values.symbols).toBe(symbols);
  expect(values.sentence).toMatch(words);
  expect([...new Set((values.samples as string[]).join(''))].every((one) => text.includes(one))).toBe(true);
});

test('too fast a rate is told, and a slower one starts again', async () => {
  const wild = { ...few, rate: 10, optimizer: 'sgd', clipBy: 'off' };
  const { sentence, loss } = await work(wild, (one) => one.values(['sentence', 'loss']));
  expect(sentence).toMatch(/exploded|overflow/);
  expect((loss as number[]).some((one) => one > 20)).toBe(true);
  expect((await work({ ...few, rate: 0.1 }, (one) => one.values(['sentence']))).sentence).not.toMatch(/exploded|overflow/);
}); // prettier-ignore

test('a file goes on where it was saved; a damaged one is refused', async () => {
  const { inputs: open } = charRnn.file!;
  const text = (await work(few, (one) => one.values(['saved']))).saved as string;
  const opened = open(text);
  expect(opened).toMatchObject(few);
  const right = await outputsOf(charRnn, { ...few, iterations: 60 }, ['loss', 'compared']);
  expect(await outputsOf(charRnn, { ...opened, iterations: 60 }, ['loss', 'compared'])).toEqual(right);
  // Of other settings it says nothing.
  expect(await outputsOf(charRnn, { ...opened, seed: 2 }, ['loss'])).toEqual(await outputsOf(charRnn, { ...few, seed: 2 }, ['loss']));
  expect(() => open('')).toThrow('not all of it');
  expect(() => open(text.slice(0, -20))).toThrow('not all of it');
  expect(() => open('{"format":"other"}')).toThrow('not a file of this figure');
  expect(() => open(text.replace('"units":8', '"units":9'))).toThrow('damaged');
}); // prettier-ignore

test('speed is measured when asked for', async () => {
  expect((await outputsOf(charRnn, few, ['iterationsPerSecond'])).iterationsPerSecond).toBeGreaterThan(1);
});

test('symbols are drawn as the softmax says, and at temperature 0 the likeliest', async () => {
  const [device, scores] = [plain(), [1, -2, 0.5]];
  const { p } = await device.read({ p: softmax(device, 3, scores, 0.7) });
  const counts = [0, 0, 0];
  for (let i = 0; i < 3000; i++) counts[drawn(scores, 0.7, (i + 0.5) / 3000)]!++;
  (p as number[]).forEach((share, i) => expect(counts[i]! / 3000).toBeCloseTo(share, 3));
  expect([0, 0.3, 0.99].map((u) => drawn([1, 9, 2], 0, u))).toEqual([1, 1, 1]);
  expect(drawn([NaN, NaN], 1, 0.5)).toBe(-1);
  expect(drawn([0, 0], 1, 1 - 2 ** -32)).toBe(1);
});

test('what counting costs', () => {
  const near = (found: object, right: Record<string, number>) => {
    for (const [name, value] of Object.entries(found)) expect([name, value]).toEqual([name, expect.closeTo(right[name]!, 12)]);
  };
  near(costsOf([0, 1, 0, 1, 0, 1, 0, 1], 2), { guessing: Math.log(2), singles: Math.log(2), pairs: 0 });
  near(costsOf([0, 0, 0, 0], 1), { guessing: 0, singles: 0, pairs: 0 });
  // Pairs 00 01 10 00: after 0 come 0, 1, 0; after 1 comes 0.
  const open = -(2 * Math.log(2 / 3) + Math.log(1 / 3)) / 4;
  near(costsOf([0, 0, 1, 0, 0], 3), { guessing: Math.log(3), singles: -(0.8 * Math.log(0.8) + 0.2 * Math.log(0.2)), pairs: open });
}); // prettier-ignore

test('texts of ours are decided by their seed, and a longer one begins with a shorter', () => {
  for (const kind of textKinds) {
    expect(textOf(kind, 1, 900).slice(0, 300)).toBe(textOf(kind, 1, 300));
    expect(textOf(kind, 1, 300)).not.toBe(textOf(kind, 2, 300));
    expect(textOf(kind, 1, 5000)).not.toMatch(/undefined|\{\w+\}/);
  }
  const words = textOf('counting', 3, 2000).split(' ').slice(0, -1);
  expect(words.every((one) => /^(a+)(b+)$/.test(one) && one.lastIndexOf('a') * 2 === one.length - 2)).toBe(
    true,
  );
  const code = textOf('code', 4, 20_000).split('\n\n').slice(0, -1);
  expect(code.every((one) => one.split('{').length === one.split('}').length)).toBe(true);
});
