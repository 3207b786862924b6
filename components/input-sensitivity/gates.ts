/** A gate of the unfolded LSTM, set by hand or on average over the cells. */
import { gateSign } from '../parts/gates.ts';
import { marked, type Pen, type Place } from '../parts/timeline.ts';
import type { Shown } from './shown.ts';

const names = { Input: 'input gate', Forget: 'forget gate', Output: 'output gate' } as const;

export function gateAt(pen: Pen, shown: Shown, which: keyof typeof names, t: number, at: Place) {
  const byHand = shown.gating === 'hand';
  const name = byHand
    ? (`${which.toLowerCase()}Gate` as 'inputGate' | 'forgetGate' | 'outputGate')
    : (`open${which}` as const);
  const value = shown[name][t]!;
  const mark = marked(`${name}.${t}`, `${names[which]}, step ${t + 1}`, pen.said(name, value));
  return gateSign(pen, value, at, mark, byHand);
}
