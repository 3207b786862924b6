/** The answers file: both formats, what is refused, and two sets of answers that become one. */
import { readFileSync } from 'node:fs';
import { assert, constantFrom, dictionary, integer, json, oneof, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answers,
  fileName,
  LONGEST_FILE,
  merge,
  MOST_RESPONSES,
  readAnswers,
  textsOf,
  writeAnswers,
} from '../../src/assignments/answers.ts';

const file = (name: string) => readFileSync(new URL(`files/${name}`, import.meta.url), 'utf8');
const answersIn = (text: string): Answers => {
  const read = readAnswers(text);
  if ('fault' in read) throw new Error(read.fault);
  return read.answers;
};
const faultOf = (text: string): string => {
  const read = readAnswers(text);
  return 'fault' in read ? read.fault : 'none';
};
/** A good file with other fields. */
const changed = (fields: object) => JSON.stringify({ ...JSON.parse(file('format-2.json')), ...fields });

describe('a file', () => {
  test('of format 2 is read: its texts, and nothing about points or seeds', () => {
    const answers = answersIn(file('format-2.json'));
    expect({ ...answers, responses: { ...answers.responses } }).toEqual({
      assignment: 'sample-bptt',
      edition: '5f2a90c1',
      student: 'ada',
      saved: '2026-12-01T10:20:30.400Z',
      responses: {
        'postcard.gradient': { text: '0,125', at: '2026-12-01T10:20:30.400Z', tries: 2 },
        'postcard.way': { text: '0,2', at: '2026-12-01T10:20:30.000Z', tries: 0 },
        horizon: { text: 'radius=0.95&seed=2', tries: 0 },
        gate: { text: 'return i * g + (1 - i) * cPrev;\n', tries: 0 },
      },
    });
  });

  test('of format 1 is read', () => {
    const answers = answersIn(file('format-1.json'));
    expect(answers).toMatchObject({ assignment: 'sample-bptt', edition: '', student: 'ada', saved: '' });
    expect({ ...textsOf(answers) }).toEqual({
      'postcard.gradient': '0,125',
      'postcard.way': '0,2',
      horizon: 'radius=0.95&seed=2',
    });
  });

  test('is written so that it is read back, and has its name', () => {
    const answers = answersIn(file('format-2.json'));
    const text = writeAnswers(answers, '0.1.0');
    expect(JSON.parse(text)).toMatchObject({ format: 'unfolded answers', version: 2, book: '0.1.0' });
    expect(answersIn(text)).toEqual(answers);
    expect(answersIn(`\ufeff${text}`)).toEqual(answers);
    expect(fileName(' Ada', 'sample-bptt')).toBe('ada-sample-bptt-answers.json');
  });

  test('has no answers that nobody wrote', () => {
    const { responses } = answersIn(file('format-2.json'));
    expect(responses['toString']).toBeUndefined();
    expect(textsOf({ responses })['valueOf']).toBeUndefined();
  });

  const long = 'a'.repeat(100_001);
  test.each<[string, string, RegExp]>([
    ['nothing', '', /is empty\. Hand in the file/],
    [
      'a text',
      'Dear professor, my answers are',
      /not JSON, or was cut off: it begins with “Dear professor, my a…”/,
    ],
    ['a file cut off', file('format-2.json').slice(0, 300), /cut off/],
    ['a number', '12', /holds no answers/],
    ['null', 'null', /holds no answers/],
    ['a list', '[]', /holds no answers/],
    ['nested lists', '['.repeat(100_000), /not JSON/],
    ['nested lists that end', '['.repeat(100_000) + ']'.repeat(100_000), /holds no answers|not JSON/],
    ['other JSON', '{"name":"unfolded"}', /no answers of this book/],
    ['a newer format', changed({ version: 3 }), /format 3 by a newer edition.*formats 1 to 2 are read/],
    ['a format of half a number', changed({ version: 1.5 }), /no answers of this book/],
    ['a format in words', changed({ version: '2' }), /no answers of this book/],
    ['format 2 that says 1', changed({ version: 1 }), /two things about its format/],
    ['a student that is a number', changed({ student: 7 }), /“student” is missing, too long, or no text/],
    ['a student with a path', changed({ student: '../../etc' }), /A login has no “\/”/],
    ['no assignment', changed({ assignment: undefined }), /“assignment” is missing/],
    ['an assignment that is too long', changed({ assignment: long }), /“assignment” is missing, too long/],
    ['an edition that is a list', changed({ edition: [] }), /“edition” is missing/],
    ['no responses', changed({ responses: null }), /“responses” are no list/],
    ['responses in a list', changed({ responses: ['1'] }), /“responses” are no list/],
    ['a response that is a text', changed({ responses: { a: '1' } }), /“a” has no text/],
    ['a response of a number', changed({ responses: { a: { text: 1 } } }), /“a” is no text/],
    ['a response of lists', changed({ responses: { a: { text: [['1']] } } }), /“a” is no text/],
    [
      'a response that is too long',
      changed({ responses: { a: { text: long } } }),
      /“a” has 100,001 characters; at most/,
    ],
    ['a name that is too long', changed({ responses: { [long]: { text: '' } } }), /is too long/],
    [
      'a name of prototypes',
      changed({}).replace('"gate"', '"__proto__"'),
      /“__proto__”, which no question is called/,
    ],
    ['another', changed({ responses: { 'a.constructor': { text: '' } } }), /which no question is called/],
    [
      'a name of prototypes in format 1',
      file('format-1.json').replace('"postcard"', '"__proto__"'),
      /“__proto__”/,
    ],
    [
      'an exercise of format 1 that is a text',
      file('format-1.json').replace(/\{ "":.*/, '""'),
      /no list of answers/,
    ],
  ])('with %s is refused with a sentence', (_, text, words) => {
    expect(faultOf(text)).toMatch(words);
  });

  test('with too many answers, or too many letters, is refused', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, { text: '1' }]));
    expect(faultOf(changed({ responses: many(MOST_RESPONSES) }))).toBe('none');
    expect(faultOf(changed({ responses: many(MOST_RESPONSES + 1) }))).toMatch(/2,001 answers; at most 2,000/);
    const exercise = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`a${i}`, '1']));
    const old = JSON.stringify({
      ...JSON.parse(file('format-1.json')),
      answers: { one: exercise, two: exercise },
    });
    expect(faultOf(old)).toMatch(/3,000 answers/);
    expect(faultOf(' '.repeat(LONGEST_FILE + 1))).toMatch(/5,000,001 characters/);
  });

  test('of any JSON never throws, nor one with any value in any place', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    const places = [
      'format',
      'version',
      'assignment',
      'edition',
      'student',
      'saved',
      'responses',
      'unfolded',
      'answers',
    ];
    assert(
      property(json(), constantFrom(...places), (text, place) => {
        readAnswers(text);
        readAnswers(changed({ [place]: JSON.parse(text) as unknown }));
        readAnswers(changed({ responses: { a: JSON.parse(text) as unknown } }));
      }),
      { numRuns: 1000, seed: 6 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
  });
});

describe('two sets of answers', () => {
  const base = { assignment: 'hw', edition: 'e', student: 'ada' };
  const at = (minute: number) => `2026-12-01T10:${String(minute).padStart(2, '0')}:00.000Z`;

  test('become one: the newer text of each answer, and the other one is kept', () => {
    const mine: Answers = {
      ...base,
      saved: at(5),
      responses: {
        a: { text: 'new', at: at(5), tries: 1 },
        b: { text: 'old', at: at(1), tries: 2 },
        c: { text: 'same', at: at(1), tries: 0 },
        d: { text: '', at: at(4), tries: 0 },
        f: { text: 'no time', tries: 0 },
      },
    };
    const theirs: Answers = {
      ...base,
      edition: 'other',
      saved: at(6),
      responses: {
        a: { text: 'old', at: at(2), tries: 3 },
        b: { text: 'new', at: at(6), tries: 0 },
        c: { text: 'same', at: at(2), tries: 0 },
        d: { text: 'deleted', at: at(3), tries: 0 },
        e: { text: 'only theirs', at: at(3), tries: 0 },
        f: { text: 'a time', at: at(0), tries: 0 },
      },
    };
    const merged = merge(mine, theirs);
    if ('fault' in merged) throw new Error(merged.fault);
    expect(merged.answers).toMatchObject({ ...base, saved: at(6) });
    expect({ ...merged.answers.responses }).toEqual({
      a: { text: 'new', at: at(5), tries: 3 },
      b: { text: 'new', at: at(6), tries: 2 },
      c: { text: 'same', at: at(2), tries: 0 },
      d: { text: '', at: at(4), tries: 0 },
      e: { text: 'only theirs', at: at(3), tries: 0 },
      f: { text: 'a time', at: at(0), tries: 0 },
    });
    expect(merged.lost).toEqual([
      { ask: 'a', text: 'old', at: at(2) },
      { ask: 'b', text: 'old', at: at(1) },
      { ask: 'd', text: 'deleted', at: at(3) },
      { ask: 'f', text: 'no time' },
    ]);
  });

  test('of other students or assignments stay apart', () => {
    const mine: Answers = { ...base, saved: '', responses: {} };
    expect(merge(mine, { ...mine, student: 'bob' })).toEqual({
      fault: expect.stringMatching(/answers of “bob”, and here is “ada”/) as string,
    });
    expect(merge(mine, { ...mine, assignment: 'hw2' })).toEqual({
      fault: expect.stringMatching(/answers to “hw2”/) as string,
    });
  });

  test('have the same texts both ways round, and lose none', () => {
    const response = record({
      text: string({ maxLength: 3 }),
      at: integer({ min: 0, max: 3 }).map(at),
      tries: integer(),
    });
    const responses = dictionary(constantFrom('a', 'b', 'c'), oneof(response));
    const set = responses.map((all): Answers => ({ ...base, saved: '', responses: all }));
    assert(
      property(set, set, (mine, theirs) => {
        const [one, two] = [merge(mine, theirs), merge(theirs, mine)];
        if ('fault' in one || 'fault' in two) throw new Error('same student, same assignment');
        expect(textsOf(one.answers)).toEqual(textsOf(two.answers));
        const kept = new Set([...Object.values(textsOf(one.answers)), ...one.lost.map(({ text }) => text)]);
        for (const { text } of [...Object.values(mine.responses), ...Object.values(theirs.responses)])
          expect(text.trim() === '' || kept.has(text)).toBe(true);
        const again = merge(one.answers, theirs);
        expect('answers' in again && textsOf(again.answers)).toEqual(textsOf(one.answers));
      }),
      { numRuns: 500, seed: 6 },
    );
  });
});
