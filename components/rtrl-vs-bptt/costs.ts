/** Counted costs of both ways for every length of the sequence. */
import type { Cell } from '../parts/declare.ts';
import { lines, type Curve } from '../parts/lines.ts';
import { drawing } from './shown.ts';

/** About ten lengths, from the first to the last. */
const sampled = (length: number) =>
  Array.from({ length: Math.min(length, 10) }, (_, i, count = Math.min(length, 10)) =>
    Math.round((i * (length - 1)) / (count - 1)),
  );

export const drawCosts: Cell = drawing((pen, shown) => {
  const { cost, longest, crossing } = shown;
  const log = cost === 'operations';
  const curve = (name: keyof typeof shown, kind: string, text: string): Curve => {
    const counts = shown[name] as number[];
    return {
      name, kind, text,
      values: log ? counts.map(Math.log10) : counts,
      marks: sampled(longest),
      words: (k) => `${text}, sequence of ${k + 1}`,
      number: (k) => pen.said(name, counts[k]!),
    };
  };
  const curves = log
    ? [curve('operationsBackward', 'most', 'backward'), curve('operationsEach', 'error', 'each step'), curve('operationsForward', 'state', 'forward')]
    : [curve('memoryBackward', 'error', 'backward'), curve('memoryForward', 'state', 'forward')];
  const all = curves.flatMap(({ values }) => [values[0]!, values.at(-1)!]);
  const [low, high] = [log ? Math.floor(Math.min(...all)) : 0, Math.max(...all)];
  const frame = { label: 'cost by length of the sequence', width: 480, height: 270, room: 80, log, across: 'length of the sequence' };
  const here = crossing <= longest ? crossing - 1 : undefined;
  return lines(pen, { ...frame, domain: [low, high + 0.06 * (high - low)], curves, first: 1, ...(here !== undefined && { here }) });
}); // prettier-ignore
