/** Curves over steps, each with its name at its end and marks at some of its points. */
import { axes, scalesOf, type Box, type Scales } from './lines-axis.ts';
import { names } from './lines-names.ts';
import { element, group, marked, words, type Pen, type Place } from './timeline.ts';

export interface Curve {
  /** Name of the value whose entries the marks are, and the kind that gives colour and stroke. */
  name: string;
  kind: string;
  /** One value for each step; logarithms (to base 10) where the axis is one. Infinite ones are not drawn. */
  values: readonly number[];
  /** What stands at the end of the line: words, or TeX. */
  text?: string;
  tex?: string;
  /** Steps that have a mark, the words before their numbers, and the numbers. */
  marks: readonly number[];
  words: (k: number) => string;
  number: (k: number) => string;
  /** Marks answer to pointers above and below them too. */
  tall?: boolean;
}

export interface Lines {
  label: string;
  width: number;
  height: number;
  /** Room at the right for the names of the lines. */
  room: number;
  domain: readonly [number, number];
  log: boolean;
  across: string;
  /** What is counted from one value to the next, where that is not 1. */
  every?: number;
  curves: readonly Curve[];
  /** What the first step is called: 0 if left out. */
  first?: number;
  /** The index of the step on show: a line upward. */
  here?: number;
  /** A line across that needs a word. */
  note?: { at: number; text: string };
}

export function lines(pen: Pen, given: Lines): Element {
  const { width, height, room, domain, log, across, every, first, here, curves, label, note } = given;
  const box: Box = { left: 46, right: width - room, top: 10, bottom: height - 36 };
  const scales = scalesOf(box, Math.max(1, curves[0]!.values.length - 1), domain);
  const frame = { class: 'chart lines', viewBox: `0 0 ${width} ${height}`, width, height };
  const drawn = curves.map((curve) => ({ curve, points: within(scales, curve.values) }));
  return element(
    pen.document,
    'svg',
    { ...frame, role: 'group', 'aria-label': label },
    axes(pen, scales, { log, across, every, first }),
    here !== undefined &&
      element(pen.document, 'path', {
        class: 'here',
        d: `M${scales.x(here).toFixed(1)} ${box.top}V${box.bottom}`,
      }),
    note && noted(pen, scales, note),
    ...drawn.map(({ curve, points }) => path(pen, curve, points)),
    ...names(pen, box, drawn),
    ...curves.map((curve) => dots(pen, scales, curve)),
  );
}

/** The stretch of a curve that lies in the drawing, from its start; where it leaves, the crossing is its end. */
function within({ x, y, domain: [low, high] }: Scales, values: readonly number[]): Place[] {
  const points: Place[] = [];
  for (let k = 0; k < values.length; k++) {
    const [value, before] = [values[k]!, values[k - 1] ?? values[k]!];
    if (value >= low && value <= high) {
      points.push({ x: x(k), y: y(value) });
    } else if (points.length > 0) {
      const edge = value > high ? high : low;
      const share = Number.isFinite(value) ? (edge - before) / (value - before) : 0;
      points.push({ x: x(k - 1 + share), y: y(edge) });
      break;
    }
  }
  return points;
}

function path({ document }: Pen, { kind }: Curve, points: Place[]) {
  const d = straightened(points).map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  return element(document, 'path', { class: `curve ${kind}`, d: d.length ? `M${d.join('L')}` : '' });
}

/** Without the points that lie on the line between those that are kept, as far as 0.08 of a unit up or down. */
function straightened(points: Place[]): Place[] {
  const kept = points.slice(0, 1);
  /** Slopes from the last point kept that pass every point dropped since. */
  let [low, high] = [-Infinity, Infinity];
  points.slice(1).forEach((point, at) => {
    const [from, next] = [kept.at(-1)!, points[at + 2]];
    const slope = ({ x, y }: Place, by = 0) => (y + by - from.y) / (x - from.x);
    low = Math.max(low, slope(point, -0.08));
    high = Math.min(high, slope(point, 0.08));
    if (next && slope(next) >= low && slope(next) <= high) return;
    kept.push(point);
    [low, high] = [-Infinity, Infinity];
  });
  return kept;
}

/** A mark stands where its value does, or at the edge that the value lies beyond. */
function dots(pen: Pen, { box, x, y, domain: [low, high] }: Scales, curve: Curve) {
  const { document } = pen;
  const { name, kind, values, marks, words: before, number, tall } = curve;
  const wide = (box.right - box.left) / Math.max(1, marks.length - 1);
  const parts = marks.map((k) => {
    const beyond = values[k]! < low || values[k]! > high;
    const at = { cx: x(k).toFixed(1), cy: y(Math.min(Math.max(values[k]!, low), high)).toFixed(1) };
    const strip = { x: (x(k) - wide / 2).toFixed(1), y: box.top, width: wide.toFixed(1), height: box.bottom - box.top };
    return element(
      document,
      'g',
      marked(`${name}.${k}`, before(k), number(k)),
      tall ? element(document, 'rect', { class: 'hit', ...strip }) : element(document, 'circle', { class: 'hit', ...at, r: 9 }),
      element(document, 'circle', { class: beyond ? 'dot beyond' : 'dot', ...at, r: 3 }),
    );
  });
  return group(pen, `dots ${kind}`, ...parts);
} // prettier-ignore

function noted(pen: Pen, { box, y }: Scales, { at, text }: { at: number; text: string }) {
  const line = { class: 'note-line', d: `M${box.left} ${y(at).toFixed(1)}H${box.right}` };
  return group(
    pen,
    'noted',
    element(pen.document, 'path', line),
    words(pen, text, { x: box.right - 4, y: y(at) - 4 }, 'end', 'tick halo'),
  );
}
