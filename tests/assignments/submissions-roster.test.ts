import { describe, expect, test } from 'vitest';
import { namedBy } from '../../src/assignments/submissions/names.ts';
import { readRoster, textOf, type Roster } from '../../src/assignments/submissions/roster.ts';

const read = (text: string): Roster => {
  const roster = readRoster(text);
  if ('problem' in roster) throw new Error(roster.problem);
  return roster;
};
const problem = (text: string) => {
  const roster = readRoster(text);
  return 'problem' in roster ? roster.problem : '';
};

const canvas = `Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (55)
    Points Possible,,,,,10
"Lovelace, Ada",1001,u-7,ADA@Example.edu,A,9
"Hopper, Grace",1002,u-8,grace,A,10
"Doe, =HYPERLINK(""x"")",1003,,,B,
`;
const moodle = `Identifier,Full name,Email address,Status,Grade,Maximum Grade,Feedback comments
Participant 41,Ada Lovelace,ada@example.edu,Submitted,,10,
Participant 42,Grace Hopper,grace@example.edu,No submission,,10,
`;

describe('a roster', () => {
  test("is Canvas's gradebook, without the row of points", () => {
    const roster = read(canvas);
    expect(roster.kind).toBe('canvas');
    expect(roster.students.map(({ login, logins, name, number }) => [login, logins, name, number])).toEqual([
      ['ada@example.edu', ['ada@example.edu', 'ada', 'u-7'], 'Lovelace, Ada', '1001'],
      ['grace', ['grace', 'u-8'], 'Hopper, Grace', '1002'],
      ['1003', ['1003'], 'Doe, =HYPERLINK("x")', '1003'],
    ]);
    expect(roster.faults).toEqual([]);
  });

  test("is Moodle's grading worksheet", () => {
    const roster = read(moodle);
    expect(roster.kind).toBe('moodle');
    expect(roster.students[0]).toMatchObject({
      login: 'ada@example.edu',
      number: '41',
      name: 'Ada Lovelace',
    });
    expect(roster.students[0]!.logins).toContain('ada');
    const hidden = read('Identifier,Full name,Grade\nParticipant 41,Ada,\n').students[0]!;
    expect([hidden.login, hidden.logins]).toEqual(['participant-41', []]);
  });

  test('is a plain table, with semicolons, tabs or a byte order mark', () => {
    for (const text of [
      'login,name\nada,Ada L\n',
      '\ufeffLogin;Name\r\nADA;Ada L\r\n',
      'name\tlogin\nAda L\tada\n',
    ]) {
      const roster = read(text);
      expect([roster.kind, roster.students[0]!.login, roster.students[0]!.name]).toEqual([
        'plain',
        'ada',
        'Ada L',
      ]);
    }
    expect(read('login\nada\ngrace\n').students).toHaveLength(2);
    expect(read('\ufefflogin;name\na;b\n')).toMatchObject({ bom: true, delimiter: ';' });
  });

  test('with a sentence for what is missing', () => {
    expect(problem('')).toContain('The roster is empty. Known are the gradebook of Canvas');
    expect(problem('Nachname,Vorname\nLovelace,Ada\n')).toContain(
      'has the columns Nachname, Vorname, and none with a login',
    );
    expect(problem('login,name\n')).toContain('no student below its columns login, name');
  });

  test('with rows that cannot be used named, and the others kept', () => {
    const roster = read('login,name\nada,Ada\n,Nobody\nADA,Another\n"a b",Strange\n__proto__,Proto\n');
    expect(roster.students.map(({ login }) => login)).toEqual(['ada', 'a b', '__proto__']);
    expect(roster.faults.map(({ words }) => words)).toEqual([
      'Row 3 of the roster has no login; it was left out.',
      'The roster has login ada twice (Ada, Another); the first row counts.',
      expect.stringContaining('login a b (Strange) cannot be typed'),
    ]);
  });

  test('where two share what is before the @, neither has it', () => {
    const roster = read('login,name\nada@a.edu,A\nada@b.edu,B\nada,C\n');
    expect(roster.students.map(({ logins }) => logins)).toEqual([['ada@a.edu'], ['ada@b.edu'], ['ada']]);
  });

  test('in any encoding', () => {
    expect(textOf(new TextEncoder().encode('Zoë'))).toBe('Zoë');
    expect(textOf(new Uint8Array([0x5a, 0x6f, 0xeb]))).toBe('Zoë');
    expect(
      read(textOf(new Uint8Array([0xff, 0xfe, ...Buffer.from('login\nzoe\n', 'utf16le')]))),
    ).toMatchObject({ bom: true });
  });
});

describe('whose a file is', () => {
  const of = (name: string, text = canvas) => namedBy(name, read(text));
  test('by the names of Canvas', () => {
    expect(of('lovelaceada_1001_2002_ada-hw2-answers.json')).toMatchObject({
      student: { number: '1001' },
      upload: 2002,
      late: false,
      again: 0,
    });
    expect(of('lovelaceada_LATE_1001_2002_ada-hw2-answers-3.json')).toMatchObject({
      student: { number: '1001' },
      late: true,
      again: 3,
    });
    expect(of('folder/hoppergrace_1002_7_x.json').student!.name).toBe('Hopper, Grace');
    const nobody = of('nobody_9_2002_x.json');
    expect([nobody.student, nobody.site, nobody.words]).toEqual([
      undefined,
      'canvas',
      "Canvas's user 9 is not in the roster.",
    ]);
  });

  test('numbers in names of their own do not make it somebody else', () => {
    // An original name with numbers, and a displayed name that was set to hoppergrace_1002_9999.
    for (const name of [
      'lovelaceada_1001_2002_x_1002_9999_a.json',
      'hoppergrace_1002_9999_1001_2002_a.json',
    ]) {
      expect(of(name).student).toBeUndefined();
      expect(of(name).words).toContain('numbers of several students');
    }
    expect(of('lovelaceada_1001_2002_x_5_6_a.json').student!.number).toBe('1001');
    expect(of('lovelaceada_1001_2002_x_1001_6_a.json')).toMatchObject({
      student: { number: '1001' },
      upload: 2002,
    });
  });

  test('by the folders of Moodle', () => {
    for (const name of [
      'Ada Lovelace_41_assignsubmission_file/answers.json',
      'Ada Lovelace_41_assignsubmission_file_/answers.json',
      'Ada Lovelace_41_assignsubmission_file_answers.json',
      'all/Ada Lovelace_41_assignsubmission_file/x_42_assignsubmission_file_/a.json',
    ])
      expect(of(name, moodle)).toMatchObject({ student: { login: 'ada@example.edu' }, site: 'moodle' });
    expect(of('Eve_99_assignsubmission_file/a.json', moodle).words).toContain(
      'participant 99 is not in the roster',
    );
  });

  test('not by other names', () => {
    expect(of('ada-hw2-answers-2.json')).toEqual({ late: false, upload: 0, again: 2 });
    expect(of('1_2_3').student).toBeUndefined();
  });
});
