/** The page that grades: what the command does, by drag and drop and without a network. Only the instructor's build has it. */
import { bookInPage } from '../page/book.ts';
import { gradeAll, type Graded } from '../submissions/grade.ts';
import { readMarks, type Marks } from '../submissions/marks.ts';
import { changesOf, reportText } from '../submissions/report.ts';
import { readRoster, textOf } from '../submissions/roster.ts';
import { isZip, unzip, type Fault, type Submitted } from '../submissions/unzip.ts';
import type { Assignment, Keys } from '../types.ts';
import { offer } from './downloads.ts';
import { drops } from './drops.ts';

const keyFiles = import.meta.glob<{ default: Keys }>('/content/assignments/*/keys.ts');

const root = document.querySelector<HTMLElement>('[data-grading]')!;
const find = <E extends HTMLElement>(name: string) => root.querySelector<E>(`[data-${name}]`)!;
const form = root.querySelector('form')!;
const button = form.querySelector('button')!;
const said = find('said');
const assignments = JSON.parse(document.getElementById('assignments-data')!.textContent) as Assignment[];

/** Lets the page paint and answer. */
const pause = () => new Promise<void>((done) => setTimeout(done));

const given = drops(form, (files) => {
  button.disabled = !(files.submissions?.length && files.roster?.length);
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  button.disabled = true;
  find('result').hidden = true;
  said.textContent = '';
  grade()
    .catch((reason: unknown) => {
      said.textContent = reason instanceof Stop ? reason.message : `Grading stopped: ${String(reason)}`;
    })
    .finally(() => {
      find('progress').hidden = true;
      button.disabled = false;
    });
});

/** A sentence for the instructor: nothing can be graded. */
class Stop extends Error {}

async function grade() {
  const id = new FormData(form).get('assignment');
  const assignment = assignments.find((one) => one.id === id)!;
  const { submissions = [], roster: [rosterFile] = [], marks: [marksFile] = [], before: [beforeFile] = [] } = given();
  const roster = readRoster(textOf(await bytesOf(rosterFile!)));
  if ('problem' in roster) throw new Stop(roster.problem);
  const earlier = marksFile ? textOf(await bytesOf(marksFile)) : '';
  const marks = earlier ? readMarks(earlier, assignment) : { marks: new Map() as Marks, faults: [] };
  if ('problem' in marks) throw new Stop(marks.problem);
  const { files, faults } = await opened(submissions);
  const keys = (await keyFiles[`/content/assignments/${assignment.id}/keys.ts`]?.())?.default ?? {};
  progress(0, 1);
  const wishes = { assignment, keys, book: bookInPage, roster, files, faults, marks: marks.marks, progress, pause };
  const result = await gradeAll(wishes);
  const parts = { assignment, roster, graded: result.graded, faults: [...marks.faults, ...result.faults] };
  const changes = beforeFile ? changesOf(textOf(await bytesOf(beforeFile)), parts) : undefined;
  const report = reportText({ ...parts, ...(changes && { changes }) });
  find('report').textContent = report;
  table(result.graded, assignment);
  offer(find('downloads'), { ...parts, report, earlier });
  find('result').hidden = false;
  const handedIn = result.graded.filter(({ file }) => file !== undefined).length;
  said.textContent = `${handedIn} of ${result.graded.length} students are graded.`;
} // prettier-ignore

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());

async function opened(submissions: readonly File[]) {
  const [files, faults]: [Submitted[], Fault[]] = [[], []];
  for (const file of submissions) {
    const bytes = await bytesOf(file);
    if (!isZip(bytes)) files.push({ name: file.name, bytes });
    else {
      const inside = await unzip(bytes, { pause });
      files.push(...inside.files);
      faults.push(...inside.faults.map((fault) => ({ ...fault, name: fault.name || file.name })));
    }
  }
  return { files, faults };
}

function progress(done: number, of: number) {
  const place = find('progress');
  place.hidden = false;
  place.querySelector('progress')!.value = done / Math.max(1, of);
  place.querySelector('[data-progress-words]')!.textContent = `${done} of ${of} students`;
}

function table(graded: readonly Graded[], assignment: Assignment) {
  const cell = (tag: 'th' | 'td', text: string, number = false) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (number) made.className = 'number';
    return made;
  };
  const row = (...cells: HTMLElement[]) => {
    const made = document.createElement('tr');
    made.append(...cells);
    return made;
  };
  const made = document.createElement('table');
  const heads = ['Student', 'Login', 'Points', ...assignment.exercises.map(({ id }) => id), 'Remarks'];
  const remarks = ({ flags, open }: Graded) => [...flags.map(({ words }) => words), ...(open ? [`${open} to be marked`] : [])].join(' ');
  made.createTHead().append(row(...heads.map((head) => cell('th', head))));
  made.createTBody().append(
    ...graded.map((one) =>
      row(
        cell('td', one.student.name),
        cell('td', one.student.login),
        cell('td', String(one.points), true),
        ...one.exercises.map(({ points }) => cell('td', String(points), true)),
        cell('td', remarks(one)),
      ),
    ),
  );
  find('table').replaceChildren(made);
} // prettier-ignore
