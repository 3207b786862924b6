/**
 * Who is in the course, from the file that the course site exports: the gradebook of Canvas, the grading worksheet of
 * Moodle, or a table with the columns login and name. Cells are kept as they were: they go back with the grades.
 */
import csv from 'papaparse';
import { loginOf, loginProblem } from '../seed.ts';
import type { Fault } from './unzip.ts';

export interface Student {
  /** The first of the logins: names the student's page and marks. */
  login: string;
  /** Every login under which this student's answers are accepted. None where the roster has none at all. */
  logins: string[];
  name: string;
  /** Canvas's number of the user, or Moodle's of the participant: part of the names of what was handed in. */
  number?: string;
  /** The row of the roster, by column. */
  cells: string[];
}

export interface Roster {
  kind: 'canvas' | 'moodle' | 'plain';
  columns: string[];
  students: Student[];
  faults: Fault[];
  /** How the file was written, so that the grades are written the same way. */
  delimiter: string;
  bom: boolean;
}

/** Columns that hold a login, the most likely one first. */
const loginColumns: Record<Roster['kind'], string[]> = {
  canvas: ['sis login id', 'sis user id', 'id'],
  moodle: ['username', 'id number', 'email address'],
  plain: ['login', 'username', 'user name', 'login id', 'netid', 'email address', 'email'],
};
const nameColumns: Record<Roster['kind'], string[]> = {
  canvas: ['student'],
  moodle: ['full name'],
  plain: ['name', 'full name', 'student'],
};
const numberColumn = { canvas: 'id', moodle: 'identifier', plain: undefined };

const known =
  'Known are the gradebook of Canvas (columns Student, ID, SIS Login ID), the grading worksheet of Moodle (Identifier, ' +
  'Full name, Email address) and a table with the columns login and name.';

/** A file's text: UTF-8 or UTF-16 by its mark, else UTF-8 where it is valid, else Windows-1252, as Excel saves it. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Reads a roster. What cannot be read at all is a problem, in a sentence; what is wrong with a row is one of its faults. */
export function readRoster(text: string): Roster | { problem: string } {
  const bom = text.startsWith('\ufeff');
  const { data, meta } = csv.parse<string[]>(bom ? text.slice(1) : text, {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
  });
  const [columns, ...rows] = data;
  if (!columns) return { problem: `The roster is empty. ${known}` };
  const names = columns.map((name) => name.trim().toLowerCase());
  const kind = kindOf(names);
  if (!kind)
    return { problem: `The roster has the columns ${listed(columns)}, and none with a login. ${known}` };
  const faults: Fault[] = [];
  const students = rows
    .map((cells, k) => ({ cells: columns.map((_, column) => cells[column] ?? ''), row: k + 2 }))
    .filter(({ cells }) => kind !== 'canvas' || !isHeading(cells, names))
    .flatMap(({ cells, row }) => studentOf(kind, names, cells) ?? fault(faults, row));
  if (students.length === 0)
    return { problem: `The roster has no student below its columns ${listed(columns)}.` };
  const kept = withoutDoubles(students, faults);
  aliasesOnce(kept);
  for (const { login, name } of kept) {
    const wrong = loginProblem(login);
    if (wrong)
      faults.push({ name: '', words: `The roster's login ${login} (${name}) cannot be typed: ${wrong}` });
  }
  return { kind, columns, students: kept, faults, delimiter: meta.delimiter, bom };
}

const listed = (columns: string[]) => {
  const shown = columns.slice(0, 12).map((name) => name.slice(0, 60) || '(empty)');
  return (
    shown.join(', ') + (columns.length > shown.length ? ` and ${columns.length - shown.length} more` : '')
  );
};

function kindOf(names: string[]): Roster['kind'] | undefined {
  const has = (name: string) => names.includes(name);
  if (has('student') && has('id')) return 'canvas';
  if (has('identifier') && has('full name')) return 'moodle';
  return loginColumns.plain.some(has) ? 'plain' : undefined;
}

/** Canvas has rows about the columns above the students: they have no number. */
const isHeading = (cells: string[], names: string[]) =>
  /^\s*points possible/i.test(cells[names.indexOf('student')]!) || cells[names.indexOf('id')]!.trim() === '';

function fault(faults: Fault[], row: number): [] {
  faults.push({ name: '', words: `Row ${row} of the roster has no login; it was left out.` });
  return [];
}

function studentOf(kind: Roster['kind'], names: string[], cells: string[]): Student | undefined {
  const cell = (name: string | undefined) => cells[names.indexOf(name ?? '')]?.trim() ?? '';
  // Moodle writes "Participant 12345", in the language of the site.
  const number = /(\d+)\s*$/.exec(cell(numberColumn[kind]))?.[1];
  const logins = loginColumns[kind].map((name) => loginOf(cell(name))).filter(Boolean);
  // Where addresses are logins, what is before the @ often is one as well.
  const all = new Set(
    logins.flatMap((login) => [login, ...(login.includes('@') ? [login.split('@')[0]!] : [])]),
  );
  all.delete('');
  // Canvas's own number is nobody's login as soon as there is another.
  if (kind === 'canvas' && all.size > 1 && number) all.delete(number);
  const login = [...all][0] ?? (number && `participant-${number}`);
  if (!login) return undefined;
  const name = nameColumns[kind].map(cell).find(Boolean) ?? login;
  return { login, logins: [...all], name, ...(number && { number }), cells };
}

/** One student for a login and for a number: the first row counts. */
function withoutDoubles(students: Student[], faults: Fault[]): Student[] {
  const seen = new Map<string, Student>();
  return students.filter((student) => {
    const marks = [`login ${student.login}`, ...(student.number ? [`number ${student.number}`] : [])];
    const double = marks.find((mark) => seen.has(mark));
    for (const mark of marks) if (!seen.has(mark)) seen.set(mark, student);
    if (!double) return true;
    const [first, second] = [seen.get(double)!.name, student.name];
    faults.push({
      name: '',
      words: `The roster has ${double} twice (${first}, ${second}); the first row counts.`,
    });
    return false;
  });
}

/** A login besides the first that two students would share is neither's. */
function aliasesOnce(students: Student[]) {
  const owners = new Map<string, number>();
  for (const { logins } of students)
    for (const login of logins) owners.set(login, (owners.get(login) ?? 0) + 1);
  for (const student of students) {
    student.logins = student.logins.filter((login) => login === student.login || owners.get(login) === 1);
  }
}
