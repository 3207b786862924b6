/** What leads into each unit of a network with one input, a row for each: from the units, from the input, the bias. */
import { symbol, type Pen, type Place } from './timeline.ts';

/** The weight in row i and column j of such a matrix [H][H + 2]. */
export const weightInto = (i: number, j: number, H: number): string =>
  j < H ? `\\Wreci{${i + 1}}{${j + 1}}` : j === H ? `\\Wini{${i + 1}}{1}` : `\\bhidi{${i + 1}}`;

/** Names over the columns of a gradient; `width` is that of a column. */
export function gradientHeads(pen: Pen, H: number, width: number, { x, y }: Place): Element[] {
  const name = (tex: string, at: number) =>
    symbol(pen, `\\grad{${tex}}`, { x: x + at * width, y }, 'middle', 'small-letter');
  return [name('\\Wrec', H / 2), name('\\Win', H + 0.5), name('\\bhid', H + 1.5)];
}
