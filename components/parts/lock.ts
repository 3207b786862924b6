/** A gate as the book draws it: a small lock on a line, whose shackle rises as the gate opens. */
import { element, group, type Pen, type Place } from './timeline.ts';

const round = (value: number) => Math.round(value * 100) / 100;

/** `open` from 0 (shut) to 1; the middle of the lock is at the place that is given. */
export function lock(pen: Pen, { x, y }: Place, open: number) {
  const lift = round(5 * Math.min(Math.max(open, 0), 1));
  const top = round(y - 2 - lift);
  const shackle = `M${x - 3.5} ${y}V${top}a3.5 3.5 0 0 1 7 0v${round(Math.max(2 - lift / 2, 0.5))}`;
  return group(
    pen,
    'gate-lock',
    element(pen.document, 'path', { d: shackle, class: 'shackle' }),
    element(pen.document, 'rect', { x: x - 5.5, y: y - 1, width: 11, height: 8, rx: 1.5, class: 'body' }),
  );
}
