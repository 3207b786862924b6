/** A picture of thousands of pixels as a few paths: all pixels of one class of values are one path. */
import { axes } from './lines-axis.ts';
import type { Box, Scales } from './lines-axis.ts';
import { element, group, type Pen } from './timeline.ts';

export interface Bands {
  label: string;
  /** The name of the matrix output; row 0 is at the bottom. */
  name: string;
  values: readonly (readonly number[])[];
  /** Rising limits between classes: n limits make n + 1 classes. */
  limits: readonly number[];
  width: number;
  height: number;
  scales: Scales;
  across: string;
  /** Drawn over the picture, such as the key of its colours. */
  over: (Element | string)[];
  /** The pixel of the cursor, its words and its number. */
  cursor: readonly [number, number];
  words: string;
  number: string;
}

export function bands(pen: Pen, given: Bands): Element {
  const { document } = pen;
  const { width, height, name, values, limits, scales, label, across, over } = given;
  const { left, right, top, bottom } = scales.box;
  const [rows, columns] = [values.length, values[0]!.length];
  const box = [left, top, right - left, bottom - top, rows, columns].join(' ');
  const frame = { class: 'chart bands', viewBox: `0 0 ${width} ${height}`, width, height };
  const fit = `translate(${left} ${bottom}) scale(${(right - left) / columns} ${(top - bottom) / rows})`;
  return element(
    document,
    'svg',
    { ...frame, role: 'group', 'aria-label': label, 'data-raster': name, 'data-raster-box': box },
    element(
      document,
      'g',
      { class: 'picture', transform: fit, 'aria-hidden': 'true' },
      ...runs(values, limits).map((d, at) => d && element(document, 'path', { class: `band band-${at}`, d })),
      element(document, 'path', { class: 'level', d: contour(values) }),
    ),
    axes(pen, scales, { log: false, across }),
    ...over,
    cursor(pen, given),
  );
}

/** The class of a value among rising limits. */
export const classOf = (value: number, limits: readonly number[]) =>
  limits.filter((limit) => value > limit).length;

/** For each class the runs of its pixels up the columns; one unit is one pixel, and up is positive. */
function runs(values: Bands['values'], limits: readonly number[]): string[] {
  const paths = Array<string>(limits.length + 1).fill('');
  const at = (i: number, j: number) => classOf(values[i]![j]!, limits);
  for (let j = 0; j < values[0]!.length; j++) {
    let start = 0;
    for (let i = 1; i <= values.length; i++) {
      if (i < values.length && at(i, j) === at(start, j)) continue;
      paths[at(start, j)] += `M${j} ${start}h1v${i - start}h-1z`;
      start = i;
    }
  }
  return paths;
}

/** The edges between pixels at or above 0 and pixels below it. */
function contour(values: Bands['values']): string {
  const [rows, columns] = [values.length, values[0]!.length];
  const above = (i: number, j: number) => values[i]![j]! >= -1e-9;
  const edges: string[] = [];
  for (let j = 1; j < columns; j++) {
    for (let i = 1; i < rows; i++) if (above(i, j) !== above(i - 1, j)) edges.push(`M${j} ${i}h1`);
    let start = -1;
    for (let i = 0; i <= rows; i++) {
      const differs = j > 1 && i < rows && above(i, j) !== above(i, j - 1);
      if (differs && start < 0) start = i;
      if (!differs && start >= 0) edges.push(`M${j} ${start}v${i - start}`);
      if (!differs) start = -1;
    }
  }
  return edges.join('');
}

/** The only mark of the picture: a small frame around one pixel. */
function cursor({ document }: Pen, { name, values, scales: { box }, cursor: [i, j], words, number }: Bands) {
  const [wide, high] = [9, 9];
  const x = box.left + ((j + 0.5) * (box.right - box.left)) / values[0]!.length - wide / 2;
  const y = box.bottom - ((i + 0.5) * (box.bottom - box.top)) / values.length - high / 2;
  const place = { x: x.toFixed(1), y: y.toFixed(1), width: wide, height: high, rx: 2 };
  const mark = {
    'data-mark': `${name}.${i}.${j}`,
    role: 'button',
    tabindex: -1,
    'aria-label': `${words}: ${number}`,
  };
  return element(document, 'rect', { class: 'cursor', ...place, ...mark });
}

/** The colours of the classes from the bottom up, with the limits beside them. */
export function key(pen: Pen, box: Box, limits: readonly number[], name: (limit: number) => string): Element {
  const { document } = pen;
  const high = (box.bottom - box.top) / (limits.length + 1);
  const parts = Array.from({ length: limits.length + 1 }, (_, at) =>
    element(document, 'rect', { class: `band band-${at}`, x: box.left, y: (box.bottom - (at + 1) * high).toFixed(1), width: box.right - box.left, height: high.toFixed(1) }),
  );
  const texts = limits.map((limit, at) =>
    element(document, 'text', { class: 'tick', x: box.right + 5, y: (box.bottom - (at + 1) * high + 4).toFixed(1), 'aria-hidden': 'true' }, name(limit)),
  );
  return group(pen, 'key', ...parts, ...texts);
} // prettier-ignore
