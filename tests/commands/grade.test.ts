import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Submitted } from '../../src/assignments/submissions/unzip.ts';
import { run } from '../../src/commands/grading/run.ts';
import { answersOf, assignment, book, canvas, file, good, keys } from '../assignments/class.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unfolded-'));
  writeFileSync(join(folder, 'roster.csv'), canvas);
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const zipOf = (files: Submitted[]) =>
  zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])));
const withEssay = () => [
  file('lovelaceada_1001_501_a.json', answersOf('ada', { 'pair.why': 'since' })),
  ...good().slice(1),
];

async function graded(args: string[], live = false) {
  const [lines, progress]: [string[], string[]] = [[], []];
  const asked: string[] = [];
  const status = await run([...args, '--roster', at('roster.csv'), '--out', at('grades')], {
    load: async (id) => {
      asked.push(id);
      return { assignment, keys, book };
    },
    out: (line) => lines.push(line),
    progress: { write: (text) => progress.push(text), live },
  });
  return { status, said: lines.join('\n'), progress, asked };
}

describe('npm run grade', () => {
  test('a zip of Canvas becomes a folder of grades', async () => {
    writeFileSync(at('submissions.zip'), zipOf(withEssay()));
    const { status, said, progress, asked } = await graded([at('submissions.zip')]);
    expect([status, asked]).toEqual([0, ['hw2']]);
    expect(readdirSync(at('grades')).sort()).toEqual([
      'feedback',
      'grades.csv',
      'items.csv',
      'marks.yaml',
      'report.txt',
    ]);
    expect(readdirSync(at('grades/feedback')).sort()).toEqual(['ada.html', 'alan.html', 'grace.html']);
    expect(read('grades/grades.csv')).toContain('"Lovelace, Ada",1001,,ada,A,6\r\n');
    expect(read('grades/feedback/ada.html')).toContain('6 of 10 points');
    expect(read('grades/items.csv')).toContain('double,number,4,3,1.00');
    expect(said).toContain('3 of 3 students graded, 6.0 of 10 points on average.');
    expect(said).toContain('1 answer of 1 student to be marked by a person, in marks.yaml.');
    expect(progress).toEqual(['graded 1 of 3\n', 'graded 2 of 3\n', 'graded 3 of 3\n']);
    const live = await graded([at('submissions.zip')], true);
    expect(live.progress.at(-1)).toBe(`\r[${'#'.repeat(40)}] 3 of 3\n`);
  });

  test('a folder and a single file do as well; links are not followed', async () => {
    mkdirSync(at('in/deep'), { recursive: true });
    for (const { name, bytes } of good()) writeFileSync(at(`in/deep/${name}`), bytes);
    writeFileSync(at('in/big_1001_999_x.json'), new Uint8Array(6e6));
    expect((await graded([at('in')])).status).toBe(0);
    expect(read('grades/report.txt')).toContain('big_1001_999_x.json: It has 6 MB, more than the 5 MB');
    writeFileSync(at('ada-hw2-answers.json'), good()[0]!.bytes);
    const one = await graded([at('ada-hw2-answers.json'), '--assignment', 'hw2']);
    expect(one.said).toContain('1 of 3 students graded');
  });

  test('a regrade keeps marks and the grades of before, and tells what changed', async () => {
    writeFileSync(at('submissions.zip'), zipOf(withEssay()));
    await graded([at('submissions.zip')]);
    const first = read('grades/grades.csv');
    const same = await graded([at('submissions.zip')]);
    expect(same.said).toContain('No grade changed.');
    expect(existsSync(at('grades/grades.before.csv'))).toBe(false);
    writeFileSync(
      at('grades/marks.yaml'),
      `# Friday\n${read('grades/marks.yaml').replace('points: null', 'points: 3')}`,
    );
    const { said } = await graded([at('submissions.zip')]);
    expect(said).toContain('1 grade changed: ada 6 → 9.');
    expect(said).toContain('grades.before.csv');
    expect(read('grades/grades.before.csv')).toBe(first);
    expect(read('grades/report.txt')).toContain('1 grade changed: ada 6 → 9.');
    expect(read('grades/marks.yaml')).toMatch(/^# Friday\n[^]*points: 3/);
    writeFileSync(at('mine.yaml'), 'ada: { pair.why: { points: 1 } }\n');
    const given = await graded([at('submissions.zip'), '--marks', at('mine.yaml')]);
    expect(given.said).toContain('ada 9 → 7');
    expect(read('grades/grades.before.csv')).toBe(first);
    expect(existsSync(at('grades/grades.before-2.csv'))).toBe(true);
    expect(read('mine.yaml')).toBe('ada: { pair.why: { points: 1 } }\n');
  });

  test('a zip of nothing but trouble grades nobody, and leaves the grades of before', async () => {
    writeFileSync(at('submissions.zip'), zipOf(good()));
    await graded([at('submissions.zip')]);
    const before = read('grades/grades.csv');
    writeFileSync(
      at('bad.zip'),
      zipSync({ 'lovelaceada_1001_501_a.json': new Uint8Array(9), '../x': new Uint8Array(3) }),
    );
    const { status, said } = await graded([at('bad.zip'), '--assignment', 'hw2']);
    expect(status).toBe(1);
    expect(said).toContain('Nothing could be graded');
    expect(read('grades/report.txt')).toContain('../x: Its name leads out of its folder');
    expect(read('grades/grades.csv')).toBe(before);
  });
});

describe('what is missing is said', () => {
  const tools = { load: () => Promise.reject(new Error('not asked for')), out: () => undefined };
  const wrong = (...args: string[]) =>
    run(args, { ...tools, progress: { write: () => undefined, live: false } });

  test('in sentences', async () => {
    await expect(wrong()).rejects.toThrow('found was nothing. Write: npm run grade -- <zip');
    await expect(wrong('a.zip', 'b.zip')).rejects.toThrow('found was a.zip and b.zip');
    await expect(wrong('a.zip')).rejects.toThrow('There is no roster');
    await expect(wrong('a.zip', '--rooster', 'x')).rejects.toThrow("Unknown option '--rooster'. Write:");
    await expect(wrong('a.zip', '--roster', at('no.csv'))).rejects.toThrow(
      'no.csv, which was given as roster',
    );
    await expect(wrong(at('no.zip'), '--roster', at('roster.csv'))).rejects.toThrow(
      'A zip, a folder or a file',
    );
    writeFileSync(at('x.zip'), 'PK?');
    await expect(wrong(at('x.zip'), '--roster', at('roster.csv'))).rejects.toThrow('This is not a zip');
    writeFileSync(at('odd.csv'), 'a,b\n1,2\n');
    await expect(wrong(at('x.zip'), '--roster', at('odd.csv'))).rejects.toThrow('has the columns a, b');
  });

  test('marks that cannot be read are no marks to grade by', async () => {
    writeFileSync(at('submissions.zip'), zipOf(good()));
    writeFileSync(at('marks.yaml'), 'ada: { pair.why: ');
    await expect(graded([at('submissions.zip'), '--marks', at('marks.yaml')])).rejects.toThrow(
      'The marks cannot be read',
    );
    expect(read('marks.yaml')).toBe('ada: { pair.why: ');
  });
});
