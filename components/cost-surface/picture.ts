/** The surface from above: classes of the logarithm of the loss, the lower the lighter, and its cliffs as thick lines. */
import type { Matrix } from '../parts/declare.ts';
import { ticks, type Box } from '../parts/lines-axis.ts';
import { element, group, symbol, words, type Pen, type Place } from '../parts/timeline.ts';
import { axesOf, order, spans, type Axes } from './tasks.ts';

export const WIDTH = 440;
export const HEIGHT = 360;
export const box: Box = { left: 40, right: 356, top: 8, bottom: HEIGHT - 36 };

/** Rising limits of classes, as decimal logarithms of the loss. */
const limits = [-5, -4, -3, -2.5, -2, -1.6, -1.3, -1, -0.7, -0.4, -0.1, 0.15];
/** A cliff is where the loss changes by this much from one cell to the next. */
const CLIFF = 0.4;

/** The place of two weights in the drawing. */
export function placer(axes: Axes): (place: readonly number[]) => Place {
  const [a, b] = axesOf(axes).map((weight) => spans[order[weight]!]) as [
    readonly [number, number],
    readonly [number, number],
  ];
  return ([right, up]) => ({
    x: box.left + ((right! - a[0]) / (a[1] - a[0])) * (box.right - box.left),
    y: box.bottom - ((up! - b[0]) / (b[1] - b[0])) * (box.bottom - box.top),
  });
}

const classOf = (loss: number) => {
  const log = Math.log10(Math.max(loss, 1e-9));
  let at = 0;
  while (at < limits.length && log > limits[at]!) at++;
  return at;
};

/** A surface as paths, whose unit is a cell. */
export interface Shades {
  cells: number;
  /** For each class. */
  runs: string[];
  cliffs: string;
}

const known = new WeakMap<Matrix, Shades>();

/** Made once for many pictures with other paths over it. */
export function shadesOf(surface: Matrix): Shades {
  const made = known.get(surface) ?? { cells: surface.length, runs: runs(surface), cliffs: cliffs(surface) };
  known.set(surface, made);
  return made;
}

/** Pixels and cliffs. */
export function ground({ document }: Pen, { cells, runs, cliffs }: Shades): Element {
  const [rows, columns] = [cells, cells];
  const fit = `translate(${box.left} ${box.bottom}) scale(${((box.right - box.left) / columns).toFixed(4)} ${((box.top - box.bottom) / rows).toFixed(4)})`;
  return element(
    document,
    'g',
    { class: 'picture', transform: fit, 'aria-hidden': 'true' },
    element(document, 'path', { class: 'height-0', d: `M0 0h${columns}v${rows}h${-columns}z` }),
    ...runs.map((d, at) => d && element(document, 'path', { class: `height-${at}`, d })),
    element(document, 'path', { class: 'cliff', d: cliffs }),
  );
} // prettier-ignore

/** For each class but the first the runs of its cells along the rows. */
function runs(surface: Matrix): string[] {
  const paths = Array<string>(limits.length + 1).fill('');
  surface.forEach((row, i) => {
    let [start, kind] = [0, classOf(row[0]!)];
    for (let j = 1; j <= row.length; j++) {
      const next = j < row.length ? classOf(row[j]!) : -1;
      if (next === kind) continue;
      if (kind > 0) paths[kind] += `M${start} ${i}h${j - start}v1h${start - j}z`;
      [start, kind] = [j, next];
    }
  });
  return paths;
}

/** The edges between cells where the loss jumps. */
function cliffs(surface: Matrix): string {
  const edges: string[] = [];
  const jumps = (one: number | undefined, other: number | undefined) => Math.abs(one! - other!) > CLIFF;
  surface.forEach((row, i) => {
    row.forEach((loss, j) => {
      if (j > 0 && jumps(loss, row[j - 1])) edges.push(`M${j} ${i}v1`);
      if (i > 0 && jumps(loss, surface[i - 1]![j])) edges.push(`M${j} ${i}h1`);
    });
  });
  return edges.join('');
}

/** Values along both axes, and which weights they are. */
export function frame(pen: Pen, axes: Axes): Element {
  const { document } = pen;
  const at = placer(axes);
  const [right, up] = axesOf(axes);
  const [a, b] = [spans[order[right]], spans[order[up]!]];
  const tick = (value: number) => String(value).replace('-', '−');
  return group(
    pen,
    'axes',
    element(document, 'rect', { class: 'frame', x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top }),
    ...ticks(a, 5, 1).map((value) => words(pen, tick(value), { x: at([value, 0]).x, y: box.bottom + 16 }, 'middle', 'tick')),
    ...ticks(b, 6, 0.5).map((value) => words(pen, tick(value), { x: box.left - 6, y: at([0, value]).y + 4 }, 'end', 'tick')),
    symbol(pen, weightTex[order[right]], { x: box.right, y: box.bottom + 31 }, 'end', 'letter'),
    symbol(pen, weightTex[order[up]!], { x: 6, y: box.top + 14 }, 'start', 'letter'),
  );
} // prettier-ignore

export const weightTex = { U: '\\Wrec', W: '\\Win', b: '\\bhid' };

/** What the shades mean, from low to high. */
export function key(pen: Pen): Element {
  const { document } = pen;
  const high = (box.bottom - box.top - 16) / (limits.length + 1);
  const y = (at: number) => box.bottom - at * high;
  const names: Record<number, string> = { 0: '10⁻⁵', 2: '0.001', 4: '0.01', 7: '0.1', 11: '0.8' };
  return group(
    pen,
    'key',
    words(pen, 'loss', { x: box.right + 12, y: box.top + 9 }, 'start', 'tick'),
    ...Array.from({ length: limits.length + 1 }, (_, at) =>
      element(document, 'rect', { class: `height-${at}`, x: box.right + 12, y: y(at + 1).toFixed(1), width: 13, height: high.toFixed(1) }),
    ),
    ...Object.entries(names).map(([at, text]) =>
      words(pen, text, { x: box.right + 30, y: y(Number(at) + 1) + 4 }, 'start', 'tick'),
    ),
  );
} // prettier-ignore
