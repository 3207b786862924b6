/**
 * Marks that a person gives: for free texts, and instead of what the grader found. They live in marks.yaml, by login and
 * ask, so that they survive a regrade: `ada: { essay: { points: 3, comment: "What about clipping?" } }`.
 */
import { Document, isMap, isScalar, parseDocument, type Pair, Scalar, YAMLMap } from 'yaml';
import { loginOf } from '../seed.ts';
import type { Assignment } from '../types.ts';
import type { Graded } from './grade.ts';
import type { Fault } from './unzip.ts';

export interface Mark {
  /** Undefined where it is still to be decided. */
  points?: number;
  comment?: string;
}

/** By login, then by ask. */
export type Marks = ReadonlyMap<string, ReadonlyMap<string, Mark>>;

/** Scalars stay texts: a login of digits is no number. */
const reading = { schema: 'failsafe', prettyErrors: true } as const;

const form = 'Write <login>: { <ask>: { points: 2, comment: "…" } }.';

/** Reads marks. What is wrong with one costs that one; a text that is no YAML is a problem: grades without its marks would be wrong. */
export function readMarks(
  text: string,
  assignment: Assignment,
): { marks: Marks; faults: Fault[] } | { problem: string } {
  const faults: Fault[] = [];
  const say = (words: string) => void faults.push({ name: 'marks.yaml', words });
  const marks = new Map<string, Map<string, Mark>>();
  const document = parseDocument(text, reading);
  if (document.errors.length > 0) {
    const where = document.errors[0]!.message.split('\n')[0]!.replace(/:$/, '');
    return { problem: `The marks cannot be read: ${where}. ${form}` };
  }
  const points = new Map(assignment.exercises.flatMap(({ asks }) => asks.map((ask) => [ask.id, ask.points])));
  for (const [login, asks] of entries(document.contents, 'The file', say)) {
    const own = new Map<string, Mark>();
    marks.set(loginOf(login), own);
    for (const [id, fields] of entries(asks, `The entry of ${login}`, say)) {
      const mark = points.has(id) ? markOf(fields, points.get(id)!, `${login}, ${id}`, say) : undefined;
      if (mark) own.set(id, mark);
      if (!points.has(id))
        say(`${login}, ${id}: there is no such ask. There are ${[...points.keys()].join(', ')}.`);
    }
  }
  return { marks, faults };
}

function entries(node: unknown, where: string, say: (words: string) => void): [string, unknown][] {
  if (isMap(node)) return node.items.map((pair) => [keyOf(pair), pair.value]);
  if (node !== null && !(isScalar(node) && isEmpty(node.value)))
    say(`${where} is not a list of names. ${form}`);
  return [];
}

const keyOf = ({ key }: Pair) => String(isScalar(key) ? key.value : key);
const isEmpty = (value: unknown) => value === null || ['', 'null', '~'].includes(String(value));

function markOf(node: unknown, most: number, where: string, say: (words: string) => void): Mark | undefined {
  const mark: Mark = {};
  for (const [name, value] of entries(node, `The entry of ${where}`, say)) {
    const text = isScalar(value) ? String(value.value ?? '') : undefined;
    if (text === undefined && value !== null)
      say(`${where}: ${name} is a list; a number or a text is expected.`);
    else if (name === 'comment') mark.comment = isEmpty(text) ? undefined : text;
    else if (name !== 'points') say(`${where}: ${name} is not known; there are points and comment.`);
    else if (!isEmpty(text)) mark.points = pointsOf(text!, most, where, say);
  }
  return mark;
}

function pointsOf(
  text: string,
  most: number,
  where: string,
  say: (words: string) => void,
): number | undefined {
  const points = /^\d+(?:[.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : NaN;
  if (points >= 0 && points <= most) return points;
  const why = points > most ? 'more than there are' : 'not a number of points';
  say(`${where}: ${text.slice(0, 40)} is ${why}; 0 to ${most} are allowed. The mark was not used.`);
  return undefined;
}

const heading = ` Marks for free texts, and any others that shall count instead of the grader's.
 Put a number in place of null, and a comment for the student if there is one; then grade again with this file.`;

/**
 * The text of marks.yaml with an entry for every free text that is still to be marked, its answer above it. Everything
 * that stood there stays: marks, comments, entries of others. A text that cannot be read stays untouched.
 */
export function marksTemplate(graded: readonly Graded[], before = ''): string {
  const document = before.trim() ? parseDocument(before, reading) : new Document({}, reading);
  if (document.errors.length > 0) return before;
  if (!before.trim()) document.commentBefore = heading;
  if (!isMap(document.contents)) {
    if (document.contents && !(isScalar(document.contents) && isEmpty(document.contents.value)))
      return before;
    document.contents = new YAMLMap() as never;
  }
  const all = document.contents as unknown as YAMLMap;
  let added = false;
  for (const { student, exercises } of graded) {
    for (const { ask, mark, open, response } of exercises.flatMap(({ asks }) => asks)) {
      if (!open || mark) continue;
      const own = mapIn(all, student.login, loginOf);
      if (!own || own.items.some((pair) => keyOf(pair) === ask.id)) continue;
      own.add(
        document.createPair(named(ask.id, answerLines(response)), {
          points: 'null',
          comment: asText(''),
        }) as never,
      );
      added = true;
    }
  }
  return added || !before ? document.toString({ lineWidth: 0 }) : before;
}

/** The map of a login, made where there is none; undefined where something else stands there. */
function mapIn(all: YAMLMap, login: string, same: (key: string) => string): YAMLMap | undefined {
  const pair = all.items.find((item) => same(keyOf(item as Pair)) === login) as Pair | undefined;
  if (!pair) {
    const own = new YAMLMap();
    all.add({ key: /^[a-z]/.test(login) ? new Scalar(login) : asText(login), value: own } as never);
    return own;
  }
  if (pair.value === null || (isScalar(pair.value) && isEmpty(pair.value.value))) pair.value = new YAMLMap();
  return isMap(pair.value) ? (pair.value as YAMLMap) : undefined;
}

/** In quotation marks, so that no program takes it for a number or for nothing. */
function asText(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

function named(text: string, comment: string): Scalar {
  const scalar = new Scalar(text);
  scalar.commentBefore = comment;
  return scalar;
}

/** An answer as lines of a comment, which nothing in it can end. */
const answerLines = (response = '') =>
  response
    .slice(0, 4000)
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, ' ')
    .split('\n')
    .map((line) => ` | ${line}`)
    .join('\n');
