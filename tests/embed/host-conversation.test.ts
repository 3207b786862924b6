/** What the foreign element says to its frame and makes of the answers, with a frame that is only played. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Inputs } from '../../components/parts/declare.ts';
import { Conversation, type Ready } from '../../src/embed/host-conversation.ts';
import { PROTOCOL, type Report, type ToFigure } from '../../src/embed/protocol.ts';

let talk: Conversation | undefined;
afterEach(() => talk?.end(new Error('the test is over')));

/** A conversation whose frame answers what the test tells it to. */
function begin() {
  const said: ToFigure[] = [];
  const ports: MessagePort[] = [];
  const ears = { ready: vi.fn(), failed: vi.fn(), size: vi.fn(), news: vi.fn() };
  talk = new Conversation((message, port) => {
    said.push(structuredClone(message));
    if (port) ports.push(port);
  }, ears);
  const report = (message: Report & { call?: number; device?: string }, protocol: string = PROTOCOL) =>
    ports.at(-1)!.postMessage({ protocol, ...message });
  const last = (type: string) => said.findLast((message) => message.type === type)!;
  const ready = (state: Inputs = {}) => report({ ...figure(state), call: last('hello').call });
  const state = (given: Inputs, call?: number) =>
    report({ type: 'state', event: 'change', ...stateOf(given), ...(call && { call }) });
  return { talk, ears, said, ports, report, last, ready, state, wait: () => settle(ports) };
}

const stateOf = (state: Inputs) => ({
  params: { radius: 1, steps: 3, ...state },
  state,
  device: 'plain',
  sentence: '',
});
const figure = (state: Inputs): Ready & Report => ({
  ...{ protocol: PROTOCOL, type: 'ready', widget: 'w', title: 'W', version: '1', schema: {} },
  ...stateOf(state),
});

/** Until what was sent on the ports has arrived. */
async function settle(ports: MessagePort[]) {
  for (let turn = 0; turn < 3; turn++) {
    const { port1, port2 } = new MessageChannel();
    await new Promise((arrived) => {
      port2.onmessage = arrived;
      port1.postMessage('');
    });
    port1.close();
  }
  expect(ports.length).toBeGreaterThan(0);
}
const kinds = (said: ToFigure[]) => said.map(({ type }) => type);

test('a greeting carries a port; what is asked before its answer waits for it', async () => {
  const { talk, said, ports, ears, ready, wait } = begin();
  const set = talk.ask({ type: 'set', params: { radius: 2 } });
  void talk.ask({ type: 'get', output: 'norm' }).catch(() => {});
  talk.greet();
  expect(kinds(said)).toEqual(['hello']);
  expect(ports).toHaveLength(1);
  ready();
  await wait();
  expect(kinds(said)).toEqual(['hello', 'set', 'get']);
  expect(ears.ready).toHaveBeenCalledTimes(1);
  expect(ears.ready.mock.calls[0]![1]).toBe(false);
  expect(said.map(({ call }) => call)).toEqual([1, 2, 3]);
  expect(said.every(({ protocol }) => protocol === PROTOCOL)).toBe(true);
  void set.catch(() => {});
});

test('answers are told apart by their calls, whatever their order', async () => {
  const { talk, said, ready, report, wait } = begin();
  talk.greet();
  ready();
  await wait();
  const asked = ['a', 'b', 'c'].map((output) => talk.ask({ type: 'get', output }));
  for (const { type, call, ...rest } of said.slice(1).reverse()) {
    expect(type).toBe('get');
    const { output } = rest as { output: string };
    report({ type: 'value', output, value: [output, -0, NaN], device: 'webasm', call });
  }
  const values = (await Promise.all(asked)).map((answer) => (answer as { value?: unknown }).value);
  expect(values).toEqual(['a', 'b', 'c'].map((output) => [output, -0, NaN]));
  expect(talk.present!.device).toBe('webasm');
});

test('an error of a call rejects that call alone, in its words and under its name', async () => {
  const { talk, last, ears, ready, report, wait } = begin();
  talk.greet();
  ready();
  await wait();
  const wrong = talk.ask({ type: 'set', params: { radius: 99 } });
  const right = talk.ask({ type: 'reset' });
  report({ type: 'error', message: 'radius is 99', name: 'InputError', call: last('set').call });
  await expect(wrong).rejects.toMatchObject({ name: 'InputError', message: 'radius is 99' });
  report({ type: 'state', event: 'change', ...stateOf({}), call: last('reset').call });
  await right;
  expect(ears.news).not.toHaveBeenCalled();
});

test('what nobody asked for is news, and the present state', async () => {
  const { talk, ears, ready, state, report, wait } = begin();
  talk.greet();
  ready();
  state({ radius: 2 });
  report({ type: 'error', message: 'a note' });
  report({ type: 'size', widget: 'w', height: 300 });
  await wait();
  expect(ears.news.mock.calls.map(([{ type }]) => type as string)).toEqual(['state', 'error']);
  expect(talk.present).toMatchObject({ state: { radius: 2 }, params: { radius: 2, steps: 3 } });
  expect(ears.size).toHaveBeenCalledWith(300);
});

test('messages of another protocol, of no shape, and answers to nothing change nothing', async () => {
  const { talk, ears, ports, ready, report, wait } = begin();
  talk.greet();
  ready();
  await wait();
  ears.ready.mockClear();
  report({ ...figure({}), call: 1 }, 'unfold/2');
  report({ ...figure({}), call: 1 });
  report({ ...figure({}), call: 7 });
  report({ type: 'value', output: 'norm', value: 1, device: 'plain', call: 77 });
  for (const message of [null, 'x', 1, [], { protocol: PROTOCOL }, { protocol: PROTOCOL, type: 'no' }]) {
    ports.at(-1)!.postMessage(message);
  }
  await wait();
  for (const ear of Object.values(ears)) expect(ear).not.toHaveBeenCalled();
});

test('a figure that cannot be started says so in answer to the greeting', async () => {
  const { talk, ears, last, report, wait } = begin();
  talk.greet();
  report({ type: 'error', message: 'no such thing', call: last('hello').call });
  await wait();
  expect(ears.failed.mock.calls[0]![0]).toMatchObject({ message: 'no such thing' });
});

test('many commands wait their turn', async () => {
  const { talk, said, ready, report, wait } = begin();
  talk.greet();
  ready();
  await wait();
  const all = Array.from({ length: 200 }, () => talk.ask({ type: 'get', output: 'norm' }));
  const sent = () => said.slice(1);
  expect(sent()).toHaveLength(32);
  for (let answered = 0; answered < 200; answered++) {
    if (!sent()[answered]) await wait();
    report({ type: 'value', output: 'norm', value: answered, device: 'plain', call: sent()[answered]!.call });
  }
  const values = (await Promise.all(all)).map((answer) => (answer as { value?: unknown }).value);
  expect(values).toEqual(Array.from({ length: 200 }, (_, index) => index));
});

test('what cannot be sent is rejected at once, and the rest goes on', async () => {
  const { talk, ready, state, last, wait } = begin();
  talk.greet();
  ready();
  await wait();
  const wrong = talk.ask({ type: 'set', params: { f: (() => 1) as never } });
  const right = talk.ask({ type: 'reset' });
  await expect(wrong).rejects.toMatchObject({ name: 'DataCloneError' });
  state({}, last('reset').call);
  await right;
});

describe('a frame that loads again', () => {
  test('gets its state back, then what it has not answered, and nobody hears of it', async () => {
    const { talk, ears, said, ready, state, last, wait } = begin();
    talk.greet();
    ready({ radius: 1.5 });
    state({ radius: 2, steps: 5 });
    await wait();
    const asked = talk.ask({ type: 'get', output: 'norm' });
    ears.news.mockClear();
    said.length = 0;
    talk.greet();
    ready({ radius: 1.5 });
    await wait();
    expect(said.slice(1)).toMatchObject([{ type: 'set', params: { radius: 2, steps: 5 } }]);
    expect(talk.present).toMatchObject({ state: { radius: 2, steps: 5 } });
    state({ radius: 2, steps: 5 });
    state({ radius: 2, steps: 5 }, last('set').call);
    await wait();
    expect(kinds(said)).toEqual(['hello', 'set', 'get']);
    expect(ears.news).not.toHaveBeenCalled();
    expect(ears.ready.mock.calls.map(([, again]) => again as boolean)).toEqual([false, true]);
    talk.end(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
  });

  test('what its address gives but was given up is set to what it was', async () => {
    const { talk, said, ready, state, last, wait } = begin();
    talk.greet();
    ready({ radius: 1.5 });
    state({});
    await wait();
    talk.greet();
    ready({ radius: 1.5 });
    await wait();
    expect(last('set')).toMatchObject({ params: {} });
    state({ radius: 1.5 }, last('set').call);
    await wait();
    expect(last('set')).toMatchObject({ params: { radius: 1 } });
    state({ radius: 1 }, last('set').call);
    await wait();
    void talk.ask({ type: 'reset' }).catch(() => {});
    expect(said.at(-1)!.type).toBe('reset');
  });

  test('what it was told to forget does not come back', async () => {
    const { talk, ready, state, last, wait } = begin();
    talk.greet();
    ready({});
    state({ radius: 2, steps: 5 });
    await wait();
    talk.forget(['radius']);
    talk.greet();
    ready({});
    await wait();
    expect(last('set')).toMatchObject({ params: { steps: 5 } });
    expect((last('set') as { params: Inputs }).params).not.toHaveProperty('radius');
  });

  test('is frozen, and in the theme that it was told', async () => {
    const { talk, said, ready, state, last, wait } = begin();
    talk.greet();
    ready();
    await wait();
    const all = [talk.ask({ type: 'theme', theme: 'dark' }), talk.ask({ type: 'freeze' })];
    state({}, last('theme').call);
    state({}, last('freeze').call);
    await Promise.all(all);
    said.length = 0;
    talk.greet();
    ready();
    await wait();
    state({}, last('theme').call);
    await wait();
    expect(kinds(said)).toEqual(['hello', 'theme', 'freeze']);
    expect(said[1]).toMatchObject({ theme: 'dark' });
  });

  test('and again while its state is brought back: the first load is forgotten', async () => {
    const { talk, ears, said, ready, state, last, wait } = begin();
    talk.greet();
    ready();
    state({ steps: 5 });
    await wait();
    talk.greet();
    ready();
    await wait();
    talk.greet();
    ready();
    await wait();
    state({ steps: 5 }, last('set').call);
    await wait();
    expect(kinds(said)).toEqual(['hello', 'hello', 'set', 'hello', 'set']);
    expect(ears.ready).toHaveBeenCalledTimes(2);
  });

  test('goes on where its state is refused', async () => {
    const { talk, ears, ready, state, report, last, wait } = begin();
    talk.greet();
    ready();
    state({ steps: 5 });
    await wait();
    talk.greet();
    ready();
    await wait();
    report({ type: 'error', message: 'no', call: last('set').call });
    await wait();
    expect(ears.ready).toHaveBeenCalledTimes(2);
    expect(talk.present).toMatchObject({ state: {}, params: { steps: 3 } });
  });
});

test('after the end everything is rejected, and nothing is said', async () => {
  const { talk, said, ready, wait } = begin();
  talk.greet();
  ready();
  await wait();
  const asked = talk.ask({ type: 'get', output: 'norm' });
  const before = said.length;
  talk.end(new Error('gone'));
  await expect(asked).rejects.toThrow('gone');
  await expect(talk.ask({ type: 'reset' })).rejects.toThrow('gone');
  expect(said).toHaveLength(before);
});
