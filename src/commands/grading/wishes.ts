/** What is asked of `npm run grade`. */
import { parseArgs } from 'node:util';

export interface Wishes {
  /** A zip, a folder or one file. */
  input: string;
  roster: string;
  assignment?: string;
  marks?: string;
  out: string;
}

export const usage =
  'npm run grade -- <zip, folder or file> --roster <csv> [--assignment <id>] [--marks <marks.yaml>] [--out <folder>]';

/** Throws a sentence where something is missing or unknown. */
export function wishesOf(args: string[]): Wishes {
  const options = Object.fromEntries(
    ['roster', 'assignment', 'marks', 'out'].map((name) => [name, { type: 'string' as const }]),
  );
  let read;
  try {
    read = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Error(`${(error as Error).message.split('.')[0]}. Write: ${usage}`);
  }
  const { values, positionals } = read as { values: Partial<Record<string, string>>; positionals: string[] };
  if (positionals.length !== 1) {
    const found = positionals.length === 0 ? 'nothing' : positionals.join(' and ');
    throw new Error(`One zip, folder or file of answers is expected; found was ${found}. Write: ${usage}`);
  }
  if (!values.roster) {
    const kinds =
      "Canvas's exported gradebook, Moodle's grading worksheet, or a table with the columns login and name";
    throw new Error(`There is no roster: the csv file with who is in the course (${kinds}). Write: ${usage}`);
  }
  const { roster, assignment, marks, out = 'grades' } = values;
  return { input: positionals[0]!, roster, assignment, marks, out };
}
