/** Writes what grading found into a folder; nothing that stood there is lost. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { feedbackPage } from '../../assignments/submissions/feedback.ts';
import { fileNames, gradesCsv } from '../../assignments/submissions/grades-csv.ts';
import { itemsCsv } from '../../assignments/submissions/items.ts';
import { marksTemplate } from '../../assignments/submissions/marks.ts';
import { changesOf, type ReportParts, reportText } from '../../assignments/submissions/report.ts';

export interface Written {
  /** Grades that differ from those that stood there. */
  changes?: string[];
  /** Where these are kept. */
  before?: string;
}

/** Into a file beside it first, so that a full disk leaves what was there. */
function put(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

export function write(
  out: string,
  parts: Omit<ReportParts, 'changes'>,
  marks: { path: string; text: string },
): Written {
  const grades = join(out, 'grades.csv');
  const text = gradesCsv(parts.graded, parts.roster, parts.assignment);
  const old = existsSync(grades) ? readFileSync(grades, 'utf8') : undefined;
  const changes = old === undefined ? undefined : changesOf(old, parts);
  const before = old === undefined || old === text ? undefined : keep(grades, old);
  put(grades, text);
  for (const [one, name] of fileNames(parts.graded)) {
    put(join(out, 'feedback', name), feedbackPage(one, parts.assignment));
  }
  put(join(out, 'items.csv'), itemsCsv(parts.graded, parts.assignment));
  const updated = marksTemplate(parts.graded, marks.text);
  if (updated !== marks.text) put(marks.path, updated);
  put(join(out, 'report.txt'), reportText({ ...parts, changes }));
  return { changes, before };
}

/** Earlier grades under a name that is free, or has the same content. */
function keep(grades: string, old: string): string {
  for (let k = 1; ; k++) {
    const path = grades.replace(/\.csv$/, k === 1 ? '.before.csv' : `.before-${k}.csv`);
    if (existsSync(path) && readFileSync(path, 'utf8') !== old) continue;
    put(path, old);
    return basename(path);
  }
}

export const writeReport = (out: string, parts: ReportParts) =>
  put(join(out, 'report.txt'), reportText(parts));
