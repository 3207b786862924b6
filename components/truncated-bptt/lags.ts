/** Shares of the true gradient by lag: bars, filled as far as they are kept. */
import type { Cell } from '../parts/declare.ts';
import { element, marked, picture, words } from '../parts/timeline.ts';
import { drawing } from './shown.ts';

const [LEFT, TOP, HIGH, WIDTH] = [34, 14, 150, 380] as const;

export const drawShares: Cell = drawing((pen, { shares, kept }) => {
  const { document } = pen;
  const most = Math.max(...shares, ...kept, 0.1);
  const least = Math.min(...shares, ...kept, 0);
  const step = Math.min(38, (WIDTH - LEFT) / shares.length);
  const y = (value: number) => Number((TOP + (HIGH * (most - value)) / (most - least)).toFixed(1));
  const bar = (value: number, kind: string, at: number) => {
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    return element(document, 'rect', { x: (LEFT + at * step + 3).toFixed(1), y: top, width: (step - 6).toFixed(1), height: (bottom - top).toFixed(1), class: kind });
  };
  const bars = shares.flatMap((share, lag) => [
    bar(kept[lag]!, 'amount', lag),
    bar(share, 'cut shaft', lag),
    element(document, 'rect', { x: (LEFT + lag * step).toFixed(1), y: TOP, width: step.toFixed(1), height: HIGH, class: 'hit', ...marked(`shares.${lag}`, `share of lag ${lag}`, pen.said('shares', share)) }),
    (step > 20 || lag % 2 === 0) && words(pen, `${lag}`, { x: LEFT + (lag + 0.5) * step, y: TOP + HIGH + 16 }, 'middle', 'faint'),
  ]);
  const frame = [
    element(document, 'path', { class: 'line', d: `M${LEFT} ${y(0)}h${(shares.length * step).toFixed(1)}` }),
    words(pen, '0', { x: LEFT - 6, y: y(0) + 4 }, 'end', 'faint'),
    words(pen, `${Math.round(100 * most)} %`, { x: LEFT - 4, y: TOP + 8 }, 'end', 'faint'),
    words(pen, 'lag: steps from the use of a weight to the loss', { x: LEFT, y: TOP + HIGH + 34 }, 'start', 'faint'),
    element(document, 'rect', { x: LEFT, y: TOP + HIGH + 44, width: 14, height: 10, class: 'amount' }),
    words(pen, 'kept', { x: LEFT + 20, y: TOP + HIGH + 53 }, 'start', 'faint'),
    element(document, 'rect', { x: LEFT + 64, y: TOP + HIGH + 44, width: 14, height: 10, class: 'cut shaft' }),
    words(pen, 'whole', { x: LEFT + 84, y: TOP + HIGH + 53 }, 'start', 'faint'),
  ];
  return picture(pen, WIDTH + 4, TOP + HIGH + 58, 'shares of the true gradient by lag', [...frame, ...bars]);
}); // prettier-ignore
