/** Arrows of a network over time: the forward flow, the backward flow beside it, the delay of a loop, and the cut. */
import { element, group, type Pen, type Place } from './timeline.ts';

export type Flow = 'forward' | 'backward' | 'plain' | 'memory' | 'gate';

/** A line with a head. `reached` is false for what the walk has not come to. */
export function arrow(pen: Pen, kind: Flow, from: Place, to: Place, reached = true) {
  return curve(pen, kind, `M${from.x} ${from.y}L${to.x} ${to.y}`, from, to, reached);
}

/** The same along any path; `last` is a point on it from which the head's direction is taken. */
export function curve(pen: Pen, kind: Flow, path: string, last: Place, to: Place, reached = true) {
  const { document } = pen;
  return group(
    pen,
    reached ? `arrow ${kind}` : 'arrow ghost',
    element(document, 'path', { d: path, class: 'shaft' }),
    element(document, 'path', { d: head(last, to), class: 'head' }),
  );
}

const round = (value: number) => Math.round(value * 100) / 100;

/** A small triangle with its tip at `to`. */
function head(from: Place, to: Place) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const corner = (side: number) =>
    `${round(to.x - 6 * dx - side * 3 * dy)} ${round(to.y - 6 * dy + side * 3 * dx)}`;
  return `M${to.x} ${to.y}L${corner(1)}L${corner(-1)}Z`;
}

/** An arrow that is stopped half way: what comes from `from` does not arrive. */
export function stopped(pen: Pen, kind: Flow, from: Place, to: Place, reached = true) {
  const { document } = pen;
  const x = (from.x + to.x) / 2;
  const end = x + Math.sign(from.x - to.x) * 3;
  const line = `M${from.x} ${from.y}L${end} ${from.y}M${end} ${from.y - 6}L${end} ${from.y + 6}`;
  const rest = `M${2 * x - end} ${to.y}L${to.x} ${to.y}`;
  return group(
    pen,
    reached ? `arrow ${kind}` : 'arrow ghost',
    element(document, 'path', { d: line, class: 'shaft' }),
    element(document, 'path', { d: rest, class: 'shaft missing' }),
  );
}

/** The black square: what comes in goes out one step later. */
export function delay({ document }: Pen, { x, y }: Place) {
  return element(document, 'rect', { x: x - 5, y: y - 5, width: 10, height: 10, class: 'delay' });
}

/** A loop from a unit's right side back to itself, with its delay. */
export function loop(pen: Pen, { x, y }: Place, radius: number) {
  const [start, end] = [
    { x: round(x + radius * 0.8), y: round(y - radius * 0.6) },
    { x: round(x + radius * 0.8), y: round(y + radius * 0.6) },
  ];
  const out = x + 2.6 * radius;
  const path = `M${start.x} ${start.y}C${out} ${y - 1.5 * radius} ${out} ${y + 1.5 * radius} ${end.x} ${end.y}`;
  const before = { x: end.x + 6, y: end.y + 3 };
  const square = delay(pen, { x: round(x + 2.15 * radius), y });
  return group(pen, 'loop', curve(pen, 'forward', path, before, end), square);
}
