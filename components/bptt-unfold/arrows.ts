/** How states go forward and errors backward, at each step of the unfolded network. */
import { arrow, stopped } from '../parts/timeline-arrows.ts';
import { symbol } from '../parts/timeline.ts';
import { isCut, type Scene } from './scene.ts';

export function forwardArrows({ pen, layout }: Scene, t: number, reached: boolean) {
  const { rows, cell, matrix, O, step, z, h } = layout;
  const [half, middle] = [cell[0] / 2, rows.state + matrix / 2];
  const from = (t ? h - step : -34) + cell[0];
  const above = rows.output + O * cell[1];
  const y = middle - (t ? 4 : 0);
  const last = { x: z - 2, y };
  const name = (tex: string, x: number, y: number, anchor: string) =>
    symbol(pen, tex, { x, y }, anchor, reached ? 'small-letter' : 'small-letter away');
  return [
    arrow(pen, 'forward', { x: z + half, y: rows.input - 1 }, { x: z + half, y: rows.state + matrix + 2 }, reached),
    arrow(pen, 'forward', { x: from + 1, y }, last, reached),
    arrow(pen, 'forward', { x: h + half - 4, y: rows.state - 1 }, { x: h + half - 4, y: above + 2 }, reached),
    arrow(pen, 'plain', { x: h + half, y: rows.output - 1 }, { x: h + half, y: rows.loss + 22 }, reached),
    name('\\Win', z + half - 6, rows.input - 11, 'end'),
    t ? name('\\Wrec', from + 8, y - 5, 'start') : name('\\Wrec', (from + z) / 2 - 1, y - 5, 'middle'),
    name('\\Wout', h + half - 9, rows.state - 12, 'end'),
  ];
} // prettier-ignore

/** From the loss into the output and the state, and from the state of the next step; a cut stops the latter. */
export function backwardArrows({ pen, layout, shown }: Scene, t: number, reached: boolean) {
  const { rows, cell, matrix, O, T, step, z, h } = layout;
  const [half, middle] = [cell[0] / 2, rows.state + matrix / 2];
  const x = h + half + 4;
  const down = [
    arrow(pen, 'backward', { x: x + 4, y: rows.loss + 21 }, { x: x + 4, y: rows.output - 2 }, reached),
    arrow(pen, 'backward', { x, y: rows.output + O * cell[1] + 1 }, { x, y: rows.state - 2 }, reached),
  ];
  if (t === T - 1) return reached ? down : [];
  const [from, to] = [
    { x: z + step - 1, y: middle + 5 },
    { x: h + cell[0] + 2, y: middle + 5 },
  ];
  const back = isCut(shown.truncate, t) ? stopped : arrow;
  return reached ? [...down, back(pen, 'backward', from, to)] : [];
}
