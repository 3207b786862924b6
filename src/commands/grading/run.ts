/**
 * Grades what a class handed in: reads zip, folder or file, roster and marks, grades, and writes a folder with grades.csv,
 * feedback/<login>.html, items.csv, report.txt and marks.yaml.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradeAll } from '../../assignments/submissions/grade.ts';
import { readMarks } from '../../assignments/submissions/marks.ts';
import { summaryLines } from '../../assignments/submissions/report.ts';
import { readRoster, textOf } from '../../assignments/submissions/roster.ts';
import type { Assignment, Book, Keys } from '../../assignments/types.ts';
import { assignmentIn, handedIn } from './handed-in.ts';
import { bar, type Screen } from './progress.ts';
import { wishesOf } from './wishes.ts';
import { write, writeReport } from './written.ts';

export interface Tools {
  load(id: string): Promise<{ assignment: Assignment; keys: Keys; book: Book }>;
  out(line: string): void;
  progress: Screen;
}

/** Answers the exit status: 0, also with flags; 1 where nothing could be graded. Throws a sentence. */
export async function run(args: string[], { load, out, progress }: Tools): Promise<number> {
  const wishes = wishesOf(args);
  const roster = readRoster(textOf(readGiven(wishes.roster, 'roster')));
  if ('problem' in roster) throw new Error(`${wishes.roster}: ${roster.problem}`);
  const { files, faults } = await handedIn(wishes.input);
  const id = wishes.assignment ?? assignmentIn(files);
  if (!id)
    throw new Error(
      `No file in ${wishes.input} names an assignment. ${told(faults)}Name it: --assignment <id>`,
    );
  const { assignment, keys, book } = await load(id);
  const path = wishes.marks ?? join(wishes.out, 'marks.yaml');
  const text = wishes.marks || existsSync(path) ? textOf(readGiven(path, 'marks')) : '';
  const read = readMarks(text, assignment);
  if ('problem' in read) throw new Error(`${path}: ${read.problem}`);
  const found = await gradeAll({
    ...{ assignment, keys, book, roster, files },
    ...{ faults: [...faults, ...read.faults], marks: read.marks, progress: bar(progress) },
  });
  const parts = { assignment, roster, ...found };
  if (parts.graded.every(({ file }) => file === undefined)) {
    writeReport(wishes.out, parts);
    out(summaryLines(parts).join('\n'));
    out(`Nothing could be graded; why is in ${join(wishes.out, 'report.txt')}. No grades were written.`);
    return 1;
  }
  const { changes, before } = write(wishes.out, parts, { path, text });
  out(summaryLines({ ...parts, changes }).join('\n'));
  if (before) out(`The grades of before are in ${join(wishes.out, before)}.`);
  out(`Written: ${wishes.out}/ with grades.csv, feedback/, items.csv, report.txt; marks in ${path}.`);
  return 0;
}

function readGiven(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ENOENT' ? `There is no ${path}, which was given as ${what}.` : message);
  }
}

const told = (faults: { name: string; words: string }[]) =>
  faults
    .slice(0, 3)
    .map(({ name, words }) => `${name ? `${name}: ` : ''}${words} `)
    .join('');
