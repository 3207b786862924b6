/** A small class: an assignment with numbers of each student's own, its key, a roster, and answers. */
import { strToU8 } from 'fflate';
import { readRoster, type Roster } from '../../src/assignments/submissions/roster.ts';
import { gradeAll, type Graded, type GradeWishes } from '../../src/assignments/submissions/grade.ts';
import type { Submitted } from '../../src/assignments/submissions/unzip.ts';
import { randomOf, seedOf } from '../../src/assignments/seed.ts';
import type { Assignment, Book, Keys } from '../../src/assignments/types.ts';

export const assignment: Assignment = {
  id: 'hw2',
  title: 'Homework 2',
  points: 10,
  edition: 'e5',
  exercises: [
    {
      id: 'double',
      title: 'Twice & more',
      points: 4,
      asks: [{ id: 'double', kind: 'number', check: 'grader', points: 4, tolerance: { relative: 0.01 } }],
    },
    {
      id: 'pair',
      title: 'Two things',
      points: 6,
      asks: [
        { id: 'pair.way', kind: 'choice', check: 'grader', points: 2, choices: 3, many: false, right: [1] },
        { id: 'pair.why', kind: 'text', check: 'grader', points: 4, longest: 800 },
      ],
    },
  ],
};

export const keys: Keys = {
  double: {
    params: (random) => ({ a: random.stepped(0.1, 9, 0.01) }),
    answer: ({ a }: { a: number }) => ({ double: 2 * a }),
  },
};

/** The keys need no arithmetic of the book. */
export const book = {} as Book;

export const canvas = `Student,ID,SIS User ID,SIS Login ID,Section
    Points Possible,,,,
"Lovelace, Ada",1001,,ada,A
"Hopper, Grace",1002,,grace,A
"Turing, Alan",1003,,alan,B
`;

export function rosterOf(text = canvas): Roster {
  const roster = readRoster(text);
  if ('problem' in roster) throw new Error(roster.problem);
  return roster;
}

/** What is right for a student, computed as the page would. */
export function doubleOf(student: string): number {
  return 2 * randomOf(seedOf('hw2', 'double', student)).stepped(0.1, 9, 0.01);
}

/** Answers that are right, as the page writes them, with changes. */
export function answersOf(student: string, responses: Record<string, string> = {}, changes: object = {}) {
  const texts = { double: String(doubleOf(student)), 'pair.way': '1', ...responses };
  const at = '2026-11-20T10:00:00.000Z';
  const written = Object.entries(texts).map(([id, text]) => [id, { text, at, tries: 1 }]);
  return {
    ...{ format: 'unfolded answers', version: 2, assignment: 'hw2', edition: 'e5', student, book: '0.1.0' },
    ...{ saved: at, responses: Object.fromEntries(written) },
    ...changes,
  };
}

export const file = (name: string, content: unknown): Submitted => ({
  name,
  bytes: strToU8(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** As Canvas names them, each with all its points but those of the free text. */
export const good = (): Submitted[] => [
  file('lovelaceada_1001_501_ada-hw2-answers.json', answersOf('ada')),
  file('hoppergrace_1002_502_grace-hw2-answers.json', answersOf('grace')),
  file('turingalan_1003_503_alan-hw2-answers.json', answersOf('alan')),
];

export const grade = (changes: Partial<GradeWishes> = {}) =>
  gradeAll({ assignment, keys, book, roster: rosterOf(), files: good(), ...changes });

/** Points by login. */
export const pointsOf = (graded: readonly Graded[]) =>
  Object.fromEntries(graded.map(({ student, points }) => [student.login, points]));

export const flagsOf = (graded: readonly Graded[], login: string) =>
  graded.find(({ student }) => student.login === login)!.flags.map(({ kind, words }) => `${kind}: ${words}`);
