/** Two sets of answers of one student, from two tabs or from a file, become one, and no text is lost. */
import type { Answers, Response } from './answers.ts';

/** A text that gave way to a newer one. */
export interface Lost {
  ask: string;
  text: string;
  at?: string;
}

export interface Merged {
  answers: Answers;
  /** Texts that are in neither answer any more, for the student to see. */
  lost: Lost[];
}

/**
 * Of each answer the newer text; one without a time is older than any other. Both ways round the texts are the same.
 * What is said of the whole (the edition) is that of `mine`.
 */
export function merge(mine: Answers, theirs: Answers): Merged | { fault: string } {
  const other = differing(mine, theirs);
  if (other) return { fault: other };
  const lost: Lost[] = [];
  const responses = Object.create(null) as Record<string, Response>;
  for (const ask of new Set([...Object.keys(mine.responses), ...Object.keys(theirs.responses)])) {
    const [one, two] = [mine.responses[ask], theirs.responses[ask]];
    const [newer, older] = one && two ? inOrder(one, two) : [one ?? two!, undefined];
    responses[ask] = { ...newer, tries: Math.max(newer.tries, older?.tries ?? 0) };
    if (!older || older.text === newer.text || older.text.trim() === '') continue;
    lost.push({ ask, text: older.text, ...(older.at === undefined ? {} : { at: older.at }) });
  }
  const saved = mine.saved > theirs.saved ? mine.saved : theirs.saved;
  return { answers: { ...mine, saved, responses }, lost };
}

/** The newer one first; of two of one moment the one whose text sorts last, whoever asks. */
function inOrder(one: Response, two: Response): [Response, Response] {
  const [first, second] = [one.at ?? '', two.at ?? ''];
  const newer = first === second ? one.text >= two.text : first > second;
  return newer ? [one, two] : [two, one];
}

function differing(mine: Answers, theirs: Answers): string | undefined {
  if (mine.assignment !== theirs.assignment)
    return `These are answers to “${theirs.assignment}”, and this is “${mine.assignment}”. Open them on their own page.`;
  if (mine.student !== theirs.student)
    return `These are answers of “${theirs.student}”, and here is “${mine.student}”. Change the login first if both are you.`;
  return undefined;
}
