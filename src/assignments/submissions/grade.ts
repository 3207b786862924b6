/**
 * Grades many: of each file only the texts of the responses are taken. Questions, points, numbers and seeds are made
 * again from the assignment and its keys. Used by the command and by the page.
 */
import { worth } from '../judge.ts';
import type { Ask, Exercise, Verdict } from '../types.ts';
import { claimsOf, type Candidate, type Flag } from './claims.ts';
import { judging, type Judge, type Trusted } from './judged.ts';
import type { Mark, Marks } from './marks.ts';
import type { Roster, Student } from './roster.ts';
import { remarkOnAsk, remarksOn } from './remarks.ts';
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
  flags.push(...exercises.flatMap(({ asks }) => asks.flatMap(remarkOnAsk)));
  if (from) flags.push(...remarksOn(from, assignment));
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
