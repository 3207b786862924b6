/** The curve of the activation with a point for each unit: where its sum lies, and what becomes of it. */
import { element, group, symbol, words } from '../parts/timeline.ts';
import type { Activation } from '../../kernels/rnn.ts';
import type { Scene } from './scene.ts';

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The shapes alone; the points on them are numbers of the kernels. */
const shapes: Record<Activation, (z: number) => number> = {
  linear: (z) => z,
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  relu: (z) => Math.max(0, z),
};

const round = (value: number) => Math.round(value * 10) / 10;
/** Sums from −END to END are drawn; those beyond stand at the edge. */
const END = 4;

export function curve({ pen, shown }: Scene, { left, right, top, bottom }: Box, reached: boolean) {
  const { activation, z, h } = shown;
  const bounded = activation === 'tanh' || activation === 'sigmoid';
  const [low, high] = activation === 'sigmoid' ? [0, 1] : bounded ? [-1, 1] : [-END, END];
  const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
  const across = (value: number) =>
    round(left + ((within(value, -END, END) + END) / (2 * END)) * (right - left));
  const up = (value: number) =>
    round(bottom - ((within(value, low!, high!) - low!) / (high! - low!)) * (bottom - top));
  const samples = Array.from({ length: 41 }, (_, i) => -END + (i * 2 * END) / 40);
  const path = samples.map((at) => `${across(at)} ${up(shapes[activation](at))}`).join('L');
  const axes = `M${left} ${up(0)}H${right}M${across(0)} ${top}V${bottom}`;
  const point = (value: number, unit: number) => [
    element(pen.document, 'circle', { cx: across(value), cy: up(h[unit]!), r: 4, class: 'point' }),
    words(pen, `${unit + 1}`, { x: across(value) + 7, y: up(h[unit]!) + 12 }, 'start', 'faint'),
  ];
  return group(
    pen,
    'curve',
    element(pen.document, 'path', { d: axes, class: 'line' }),
    element(pen.document, 'path', { d: `M${path}`, class: reached ? 'shape' : 'shape ghost' }),
    words(pen, `${high}`, { x: across(0) - 4, y: top + 8 }, 'end', 'faint'),
    low! < 0 && words(pen, `−${-low!}`, { x: across(0) - 4, y: bottom }, 'end', 'faint'),
    symbol(pen, '\\anyact', { x: left - 4, y: top + 8 }, 'start', 'small-letter'),
    ...(reached ? z.flatMap(point) : []),
  );
}
