/** What grading has made, to be saved: each file by itself, or all in one zip. */
import { strToU8, zipSync } from 'fflate';
import { feedbackPage } from '../submissions/feedback.ts';
import { fileNames, gradesCsv } from '../submissions/grades-csv.ts';
import { itemsCsv } from '../submissions/items.ts';
import { marksTemplate } from '../submissions/marks.ts';
import type { ReportParts } from '../submissions/report.ts';

/** Puts links into `place`; those of an earlier run are taken back. */
export function offer(place: HTMLElement, parts: ReportParts & { report: string; earlier: string }) {
  for (const link of place.querySelectorAll('a')) URL.revokeObjectURL(link.href);
  const { assignment, graded, roster, report, earlier } = parts;
  const names = fileNames(graded);
  const files: Record<string, string> = {
    'grades.csv': gradesCsv(graded, roster, assignment),
    'items.csv': itemsCsv(graded, assignment),
    'report.txt': report,
    'marks.yaml': marksTemplate(graded, earlier),
  };
  const pages = graded.map((one) => [`feedback/${names.get(one)}`, feedbackPage(one, assignment)] as const);
  const all = Object.entries({ ...files, ...Object.fromEntries(pages) });
  const zip = zipSync(Object.fromEntries(all.map(([name, text]) => [name, strToU8(text)])));
  const link = (name: string, blob: Blob, words: string, primary = false) => {
    const made = document.createElement('a');
    made.href = URL.createObjectURL(blob);
    made.download = name;
    made.className = primary ? 'button primary' : 'button';
    made.textContent = words;
    return made;
  };
  place.replaceChildren(
    link(`${assignment.id}-grades.zip`, new Blob([zip as BlobPart], { type: 'application/zip' }), 'Save everything (zip)', true),
    ...Object.entries(files).map(([name, text]) => link(name, new Blob([text]), name)),
  );
} // prettier-ignore
