/** The lines of the memory block, its locks and its nodes. */
import type { Vector } from '../parts/declare.ts';
import { arrow, curve, type Flow } from '../parts/timeline-arrows.ts';
import { lock as padlock } from '../parts/lock.ts';
import { element, group, words, type Pen, type Place } from '../parts/timeline.ts';
import { CELL, WIDTH, type Layout } from './layout.ts';
import type { Shown } from './shown.ts';

const side = CELL[0] / 2 + 3;
const mean = (values: Vector) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What is behind a gate is as strong as the gate is open. */
function behind(line: Element, gate: Vector) {
  line.setAttribute('opacity', (0.25 + 0.75 * mean(gate)).toFixed(2));
  return line;
}

/** From the bus at the foot up to a gate or the candidate. */
const sums = (pen: Pen, { bus, half, centres }: Layout, kind: Flow, up: boolean) =>
  (['f', 'i', 'g', 'o'] as const).map((name) => {
    const { x, y } = centres[name];
    const [from, to] = [
      { x, y: bus },
      { x, y: y + half + 4 },
    ];
    return up ? arrow(pen, kind, from, to) : arrow(pen, kind, { x, y: y + half + 2 }, from);
  });

const busLine = ({ document }: Pen, { bus, centres }: Layout, kind: Flow) =>
  element(document, 'path', { class: `shaft ${kind}`, d: `M${centres.hPrev.x} ${bus}H${centres.o.x}` });

export function forwardLines(pen: Pen, layout: Layout, shown: Shown) {
  const { centres: at, plus, squash, half, top, lock, bus } = layout;
  const into = (name: 'hPrev' | 'x') =>
    arrow(pen, 'forward', { x: at[name].x, y: bus - 13 }, { x: at[name].x, y: bus });
  return group(
    pen,
    'lines',
    busLine(pen, layout, 'plain'),
    into('hPrev'),
    into('x'),
    ...sums(pen, layout, 'plain', true),
    arrow(pen, 'memory', { x: at.cPrev.x + side, y: top }, { x: at.f.x, y: top }),
    behind(arrow(pen, 'memory', { x: at.f.x, y: top }, { x: at.kept.x - side, y: top }), shown.f),
    arrow(pen, 'memory', { x: at.kept.x + side, y: top }, { x: plus.x - 10, y: top }),
    arrow(pen, 'memory', { x: plus.x + 10, y: top }, { x: at.c.x - side, y: top }),
    arrow(pen, 'memory', { x: at.c.x + side, y: top }, { x: WIDTH - 2, y: top }),
    words(pen, 'to the next step', { x: WIDTH - 6, y: top - 8 }, 'end', 'faint'),
    arrow(pen, 'forward', { x: at.g.x, y: at.g.y - half - 22 }, { x: at.g.x, y: lock }),
    behind(arrow(pen, 'forward', { x: at.g.x, y: lock }, { x: at.g.x, y: at.written.y + half + 3 }), shown.i),
    arrow(pen, 'memory', { x: plus.x, y: at.written.y - half - 20 }, { x: plus.x, y: top + 10 }),
    arrow(pen, 'gate', { x: at.i.x + side, y: lock }, { x: plus.x - 12, y: lock }),
    arrow(pen, 'memory', { x: at.c.x, y: top + half + 3 }, { x: squash.x, y: lock - 13 }),
    arrow(pen, 'forward', { x: squash.x + 18, y: lock }, { x: at.o.x, y: lock }),
    behind(arrow(pen, 'forward', { x: at.o.x, y: lock }, { x: at.h.x - side, y: lock }), shown.o),
    arrow(pen, 'forward', { x: at.h.x + side, y: lock }, { x: WIDTH - 2, y: lock }),
    shown.sees && peepholes(pen, layout),
  );
}

/** Dotted, between a gate and the cell that it sees. */
function peepholes(pen: Pen, { centres: at, half }: Layout, back = false) {
  const line = (from: Place, to: Place) => {
    const bend = { x: from.x, y: to.y };
    const [start, end] = back ? [to, from] : [from, to];
    const path = `M${start.x} ${start.y}C${bend.x} ${bend.y} ${bend.x} ${bend.y} ${end.x} ${end.y}`;
    return curve(pen, back ? 'backward' : 'memory', path, bend, end);
  };
  const left = (name: 'f' | 'i' | 'o') => ({ x: at[name].x - side, y: at[name].y });
  const before = { x: at.cPrev.x, y: at.cPrev.y + half + 3 };
  const now = { x: at.c.x + 14, y: at.c.y + half + 3 };
  return group(pen, 'peepholes', line(before, left('f')), line(before, left('i')), line(now, left('o')));
}

export function backwardLines(pen: Pen, layout: Layout, shown: Shown) {
  const { centres: at, plus, squash, half, top, lock, bus } = layout;
  const back = (from: Place, to: Place) => arrow(pen, 'backward', from, to);
  const outOf = (name: 'hPrev' | 'x') => back({ x: at[name].x, y: bus }, { x: at[name].x, y: bus - 11 });
  return group(
    pen,
    'lines',
    busLine(pen, layout, 'backward'),
    outOf('hPrev'),
    outOf('x'),
    ...sums(pen, layout, 'backward', false),
    back({ x: at.dcNext.x - side, y: top }, { x: at.c.x + side, y: top }),
    back({ x: at.c.x - side, y: top }, { x: plus.x + 10, y: top }),
    back({ x: plus.x - 10, y: top }, { x: at.f.x, y: top }),
    behind(back({ x: at.f.x, y: top }, { x: at.cPrev.x + side, y: top }), shown.f),
    back({ x: plus.x, y: top + 10 }, { x: plus.x, y: lock }),
    behind(back({ x: plus.x, y: lock }, { x: plus.x, y: at.g.y - half - 20 }), shown.i),
    back({ x: plus.x - 12, y: lock }, { x: at.i.x + side, y: lock }),
    back({ x: at.h.x - side, y: lock }, { x: at.o.x, y: lock }),
    behind(back({ x: at.o.x, y: lock }, { x: squash.x + 18, y: lock }), shown.o),
    back({ x: squash.x, y: lock - 13 }, { x: at.c.x, y: top + half + 3 }),
    shown.sees && peepholes(pen, layout, true),
  );
}

/** The sum, the squashing of the cell, and what the bus is. */
export function nodes(pen: Pen, { plus, squash, bus, centres: at }: Layout) {
  const { document } = pen;
  return group(
    pen,
    'nodes',
    element(document, 'circle', { class: 'box', cx: plus.x, cy: plus.y, r: 10 }),
    words(pen, '+', { x: plus.x, y: plus.y + 4.5 }),
    element(document, 'rect', { class: 'box', x: squash.x - 18, y: squash.y - 12, width: 36, height: 24 }),
    words(pen, 'tanh', { x: squash.x, y: squash.y + 4 }),
    words(
      pen,
      'weights times input and state before, and biases',
      { x: at.o.x, y: bus + 16 },
      'end',
      'faint',
    ),
  );
}

/** A lock on each line that a gate controls. */
export function locks(pen: Pen, { locks: at }: Layout, shown: Shown) {
  const one = (name: 'f' | 'i' | 'o') => {
    const drawn = padlock(pen, { x: 0, y: 0 }, mean(shown[name]));
    drawn.setAttribute('transform', `translate(${at[name].x} ${at[name].y}) scale(1.6)`);
    return drawn;
  };
  return group(pen, 'locks', one('f'), one('i'), one('o'));
}
