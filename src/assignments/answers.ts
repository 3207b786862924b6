/**
 * The answers file: what a student exports, imports and hands in.
 *
 * Format 2: { format: "unfolded answers", version: 2, assignment, edition, student, book, saved,
 *   responses: { "<ask>": { text, at, tries } } }, times as ISO 8601.
 * Format 1 (before editions): { unfolded: "answers", version: 1, assignment, student,
 *   answers: { "<exercise>": { "<ask>": "text" } } }, the ask "" where an exercise asks one thing.
 *
 * A file may come from anybody: nothing of it is trusted but texts, of which only so many and so long ones are read.
 */
import { counted, excerpt } from '../../components/parts/numbers.ts';
import { loginOf, loginProblem } from './seed.ts';
import type { Responses } from './types.ts';

export { merge, type Lost, type Merged } from './answers-merged.ts';

/** One question's answer: its text, when it was written (ISO 8601, where it is known), and how often it was checked. */
export interface Response {
  text: string;
  at?: string;
  tries: number;
}

/** What is read of a file, and all that is. */
export interface Answers {
  assignment: string;
  /** Of the assignment that was answered; empty in files of format 1. */
  edition: string;
  /** A login, as `loginOf` returns it. */
  student: string;
  /** ISO 8601; empty where the file does not say so. */
  saved: string;
  /** By the ask's id; without a prototype. */
  responses: Readonly<Record<string, Response>>;
}

export const FORMAT = 'unfolded answers';
export const VERSION = 2;
/** Characters of a file, characters of a response, and responses of a file, at most. */
export const LONGEST_FILE = 5_000_000;
export const LONGEST_RESPONSE = 100_000;
export const MOST_RESPONSES = 2000;
const LONGEST_NAME = 200;

/** `ada-sample-bptt-answers.json` */
export const fileName = (student: string, assignment: string): string =>
  `${loginOf(student)}-${assignment}-answers.json`;

/** The text of a file in the present format. `book` is the book's version. */
export function writeAnswers(answers: Answers, book: string): string {
  const { assignment, edition, student, saved, responses } = answers;
  const file = { format: FORMAT, version: VERSION, assignment, edition, student, book, saved, responses };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The texts alone, as they are judged. */
export const textsOf = ({ responses }: Pick<Answers, 'responses'>): Responses =>
  named(Object.entries(responses).map(([id, { text }]) => [id, text]));

/** Reads a file of any known format; never throws. A fault is a sentence about the file. */
export function readAnswers(text: string): { answers: Answers } | { fault: string } {
  try {
    return { answers: answersOf(parsed(text)) };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.message };
    throw error;
  }
}

/** What was found, what is allowed and what to do. */
class Unreadable extends Error {}

function refuse(what: string): never {
  throw new Unreadable(what);
}

const EXPORT = 'Hand in the file that “Save my answers as a file” makes, as it is.';
type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  if (text.length > LONGEST_FILE)
    refuse(
      `The file has ${counted(text.length)} characters; at most ${counted(LONGEST_FILE)} are read. ${EXPORT}`,
    );
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return refuse(
      text.trim() === ''
        ? `The file is empty. ${EXPORT}`
        : `The file is not JSON, or was cut off: it begins with ${excerpt(text.trim(), 20)}. ${EXPORT}`,
    );
  }
}

function answersOf(file: unknown): Answers {
  if (!isFields(file)) refuse(`The file holds no answers. ${EXPORT}`);
  const version = versionOf(file);
  const student = textOf(file, 'student');
  const problem = loginProblem(student);
  if (problem) refuse(`The file's “student” is ${excerpt(student)}. ${problem}`);
  return {
    assignment: textOf(file, 'assignment'),
    edition: version === 1 || file.edition === undefined ? '' : textOf(file, 'edition'),
    student: loginOf(student),
    saved: timeOf(file.saved) ?? '',
    responses: version === 1 ? first(file) : second(file),
  };
}

function versionOf(file: Fields): number {
  const known = file.format === FORMAT || file.unfolded === 'answers';
  const { version } = file;
  if (!known || typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    refuse(`The file holds no answers of this book. ${EXPORT}`);
  if (version > VERSION)
    refuse(
      `The file was written in format ${version} by a newer edition of the book; formats 1 to ${VERSION} are read here. Open it with that edition, or with an update of this one.`,
    );
  if ((version === 1) !== (file.unfolded === 'answers'))
    refuse(`The file says two things about its format. ${EXPORT}`);
  return version;
}

/** Format 2. */
function second(file: Fields): Answers['responses'] {
  const entries = entriesOf(file.responses, 'responses');
  return collected(
    entries.map(([id, value]) => {
      const { text, at, tries } = isFields(value)
        ? value
        : refuse(`The answer ${excerpt(id)} has no text. ${EXPORT}`);
      const time = timeOf(at);
      return [id, text, { ...(time === undefined ? {} : { at: time }), tries: triesOf(tries) }];
    }),
  );
}

/** Format 1. */
function first(file: Fields): Answers['responses'] {
  const exercises = entriesOf(file.answers, 'answers');
  const asks = exercises.flatMap(([exercise, value]) =>
    entriesOf(value, exercise).map(
      ([ask, text]) => [ask === '' ? exercise : `${exercise}.${ask}`, text] as const,
    ),
  );
  return collected(asks.map(([id, text]) => [id, text, { tries: 0 }]));
}

type Collected = readonly [id: string, text: unknown, rest: Omit<Response, 'text'>];

function collected(all: readonly Collected[]): Answers['responses'] {
  if (all.length > MOST_RESPONSES) tooMany(all.length);
  return named(
    all.map(([id, text, rest]) => {
      if (id.length > LONGEST_NAME) refuse(`An answer's name, ${excerpt(id)}, is too long. ${EXPORT}`);
      if (typeof text !== 'string') refuse(`The answer ${excerpt(id)} is no text. ${EXPORT}`);
      if (text.length > LONGEST_RESPONSE) {
        const most = `at most ${counted(LONGEST_RESPONSE)} are read. Shorten it and save the answers again.`;
        refuse(`The answer ${excerpt(id)} has ${counted(text.length)} characters; ${most}`);
      }
      return [id, { text, ...rest }];
    }),
  );
}

const tooMany = (count: number) =>
  refuse(`The file has ${counted(count)} answers; at most ${counted(MOST_RESPONSES)} are read. ${EXPORT}`);

/** Names that would be more than names in an object. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

function entriesOf(value: unknown, name: string): [string, unknown][] {
  if (!isFields(value)) refuse(`The file's ${excerpt(name)} are no list of answers. ${EXPORT}`);
  const entries = Object.entries(value);
  if (entries.length > MOST_RESPONSES) tooMany(entries.length);
  const reserved = entries.find(([key]) => key.split('.').some((part) => RESERVED.has(part)));
  if (reserved)
    refuse(`The file names an answer ${excerpt(reserved[0])}, which no question is called. ${EXPORT}`);
  return entries;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(file: Fields, name: string): string {
  const value = file[name];
  if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST_NAME)
    refuse(`The file's “${name}” is missing, too long, or no text. ${EXPORT}`);
  return value;
}

const triesOf = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1e6 ? value : 0;

const ISO = /^\d{4}-\d\d-\d\dT[\d:.]{5,20}(Z|[+-]\d\d:?\d\d)$/;

function timeOf(value: unknown): string | undefined {
  const time = typeof value === 'string' && value.length <= 40 && ISO.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** An object without a prototype, so that no name finds what nobody wrote. */
function named<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const all = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) all[key] = value;
  return all;
}
