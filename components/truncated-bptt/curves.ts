/** Cosine and ratio of lengths for every num_steps. */
import type { Cell } from '../parts/declare.ts';
import { lines, type Curve } from '../parts/lines.ts';
import { drawing } from './shown.ts';

/** The ratio may leave the picture, the cosine does not. */
const MOST = 2.5;

export const drawCurves: Cell = drawing((pen, { cosineByLength, ratioByLength, length }) => {
  const all = [...cosineByLength.keys()];
  const curve = (name: string, kind: string, values: number[], text: string): Curve => ({
    name, kind, values, text,
    marks: all,
    words: (k) => `${text}, num_steps ${k + 1}`,
    number: (k) => pen.said(name, values[k]!),
  });
  const curves = [
    curve('ratioByLength', 'alone', ratioByLength, 'length'),
    curve('cosineByLength', 'error', cosineByLength, 'cosine'),
  ];
  const low = Math.min(0, ...cosineByLength);
  const high = Math.min(MOST, Math.max(1, ...ratioByLength));
  const domain = [low < 0 ? low - 0.08 : 0, high + 0.08] as const;
  const frame = { label: 'cosine and length of the truncated gradient by num_steps', width: 400, height: 260, room: 56, log: false, across: 'num_steps' };
  return lines(pen, { ...frame, domain, curves, first: 1, here: length - 1, note: { at: 1, text: '' } });
}); // prettier-ignore
