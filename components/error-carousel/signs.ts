/** What both pictures of the carousel share: names of gates and ways, shades of errors, and the signs of gates. */
import { gateSign } from '../parts/gates.ts';
import { print } from '../parts/numbers.ts';
import { marked, type Pen, type Place } from '../parts/timeline.ts';
import type { Shown } from './shown.ts';

export const rows = [
  { name: 'throughCell', lines: 'through cell alone', called: 'error through the cell alone' },
  { name: 'throughState', lines: 'through state alone', called: 'error through the state alone' },
  { name: 'total', lines: 'all ways together', called: 'error of the cell' },
] as const;

export const gates = {
  inputGate: { called: 'input gate', shown: 'i' },
  forgetGate: { called: 'forget gate', shown: 'f' },
  outputGate: { called: 'output gate', shown: 'o' },
} as const;
export type GateName = keyof typeof gates;

/** 1 for what is as large as the largest, 0 for what is a millionth of it or less: by logarithm, since errors span many powers. */
export function shadeOf(value: number, most: number) {
  const size = Math.abs(value);
  if (!(size > 0) || !(most > 0)) return 0;
  return size === Infinity ? 1 : Math.max(0, 1 + Math.log10(size / most) / 6);
}

/** What is open or closed but for a millionth looks so. */
const settled = (value: number) => (value < 1e-6 ? 0 : value > 1 - 1e-6 ? 1 : value);

/** A gate as the hand set it, or, where it sees the state, as it really is; its name tells both. */
export function gateOf(pen: Pen, shown: Shown, name: GateName, t: number, at: Place) {
  const { called, shown: letter } = gates[name];
  const [set, real] = [shown[name][t]!, settled(shown[letter][t]!)];
  const both = shown.feedback ? `, really ${print(real)}, set by hand` : '';
  const mark = marked(`${name}.${t}`, `${called}, step ${t + 1}${both}`, pen.said(name, set));
  return gateSign(pen, shown.feedback ? real : set, at, mark, true);
}
