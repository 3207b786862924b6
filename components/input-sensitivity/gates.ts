/** The sign of a gate: a ring where it is open, a bar where it is closed, else how far it is open. */
import { element, marked, words, type Pen, type Place } from '../parts/timeline.ts';
import type { Shown } from './shown.ts';

const names = { Input: 'input gate', Forget: 'forget gate', Output: 'output gate' } as const;

export function gateSign(pen: Pen, shown: Shown, which: keyof typeof names, t: number, { x, y }: Place) {
  const { document } = pen;
  const byHand = shown.gating === 'hand';
  const name = byHand
    ? (`${which.toLowerCase()}Gate` as 'inputGate' | 'forgetGate' | 'outputGate')
    : (`open${which}` as const);
  const value = shown[name][t]!;
  const mark = marked(`${name}.${t}`, `${names[which]}, step ${t + 1}`, pen.said(name, value));
  const group = element(document, 'g', { class: 'gate-sign', 'data-editable': byHand && '' });
  const sign = element(document, 'g', mark);
  sign.append(element(document, 'rect', { class: 'gate-ground', x: x - 9, y: y - 8, width: 18, height: 16 }));
  if (value === 1) sign.append(element(document, 'circle', { class: 'gate-open', cx: x, cy: y, r: 4.5 }));
  else if (value === 0)
    sign.append(element(document, 'path', { class: 'gate-shut', d: `M${x - 5} ${y}h10` }));
  else sign.append(words(pen, hundredths(value), { x, y: y + 3.6 }, 'middle', 'gate-number'));
  group.append(sign);
  return group;
}

/** .07, .5, .93: two digits, and never what would look like open or closed. */
const hundredths = (value: number) =>
  `.${String(Math.min(99, Math.max(1, Math.round(100 * value)))).padStart(2, '0')}`;
