import csv from 'papaparse';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { feedbackPage } from '../../src/assignments/submissions/feedback.ts';
import { fileNames, gradeColumn, gradesCsv, harmless } from '../../src/assignments/submissions/grades-csv.ts';
import { itemsCsv, itemStatistics } from '../../src/assignments/submissions/items.ts';
import { marksTemplate, readMarks } from '../../src/assignments/submissions/marks.ts';
import { changesOf, reportText } from '../../src/assignments/submissions/report.ts';
import { answersOf, assignment, canvas, doubleOf, file, good, grade, rosterOf } from './class.ts';

const rowsOf = (text: string) => csv.parse<string[]>(text.trim()).data;
const marksOf = (text: string) => {
  const read = readMarks(text, assignment);
  if ('problem' in read) throw new Error(read.problem);
  return read;
};
const formula = '=HYPERLINK("http://x","y")';
const markup = '</pre><script>alert(1)</script><img src=x onerror=alert(1)> & "\u202e';

describe('grades.csv', () => {
  test('has the columns of Canvas, with the row of points, and its numbers', async () => {
    const roster = rosterOf();
    const text = gradesCsv((await grade()).graded, roster, assignment);
    expect(text).toBe(
      [
        'Student,ID,SIS User ID,SIS Login ID,Section,Homework 2 (hw2)',
        '"    Points Possible",,,,,10',
        '"Lovelace, Ada",1001,,ada,A,6',
        '"Hopper, Grace",1002,,grace,A,6',
        '"Turing, Alan",1003,,alan,B,6',
        '',
      ].join('\r\n'),
    );
  });

  test('takes the column that Canvas has for the assignment already, and no other of its columns', async () => {
    const roster = rosterOf(canvas.replace('Section\n', 'Section,Homework 2 (551),Other (9)\n'));
    const [columns] = rowsOf(gradesCsv((await grade({ roster })).graded, roster, assignment));
    expect(columns!.at(-1)).toBe('Homework 2 (551)');
    expect(columns).toHaveLength(6);
  });

  test("has Moodle's worksheet with grade and words, and its separator", async () => {
    const roster = rosterOf(
      '\ufeffIdentifier;Full name;Email address;Status;Grade;Last modified (grade);Feedback comments\n' +
        'Participant 41;Ada;ada@x.edu;Submitted;;-;\nParticipant 42;Grace;grace@x.edu;;;-;old\n',
    );
    const files = [file('Ada_41_assignsubmission_file/a.json', answersOf('ada', { 'pair.why': 'so' }))];
    const text = gradesCsv((await grade({ roster, files })).graded, roster, assignment);
    expect(text.startsWith('\ufeffIdentifier;Full name')).toBe(true);
    expect(rowsOf(text).slice(1)).toEqual([
      [
        'Participant 41',
        'Ada',
        'ada@x.edu',
        'Submitted',
        '6',
        "'-",
        'Twice & more: 4/4; Two things: 2/6; 1 still to be marked',
      ],
      [
        'Participant 42',
        'Grace',
        'grace@x.edu',
        '',
        '0',
        "'-",
        'Nothing that could be graded was handed in.',
      ],
    ]);
  });

  test('no cell is a formula, whatever the roster or the answers say', async () => {
    const roster = rosterOf(
      `login,name\nada,"${formula.replaceAll('"', '""')}"\n+grace,"x;=1+1"\nalan,"@SUM(A1)"\n`,
    );
    const { graded } = await grade({
      roster,
      files: [file('ada-hw2-answers.json', answersOf('ada', { double: formula, 'pair.why': formula }))],
    });
    const texts = [gradesCsv(graded, roster, assignment), itemsCsv(graded, { ...assignment, title: '=1' })];
    for (const cell of texts.flatMap((text) => rowsOf(text).flat()))
      expect(cell).not.toMatch(/(^|[;,\t\r\n])[=+\-@\t\r]/);
    expect(texts[0]).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(texts[0]).toContain("x;'=1+1");
    for (const number of ['-2', '+1.5', '-1,5', '-1e-3', '0']) expect(harmless(number)).toBe(number);
    for (const text of ['-2+3', '=1', '@x', '\tx', '\r=1', '+x', '＝1', '-'])
      expect(harmless(text)[0]).toBe("'");
  });

  test('changes are told by student', async () => {
    const roster = rosterOf();
    const before = gradesCsv((await grade()).graded, roster, assignment);
    const { graded, faults } = await grade({ marks: marksOf('ada: { double: { points: 1 } }').marks });
    const parts = {
      assignment,
      roster,
      graded,
      faults,
      changes: changesOf(before, { assignment, roster, graded }),
    };
    expect(parts.changes).toEqual(['ada 6 → 3']);
    expect(reportText(parts)).toContain('1 grade changed: ada 6 → 3.');
    expect(changesOf(before, { assignment, roster, graded: (await grade()).graded })).toEqual([]);
    expect(changesOf('not,a,table', parts)).toEqual([]);
    expect(gradeColumn(roster, assignment)).toBe('Homework 2 (hw2)');
  });
});

describe('the report', () => {
  test('names what is to be done, and every flag by student', async () => {
    const files = [
      ...good().slice(1),
      file('lovelaceada_1001_1_a.json', answersOf('grace')),
      file('z.json', 'x'),
    ];
    const { graded, faults } = await grade({ files });
    const text = reportText({ assignment, roster: rosterOf(), graded, faults });
    expect(text).toContain('Homework 2 (hw2): 2 of 3 students graded, 6.0 of 10 points on average.');
    expect(text).toContain('2 students to be looked at: ada, grace.');
    expect(text).toContain('\n  z.json: The file is not JSON');
    expect(text).toContain(
      '\nTO BE LOOKED AT\nLovelace, Ada (ada): 0 of 10\n  lovelaceada_1001_1_a.json: The student “grace” is inside',
    );
  });

  test('has the others below', async () => {
    const { graded, faults } = await grade({ files: good().slice(0, 2) });
    const text = reportText({ assignment, roster: rosterOf(), graded, faults });
    expect(text).toContain('\nSTUDENTS\nLovelace, Ada (ada): 6 of 10\n');
    expect(text).toContain('\nTuring, Alan (alan): 0 of 10\n  Nothing was handed in.\n');
  });

  test('has no line of a name with line breaks or directions', async () => {
    const { graded, faults } = await grade({ files: [...good(), file('a\nFORGED\u202e.json', 'x')] });
    expect(reportText({ assignment, roster: rosterOf(), graded, faults })).not.toMatch(/^FORGED|\u202e/m);
  });
});

describe("a student's page", () => {
  const pageOf = async (responses: Record<string, string>, marks = '') => {
    const files = [file('lovelaceada_1001_501_a.json', answersOf('ada', responses))];
    const { graded } = await grade({ files, marks: marksOf(marks).marks });
    return feedbackPage(graded[0]!, assignment);
  };

  test('has points, answers, how they were read, and comments', async () => {
    const page = await pageOf(
      { double: '1,50', 'pair.why': 'since' },
      'ada: { pair.why: { points: 2.5, comment: "Say <why>" } }',
    );
    for (const words of [
      '4.5 of 10 points',
      '<code>1,50</code>',
      'Understood as 1.5.',
      'Your answer: choice 2<',
      '<pre>since</pre>',
      'Say &lt;why&gt;',
      '2.5 of 4',
      'Twice &amp; more',
    ])
      expect(page).toContain(words);
    expect(await pageOf({ 'pair.why': 'since' })).toContain('A person still has to mark this answer.');
  });

  test('has nothing of the key', async () => {
    const page = await pageOf({ double: '0' });
    expect(page).not.toContain(String(doubleOf('ada')));
    expect(page).not.toMatch(/tolerance|relative|seed/);
  });

  test('runs nothing and breaks out of nothing', async () => {
    const page = await pageOf(
      { 'pair.why': markup, double: markup, 'pair.way': markup },
      `ada: { double: { comment: '${markup}' } }`,
    );
    expect(page).not.toMatch(/<script|<img|\u202e|javascript:/i);
    expect(page.match(/<\/pre>/g)).toHaveLength(1);
    const roster = rosterOf(`login,name\nada,"${markup.replaceAll('"', '""')}"\n`);
    const { graded } = await grade({ roster, files: [] });
    expect(feedbackPage(graded[0]!, { ...assignment, title: markup })).not.toMatch(/<script|<img|\u202e/);
  });

  test('does not tell of others', async () => {
    const { graded } = await grade({
      files: [...good().slice(1), file('lovelaceada_1001_1_a.json', answersOf('grace'))],
    });
    expect(feedbackPage(graded[0]!, assignment)).not.toMatch(/grace|hopper/i);
    expect(feedbackPage(graded[1]!, assignment)).not.toMatch(/ada|lovelace/i);
  });

  test('has a name of its own that is a file in every system', async () => {
    const roster = rosterOf('login\nada\n../x\n..\ncon\na/b\na:b\nzoë\n.hidden\n');
    const names = [...fileNames((await grade({ roster, files: [] })).graded).values()];
    expect(names).toEqual([
      'ada.html',
      '_._x.html',
      '__.html',
      '_con.html',
      'a_b.html',
      'a_b-2.html',
      'zoë.html',
      '_hidden.html',
    ]);
  });
});

describe('marks.yaml', () => {
  const files = () => [
    file('a_1001_1_a.json', answersOf('ada', { 'pair.why': 'one\ntwo # three\r\nfour: 5\u2028x' })),
    ...good().slice(1),
  ];

  test('gets an entry for what is still to be marked, with the answer above it', async () => {
    const text = marksTemplate((await grade({ files: files() })).graded);
    expect(parse(text)).toEqual({ ada: { 'pair.why': { points: null, comment: '' } } });
    expect(text).toContain(
      '\n  # | one\n  # | two # three\n  # | four: 5 x\n  pair.why:\n    points: null\n',
    );
    expect(marksOf(text).faults).toEqual([]);
    expect(marksTemplate((await grade()).graded)).toContain('Marks for free texts');
  });

  test('keeps what was there: marks, comments, entries of others', async () => {
    const before = `# mine\ngrace:\n  double: { points: 1, comment: 'x' } # because\nADA:\n  # hm\n  double: { points: 2 }\n0123: {}\n`;
    const { graded } = await grade({ files: files(), marks: marksOf(before).marks });
    const text = marksTemplate(graded, before);
    for (const part of ['# mine', "'x'", '# because', '# hm', '0123:']) expect(text).toContain(part);
    expect(parse(text, { schema: 'failsafe' })).toEqual({
      grace: { double: { points: '1', comment: 'x' } },
      ADA: { double: { points: '2' }, 'pair.why': { points: 'null', comment: '' } },
      '0123': {},
    });
    expect(marksTemplate((await grade({ files: files(), marks: marksOf(text).marks })).graded, text)).toBe(
      text,
    );
    const marked = text.replace('points: null', 'points: 3');
    expect((await grade({ files: files(), marks: marksOf(marked).marks })).graded[0]!.points).toBe(7);
    expect(
      marksTemplate((await grade({ files: files(), marks: marksOf(marked).marks })).graded, marked),
    ).toBe(marked);
  });

  test('logins of digits stay texts', async () => {
    const roster = rosterOf('login\n00123\n');
    const texts = [file('x.json', answersOf('00123', { 'pair.why': 'y' }))];
    const text = marksTemplate((await grade({ roster, files: texts })).graded);
    const marked = text.replace('points: null', 'points: 2');
    expect((await grade({ roster, files: texts, marks: marksOf(marked).marks })).graded[0]!.points).toBe(8);
  });

  test('says what cannot be used', () => {
    expect(readMarks('ada: {', assignment)).toMatchObject({
      problem: expect.stringContaining('cannot be read'),
    });
    const { faults } = marksOf(
      'ada:\n  pair.why: { points: many, grade: 3 }\n  nothing: { points: 1 }\n  double: 3\ngrace: [1]\nalan: { double: { points: [1] } }\n',
    );
    expect(faults.map(({ words }) => words)).toEqual([
      'ada, pair.why: many is not a number of points; 0 to 4 are allowed. The mark was not used.',
      'ada, pair.why: grade is not known; there are points and comment.',
      'ada, nothing: there is no such ask. There are double, pair.way, pair.why.',
      'The entry of ada, double is not a list of names. Write <login>: { <ask>: { points: 2, comment: "…" } }.',
      'The entry of grace is not a list of names. Write <login>: { <ask>: { points: 2, comment: "…" } }.',
      'alan, double: points is a list; a number or a text is expected.',
    ]);
  });
});

test('items: how many, how well, how it divides, and what was wrong', async () => {
  const wrong = (login: string, way: string) =>
    file(`${login}-hw2-answers.json`, answersOf(login, { double: '7', 'pair.way': way }));
  const files = [file('ada-hw2-answers.json', answersOf('ada')), wrong('grace', '0'), wrong('alan', '1')];
  const [double, way, why] = itemStatistics((await grade({ files })).graded, assignment);
  expect(double).toMatchObject({ id: 'double', answered: 3, mean: 1 / 3, wrong: [{ text: '7', count: 2 }] });
  // Shares 1, 0, 0 against 2, 0, 2 points of the rest: r = (2/3) / √(2/3 · 8/3) = 1/2.
  expect(double!.discrimination).toBeCloseTo(0.5, 12);
  expect(way!.wrong).toEqual([{ text: 'choice 1', count: 1 }]);
  expect(why).toMatchObject({ answered: 0, mean: 0, wrong: [] });
  expect(why!.discrimination).toBeUndefined();
});
