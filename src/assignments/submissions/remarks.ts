/** What the report says of a file that counts, and of answers in it. */
import { faultyLine } from '../interpreter/fault.ts';
import type { Assignment } from '../types.ts';
import type { Candidate, Flag } from './claims.ts';
import type { GradedAsk } from './grade.ts';
import { shown } from './shown.ts';

/** What a person should know of an answer that counts nothing. */
export function remarkOnAsk({ ask, response, verdict, mark }: GradedAsk): Flag[] {
  if (mark?.points !== undefined) return [];
  const words = shown(verdict.words, 300);
  if (verdict.state === 'unclear') {
    const found = `The answer to “${ask.id}” was not understood and counts nothing: “${shown(response!, 60)}”.`;
    return [{ kind: 'unclear', words: `${found} ${words}` }];
  }
  // A wrong kernel whose words name a line did not come to its end.
  const stopped =
    ask.kind === 'kernel' && verdict.state === 'wrong' && faultyLine(verdict.words) !== undefined;
  return stopped ? [{ kind: 'kernel', words: `The kernel “${ask.id}” did not end well. ${words}` }] : [];
}

/** What is strange about a file; it was graded all the same. */
export function remarksOn(
  { answers, fields, format, named, file }: Candidate,
  assignment: Assignment,
): Flag[] {
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
