/** Looks into a file that somebody handed in. Nothing of it is trusted, and nothing in it makes this throw. */
import { type Answers, readAnswers } from '../answers.ts';
import { textOf } from './roster.ts';
import { megabytes } from './shown.ts';
import { isZip, limits, type Submitted } from './unzip.ts';

/** A file, with its answers or with the reason why there are none. */
export type Opened =
  { file: string; format: number; answers: Answers; fields: string[] } | { file: string; problem: string };

/** A file with answers. */
export type Read = Extract<Opened, { answers: Answers }>;

/** Of a file that is not read, in a sentence. */
export const tooLarge = (bytes: number): string =>
  `It has ${megabytes(bytes)}, more than the ${megabytes(limits.file)} that are read. Answers have a few kilobytes.`;

export function opened({ name, bytes }: Submitted): Opened {
  const problem = (words: string) => ({ file: name, problem: words });
  if (bytes.length > limits.file) return problem(tooLarge(bytes.length));
  if (isZip(bytes))
    return problem('It is a zip inside the zip, which is not opened. Unpack it, and grade the files.');
  const text = textOf(bytes);
  const read = readAnswers(text);
  return 'fault' in read ? problem(read.fault) : { file: name, answers: read.answers, ...strange(text) };
}

/** What a page of ours writes, in format 1 and in format 2. */
const known = {
  1: ['unfolded', 'version', 'assignment', 'student', 'saved', 'answers'],
  2: ['format', 'version', 'assignment', 'edition', 'student', 'book', 'saved', 'responses'],
  response: ['text', 'at', 'tries'],
};

/** The fields that no page of ours writes, such as points or seed, of a text that is known to be a file of answers. */
function strange(text: string): { format: 1 | 2; fields: string[] } {
  const file = JSON.parse(text.replace(/^\ufeff/, '')) as {
    version: 1 | 2;
    responses?: Record<string, object>;
  };
  const format = file.version === 1 ? 1 : 2;
  const inside =
    format === 1 ? [] : Object.values(file.responses!).flatMap((response) => Object.keys(response));
  const fields = [
    ...Object.keys(file).filter((name) => !known[format].includes(name)),
    ...inside.filter((name) => !known.response.includes(name)),
  ];
  return { format, fields: [...new Set(fields)] };
}
