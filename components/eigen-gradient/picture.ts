/** The sweep as a picture: distance to the right, radius up, and where the present network lies in it. */
import { bands, key } from '../parts/bands.ts';
import type { Matrix } from '../parts/declare.ts';
import type { Box, Scales } from '../parts/lines-axis.ts';
import { element, group, symbol, type Pen } from '../parts/timeline.ts';
import { distances, radii } from './sweep.ts';

/** Limits between the classes of colour, in decades: the same in every state, so that pictures can be compared. */
const limits = [-50, -20, -10, -5, -2, -0.5, 0.5, 2, 5, 10, 20, 50];

const WIDTH = 340;
const HEIGHT = 300;
const box: Box = { left: 34, right: 266, top: 10, bottom: HEIGHT - 36 };

/** Ticks stand at the middles of their pixels. */
function scalesOf(distance: number): Scales {
  const columns = distances(distance).length;
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  return {
    box,
    last: distance,
    domain: [0, 1.5],
    x: (k) => box.left + (wide * ((k / distance) * (columns - 1) + 0.5)) / columns,
    y: (radius) => box.bottom - (high * (radius * 100 + 0.5)) / radii.length,
  };
}

export function drawSweep(pen: Pen, sweep: Matrix, radius: number, distance: number): Element {
  const scales = scalesOf(distance);
  const columns = sweep[0]!.length;
  const cursor = [Math.round(radius * 100), columns - 1] as const;
  const value = sweep[cursor[0]]![cursor[1]]!;
  return bands(pen, {
    label: 'gradient by radius and steps back',
    name: 'sweep',
    values: sweep,
    limits,
    width: WIDTH,
    height: HEIGHT,
    scales,
    across: 'steps back, k',
    over: [here(pen, scales, radius), legend(pen)],
    cursor,
    words: pixelWords(cursor[0], cursor[1], distance),
    number: pen.said('sweep', value),
  });
}

export const pixelWords = (i: number, j: number, distance: number) =>
  `radius ${radii[i]}, ${distances(distance)[j]} steps back, decimal logarithm of the gradient`;

/** The row of the present radius. */
function here(pen: Pen, { y }: Scales, radius: number) {
  const at = y(radius);
  const line = element(pen.document, 'path', {
    class: 'here',
    d: `M${box.left} ${at.toFixed(1)}H${box.right}`,
  });
  const name = symbol(pen, '\\radius', { x: box.right + 9, y: at + 4 }, 'start', 'letter');
  return group(pen, 'here-now', line, name);
}

function legend(pen: Pen) {
  const at: Box = { left: 294, right: 308, top: box.top, bottom: box.bottom };
  return key(pen, at, limits, (limit) => String(limit).replace('-', '−'));
}
