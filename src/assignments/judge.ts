/** Whether a response is right: the same in the page and for the grader. */
import { hashable, sameText } from './canonical.ts';
import { foundIn } from './response-text.ts';
import { within } from './tolerance.ts';
import type { Ask, AskOf, Book, Right, RightKernel, RightState, Verdict } from './types.ts';
import { blank, manual, right as isRight, unclear, wrong } from './verdicts.ts';

export { worth } from './verdicts.ts';

/**
 * Judges the text of a response. `right` is what the key says; of a choice it may stand in the ask instead, and free
 * text has none. Throws only where the ask and what is right do not belong together, or the figure fails.
 */
export async function judge(
  ask: Ask,
  right: Right | undefined,
  text: string | undefined,
  book: Pick<Book, 'state' | 'outputs'>,
): Promise<Verdict> {
  if (text === undefined || text.trim() === '') return blank;
  if (ask.kind === 'text') return manual;
  if (ask.kind === 'state') return judgeState(ask, known<RightState>(ask, right), text, book);
  if (ask.kind === 'kernel') {
    const { judgeKernel } = await import('./judge-kernel.ts');
    return judgeKernel(ask, known<RightKernel>(ask, right), text);
  }
  return judgeNumbers(ask, known(ask, ask.kind === 'choice' ? (ask.right ?? right) : right), text);
}

function known<Kind>(ask: Ask, right: Right | undefined): Kind {
  if (right === undefined) throw new Error(`${ask.id}: nothing says what is right`);
  return right as Kind;
}

type Numbers = AskOf<'number' | 'vector' | 'choice'>;

function judgeNumbers(ask: Numbers, right: number | readonly number[], text: string): Verdict {
  const read = foundIn(ask, text);
  if ('verdict' in read) return read.verdict;
  if (ask.kind === 'choice')
    return judgeChoice(ask, read.found as readonly number[], right as readonly number[]);
  const fits =
    ask.check === 'hash' && hashable(ask) ? sameText(ask, read.found, right) : inside(ask, read.found, right);
  if (fits) return isRight(`${read.said} That is right.`);
  return wrong(
    `${read.said} ${ask.kind === 'vector' && ask.length > 1 ? 'Not all of it is right.' : 'That is not right.'}`,
  );
}

const inside = (
  ask: AskOf<'number' | 'vector'>,
  found: number | readonly number[],
  right: number | readonly number[],
) => within(found, right, ask.tolerance);

/** Of several choices each right one counts, and each wrong one as much the other way. */
function judgeChoice(
  { many }: AskOf<'choice'>,
  chosen: readonly number[],
  right: readonly number[],
): Verdict {
  const hits = chosen.filter((index) => right.includes(index)).length;
  const share = right.length === 0 ? 0 : Math.max(0, (hits - (chosen.length - hits)) / right.length);
  if (share === 1) return isRight();
  if (!many || share === 0) return wrong('That is not right.');
  return {
    state: 'partly',
    share,
    words: 'Partly right: something is missing, or is marked that should not be.',
  };
}

async function judgeState(
  ask: AskOf<'state'>,
  right: RightState,
  query: string,
  book: Pick<Book, 'state' | 'outputs'>,
): Promise<Verdict> {
  const { capture, given = '' } = ask;
  const settings = new URLSearchParams(given);
  const own = [...settings.keys()];
  for (const [name, text] of new URLSearchParams(query)) if (capture.includes(name)) settings.set(name, text);
  const read = await book.state(ask.widget, settings.toString(), [...capture, ...own]);
  if ('fault' in read) return unclear(read.fault);
  const all = await book.outputs(ask.widget, read.inputs, [right.output]);
  const found = (right.at ?? []).reduce<unknown>(
    (value, index) =>
      Array.isArray(value) || ArrayBuffer.isView(value) ? (value as ArrayLike<unknown>)[index] : undefined,
    all[right.output],
  );
  if (typeof found !== 'number')
    throw new Error(
      `${ask.id}: ${right.output}[${(right.at ?? []).join('][')}] of ${ask.widget} is no number`,
    );
  const { from = -Infinity, to = Infinity } = right;
  const fits = Number.isFinite(found) && found >= from && found <= to;
  return fits
    ? isRight('These settings do what is asked.')
    : wrong('These settings do not do what is asked.');
}
