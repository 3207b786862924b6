/** The complex plane with eigenvalues in it, which can be dragged: unit circle, circle of a radius, conjugates lighter. */
import { captions, MIDDLE, SIZE, UNIT } from './plane-captions.ts';
import { element, group, marked, words, type Pen } from './timeline.ts';

export interface Plane {
  /** What a screen reader calls the drawing. */
  label: string;
  /** [re, im] of each point. */
  points: readonly (readonly number[])[];
  radius: number;
  /** The mark of a point, the words before its number, and the number. */
  mark: (i: number) => string;
  words: (i: number) => string;
  number: (i: number) => string;
}

export function plane(pen: Pen, given: Plane): Element {
  const { document } = pen;
  const end = SIZE / 2 / UNIT;
  const frame = { class: 'chart plane', viewBox: `0 0 ${SIZE} ${SIZE}`, width: SIZE, height: SIZE };
  return element(
    document,
    'svg',
    { ...frame, role: 'group', 'aria-label': given.label, 'data-plane': `${-end} ${end} ${-end} ${end}` },
    ground(pen),
    circles(pen, given.radius),
    spokes(pen, given.points),
    captions(pen, given),
    // Always in this order, so that a point that is drawn anew keeps its element and with it the focus.
    ...given.points.map((_, i) => point(pen, given, i)),
    crowds(pen, given.points),
  );
}

const place = ([re, im]: readonly number[]) => ({ x: MIDDLE + UNIT * re!, y: MIDDLE - UNIT * im! });

function ground(pen: Pen) {
  const { document } = pen;
  return group(
    pen,
    'ground',
    element(document, 'circle', { class: 'disc', cx: MIDDLE, cy: MIDDLE, r: UNIT }),
    element(document, 'path', { class: 'axis', d: `M6 ${MIDDLE}H${SIZE - 6}M${MIDDLE} 6V${SIZE - 6}` }),
  );
}

function circles(pen: Pen, radius: number) {
  const { document } = pen;
  const middle = { cx: MIDDLE, cy: MIDDLE };
  return group(
    pen,
    'circles',
    element(document, 'circle', { class: 'unit-circle', ...middle, r: UNIT }),
    element(document, 'circle', { class: 'radius-circle', ...middle, r: (UNIT * radius).toFixed(2) }),
  );
}

function spokes({ document }: Pen, points: Plane['points']) {
  const lines = points.map(place).map(({ x, y }) => `M${MIDDLE} ${MIDDLE}L${x.toFixed(1)} ${y.toFixed(1)}`);
  return element(document, 'path', { class: 'spokes', d: lines.join('') });
}

/** Inside and on the unit circle a disc, outside a diamond; of a pair the lower one is hollow. */
function point(pen: Pen, { points, mark, words: before, number }: Plane, i: number) {
  const { document } = pen;
  const { x, y } = place(points[i]!);
  const outside = Math.hypot(...points[i]!) > 1 + 1e-9;
  const kind = ['point', outside && 'outside', points[i]![1]! < 0 && 'twin'].filter(Boolean).join(' ');
  return element(
    document,
    'g',
    { class: kind, transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`, ...marked(mark(i), before(i), number(i)) },
    element(document, 'circle', { class: 'hit', r: 16 }),
    element(document, 'path', { d: outside ? 'M0-10L10 0L0 10L-10 0Z' : 'M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z' }),
  );
} // prettier-ignore

/** How many points lie in one place, where it is more than one. */
function crowds(pen: Pen, points: Plane['points']) {
  const places = new Map<string, number>();
  for (const point of points) {
    const at = point.map((value) => value.toFixed(3)).join(' ');
    places.set(at, (places.get(at) ?? 0) + 1);
  }
  const counts = [...places].filter(([, count]) => count > 1);
  const texts = counts.map(([at, count]) => {
    const { x, y } = place(at.split(' ').map(Number));
    return words(pen, `${count} ×`, { x: x + 11, y: y - 10 }, 'start', 'tick halo');
  });
  return group(pen, 'crowds', ...texts);
}
