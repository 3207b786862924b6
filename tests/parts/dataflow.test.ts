/** Only what depends on a change is computed again; a set is all or nothing; nothing waits for a picture to be painted. */
import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Superseded } from '../../components/parts/turn.ts';
import { plain } from '../../kernels/device/plain.ts';
import { InputError } from '../../components/parts/codec.ts';
import { flow, type Flow } from '../../components/parts/dataflow.ts';
import { cell, widget } from '../../components/parts/declare.ts';
import { counts, parts, small, type Part } from './small.ts';

const { document } = new JSDOM().window;
const everything = ['total', 'home', 'area', 'picture', 'sentence'] as const;
const flows: Flow[] = [];

function started(changes: Part = {}, drawn = true) {
  const work = flow(small(changes), plain(), {}, drawn ? document : undefined);
  flows.push(work);
  return work;
}

/** What was computed since the last look, in any order. */
async function computed(work: Flow) {
  await work.values(everything);
  const names = [...counts].flatMap(([name, count]) => Array<string>(count).fill(name));
  counts.clear();
  return names.sort();
}

beforeEach(() => counts.clear());
afterEach(() => {
  for (const work of flows.splice(0)) work.dispose();
  vi.unstubAllGlobals();
});

describe('a change', () => {
  test('first computes everything once', async () => {
    const work = started();
    expect(await computed(work)).toEqual(['area', 'home', 'picture', 'sentence', 'total', 'twice']);
  });

  test.each<[string, object, string[]]>([
    ['of a number', { rate: 2 }, ['sentence', 'total', 'twice']],
    ['of an array', { row: [0, 0.25] }, ['sentence', 'total']],
    ['of what only a drawing needs', { shade: 'bright' }, ['picture']],
    ['of what nothing needs', { pair: [1, 1] }, []],
    ['to the same value', { rate: 1, row: [0.5, 0.5] }, []],
    ['of the sizes', { grid: [[1]] }, ['area', 'sentence', 'total']],
    [
      'of several at once',
      { rate: 2, row: [0, 0], shade: 'bright' },
      ['picture', 'sentence', 'total', 'twice'],
    ],
  ])('%s computes only what depends on it, and that once', async (_, changes, names) => {
    const work = started();
    await computed(work);
    work.set(changes);
    expect(await computed(work)).toEqual(names);
  });

  test('many in a row are computed once, with the last values', async () => {
    const work = started();
    await computed(work);
    for (const rate of [0.5, 1.5, 2]) work.set({ rate });
    expect(await work.values(['total', 'sentence'])).toEqual({ total: 5, sentence: 'The total is 5.' });
    expect(await computed(work)).toEqual(['sentence', 'total', 'twice']);
  });

  test('of the device computes what needs the device', async () => {
    const work = started();
    await computed(work);
    work.use({ ...plain(), name: 'other' });
    expect(await computed(work)).toEqual(['home']);
    expect(await work.values(['home'])).toEqual({ home: 'other' });
    expect(work.device.name).toBe('other');
  });

  test('of the same device computes again, which is how it is measured', async () => {
    const work = started();
    await computed(work);
    work.use(work.device);
    expect(await computed(work)).toEqual(['home']);
  });
});

describe('set', () => {
  test('keeps what was set before', () => {
    const work = started();
    work.set({ rate: 2 });
    work.set({ shade: 'bright' });
    expect(work.given).toEqual({ rate: 2, shade: 'bright' });
    expect(work.inputs).toMatchObject({ rate: 2, shade: 'bright', row: [0.5, 0.5] });
  });

  test.each([
    { rate: 2, shade: 'none' },
    { rate: 2, row: [1, 1, 1], grid: [[1]] },
    { rate: 2, other: 1 },
  ])('%j changes nothing', async (changes) => {
    const work = started();
    work.set({ row: [0, 0] });
    await computed(work);
    const before = structuredClone({ given: work.given, inputs: work.inputs, sizes: work.sizes });
    expect(() => work.set(changes)).toThrow(InputError);
    expect({ given: work.given, inputs: work.inputs, sizes: work.sizes }).toEqual(before);
    expect(await computed(work)).toEqual([]);
  });

  test('is refused where it disagrees with what was set before', () => {
    const work = started();
    work.set({ row: [0, 0, 0] });
    expect(() => work.set({ grid: [[1]] })).toThrow('grid has 1 rows, row has 3; set both, or reset first');
    work.set({ grid: [[1]], row: [0] });
    expect(work.sizes).toEqual({ R: 1, C: 1 });
  });

  test('replace puts a whole state in place of the other', async () => {
    const work = started();
    work.set({ rate: 2, grid: [[1]] });
    work.replace({ shade: 'bright' });
    expect(work.given).toEqual({ shade: 'bright' });
    expect(work.sizes).toEqual({ R: 2, C: 2 });
    expect(await work.values(['total', 'area'])).toEqual({ total: 3, area: 4 });
  });
});

describe('values', () => {
  test('wait for cells that take their time, and never show an old state', async () => {
    const slow = cell(['rate'], async (rate: number) => {
      await new Promise((done) => setTimeout(done, rate === 1 ? 30 : 1));
      return rate;
    });
    const work = started({ values: { ...parts().values, slow } });
    const first = work.values(['slow']);
    work.set({ rate: 2 });
    expect(await work.values(['slow'])).toEqual({ slow: 2 });
    expect((await first).slow).toBeOneOf([1, 2]);
    await new Promise((done) => setTimeout(done, 40));
    expect(await work.values(['slow'])).toEqual({ slow: 2 });
  });

  test('reject with the error of a cell, and recover', async () => {
    const total = cell(['rate'], (rate: number) => {
      if (rate === 2) throw new RangeError('too much');
      return rate;
    });
    const work = started({ values: { ...parts().values, total } });
    work.set({ rate: 2 });
    await expect(work.values(['total'])).rejects.toThrow('too much');
    await expect(work.values(['area', 'sentence'])).rejects.toThrow();
    expect(await work.values(['area'])).toEqual({ area: 4 });
    work.set({ rate: 1 });
    expect(await work.values(['total'])).toEqual({ total: 1 });
  });

  test('of a flow without a document: all but the drawings', async () => {
    const work = started({}, false);
    expect(await work.values(['total', 'sentence'])).toEqual({ total: 3, sentence: 'The total is 3.' });
    expect(counts.get('picture')).toBeUndefined();
    await expect(work.values(['picture'])).rejects.toThrow();
  });

  test('come where animation frames never do', async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const work = started();
    work.set({ rate: 2 });
    expect(Object.keys(await work.values(everything))).toEqual([...everything]);
  });

  test('two flows of one widget do not mix', async () => {
    const [one, other] = [started(), started()];
    one.set({ rate: 2 });
    expect([await one.values(['total']), await other.values(['total'])]).toEqual([
      { total: 5 },
      { total: 3 },
    ]);
  });
});

describe('dispose', () => {
  test('computes nothing more', async () => {
    const work = started();
    await computed(work);
    work.dispose();
    work.set({ rate: 2 });
    await new Promise((done) => setTimeout(done, 20));
    expect([...counts]).toEqual([]);
  });

  test('in the middle of a change leaves no error behind', async () => {
    const work = started();
    work.set({ rate: 2 });
    work.dispose();
    work.dispose();
    await new Promise((done) => setTimeout(done, 20));
    expect(counts.get('sentence') ?? 0).toBe(0);
  });

  test('refuses who still waits for a value, before its cell answers and after', async () => {
    const slow = small({
      values: { ...small().values, total: cell(['rate'], () => new Promise((done) => setTimeout(done, 20))) },
    });
    const work = flow(slow, plain());
    const waiting = work.values(['total']);
    await new Promise((done) => setTimeout(done, 5));
    work.set({ rate: 2 });
    const next = work.values(['total']);
    work.dispose();
    for (const wait of [waiting, next, work.values(['total'])]) {
      await expect(wait).rejects.toThrow(Superseded);
    }
  });
});

describe('a declaration with faults is refused, each named', () => {
  const value = cell(['rate'], () => 0);
  const input = parts().inputs.rate!;
  const { values, inputs, outputs } = parts();
  test.each<[string, Part, string]>([
    ['a need misspelt', { values: { ...values, total: cell(['raet'], () => 0) } }, '"total" needs "raet", which nothing declares'],
    ['a drawing’s need', { drawings: { picture: cell(['windw'], () => 0) } }, '"picture" needs "windw", which nothing declares'],
    ['the sentence’s need', { sentence: cell(['totl'], () => '') }, '"sentence" needs "totl", which nothing declares'],
    ['a global’s name', { explain: cell(['window'], () => '') }, '"explain" needs "window", which nothing declares'],
    ['a need of the prototype', { explain: cell(['constructor'], () => '') }, '"explain" needs "constructor", which nothing declares'],
    ['an input like a value', { values: { ...values, rate: value } }, '"rate" is declared twice'],
    ['a name in capitals', { values: { ...values, RATE: value } }, '"RATE" is declared twice'],
    ['a drawing like a value', { drawings: { total: value } }, '"total" is declared twice'],
    ['a global attribute', { inputs: { ...inputs, hidden: input } }, '"hidden" is reserved'],
    ['one in other letters', { values: { ...values, tabIndex: value } }, '"tabIndex" is reserved'],
    ['a name special in JSX', { inputs: { ...inputs, key: input } }, '"key" is reserved'],
    ['a word of the embed', { inputs: { ...inputs, theme: input } }, '"theme" is reserved'],
    ['an output without value', { outputs: { ...outputs, sum: outputs.total! } }, 'output "sum" has no value'],
    ['an output of the prototype', { outputs: { ...outputs, toString: outputs.total! } }, 'output "toString" has no value'],
    ['an input as output', { outputs: { ...outputs, rate: outputs.total! } }, 'output "rate" has no value'],
    ['a panel’s drawing misspelt', { panels: [{ title: 'x', drawing: 'pictrue' }] }, '"pictrue"'],
    ['a panel’s control misspelt', { panels: [{ title: 'x', drawing: 'picture', controls: ['raet'] }] }, '"raet"'],
  ])('%s', (_, changes, message) => {
    expect(() => small(changes)).toThrow(/^widget small: /);
    expect(() => small(changes)).toThrow(message);
  }); // prettier-ignore

  test('all of them at once', () => {
    const changes = { inputs: { ...inputs, id: input }, sentence: cell(['nought'], () => '') };
    expect(() => small(changes)).toThrow(
      'widget small: "id" is reserved; "sentence" needs "nought", which nothing declares',
    );
  });

  test('one without is returned as it is', () => {
    const declaration = parts();
    expect(widget(declaration)).toBe(declaration);
  });
});
