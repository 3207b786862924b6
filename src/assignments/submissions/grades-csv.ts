/**
 * grades.csv, as Canvas (import of grades) and Moodle (worksheet with grades) read it back: the roster's own columns as
 * they were, and the grade. A text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
import csv from 'papaparse';
import type { Assignment } from '../types.ts';
import type { Graded } from './grade.ts';
import type { Roster } from './roster.ts';
import { shown } from './shown.ts';

/** Canvas wants these; any other column of its gradebook would be imported as well. */
const canvas = ['student', 'id', 'sis user id', 'sis login id', 'root account', 'section'];

const same = (name: string) => name.trim().toLowerCase();

/** Where the grade stands: Moodle's own column, the column of this title that Canvas's gradebook has already, or a new one. */
export function gradeColumn({ kind, columns }: Roster, { title, id }: Assignment): string {
  if (kind === 'moodle') return columns.find((name) => same(name) === 'grade') ?? 'Grade';
  const own = `${title} (${id})`;
  const given = columns.find(
    (name) => name === own || (name.startsWith(`${title} (`) && /^ \(\d+\)$/.test(name.slice(title.length))),
  );
  return given ?? own;
}

/** What tells a row of grades.csv apart: the cells of the columns that are no grades. */
export function loginsOf({ kind }: Roster, columns: readonly string[], cells: readonly string[]): string {
  const keys = {
    canvas: ['id'],
    moodle: ['identifier'],
    plain: ['login', 'username', 'user name', 'login id', 'netid'],
  }[kind];
  const at = columns.findIndex((name) => keys.includes(same(name)));
  return at < 0 ? cells.slice(0, 2).map(harmless).join('|') : harmless(cells[at] ?? '');
}

export function gradesCsv(graded: readonly Graded[], roster: Roster, assignment: Assignment): string {
  const grade = gradeColumn(roster, assignment);
  const feedback = roster.columns.find((name) => same(name) === 'feedback comments') ?? 'Feedback comments';
  const filled = new Set(roster.kind === 'canvas' ? [grade] : [grade, feedback]);
  const kept = roster.columns.filter((name) => roster.kind !== 'canvas' || canvas.includes(same(name)));
  const columns = [...kept, ...[...filled].filter((name) => !kept.includes(name))];
  const cell = (one: Graded, name: string) => {
    if (name === grade) return String(one.points);
    return name === feedback && filled.has(name)
      ? words(one)
      : one.student.cells[roster.columns.indexOf(name)]!;
  };
  const rows = graded.map((one) => columns.map((name) => harmless(cell(one, name))));
  // Canvas reads a new assignment's points from the row below the names.
  const most = (name: string) => (name === grade ? String(assignment.points) : '');
  const top = (name: string) => (same(name) === 'student' ? '    Points Possible' : most(name));
  if (roster.kind === 'canvas') rows.unshift(columns.map(top));
  const text = csv.unparse(
    { fields: columns.map(harmless), data: rows },
    { delimiter: roster.delimiter, newline: '\r\n' },
  );
  return `${roster.bom ? '\ufeff' : ''}${text}\r\n`;
}

function words({ file, exercises, open }: Graded): string {
  if (file === undefined) return 'Nothing that could be graded was handed in.';
  const each = exercises.map(({ exercise, points }) => `${exercise.title}: ${points}/${exercise.points}`);
  return each.join('; ') + (open > 0 ? `; ${open} still to be marked` : '');
}

/** A row of a table as CSV: what a column of texts becomes in any file of ours. */
export const csvOf = (fields: string[], data: string[][]): string =>
  `${csv.unparse({ fields, data: data.map((row) => row.map(harmless)) }, { newline: '\r\n' })}\r\n`;

/**
 * A cell that no spreadsheet computes: an apostrophe before =, +, -, @, tab and return (and their wide forms), at its
 * beginning and, since some split at the other separator, behind a separator. Numbers stay.
 */
export function harmless(cell: string): string {
  if (/^[+-]?\d+([.,]\d+)?(e[+-]?\d+)?$/i.test(cell)) return cell;
  return cell.replace(/\p{Cs}/gu, '\ufffd').replace(/(^|[;,\t\r\n])(?=[=+\-@\t\r＝＋－＠])/g, "$1'");
}

/** Names of files for the students' pages: one each, and none that a system has a meaning for. */
export function fileNames(graded: readonly Graded[]): Map<Graded, string> {
  const taken = new Set<string>();
  return new Map(
    graded.map((one) => {
      const safe = shown(one.student.login, 64)
        .replace(/[^\p{L}\p{M}\p{Nd}._@+-]/gu, '_')
        .replace(/^[.-]|[.]$/g, '_');
      const base = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/.test(safe) ? `_${safe}` : safe;
      let name = base;
      for (let k = 2; taken.has(name); k++) name = `${base}-${k}`;
      taken.add(name);
      return [one, `${name}.html`];
    }),
  );
}
