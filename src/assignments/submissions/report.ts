/** What an instructor reads: the flags by student, what is wrong with files of nobody, and what changed. */
import csv from 'papaparse';
import type { Assignment } from '../types.ts';
import type { Flag } from './claims.ts';
import { gradeColumn, loginsOf } from './grades-csv.ts';
import type { Graded } from './grade.ts';
import type { Roster } from './roster.ts';
import { shown } from './shown.ts';
import type { Fault } from './unzip.ts';

export interface ReportParts {
  assignment: Assignment;
  roster: Roster;
  graded: readonly Graded[];
  faults: readonly Fault[];
  /** From `changesOf`, where there were grades before. */
  changes?: readonly string[];
}

/** Flags that need a person come first. */
const urgent: Flag['kind'][] = [
  'student',
  'named',
  'judge',
  'unreadable',
  'assignment',
  'duplicate',
  'edition',
  'fields',
  'unclear',
];
const isUrgent = ({ flags }: Graded) => flags.some(({ kind }) => urgent.includes(kind));
const rank = (flag: Flag) => (urgent.indexOf(flag.kind) + urgent.length + 1) % (urgent.length + 1);

/** A few lines: how many, how well, what is to be done. */
export function summaryLines({ assignment, graded, faults, changes }: ReportParts): string[] {
  const handed = graded.filter(({ file }) => file !== undefined);
  const open = graded.filter((one) => one.open > 0);
  const texts = open.reduce((sum, one) => sum + one.open, 0);
  const flagged = graded.filter(isUrgent);
  const mean = handed.reduce((sum, { points }) => sum + points, 0) / handed.length;
  return [
    `${assignment.title} (${assignment.id}): ${handed.length} of ${counted(graded.length, 'student')} graded` +
      (handed.length > 0 ? `, ${mean.toFixed(1)} of ${assignment.points} points on average.` : '.'),
    ...(texts > 0
      ? [
          `${counted(texts, 'answer')} of ${counted(open.length, 'student')} to be marked by a person, in marks.yaml.`,
        ]
      : []),
    ...(flagged.length > 0
      ? [`${counted(flagged.length, 'student')} to be looked at: ${some(flagged)}.`]
      : []),
    ...(faults.length > 0 ? [`${counted(faults.length, 'remark')} about files and tables.`] : []),
    ...(changes ? [changeLine(changes)] : []),
  ];
}

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
const some = (graded: readonly Graded[]) =>
  graded
    .slice(0, 10)
    .map(({ student }) => shown(student.login, 64))
    .join(', ') + (graded.length > 10 ? ' …' : '');

function changeLine(changes: readonly string[]): string {
  if (changes.length === 0) return 'No grade changed.';
  return `${counted(changes.length, 'grade')} changed: ${changes.slice(0, 10).join(', ')}${changes.length > 10 ? ' …' : ''}.`;
}

/** The whole report, as text. */
export function reportText(parts: ReportParts): string {
  const { graded, faults, changes } = parts;
  const lines = [...summaryLines(parts)];
  if (changes && changes.length > 10) lines.push('', 'CHANGED', ...changes.map((change) => `  ${change}`));
  if (faults.length > 0) {
    const told = ({ name, words }: Fault) => (name ? `${shown(name)}: ${words}` : words);
    lines.push('', 'FILES AND TABLES', ...faults.map((fault) => `  ${told(fault)}`));
  }
  const [first, rest] = [graded.filter(isUrgent), graded.filter((one) => !isUrgent(one))];
  if (first.length > 0) lines.push('', 'TO BE LOOKED AT', ...first.flatMap((one) => linesOf(one, parts)));
  if (rest.length > 0)
    lines.push(
      '',
      first.length > 0 ? 'ALL OTHERS' : 'STUDENTS',
      ...rest.flatMap((one) => linesOf(one, parts)),
    );
  return `${lines.join('\n')}\n`;
}

function linesOf({ student, points, open, flags }: Graded, { assignment }: ReportParts): string[] {
  const marks = open > 0 ? `, ${counted(open, 'answer')} to be marked` : '';
  const sorted = [...flags].sort((a, b) => rank(a) - rank(b));
  return [
    `${shown(student.name)} (${shown(student.login, 64)}): ${points} of ${assignment.points}${marks}`,
    ...sorted.map(({ words }) => `  ${words}`),
  ];
}

/** Grades that differ from those of an earlier grades.csv: `ada 12 → 14`. Students who are new are not told. */
export function changesOf(
  before: string,
  { assignment, roster, graded }: Pick<ReportParts, 'assignment' | 'roster' | 'graded'>,
): string[] {
  const { data } = csv.parse<string[]>(before.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy' });
  const [columns = [], ...rows] = data;
  const column = columns.indexOf(gradeColumn(roster, assignment));
  if (column < 0) return [];
  const earlier = new Map(rows.map((row) => [loginsOf(roster, columns, row), row[column] ?? '']));
  return graded.flatMap(({ student, points }) => {
    const old = earlier.get(loginsOf(roster, roster.columns, student.cells));
    if (old === undefined || Number(old) === points) return [];
    return [`${shown(student.login, 64)} ${old === '' ? 'none' : shown(old, 20)} → ${points}`];
  });
}
