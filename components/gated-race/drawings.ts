import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';
import { lines, type Curve } from '../parts/lines.ts';
import { printPower } from '../parts/numbers.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { element, group, picture, words } from '../parts/timeline.ts';
import { nets } from './runners.ts';
import { numbered } from './numbered.ts';
import { outputs } from './values.ts';
import { everyOf } from './windows.ts';

/** So many marks stand on a curve. */
const MARKS = 12;
const LOWEST = 1e-4;

/** Logarithms of multiples of the baseline; what has overflowed leaves the picture at its top. */
const ratios = (losses: Vector, line: number) =>
  losses.map((loss) => Math.log10(Math.max(loss / line, LOWEST)));

export const drawCurves: Cell = cell(
  ['document', 'letters', 'loss', 'iterations', 'baseline'],
  (document: Document, letters: Letters, loss: Matrix, iterations: number, line: number) => {
    const pen = penOf(document, letters, outputs);
    const every = everyOf(iterations);
    const last = loss[0]!.length - 1;
    const few = Array.from({ length: last + 1 }, (_, k) => k).filter((k) => k % Math.ceil((last + 1) / MARKS) === 0 || k === last);
    const curves = nets.map(({ name, kind }, at): Curve => ({
      name: `loss.${at}`, kind, text: name, marks: few,
      // A single point is drawn as a line of no slope.
      values: last ? ratios(loss[at]!, line) : [...ratios(loss[at]!, line), ...ratios(loss[at]!, line)],
      words: (k) => `loss of the ${name} after ${k * every} iterations`,
      number: (k) => pen.said('loss', loss[at]![k]!),
    }));
    const finite = curves.flatMap(({ values }) => values).filter(Number.isFinite);
    const top = Math.min(Math.max(0.3, ...finite), 3);
    const frame = { label: 'loss by iterations', width: 480, height: 300, room: 62, log: true, every, across: 'iterations' };
    const domain = [Math.min(-2, Math.floor(Math.min(0, ...finite))), top + 0.08] as const;
    return lines(pen, { ...frame, domain, curves, note: { at: 0, text: 'baseline' } });
  },
); // prettier-ignore

const [ROW, BAR] = [34, 66];
const COLUMNS = { units: 84, parameters: 146, bar: 166, solved: 322 } as const;

/** One row for each network: its size, how far it is from the baseline on new sequences, and when it was there. */
export const drawStandings: Cell = cell(
  ['document', 'letters', 'unitCounts', 'parameters', 'test', 'solved', 'baseline'],
  (document: Document, letters: Letters, units: Vector, counts: Vector, test: Vector, solved: Vector, line: number) => {
    const pen = penOf(document, letters, outputs);
    const head = (text: string, x: number, anchor = 'end') => words(pen, text, { x, y: 12 }, anchor, 'faint');
    const rows = nets.map(({ name, kind }, at) => {
      const y = 18 + at * ROW;
      const value = (mark: string, says: string, text: string, x: number, number: number) =>
        numbered(pen, { mark: `${mark}.${at}`, says: `${says} of the ${name}`, text, x, y, number: pen.said(mark, number) });
      const share = Math.min(test[at]! / line, 1.2);
      return group(
        pen,
        `standing ${kind}`,
        words(pen, name, { x: 0, y: y + 20 }, 'start', `word runner ${kind}`),
        value('unitCounts', 'units', String(units[at]), COLUMNS.units, units[at]!),
        value('parameters', 'parameters', String(counts[at]), COLUMNS.parameters, counts[at]!),
        element(document, 'rect', { class: `runner-bar ${kind}`, x: COLUMNS.bar, y: y + 8, width: Math.max(1, (share * BAR) / 1.2).toFixed(1), height: 14 }),
        value('test', 'loss on other sequences', `${printPower(test[at]! / line)}`, COLUMNS.bar + BAR + 40, test[at]!),
        value('solved', 'solved at iteration', solved[at] ? String(solved[at]) : 'not yet', COLUMNS.solved, solved[at]!),
      );
    });
    const x = COLUMNS.bar + BAR / 1.2;
    const full = element(document, 'path', { class: 'line', d: `M${x.toFixed(1)} 20v${3 * ROW - 6}` });
    const heads = [head('units', COLUMNS.units), head('parameters', COLUMNS.parameters), head('loss / baseline', COLUMNS.bar, 'start'), head('solved at', COLUMNS.solved)];
    return picture(pen, 330, 20 + 3 * ROW, 'the three networks', [...heads, full, ...rows]);
  },
); // prettier-ignore
