/** The paths of the optimizers over the surface, each with its own dashes and its own mark at the end. */
import { optimizers, type Optimizer } from '../../kernels/optimizers.ts';
import { element, group, marked, type Pen, type Place } from '../parts/timeline.ts';
import { box, placer } from './picture.ts';
import type { Race } from './race.ts';
import type { Axes } from './tasks.ts';
import { called } from './values.ts';

/** The mark of each: circle, square, triangle up and down, diamond, cross; about 12 units wide. */
export const shapes: Record<Optimizer, string> = {
  sgd: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z',
  momentum: 'M-4.7-4.7h9.4v9.4h-9.4z',
  nesterov: 'M0-6.2L6 4.4H-6z',
  adagrad: 'M0 6.2L6-4.4H-6z',
  rmsprop: 'M0-6.5L6.5 0L0 6.5L-6.5 0z',
  adam: 'M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z',
};

export function tracks(pen: Pen, race: Race, axes: Axes): Element {
  const at = placer(axes);
  const drawn = race.map(({ places }, o) => {
    const d = lineOf(finite(places).map(at));
    const kind = optimizers[o]!;
    return [
      element(pen.document, 'path', { class: 'under', d }),
      element(pen.document, 'path', { class: `way ${kind}`, d }),
    ];
  });
  const met: Place[] = [];
  const ends = race.map(({ places }, o) => end(pen, places, o, at, met));
  return group(pen, 'tracks', ...drawn.flat(), ...ends);
}

/** As far as there are numbers. */
function finite(places: Race[number]['places']) {
  const end = places.findIndex((place) => !place.every(Number.isFinite));
  return end < 0 ? places : places.slice(0, end);
}

/** What of a way lies in the picture; points that would not be told apart are left out. */
function lineOf(points: Place[]): string {
  let d = '';
  let last: Place | undefined;
  for (let k = 1; k < points.length; k++) {
    const [from, to] = [last ?? points[k - 1]!, points[k]!];
    if (last && k + 1 < points.length && Math.hypot(to.x - from.x, to.y - from.y) < 1) continue;
    const cut = within(from, to);
    if (cut) d += last && cut[0] === 0 ? `L${spot(from, to, cut[1])}` : `M${spot(from, to, cut[0])}L${spot(from, to, cut[1])}`;
    last = cut?.[1] === 1 ? to : undefined;
  }
  return d;
} // prettier-ignore

const spot = (from: Place, to: Place, share: number) =>
  `${(from.x + share * (to.x - from.x)).toFixed(1)} ${(from.y + share * (to.y - from.y)).toFixed(1)}`;

/** The shares of a line from `from` to `to` between which it lies in the box. */
function within(from: Place, to: Place): [number, number] | undefined {
  let [first, last] = [0, 1];
  const sides = [
    [from.x - to.x, from.x - box.left],
    [to.x - from.x, box.right - from.x],
    [from.y - to.y, from.y - box.top],
    [to.y - from.y, box.bottom - from.y],
  ] as const;
  for (const [by, room] of sides) {
    if (by === 0 && room < 0) return undefined;
    if (by < 0) first = Math.max(first, room / by);
    if (by > 0) last = Math.min(last, room / by);
  }
  return first < last && Number.isFinite(first) ? [first, last] : undefined;
}

/** Where it has come to: a mark, at the edge where that lies outside, with an arrow to there. */
function end(
  pen: Pen,
  places: Race[number]['places'],
  o: number,
  at: ReturnType<typeof placer>,
  met: Place[],
) {
  const { document } = pen;
  const [kind, last] = [optimizers[o]!, places.at(-1)!];
  const { x, y } = at(last);
  const hold = (value: number, low: number, high: number) =>
    Math.min(Math.max(value, low), high);
  const place = { x: hold(x, box.left + 8, box.right - 8), y: hold(y, box.top + 8, box.bottom - 8) };
  // At the edge, where a mark is not in its own place anyway, inwards of those that are there already.
  while ((place.x !== x || place.y !== y) && met.some((other) => Math.hypot(other.x - place.x, other.y - place.y) < 13)) {
    if (place.x !== x) place.x += x > place.x ? -22 : 22;
    else place.y += y > place.y ? -22 : 22;
  }
  met.push(place);
  const outside = x < box.left || x > box.right || y < box.top || y > box.bottom;
  const angle = (Math.atan2(hold(y, -1e6, 1e6) - place.y, hold(x, -1e6, 1e6) - place.x) * 180) / Math.PI;
  const words = `${called[kind]} after ${places.length - 1} updates, first weight${outside ? ', outside the picture' : ''}`;
  return element(
    document,
    'g',
    { class: `end ${kind}`, transform: `translate(${place.x.toFixed(1)} ${place.y.toFixed(1)})`, ...marked(`paths.${o}.${places.length - 1}.0`, words, pen.said('paths', last[0])) },
    element(document, 'circle', { class: 'hit', r: 11 }),
    outside && element(document, 'path', { class: 'away', transform: `rotate(${angle.toFixed(1)})`, d: 'M8-5L15 0L8 5z' }),
    element(document, 'path', { class: 'shape', d: shapes[kind] }),
  );
} // prettier-ignore
