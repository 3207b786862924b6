import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readCommand, type Read } from '../../src/embed/commands.ts';
import { PROTOCOL, type Command } from '../../src/embed/protocol.ts';

const message = (rest: object, call: unknown = 1) => ({ protocol: PROTOCOL, call, ...rest });

/** What a command must be, said once more and otherwise: by its JSON. */
function right(read: Read, sent: unknown): boolean {
  if (read === undefined) return true;
  if (!Number.isSafeInteger(read.call) || read.call < 0) return false;
  if ('fault' in read) return read.fault.length > 0 && read.fault.length < 300;
  const given = sent as Record<string, unknown>;
  if (given.protocol !== PROTOCOL || given.call !== read.call || given.type !== read.command.type)
    return false;
  const { command } = read;
  if (JSON.stringify(sent).length > 3 * 65_536) return false;
  if (command.type === 'get') return typeof command.output === 'string';
  if (command.type === 'theme') return /^(auto|light|dark)$/.test(command.theme);
  if (command.type !== 'set') return Object.keys(command).join() === 'type';
  const value = (one: unknown) =>
    /^(number|string)$/.test(typeof one) || list(one) || (Array.isArray(one) && one.every(list));
  const list = (one: unknown) => Array.isArray(one) && one.every((entry) => typeof entry === 'number');
  const mixed = (one: unknown) =>
    Array.isArray(one) && one.every((row) => typeof row === 'number' || list(row));
  return Object.values(command.params).every((one) => value(one) || mixed(one));
}

const number = fc.double();
const input = fc.oneof(
  number,
  fc.string({ maxLength: 9 }),
  fc.array(number, { maxLength: 4 }),
  fc.array(fc.array(number, { maxLength: 3 }), { maxLength: 3 }),
);
const plain = { noNullPrototype: true } as const;
const params = fc.dictionary(fc.string({ maxLength: 9 }), input, { maxKeys: 4, ...plain });
const valid: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constantFrom('hello', 'reset', 'freeze', 'svg') }, plain),
  fc.record({ type: fc.constant('set'), params }, plain),
  fc.record({ type: fc.constant('get'), output: fc.string({ maxLength: 20 }) }, plain),
  fc.record({ type: fc.constant('theme'), theme: fc.constantFrom('auto', 'light', 'dark') }, plain),
) as fc.Arbitrary<Command>;
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  maxDepth: 2,
  maxKeys: 3,
});
const garbled = fc
  .tuple(
    valid,
    fc.constantFrom('type', 'params', 'output', 'theme', 'protocol', 'call', '__proto__', 'toString'),
    anything,
  )
  .map(([command, key, value]) => Object.fromEntries([...Object.entries(message(command)), [key, value]]));

describe('messages to a figure', () => {
  test(
    'a hundred thousand of them are commands only where they are right, and nothing throws',
    { timeout: 60_000 },
    () => {
      const counts = { commands: 0, faults: 0, nothing: 0 };
      const any = fc.oneof(
        { weight: 1, arbitrary: valid.map((command) => [message(command), command] as const) },
        { weight: 2, arbitrary: garbled.map((one) => [one, undefined] as const) },
        { weight: 1, arbitrary: anything.map((one) => [one, undefined] as const) },
      );
      fc.assert(
        fc.property(any, ([sent, command]) => {
          const read = readCommand(sent);
          counts[read === undefined ? 'nothing' : 'fault' in read ? 'faults' : 'commands']++;
          return command ? isDeepStrictEqual(read, { call: 1, command }) : right(read, sent);
        }),
        { numRuns: 100_000, seed: 4 },
      );
      for (const count of Object.values(counts)) expect(count).toBeGreaterThan(1000);
    },
  );

  test('other protocols, calls that are none, and what is no object are not answered', () => {
    for (const call of [-1, 1.5, NaN, Infinity, 2 ** 53, '1', null, [1], 1n]) {
      expect(readCommand(message({ type: 'hello' }, call))).toBeUndefined();
    }
    for (const protocol of ['unfold/2', 'UNFOLD/1', '', undefined, ['unfold/1']]) {
      expect(readCommand({ ...message({ type: 'hello' }), protocol })).toBeUndefined();
    }
    const made: unknown = Object.assign(Object.create({}), message({ type: 'hello' }));
    for (const one of [
      made,
      [message({ type: 'hello' })],
      PROTOCOL,
      JSON.stringify(message({ type: 'hello' })),
    ]) {
      expect(readCommand(one)).toBeUndefined();
    }
  });

  test.each([
    ['a long text', { type: 'set', params: { a: 'x'.repeat(65_536) } }],
    ['a long list', { type: 'set', params: { a: Array(40_000).fill(1) } }],
    ['a billion holes', { type: 'set', params: { a: Array(1e9) } }],
    [
      'many names',
      { type: 'set', params: Object.fromEntries(Array.from({ length: 2e4 }, (_, i) => [`a${i}`, 1])) },
    ],
    ['a long part that nothing needs', { type: 'hello', also: 'x'.repeat(65_536) }],
    ['lists in lists in lists', { type: 'set', params: { a: [[[1]]] } }],
    ['a number that is none of JSON’s', { type: 'set', params: { a: 1n } }],
    ['a date', { type: 'set', params: { a: new Date() } }],
    ['a list instead of inputs', { type: 'set', params: [1] }],
    ['no inputs', { type: 'set' }],
    ['texts in lists', { type: 'set', params: { a: ['x'] } }],
    ['an unknown theme', { type: 'theme', theme: 'pink' }],
    ['an output without a name', { type: 'get', output: 3 }],
    ['another verb', { type: 'constructor' }],
  ])('%s is a fault', (_, command) => {
    expect(readCommand(message(command))).toMatchObject({ call: 1, fault: expect.any(String) as string });
  });

  test('what holds itself, as a message can, is a fault', () => {
    const params: Record<string, unknown> = {};
    params.a = params;
    const list: unknown[] = [];
    list.push(list, list);
    for (const one of [params, { a: list }]) {
      expect(readCommand(message({ type: 'set', params: one }))).toHaveProperty('fault');
    }
  });

  test('__proto__ is a name like any other, and 60 kB are not too much', () => {
    const params = JSON.parse('{"__proto__": 1, "constructor": 2}') as object;
    expect(readCommand(message({ type: 'set', params }))).toEqual({
      call: 1,
      command: { type: 'set', params },
    });
    expect(readCommand(message({ type: 'set', params: { a: Array(30_000).fill(1) } }))).toHaveProperty(
      'command',
    );
  });
});
