import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readMarks } from '../../src/assignments/submissions/marks.ts';
import { unzip, type Submitted } from '../../src/assignments/submissions/unzip.ts';
import type { Ask, Book, Right } from '../../src/assignments/types.ts';
import {
  answersOf,
  assignment,
  doubleOf,
  file,
  flagsOf,
  good,
  grade,
  keys,
  pointsOf,
  rosterOf,
} from './class.ts';

const full = { ada: 6, grace: 6, alan: 6 };
const [ada, grace] = ['lovelaceada_1001_501_a.json', 'hoppergrace_1002_502_a.json'];

describe('grading a class', () => {
  test('everybody has points by their own numbers', async () => {
    const { graded, faults } = await grade();
    expect(faults).toEqual([]);
    expect(pointsOf(graded)).toEqual(full);
    expect(graded.flatMap(({ flags }) => flags)).toEqual([]);
    expect(new Set(['ada', 'grace', 'alan'].map(doubleOf)).size).toBe(3);
    const copied = await grade({
      files: [file(grace, answersOf('grace', { double: String(doubleOf('ada')) }))],
    });
    expect(pointsOf(copied.graded)).toEqual({ ada: 0, grace: 2, alan: 0 });
    expect(flagsOf(copied.graded, 'ada')).toEqual(['nothing: Nothing was handed in.']);
  });

  test('progress is told, and a page can breathe', async () => {
    const told: string[] = [];
    let pauses = 0;
    await grade({ progress: (done, of) => told.push(`${done}/${of}`), pause: () => void (pauses += 1) });
    expect(told).toEqual(['1/3', '2/3', '3/3']);
    expect(pauses).toBeGreaterThanOrEqual(6);
  });

  test('marks count, for free texts and instead of the grader, and only within the points', async () => {
    const text =
      'ada: { pair.why: { points: 3.5, comment: good } }\ngrace: { double: { points: 1 }, pair.why: { points: 5 } }\nzoe: {}';
    const read = readMarks(text, assignment);
    if ('problem' in read) throw new Error(read.problem);
    const files = [...good().slice(1), file(ada, answersOf('ada', { 'pair.why': 'since' }))];
    const { graded, faults } = await grade({ files, faults: read.faults, marks: read.marks });
    expect(pointsOf(graded)).toEqual({ ada: 9.5, grace: 3, alan: 6 });
    expect(graded[0]!.open).toBe(0);
    expect(faults.map(({ words }) => words)).toEqual([
      'grace, pair.why: 5 is more than there are; 0 to 4 are allowed. The mark was not used.',
      'zoe is not a login of the roster; the marks there were not used.',
    ]);
    expect((await grade({ files })).graded[0]!.open).toBe(1);
  });

  test('what was not understood is said', async () => {
    const files = [...good().slice(1), file(ada, answersOf('ada', { double: 'about three' }))];
    const { graded } = await grade({ files });
    expect(pointsOf(graded)).toEqual({ ...full, ada: 2 });
    expect(flagsOf(graded, 'ada')).toHaveLength(1);
    expect(flagsOf(graded, 'ada')[0]).toMatch(
      /^unclear: The answer to “double” was not understood and counts nothing: “about three”\. ./,
    );
  });

  test('a kernel that does not end is said', async () => {
    const ask: Ask = {
      id: 'cell',
      kind: 'kernel',
      check: 'grader',
      points: 4,
      kernel: 'k',
      step: 's',
      parameters: ['a'],
      constants: [],
    };
    const exercise = { id: 'cell', title: 'Cell', points: 4, asks: [ask] };
    const right = { body: 'return a;', cases: [{ x: 0, constants: {}, values: { a: 1 }, expected: 1 }] };
    const endless = answersOf('ada', { cell: 'for (let i = 0; i < 1; i = i) {}\nreturn a;' });
    const { graded } = await grade({
      assignment: { ...assignment, exercises: [exercise] },
      keys: { cell: { answer: () => ({ cell: right }) } },
      files: [file(ada, endless), file(grace, answersOf('grace', { cell: 'return a;' }))],
    });
    expect(pointsOf(graded)).toEqual({ ada: 0, grace: 4, alan: 0 });
    expect(flagsOf(graded, 'ada')[0]).toMatch(
      /^kernel: The kernel “cell” did not end well. Line 1: .*stopped/,
    );
  });

  test('the format of before is read, and said', async () => {
    const before = {
      unfolded: 'answers',
      version: 1,
      assignment: 'hw2',
      student: 'Ada ',
      answers: { double: { '': String(doubleOf('ada')) }, pair: { way: '1' } },
    };
    const { graded } = await grade({ files: [...good().slice(1), file(ada, before)] });
    expect(pointsOf(graded)).toEqual(full);
    expect(flagsOf(graded, 'ada')[0]).toContain('format: ');
  });

  test('300 students and 20 exercises take seconds', async () => {
    const many = {
      ...assignment,
      exercises: Array.from({ length: 20 }, (_, k) => ({
        ...assignment.exercises[0]!,
        id: `e${k}`,
        asks: [{ ...assignment.exercises[0]!.asks[0]!, id: `e${k}` }],
      })),
    };
    const logins = Array.from({ length: 300 }, (_, k) => `s${k}`);
    const own = Object.fromEntries(
      many.exercises.map(({ id }) => [
        id,
        { params: keys.double!.params!, answer: ({ a }: { a: number }) => ({ [id]: 2 * a }) },
      ]),
    );
    const responses = Object.fromEntries(many.exercises.map(({ id }) => [id, '1,5']));
    const files = logins.map((login) => file(`${login}-hw2-answers.json`, answersOf(login, responses)));
    const start = Date.now();
    const { graded } = await grade({
      assignment: many,
      keys: own,
      roster: rosterOf(`login\n${logins.join('\n')}`),
      files,
    });
    expect(graded).toHaveLength(300);
    expect(Date.now() - start).toBeLessThan(15_000);
  });
});

describe('which file counts', () => {
  test('the newest by the number of Canvas, then by its own', async () => {
    const files = [
      file('lovelaceada_1001_501_a-2.json', answersOf('ada', { double: '0' })),
      file('lovelaceada_1001_601_a.json', answersOf('ada')),
      file('lovelaceada_1001_501_a-10.json', answersOf('ada', { double: '0' })),
    ];
    const { graded } = await grade({ files });
    expect(graded[0]!.file).toBe('lovelaceada_1001_601_a.json');
    expect(flagsOf(graded, 'ada')).toEqual([
      'duplicate: This student handed in more than one file; the newest counts: lovelaceada_1001_601_a.json, not lovelaceada_1001_501_a-10.json, lovelaceada_1001_501_a-2.json.',
    ]);
  });

  test('without a site, the one saved last; a name that the site gave comes first', async () => {
    const at = (saved: string, double: string) => answersOf('ada', { double }, { saved });
    const [old, later] = [
      at('2026-11-01T00:00:00Z', '0'),
      at('2026-11-02T00:00:00+01:00', String(doubleOf('ada'))),
    ];
    const { graded } = await grade({
      files: [file('a/ada-hw2-answers.json', old), file('b/ada-hw2-answers.json', later)],
    });
    expect([graded[0]!.points, graded[0]!.file]).toEqual([6, 'b/ada-hw2-answers.json']);
    const both = await grade({ files: [...good(), file('ada-hw2-answers.json', at('2027-01-01', '0'))] });
    expect(pointsOf(both.graded)).toEqual(full);
  });

  test('late is said, and counts', async () => {
    const { graded } = await grade({ files: [file('lovelaceada_LATE_1001_501_a.json', answersOf('ada'))] });
    expect([graded[0]!.late, graded[0]!.points]).toEqual([true, 6]);
    expect(flagsOf(graded, 'ada')[0]).toContain('late: ');
  });
});

/** Grades with one more, or another, file; the others' points stay. Answers what is said of a student. */
async function costs(files: Submitted[], login = 'ada', points = 0) {
  const names = new Set(files.map(({ name }) => name.split('_').find((part) => /^100\d$/.test(part))));
  const others = good().filter(({ name }) => ![...names].some((number) => number && name.includes(number)));
  const { graded, faults } = await grade({ files: [...files, ...others] });
  expect(pointsOf(graded)).toEqual({ ...full, [login]: points });
  return [...flagsOf(graded, login), ...faults.map(({ name, words }) => `${name}: ${words}`)];
}

describe('a hostile file costs itself', () => {
  test('cut off, damaged, empty, no answers at all', async () => {
    const text = JSON.stringify(answersOf('ada'));
    expect((await costs([file(ada, text.slice(0, -20))]))[0]).toContain('not JSON, or was cut off');
    expect((await costs([file(ada, text.replace(',', ';'))]))[0]).toContain('not JSON');
    expect((await costs([file(ada, '')]))[0]).toContain('The file is empty');
    const version3 = { ...answersOf('ada'), version: 3 };
    for (const other of ['%PDF-1.7', '[]', 'null', '{}', '"a"', JSON.stringify(version3)])
      expect((await costs([file(ada, other)]))[0]).toMatch(
        /^unreadable: lovelaceada_1001_501_a.json: The file /,
      );
  });

  test('50 MB', async () => {
    expect((await costs([{ name: ada, bytes: new Uint8Array(50e6) }]))[0]).toContain(
      'It has 50 MB, more than the 5 MB',
    );
  });

  test('a bomb, a way out of the folder and a zip inside, in a zip', async () => {
    const [, second, third] = good();
    const inner = zipSync({ 'a.json': second!.bytes });
    const zip = zipSync({
      [ada]: [new Uint8Array(8e6), { level: 1 }],
      '../../etc/turingalan_1003_999_a.json': good()[2]!.bytes,
      'hoppergrace_1002_400_old.zip': [inner, { level: 0 }],
      [second!.name]: second!.bytes,
      [third!.name]: third!.bytes,
    });
    const { graded, faults } = await grade(await unzip(zip));
    expect(pointsOf(graded)).toEqual({ ...full, ada: 0 });
    expect(flagsOf(graded, 'ada')[0]).toContain('zip bomb');
    expect(flagsOf(graded, 'grace')[0]).toContain('a zip inside the zip');
    expect(flagsOf(graded, 'alan')[0]).toContain('leads out of its folder');
    expect(faults).toEqual([]);
  });

  test('edited points, seed and scores are not used, and said', async () => {
    const edited = answersOf(
      'ada',
      { double: '1' },
      { points: 100, seed: 'ff', exercises: [{ points: 99 }] },
    );
    (edited.responses as Record<string, object>).double = {
      text: '1',
      at: '',
      tries: 0,
      score: 1,
      verdict: 'right',
    };
    const said = await costs([file(ada, edited)], 'ada', 2);
    expect(said).toEqual([
      'fields: lovelaceada_1001_501_a.json: has fields that no page of ours writes: points, seed, exercises, score, verdict. They were not used.',
    ]);
  });

  test("somebody else's answers", async () => {
    const { graded } = await grade({ files: [file(ada, answersOf('grace')), ...good().slice(1)] });
    expect(pointsOf(graded)).toEqual({ ...full, ada: 0 });
    expect(flagsOf(graded, 'ada')[0]).toContain(
      'student: lovelaceada_1001_501_a.json: The student “grace” is inside, but it was handed in by Lovelace, Ada (ada).',
    );
    expect(flagsOf(graded, 'grace')[0]).toContain('named: ');
    const alone = await grade({ files: [file(ada, answersOf('grace'))] });
    expect(pointsOf(alone.graded)).toEqual({ ada: 0, grace: 0, alan: 0 });
    const renamed = await grade({
      files: [
        ...good(),
        file('alan-hw2-answers.json', answersOf('ada', { double: '0' }, { saved: '2030-01-01' })),
      ],
    });
    expect(pointsOf(renamed.graded)).toEqual(full);
    expect(flagsOf(renamed.graded, 'alan')[0]).toContain('student: ');
  });

  test('a student or a user whom the roster does not have', async () => {
    const [first] = await costs([file('x.json', answersOf('mallory'))], 'ada', 6);
    expect(first).toBe('x.json: The student “mallory” is not in the roster. It was not graded.');
    const [second] = await costs([file('eve_77_1_a.json', answersOf('ada'))], 'ada', 6);
    expect(second).toContain("Canvas's user 77 is not in the roster. It was not graded.");
  });

  test('another assignment is not graded; another edition is, and said', async () => {
    expect((await costs([file(ada, answersOf('ada', {}, { assignment: 'hw1' }))]))[0]).toContain(
      '“hw1”, not “hw2”',
    );
    expect((await costs([file(ada, answersOf('ada', {}, { edition: 'e4' }))], 'ada', 6))[0]).toContain(
      'another edition of the questions (e4, now e5)',
    );
  });

  test('answers to what is not asked', async () => {
    expect(
      (await costs([file(ada, answersOf('ada', { bonus: '1', 'pair.toString': '2' }))], 'ada', 6))[0],
    ).toContain('questions that are not asked: bonus, pair.toString.');
  });

  test('deep JSON, __proto__, lone surrogates, a megabyte for a number', async () => {
    const text = JSON.stringify(answersOf('ada'));
    const deep = `${'['.repeat(2e5)}${']'.repeat(2e5)}`;
    expect((await costs([file(ada, text.replace(/"responses":.*/, `"responses":${deep}}`))]))[0]).toContain(
      'unreadable',
    );
    expect(await costs([file(ada, text.replace('"tries":1', `"tries":${deep}`))], 'ada', 6)).toEqual([]);
    const proto = text.replace('{"format"', '{"__proto__":{"points":9},"format"');
    expect((await costs([file(ada, proto)], 'ada', 6))[0]).toContain(
      'that no page of ours writes: __proto__.',
    );
    expect((await costs([file(ada, text.replace('"double"', '"__proto__"'))]))[0]).toContain('unreadable');
    await costs([file(ada, answersOf('ada', { 'pair.why': '\ud800 x \udfff', double: '\ud800' }))], 'ada', 2);
    await costs([file(ada, answersOf('ada', { double: '9'.repeat(1e5) }))], 'ada', 2);
    expect((await costs([file(ada, answersOf('ada', { double: '9'.repeat(1e6) }))]))[0]).toContain(
      '1,000,000 characters',
    );
  });

  test('one response for which the grader has no answer costs that one', async () => {
    const files = [...good().slice(1), file(ada, answersOf('ada', { 'pair.way': '2,x' }))];
    expect(pointsOf((await grade({ files })).graded)).toEqual({ ...full, ada: 4 });
  });

  test('an answer that makes the judge fail costs itself, and is left to a person', async () => {
    const asks: Ask[] = [
      ...assignment.exercises[0]!.asks,
      {
        id: 'double.seen',
        kind: 'state',
        check: 'grader',
        points: 1,
        widget: 'w',
        figure: 'w',
        capture: ['x'],
      },
    ];
    const right = keys.double!.answer as (values: { a: number }) => Record<string, Right>;
    const more = {
      double: {
        ...keys.double!,
        answer: (values: { a: number }) => ({ ...right(values), seen: { state: {}, output: 'y', from: 0 } }),
      },
    };
    const broken = {
      state: () => {
        throw new Error('no such figure');
      },
    } as unknown as Book;
    const { graded } = await grade({
      assignment: {
        ...assignment,
        exercises: [{ ...assignment.exercises[0]!, asks }, assignment.exercises[1]!],
      },
      keys: more,
      book: broken,
      files: [file(ada, answersOf('ada', { 'double.seen': 'x=1' })), ...good().slice(1)],
    });
    expect(pointsOf(graded)).toEqual(full);
    expect(graded[0]!.open).toBe(1);
    expect(flagsOf(graded, 'ada')).toEqual([
      'judge: The answer to “double.seen” could not be judged: no such figure',
    ]);
  });

  test('a key that fails for one leaves the answer to a person', async () => {
    const bad = doubleOf('grace') / 2;
    const broken = {
      double: {
        ...keys.double!,
        answer: ({ a }: { a: number }) => {
          if (a === bad) throw new Error('division by zero');
          return { double: 2 * a };
        },
      },
    };
    const { graded } = await grade({ keys: broken });
    expect(pointsOf(graded)).toEqual({ ...full, grace: 2 });
    expect(graded[1]!.open).toBe(1);
    expect(flagsOf(graded, 'grace')).toEqual([
      'judge: No answer to “double” could be judged: keys.ts of hw2, exercise “double”: answer() failed: division by zero',
    ]);
  });
});

test('Moodle: the folder and the roster say whose it is; without logins the file does', async () => {
  const roster = rosterOf('Identifier,Full name,Grade\nParticipant 41,Ada,\nParticipant 42,Grace,\n');
  const { graded } = await grade({
    roster,
    files: [file('Ada_41_assignsubmission_file/x.json', answersOf('ada'))],
  });
  expect(graded.map(({ points }) => points)).toEqual([6, 0]);
});
