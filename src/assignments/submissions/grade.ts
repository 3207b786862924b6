/**
 * Grades many: of each file only the texts of the responses are taken. Questions, points, numbers and seeds are made
 * again from the assignment and its keys. Used by the command and by the page.
 */
import { worth } from '../judge.ts';
import type { Ask, Assignment, Exercise, Verdict } from '../types.ts';
import { claimsOf, type Candidate, type Flag } from './claims.ts';
import { judging, type Judge, type Trusted } from './judged.ts';
import type { Mark, Marks } from './marks.ts';
import type { Roster, Student } from './roster.ts';
import { shown } from './shown.ts';
import type { Fault, Pause, Submitted } from './unzip.ts';

export interface GradedAsk {
  ask: Ask;
  response?: string;
  verdict: Verdict;
  /** What it counts: the mark, where a person gave one. */
  points: number;
  mark?: Mark;
  /** A person still has to give points. */
  open: boolean;
}

export interface GradedExercise {
  exercise: Exercise;
  points: number;
  asks: GradedAsk[];
}

/** One for each student of the roster. */
export interface Graded {
  student: Student;
  /** The file that counts; none where nothing was handed in that can be graded. */
  file?: string;
  late: boolean;
  exercises: GradedExercise[];
  points: number;
  /** Free texts and answers that a person still has to mark. */
  open: number;
  flags: Flag[];
}

export interface GradeWishes extends Trusted {
  roster: Roster;
  files: readonly Submitted[];
  /** Of files that could not be opened, as `unzip` tells them. */
  faults?: readonly Fault[];
  marks?: Marks;
  progress?: (done: number, of: number) => void;
  pause?: Pause;
}

export async function gradeAll(wishes: GradeWishes): Promise<{ graded: Graded[]; faults: Fault[] }> {
  const { assignment, roster, files, marks, progress, pause } = wishes;
  const claims = await claimsOf({ assignment, roster, files, faults: wishes.faults ?? [], pause });
  const faults = [...roster.faults, ...claims.faults];
  for (const login of marks?.keys() ?? []) {
    if (roster.students.some((student) => student.login === login)) continue;
    faults.push({
      name: 'marks.yaml',
      words: `${shown(login)} is not a login of the roster; the marks there were not used.`,
    });
  }
  const graded: Graded[] = [];
  const verdictsOf = judging(wishes);
  for (const student of roster.students) {
    const flags = claims.flags.get(student)!;
    graded.push(await gradeOne(wishes, verdictsOf, { student, from: claims.counts.get(student), flags }));
    progress?.(graded.length, roster.students.length);
    await pause?.();
  }
  return { graded, faults };
}

interface One {
  student: Student;
  /** The file that counts. */
  from: Candidate | undefined;
  flags: Flag[];
}

async function gradeOne(
  { assignment, marks }: GradeWishes,
  verdictsOf: Judge,
  { student, from, flags }: One,
) {
  const exercises: GradedExercise[] = [];
  for (const exercise of assignment.exercises) {
    const verdicts = from ? await verdictsOf(exercise, from.answers, flags) : undefined;
    const asks = exercise.asks.map((ask) => {
      const response = from?.answers.responses[ask.id]?.text;
      return counted(ask, response, verdicts?.get(ask.id) ?? blank, marks?.get(student.login)?.get(ask.id));
    });
    exercises.push({ exercise, points: rounded(asks.reduce((sum, { points }) => sum + points, 0)), asks });
  }
  const unclear = exercises.flatMap(({ asks }) => asks).filter(isUnclear);
  for (const { ask, response, verdict } of unclear) {
    const words = `The answer to “${ask.id}” was not understood and counts nothing: “${shown(response!, 60)}”. ${shown(verdict.words, 300)}`;
    flags.push({ kind: 'unclear', words });
  }
  if (from) flags.push(...flagsOf(from, assignment));
  else if (flags.length === 0) flags.push({ kind: 'nothing', words: 'Nothing was handed in.' });
  return {
    student,
    ...(from && { file: from.file }),
    late: from?.named.late ?? false,
    exercises,
    points: rounded(exercises.reduce((sum, { points }) => sum + points, 0)),
    open: exercises.flatMap(({ asks }) => asks).filter(({ open }) => open).length,
    flags,
  };
}

const isUnclear = ({ verdict, mark }: GradedAsk) => verdict.state === 'unclear' && mark?.points === undefined;

const blank: Verdict = { state: 'blank', share: 0, words: 'Not answered.' };

function counted(
  ask: Ask,
  response: string | undefined,
  verdict: Verdict,
  mark: Mark | undefined,
): GradedAsk {
  const points = rounded(mark?.points ?? worth(ask, verdict));
  const open = verdict.state === 'manual' && mark?.points === undefined;
  return { ask, ...(response !== undefined && { response }), verdict, points, ...(mark && { mark }), open };
}

/** Sums of hundredths. */
const rounded = (points: number) => Math.round(points * 100) / 100 || 0;

function flagsOf({ answers, fields, format, named, file }: Candidate, assignment: Assignment): Flag[] {
  const { edition, responses } = answers;
  const known = new Set(assignment.exercises.flatMap(({ asks }) => asks.map(({ id }) => id)));
  const strange = Object.keys(responses).filter((id) => !known.has(id));
  const where = shown(file);
  const flags: (Flag | false)[] = [
    named.late && { kind: 'late', words: `${where}: handed in late, says Canvas.` },
    format === 1 && {
      kind: 'format',
      words: `${where}: written in format 1 of an earlier version; it was read.`,
    },
    format > 1 &&
      edition !== assignment.edition && {
        kind: 'edition',
        words: `${where}: it answers another edition of the questions (${shown(edition || 'not named', 40)}, now ${assignment.edition}). It was graded by the present ones; look at it.`,
      },
    fields.length > 0 && {
      kind: 'fields',
      words: `${where}: has fields that no page of ours writes: ${listed(fields)}. They were not used.`,
    },
    strange.length > 0 && {
      kind: 'unknown',
      words: `${where}: answers ${strange.length === 1 ? 'a question that is' : 'questions that are'} not asked: ${listed(strange)}.`,
    },
  ];
  return flags.filter((flag) => flag !== false);
}

const listed = (names: readonly string[]) =>
  names
    .slice(0, 8)
    .map((name) => shown(name, 40))
    .join(', ') + (names.length > 8 ? ` and ${names.length - 8} more` : '');
