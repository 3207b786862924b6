/** Which file counts for whom. A file that cannot count costs itself: it is named, for the student whom it concerns. */
import { loginOf } from '../seed.ts';
import type { Assignment } from '../types.ts';
import { namedBy, type Named } from './names.ts';
import { opened, type Read } from './opened.ts';
import type { Roster, Student } from './roster.ts';
import { shown } from './shown.ts';
import type { Fault, Pause, Submitted } from './unzip.ts';

/** What the report says about a student. */
export interface Flag {
  kind:
    | 'nothing' // handed in
    | 'unreadable'
    | 'assignment'
    | 'edition'
    | 'student' // another one is inside
    | 'named' // in a file that somebody else handed in
    | 'duplicate'
    | 'fields'
    | 'late'
    | 'format'
    | 'unknown'
    | 'unclear' // not understood, so that it counts nothing
    | 'kernel' // stopped while it ran
    | 'judge';
  words: string;
}

/** A file that may count. */
export interface Candidate extends Read {
  student: Student;
  named: Named;
}

export interface Claims {
  /** The file that counts. */
  counts: ReadonlyMap<Student, Candidate>;
  flags: ReadonlyMap<Student, Flag[]>;
  /** About files of nobody in the roster. */
  faults: Fault[];
}

interface Wanted {
  assignment: Assignment;
  roster: Roster;
  files: readonly Submitted[];
  /** What is wrong with files that could not be opened: said of the student whose they are. */
  faults: readonly Fault[];
  pause?: Pause;
}

export async function claimsOf({ assignment, roster, files, faults, pause }: Wanted): Promise<Claims> {
  const flags = new Map<Student, Flag[]>(roster.students.map((student) => [student, []]));
  const nobody: Fault[] = [];
  const candidates = new Map<Student, Candidate[]>();
  const byLogin = new Map(
    roster.students.flatMap((student) => student.logins.map((login) => [login, student])),
  );
  const scene = { assignment, roster, byLogin, flags, nobody, candidates };
  for (const fault of faults) {
    const student = fault.name ? ownerByName(fault.name, scene).student : undefined;
    if (student)
      flags.get(student)!.push({ kind: 'unreadable', words: `${shown(fault.name)}: ${fault.words}` });
    else nobody.push(fault);
  }
  for (const file of files) {
    claim(file, scene);
    await pause?.();
  }
  const counts = new Map<Student, Candidate>();
  for (const [student, list] of candidates) counts.set(student, newest(list, flags.get(student)!));
  return { counts, flags, faults: nobody };
}

interface Scene {
  assignment: Assignment;
  roster: Roster;
  byLogin: ReadonlyMap<string, Student>;
  flags: Map<Student, Flag[]>;
  nobody: Fault[];
  candidates: Map<Student, Candidate[]>;
}

/** Whose a file is without a look inside: by the site, or by the name that the page gives it. */
function ownerByName(path: string, { assignment, roster, byLogin }: Scene): Named {
  const named = namedBy(path, roster);
  if (named.site) return named;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const end = base.lastIndexOf(`-${assignment.id}-answers`);
  return { ...named, student: end > 0 ? byLogin.get(loginOf(base.slice(0, end))) : undefined };
}

function claim(file: Submitted, scene: Scene) {
  const { assignment, byLogin, flags, nobody } = scene;
  const named = ownerByName(file.name, scene);
  const read = opened(file);
  const where = shown(file.name);
  const say = (student: Student | undefined, kind: Flag['kind'], words: string) => {
    if (student) flags.get(student)!.push({ kind, words: `${where}: ${words}` });
    else nobody.push({ name: file.name, words });
  };
  if (named.site && !named.student) return say(undefined, 'student', `${named.words} It was not graded.`);
  if ('problem' in read) return say(named.student, 'unreadable', read.problem);
  const { answers } = read;
  const claimed = byLogin.get(answers.student);
  const student = named.student ?? claimed;
  if (!student)
    return say(undefined, 'student', `${ofWhom(answers.student)} is not in the roster. It was not graded.`);
  if (answers.assignment !== assignment.id) {
    const other = `It answers the assignment “${shown(answers.assignment)}”, not “${assignment.id}”. It was not graded.`;
    return say(student, 'assignment', other);
  }
  if (student !== claimed && student.logins.length > 0) {
    say(
      student,
      'student',
      `${ofWhom(answers.student)} is inside, but ${handed(student)}. It was graded for neither; look at it.`,
    );
    if (claimed) {
      const words = `It names this student, but ${handed(student)}. It was graded for neither; this student's own files count as ever.`;
      say(claimed, 'named', words);
    }
    return;
  }
  const list = scene.candidates.get(student) ?? [];
  scene.candidates.set(student, [...list, { ...read, student, named }]);
}

const ofWhom = (login: string) => `The student “${shown(login)}”`;
const handed = (student: Student) => `it was handed in by ${student.name} (${student.login})`;

/** The newest counts: first those that the site names, then by its numbers, then by the time at which it was saved. */
function newest(list: Candidate[], flags: Flag[]): Candidate {
  const sorted = [...list].sort(
    (a, b) =>
      Number(b.named.site !== undefined) - Number(a.named.site !== undefined) ||
      b.named.upload - a.named.upload ||
      b.named.again - a.named.again ||
      Number(b.answers.saved > a.answers.saved) - Number(b.answers.saved < a.answers.saved) ||
      (a.file < b.file ? -1 : 1),
  );
  const [first, ...others] = sorted;
  const reason = 'This student handed in more than one file; the newest counts';
  if (others.length > 0) {
    const words = `${reason}: ${shown(first!.file)}, not ${others.map(({ file }) => shown(file)).join(', ')}.`;
    flags.push({ kind: 'duplicate', words });
  }
  return first!;
}
