/** Verdicts and their words, which tell a student what was understood and never what is right. */
import type { Ask, Verdict } from './types.ts';

export const right = (words = 'Right.'): Verdict => ({ state: 'right', share: 1, words });
export const wrong = (words: string): Verdict => ({ state: 'wrong', share: 0, words });
export const unclear = (words: string): Verdict => ({ state: 'unclear', share: 0, words });
export const blank: Verdict = { state: 'blank', share: 0, words: 'There is no answer yet.' };
export const manual: Verdict = { state: 'manual', share: 0, words: 'A person will read this.' };

/** The points that a verdict earns, to hundredths. */
export const worth = (ask: Pick<Ask, 'points'>, { share }: Verdict): number =>
  Math.round(Number((ask.points * Math.min(1, Math.max(0, share)) * 100).toPrecision(12))) / 100;
