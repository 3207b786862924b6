/** What a response says, before anybody asks whether it is right. */
import type { Hashable } from './canonical.ts';
import { LONGEST_NUMBER, readNumber, readVector, writtenVector } from './numbers.ts';
import type { AskOf, Verdict } from './types.ts';
import { blank, unclear } from './verdicts.ts';

export type Found = { found: number | readonly number[]; said: string } | { verdict: Verdict };

/** The number, the numbers or the indices of a response, and how to say them; or that there is nothing to judge. */
export function foundIn(ask: Hashable, text: string): Found {
  if (text.trim() === '') return { verdict: blank };
  if (ask.kind === 'choice') return chosen(ask, text);
  const read = ask.kind === 'number' ? readNumber(text, ask) : readVector(text, ask.length);
  if ('blank' in read) return { verdict: blank };
  if ('unclear' in read) return { verdict: unclear(read.unclear) };
  const found = 'value' in read ? read.value : read.values;
  return { found, said: `Understood as ${writtenVector([found].flat())}.` };
}

/** `0,2`: indices of choices, none twice, and one alone where one is asked for. */
function chosen(ask: AskOf<'choice'>, text: string): Found {
  const parts = text.length > LONGEST_NUMBER ? [] : text.split(',').map((part) => part.trim());
  const found = parts.map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : NaN));
  const known = found.length > 0 && found.every((index) => index < ask.choices);
  if (!known || new Set(found).size < found.length)
    return { verdict: unclear('The choice is not one that is offered. Choose again.') };
  if (!ask.many && found.length > 1)
    return { verdict: unclear(`${found.length} are chosen, and one is asked for. Choose again.`) };
  return { found, said: '' };
}
