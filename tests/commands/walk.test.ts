/** The walk of /teach/fork/ from a chapter to grades and on to the next version of the book, through what its commands call. */
import { createProcessor } from '@mdx-js/mdx';
import { strToU8, zipSync } from 'fflate';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import remarkMath from 'remark-math';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAnswers } from '../../src/assignments/answers.ts';
import { conflictsIn } from '../../src/assignments/conflicts.ts';
import { responseOf, rightsOf, selfSolve, wrongOf } from '../../src/assignments/solve.ts';
import { structureOf } from '../../src/assignments/structure.ts';
import type { Assignment, Keys, Right } from '../../src/assignments/types.ts';
import { bookAtBuild as book } from '../../src/build/assignment-book.ts';
import { editionOf } from '../../src/build/assignments.ts';
import { run as fork } from '../../src/commands/forks/run.ts';
import { run as grade } from '../../src/commands/grading/run.ts';
import type { Node } from '../../src/mdx/walk.ts';
import {
  exampleKeys,
  exampleMore,
  exampleMoreKeys,
  exampleText,
} from '../../src/pages/teach/_fork-example.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'unfolded-'));
  mkdirSync(join(root, 'content/chapters'), { recursive: true });
  for (const name of ['content/book.yaml', chapter]) cpSync(name, join(root, name));
  write('roster.csv', roster);
});
afterAll(() => rmSync(root, { recursive: true }));

const chapter = 'content/chapters/bptt.mdx';
const folder = 'content/assignments/hw1';
const text = `${folder}/index.mdx`;
const at = (name: string) => join(root, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const write = (name: string, content: string | Uint8Array) => writeFileSync(at(name), content);
function edit(name: string, from: string | RegExp, to: string) {
  expect(read(name)).toMatch(from);
  write(
    name,
    read(name).replace(from, () => to),
  );
}
const edition = (version: string) => () => ({ version, commit: 'abc1234', date: '2026-11-21' });
const roster = `Student,ID,SIS User ID,SIS Login ID,Section
    Points Possible,,,,
"Lovelace, Ada",12345,,ada.lovelace,A
"Turing, Alan",12346,,alan.turing,A
"Hopper, Grace",12347,,grace.hopper,A
`;

type Loaded = Awaited<ReturnType<typeof load>>;

let times = 0;
/** As `loadAssignment` reads it, but in the folder of the test. */
async function load() {
  const body = read(text).replace(/^---\n[\s\S]*?\n---/, '');
  const tree = createProcessor({ format: 'mdx', remarkPlugins: [remarkMath] }).parse(body) as unknown as Node;
  const { assignment, faults } = structureOf(tree, 'Homework 1');
  expect(faults.map(({ words }) => words)).toEqual([]);
  const keysText = read(`${folder}/keys.ts`);
  // A module is loaded once; a key that was changed is another one.
  const copy = `keys-${times++}.ts`;
  write(copy, keysText);
  const keys = ((await import(pathToFileURL(at(copy)).href)) as { default: Keys }).default;
  return { assignment: { ...assignment, edition: editionOf(assignment, keysText) }, keys, book };
}

const rights = async ({ exercises }: Assignment, keys: Keys, student: string) => {
  const each = exercises.map((one) => rightsOf('hw1', one, keys[one.id], student, book));
  return Object.assign({}, ...(await Promise.all(each))) as Record<string, Right>;
};

/** The file that a student's page would save: right answers, but for those that are given. */
async function answers(loaded: Loaded, student: string, change: (right: Record<string, Right>) => Record<string, string>) {
  const { assignment, keys } = loaded;
  const known = await rights(assignment, keys, student);
  const asks = assignment.exercises.flatMap(({ asks }) => asks);
  const all = { ...Object.fromEntries(asks.map((ask) => [ask.id, responseOf(ask, known[ask.id])])), ...change(known) };
  const saved = '2026-12-01T10:00:00.000Z';
  const responses = Object.fromEntries(Object.entries(all).map(([id, text]) => [id, { text, at: saved, tries: 1 }]));
  return strToU8(writeAnswers({ assignment: 'hw1', edition: assignment.edition, student, saved, responses }, '0.1.0'));
} // prettier-ignore

async function graded() {
  const lines: string[] = [];
  const [out, screen] = [(line: string) => lines.push(line), { write: () => undefined, live: false }];
  const args = [at('submissions.zip'), '--roster', at('roster.csv'), '--out', at('grades')];
  expect(await grade(args, { load, out, progress: screen })).toBe(0);
  const points = [...read('grades/grades.csv').matchAll(/,([\w.]+),A,([\d.]+)\r?$/gm)];
  return { said: lines.join('\n'), points: Object.fromEntries(points.map(([, who, many]) => [who, Number(many)])) }; // prettier-ignore
}

test('a chapter is taken, and gets the exercises that the page shows', async () => {
  fork(root, ['bptt', '--as', 'hw1'], edition('0.1.0'));
  write(text, `${read(text)}\n${exampleText}\n\n${exampleMore}\n`);
  const left = exampleKeys.split('\n').slice(1, -1).join('\n');
  edit(`${folder}/keys.ts`, '} satisfies Keys;', `${left}\n${exampleMoreKeys}\n} satisfies Keys;`);
  const body = createProcessor({ format: 'mdx', remarkPlugins: [remarkMath] });
  const tree = body.parse(read(text).replace(/^---\n[\s\S]*?\n---/, '')) as unknown as Node;
  expect(structureOf(tree, '').faults.map(({ words }) => words)).toEqual([
    '<Assignment points={10}>: its exercises have 30 points together.',
  ]);
  edit(text, 'points={10} />', 'points={30} />');
  const { assignment, keys } = await load();
  const students = Array.from({ length: 10 }, (_, n) => `student${n + 1}`);
  expect((await selfSolve(assignment, keys, students, book)).problems).toEqual([]);
});

test('three students hand in, are graded, and once more with another key', async () => {
  const loaded = await load();
  const left = loaded.assignment.exercises.flatMap(({ asks }) => asks).find(({ id }) => id === 'left')!;
  const comma = (number: unknown) => String(number).replace('.', ',').replace('-', '−');
  const files = {
    'lovelaceada_12345_67890_ada.lovelace-hw1-answers.json': await answers(loaded, 'ada.lovelace', ({ left, first }) => ({ left: comma(left), first: comma(first), bias: '=1+1, pairs' })),
    'turingalan_LATE_12346_67891_alan.turing-hw1-answers-1.json': await answers(loaded, 'alan.turing', ({ left: right }) => ({ left: wrongOf(left, right), bias: '' })),
    'hoppergrace_12347_67892_grace.hopper-hw1-answers.json': await answers(loaded, 'grace.hopper', ({ left }) => ({ left: String(1.1 * (left as number)), reach: '' })),
  }; // prettier-ignore
  write('submissions.zip', zipSync(files));
  expect((await graded()).points).toEqual({ 'ada.lovelace': 25, 'alan.turing': 20, 'grace.hopper': 16 });
  edit('grades/marks.yaml', 'points: null', 'points: 4');
  expect((await graded()).said).toContain('1 grade changed: ada.lovelace 25 → 29.');
  edit(`${folder}/keys.ts`, 'left: (power as number[])[50]!', 'left: 1.1 * (power as number[])[50]!');
  const { said, points } = await graded();
  expect(points).toEqual({ 'ada.lovelace': 24, 'alan.turing': 20, 'grace.hopper': 21 });
  expect(said).toContain('2 grades changed: ada.lovelace 29 → 24, grace.hopper 16 → 21.');
  expect(read('grades/report.txt')).not.toContain('another edition');
});

test('the next version of the book comes in, with a conflict, and goes again', async () => {
  edit(text, 'A network reads a sentence', 'In our course a network reads a sentence');
  const before = read(text);
  edit(chapter, 'A network reads a sentence', 'A network reads a long sentence');
  edit(chapter, '## Common mistakes', '## Usual mistakes');
  expect(fork(root, ['--update', 'hw1'], edition('0.2.0'))).toContain('In one place you have changed');
  const marks = conflictsIn(read(text));
  expect(marks).toHaveLength(3);
  const lines = read(text).split('\n');
  const [ours, between] = marks as [number, number, number];
  expect(lines[ours]).toContain('In our course');
  expect(lines[between]).toContain('a long sentence');
  // The instructor's text stays: the marks go, and what the book has between the last two.
  write(text, lines.filter((_, n) => n !== ours - 1 && (n < between - 1 || n > marks[2]! - 1)).join('\n'));
  expect(read(text)).toContain('## Usual mistakes');
  expect((await load()).assignment.exercises).toHaveLength(5);
  expect(fork(root, ['--undo', 'hw1'], edition('0.2.0'))).toContain('as it was before');
  expect(read(text)).toBe(before);
});
