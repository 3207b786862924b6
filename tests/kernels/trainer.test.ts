/** The trainer: its gradients, its recipes, what it keeps, and what it says to bad input. */
import { describe, expect, test } from 'vitest';
import { plain as device } from '../../kernels/device/plain.ts';
import { optimizers, step as updated, type Memory } from '../../kernels/optimizers.ts';
import { backward, forward, type Network } from '../../kernels/rnn.ts';
import { read, write, type Saved } from '../../kernels/trainer/file.ts';
import {
  DamagedFile,
  restore,
  trainer,
  TrainerError,
  type Model,
  type Parameters,
} from '../../kernels/trainer/index.ts';
import { plain } from '../../kernels/trainer/plain.ts';
import { cases, homes, made } from './trainer-case.ts';
import { flat, largest } from './tolerance.ts';

const apart = (one: readonly number[], other: readonly number[]) =>
  one.length === other.length ? largest(one.map((x, i) => x - other[i]!)) : Infinity;

describe.each(cases)('$name', (one) => {
  test('gradients by differences, from the state that the chunk before ended in', async () => {
    const net = await made(one, plain);
    const start = net.read();
    const second = (parameters: Parameters) => {
      net.reset();
      net.write(start);
      net.step();
      net.write(parameters);
      return net.step();
    };
    second(start);
    const gradients = net.gradients();
    expect(largest(flat(Object.values(gradients).flat()))).toBeGreaterThan(0.05);
    for (const [name, gradient] of Object.entries(gradients)) {
      const slopes = flat(gradient).map((_, i) => {
        const at = (by: number) => second({ ...start, [name]: moved(start[name]!, i, by) });
        return (at(1e-5) - at(-1e-5)) / 2e-5;
      });
      expect(apart(slopes, flat(gradient)), name).toBeLessThan(1e-9);
    }
  });
});

/** A copy with one number moved. */
function moved(values: Parameters[string], index: number, by: number): Parameters[string] {
  let count = 0;
  const copy = (value: number | number[]): number | number[] =>
    Array.isArray(value) ? (value.map(copy) as number[]) : value + (count++ === index ? by : 0);
  return (values as number[]).map(copy) as Parameters[string];
}

test('losses, gradients and carried states are those of the kernels of rnn.ts', async () => {
  const [steps, V] = [4, 5];
  const net = await made(cases[0]!, plain);
  const p = net.read() as Record<string, number[][]> & { c: number[]; 'layer1.b': number[] };
  const layers = [{ U: p['layer1.U']!, W: p['layer1.W']!, b: p['layer1.b'] }];
  const network: Network = { inputs: V, units: [3], outputs: V, steps, activation: 'tanh', cost: 'softmax' };
  const oneHot = (symbols: ArrayLike<number>) =>
    Array.from(symbols, (symbol) => Array.from({ length: V }, (_, k) => (symbol === k ? 1 : 0)));
  const home = device();
  let state = [0, 0, 0];
  for (const { inputs, targets } of cases[0]!.chunks) {
    const [x, y] = [oneHot(inputs), oneHot(targets)];
    const parameters = { layers, V: p.V!, c: p.c, initial: [state] };
    const record = forward(home, network, parameters, x, y);
    const { dU, dW, db, dV, dc } = backward(home, network, parameters, x, y, record);
    const right = await home.read({
      loss: record.loss,
      h: record.h[0]!,
      dU: dU[0]!,
      dW: dW[0]!,
      db: db[0]!,
      dV,
      dc,
    });
    expect(net.step()).toBeCloseTo((right.loss as number[])[0]!, 12);
    const found = net.gradients();
    const names = { 'layer1.U': 'dU', 'layer1.W': 'dW', 'layer1.b': 'db', V: 'dV', c: 'dc' } as const;
    for (const [name, kernel] of Object.entries(names)) {
      expect(apart(flat(found[name]!), flat(right[kernel])), name).toBeLessThan(1e-12);
    }
    state = right.h.at(-1) as number[];
    expect(apart(net.carried().h[0]!, state)).toBeLessThan(1e-12);
  }
});

const clips = [undefined, { by: 'value', at: 0.1 }, { by: 'norm', at: 0.3 }] as const;

test.each(optimizers.flatMap((optimizer) => clips.map((clip) => ({ optimizer, clip }))))(
  'updates by $optimizer, clip $clip, are those of optimizers.ts',
  async ({ optimizer, clip }) => {
    // The table of the first layer is there in both forms: rows of symbols, of which some are not used, and vectors.
    for (const one of [cases[1]!, cases[6]!]) {
      const recipe = { rate: 0.03, optimizer, clip };
      const net = await made(one, plain, recipe);
      // ε of Adagrad stands inside the root, as in the 112-line program.
      const rule = { ...recipe, ...(optimizer === 'adagrad' ? { inside: 1e-8, epsilon: 0 } : {}) };
      const home = device();
      let [right, memory] = [flat(Object.values(net.read())), undefined as Memory | undefined];
      for (let i = 0; i < 3; i++) {
        net.step();
        const gradient = flat(Object.values(net.gradients()));
        const next = updated(home, right.length, rule, right, gradient, memory);
        right = (await home.read({ p: next.parameters })).p as number[];
        memory = next.memory;
        expect(apart(flat(Object.values(net.read())), right)).toBeLessThan(1e-12);
      }
    }
  },
);

describe('a run that is kept', () => {
  const one = cases[3]!;
  const data = { chunk: (iteration: number) => one.chunks[iteration % 2]! };
  const started = async () => {
    const net = await made(one, plain, { optimizer: 'adam', rate: 0.01 });
    for (let i = 0; i < 3; i++) net.step();
    return net;
  };

  test('goes on as if nothing had happened', async () => {
    const net = await started();
    const again = await restore(net.save(), data, 'plain');
    expect(again.iteration).toBe(3);
    for (let i = 0; i < 3; i++) expect(again.step()).toBe(net.step());
    expect(again.save()).toBe(net.save());
  });

  test('of another text is not gone on with', async () => {
    const net = await started();
    const other = { ...data, symbols: ['a'] };
    await expect(restore(net.save(), other, 'plain')).rejects.toThrow(/another text/);
  });

  test('goes on in the compiled home', async () => {
    const net = await started();
    const again = await restore(net.save(), data, 'webassembly');
    expect(again.home).toBe('webassembly');
    for (let i = 0; i < 3; i++) expect(again.step()).toBeCloseTo(net.step(), 5);
    expect(await restore(again.save(), data).then((third) => third.step())).toBe(again.step());
  });

  const broken: [string, (text: string) => string, RegExp][] = [
    ['nothing', () => '', /cut off or damaged/],
    ['half of it', (text) => text.slice(0, text.length / 2), /cut off or damaged/],
    ['one number changed', (text) => text.replace('"iteration":3', '"iteration":4'), /checksum/],
    ['another file', () => '{"format":"something"}', /not a saved training run/],
    ['a list', () => '[1, 2]', /not a saved training run/],
    ['null', () => 'null', /not a saved training run/],
    ['a later version', (text) => text.replace('"version":1', '"version":2'), /version 2/],
    ['numbers left out', (text) => resealed(text, (saved) => ({ ...saved, numbers: [] })), /as many numbers/],
    ['no states', (text) => resealed(text, (saved) => ({ ...saved, states: 5 })), /damaged/],
    ['no model', (text) => resealed(text, (saved) => ({ ...saved, model: null })), /damaged/],
    [
      'a huge model',
      (text) => resealed(text, (s) => ({ ...s, model: { ...one.model, hidden: [2e9] } })),
      /2000000000/,
    ],
    ['half an iteration', (text) => resealed(text, (saved) => ({ ...saved, iteration: 1.5 })), /damaged/],
    [
      'recipe without seed',
      (text) => resealed(text, (s) => ({ ...s, recipe: { batch: 2, steps: 3 } })),
      /cannot be/,
    ],
  ];
  test.each(broken)('damaged: %s', async (_, damage, words) => {
    const reason = await restore(damage((await started()).save()), data, 'plain').catch(
      (thrown: unknown) => thrown,
    );
    expect(reason).toBeInstanceOf(DamagedFile);
    expect((reason as Error).message).toMatch(words);
  });

  /** With a right checksum. */
  function resealed(text: string, change: (saved: Saved) => object): string {
    return write(change(read(text)) as Saved);
  }
});

describe('a run that explodes', () => {
  test.each(Object.keys(homes))('%s', async (home) => {
    const net = await made(cases[0]!, await homes[home]!(), { rate: 1e6, optimizer: 'sgd' });
    const squared = await made(cases[3]!, await homes[home]!(), { rate: 1e6 });
    const start = squared.read();
    for (let i = 0; i < 2000 && squared.overflow === undefined; i++) squared.step();
    expect(squared.overflow).toBeLessThan(2000);
    const { iteration } = squared;
    const again = await restore(squared.save(), { chunk: () => cases[3]!.chunks[1]! }, 'plain');
    expect(again.overflow).toBe(squared.overflow);
    again.change({ rate: 0.01 });
    again.write(start);
    expect(Number.isFinite(again.step())).toBe(true);
    expect([squared.step(), squared.run(5).length, squared.iteration]).toEqual([Infinity, 0, iteration]);
    squared.reset({ rate: 0.01 });
    expect([squared.overflow, squared.iteration, squared.recipe.rate]).toEqual([undefined, 0, 0.01]);
    expect(Number.isFinite(squared.step())).toBe(true);
    // Softmax and clipping by tanh keep losses finite where they can.
    for (let i = 0; i < 50; i++) expect(net.step()).not.toBeNaN();
  });
});

test('what is looked at changes nothing', async () => {
  const [net, other] = [
    await made(cases[4]!, plain, { rate: 0.1 }),
    await made(cases[4]!, plain, { rate: 0.1 }),
  ];
  for (let i = 0; i < 4; i++) {
    expect(net.step()).toBe(other.step());
    const data = { chunk: (at: number) => cases[4]!.chunks[at % 2]! };
    expect(net.evaluate(data, 2)).toBe(net.evaluate(data, 2));
    net.read().V = [];
    net.gradients();
    net.advance(net.carried(), 1);
  }
});

test('a step by hand gives the loss of the step in a chunk', async () => {
  for (const one of [cases[2]!, cases[4]!, cases[0]!]) {
    const net = await made(one, plain);
    let [state, loss] = [net.start(), 0];
    const { inputs, targets } = one.chunks[0]!;
    inputs.forEach((symbol, t) => {
      const next = net.advance(state, symbol);
      state = next.state;
      loss += Math.log(next.outputs.reduce((sum, o) => sum + Math.exp(o), 0)) - next.outputs[targets[t]!]!;
      expect(Object.keys(next.gates[0]!)).toHaveLength({ rnn: 0, lstm: 4, gru: 3 }[one.model.cell]);
    });
    expect(net.step()).toBeCloseTo(loss, 12);
    expect(flat(Object.values(net.carried()).flat())).toEqual(flat(Object.values(state).flat()));
  }
});

test('the start depends on the seed alone', async () => {
  const model = { cell: 'lstm', symbols: 3, hidden: [4] } as const;
  const first = async (seed: number) => {
    const recipe = { ...cases[2]!.recipe, seed };
    return (await trainer(model, recipe, { chunk: () => cases[2]!.chunks[0]! }, 'plain')).read();
  };
  expect(await first(1)).toEqual(await first(1));
  expect(await first(1)).not.toEqual(await first(2));
  expect((await first(1))['layer1.bf']).toEqual([1, 1, 1, 1]);
});

test.each([
  ['no layer', { hidden: [] }, {}, /layers/],
  ['no symbols', { symbols: 0 }, {}, /inputs is 0/],
  ['half a unit', { hidden: [2.5] }, {}, /2\.5/],
  ['no such cell', { cell: 'ntm' }, {}, /cell "ntm"/],
  ['a rate that is none', {}, { rate: NaN }, /rate is NaN/],
  ['a chunk of nothing', {}, { steps: 0 }, /steps is 0/],
  ['too many parameters', { hidden: [2000, 2000] }, {}, /parameters/],
  ['a chunk of another size', {}, { steps: 5 }, /inputs has 4 numbers, not 5/],
  ['a symbol that is not there', { symbols: 2 }, {}, /there are 2/],
])('in words: %s', async (_, model, recipe, words) => {
  const [{ model: right, recipe: usual, chunks }] = [cases[0]!];
  const run = trainer(
    { ...right, ...model } as Model,
    { ...usual, ...recipe },
    { chunk: () => chunks[0]! },
    'plain',
  );
  const reason = await run.then((net) => net.step()).catch((thrown: unknown) => thrown);
  expect(reason).toBeInstanceOf(TrainerError);
  expect((reason as Error).message).toMatch(words);
});
