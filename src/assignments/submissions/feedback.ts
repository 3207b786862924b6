/**
 * The page that a student gets back: one file, no script, nothing from elsewhere. It has what the student wrote, what it
 * counts and why (the verdict's words tell how it was understood); never what would have been right. Everything that somebody wrote is escaped.
 */
import type { Assignment, Verdict } from '../types.ts';
import type { Flag } from './claims.ts';
import type { Graded, GradedAsk, GradedExercise } from './grade.ts';
import { choicesShown } from './shown.ts';

const style = `
:root { color-scheme: light dark; --rule: light-dark(#e0dcd2, #33373d); --quiet: light-dark(#565b63, #aeafb0); }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.55 Georgia, serif;
  background: light-dark(#fdfcf9, #14161a); color: light-dark(#1b1d21, #e8e6e1); overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.2; font-weight: 600; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 1rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
.points { float: right; margin-left: 1rem; font-variant-numeric: tabular-nums; }
section { border-top: 1px solid var(--rule); margin-top: 1.5rem; }
p { margin: .25rem 0; } .quiet { color: var(--quiet); }
pre, code { font: .875rem/1.45 ui-monospace, monospace; } pre { white-space: pre-wrap; margin: .25rem 0; }
blockquote { margin: .5rem 0; padding-left: .75rem; border-left: 3px solid currentcolor; white-space: pre-wrap; }
.total { font-size: 1.2rem; }
@media print { body { margin: 0; max-width: none; background: none; } section { break-inside: avoid; } }`;

export const escaped = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

/** What concerns the student as well; names of others and files stay with the instructor. */
const told: Partial<Record<Flag['kind'], string>> = {
  unreadable: 'A file that you handed in could not be read. Ask your instructor.',
  assignment: 'A file that you handed in belongs to another assignment.',
  edition: 'Your answers were written to another edition of the questions, and graded by the present ones.',
  student: 'A file with another login than yours was not graded. Ask your instructor.',
  duplicate: 'You handed in more than one file; the newest counts.',
  late: 'It was handed in late.',
};

export function feedbackPage(one: Graded, assignment: Assignment): string {
  const { student, file, points, open, flags, exercises } = one;
  const notes = Object.entries(told).filter(([kind]) => flags.some((flag) => flag.kind === kind));
  if (file === undefined) notes.unshift(['nothing', 'Nothing was handed in that could be graded.']);
  const body = [
    `<h1>${escaped(assignment.title)}</h1>`,
    `<p>${escaped(student.name)} <span class="quiet">(${escaped(student.login)})</span></p>`,
    `<p class="total"><strong>${points} of ${assignment.points} points</strong></p>`,
    ...(open > 0
      ? [`<p>${open === 1 ? 'One answer is' : `${open} answers are`} still to be marked.</p>`]
      : []),
    ...notes.map(([, words]) => `<p>${escaped(words)}</p>`),
    ...exercises.map(exercisePart),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(assignment.title)}: ${escaped(student.name)}</title>
<style>${style}
</style>
<main>
${body.join('\n')}
</main>
</html>
`;
}

function exercisePart({ exercise, points, asks }: GradedExercise): string {
  return `<section>
<h2>${escaped(exercise.title)} <span class="points">${points} of ${exercise.points}</span></h2>
${asks.map((item) => askPart(item, asks.length > 1)).join('\n')}
</section>`;
}

function askPart(item: GradedAsk, many: boolean): string {
  const { ask, response, verdict, mark, points } = item;
  const name = ask.id.slice(ask.id.lastIndexOf('.') + 1);
  const parts = [
    ...(many ? [`<h3>${escaped(name)} <span class="points">${points} of ${ask.points}</span></h3>`] : []),
    ...(response?.trim() ? [answerPart(item, response)] : []),
    `<p>${escaped(words(verdict, item))}</p>`,
    ...(mark?.comment ? [`<blockquote>${escaped(mark.comment)}</blockquote>`] : []),
  ];
  return parts.join('\n');
}

function words({ words, state }: Verdict, { mark, open, points, ask }: GradedAsk): string {
  if (open) return 'A person still has to mark this answer.';
  if (mark?.points === undefined) return words;
  return state === 'manual' ? 'Marked by a person.' : `A person gave ${points} of ${ask.points} points.`;
}

function answerPart({ ask }: GradedAsk, response: string): string {
  const [text, more] = [response.slice(0, 5000), response.length > 5000 ? '…' : ''];
  if (ask.kind === 'text' || ask.kind === 'kernel') return `<pre>${escaped(text)}${more}</pre>`;
  if (ask.kind === 'choice') return `<p>Your answer: ${escaped(choicesShown(text.slice(0, 300)))}</p>`;
  return `<p>Your answer: <code>${escaped(text.slice(0, 300))}${text.length > 300 ? '…' : more}</code></p>`;
}
