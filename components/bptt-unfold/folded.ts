/** The network as it is written down: one state with a loop, whose black square delays by one step. */
import { arrow, delay, loop, type Flow } from '../parts/timeline-arrows.ts';
import { element, group, symbol, words, type Pen } from '../parts/timeline.ts';
import type { Layout } from './layout.ts';

const RADIUS = 17;
const X = 27;

export function folded(pen: Pen, { rows, matrix, O, I, cell }: Layout) {
  const state = { x: X, y: rows.state + matrix / 2 };
  const output = rows.output + (O * cell[1]) / 2;
  const input = rows.input + (I * cell[1]) / 2;
  const side = { x: X - 10, y: 0 };
  return group(
    pen,
    'folded',
    arrow(pen, 'forward', { x: X, y: input - 14 }, { x: X, y: state.y + RADIUS + 2 }),
    arrow(pen, 'forward', { x: X, y: state.y - RADIUS }, { x: X, y: output + 12 }),
    loop(pen, state, RADIUS),
    element(pen.document, 'circle', { cx: state.x, cy: state.y, r: RADIUS, class: 'unit' }),
    symbol(pen, '\\hid{t}', { x: state.x, y: state.y + 4 }, 'middle', 'small-letter'),
    symbol(pen, '\\logit{t}', { x: X, y: output + 5 }),
    symbol(pen, '\\inp{t}', { x: X, y: input + 4 }),
    symbol(pen, '\\Wout', { ...side, y: (state.y - RADIUS + output) / 2 + 10 }, 'end', 'small-letter'),
    symbol(pen, '\\Win', { ...side, y: (input + state.y + RADIUS) / 2 - 2 }, 'end', 'small-letter'),
    symbol(pen, '\\Wrec', { x: X + 2 * RADIUS, y: state.y - RADIUS - 4 }, 'middle', 'small-letter'),
    words(pen, 'folded', { x: X, y: rows.time + 11 }, 'middle', 'faint'),
  );
}

/** What the colours and the black square mean, once, at the right where the graph leaves room. */
export function legend(pen: Pen, { right, rows }: Layout) {
  const y = rows.loss + 50;
  const line = (kind: Flow, x1: number, x2: number, y: number, text: string) => [
    arrow(pen, kind, { x: right + x1, y }, { x: right + x2, y }),
    words(pen, text, { x: right + 28, y: y + 4 }, 'start', 'faint'),
  ];
  return group(
    pen,
    'legend',
    ...line('forward', 2, 22, y, 'states'),
    ...line('backward', 22, 2, y + 18, 'errors'),
    delay(pen, { x: right + 12, y: y + 36 }),
    words(pen, 'delay', { x: right + 28, y: y + 40 }, 'start', 'faint'),
  );
}
