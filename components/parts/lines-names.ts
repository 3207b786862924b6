/** The names of lines at their ends. */
import type { Curve } from './lines.ts';
import type { Box } from './lines-axis.ts';
import { symbol, words, type Pen, type Place } from './timeline.ts';

/** From one name to the next under it. */
const ROW = 18;

/** At the ends of the lines, one under the other where they would meet. */
export function names(pen: Pen, box: Box, drawn: { curve: Curve; points: Place[] }[]) {
  const ends = drawn.flatMap(({ curve, points }) => {
    const end = points.at(-1);
    return end ? [{ curve, end, y: Math.min(end.y + 4, box.bottom) }] : [];
  });
  const beside = ends.filter(({ end }) => end.x > box.right - 1).sort((a, b) => a.y - b.y);
  beside.forEach((one, i) => (one.y = Math.max(one.y, i ? beside[i - 1]!.y + ROW : box.top + 8)));
  beside
    .toReversed()
    .forEach((one, i, all) => (one.y = Math.min(one.y, i ? all[i - 1]!.y - ROW : box.bottom)));
  return ends.map(({ curve: { kind, text, tex }, end, y }) => {
    const early = end.x <= box.right - 1;
    const left = early && end.x > (box.left + box.right) / 2;
    const at: Place = early
      ? { x: end.x + (left ? -8 : 8), y: end.y < (box.top + box.bottom) / 2 ? box.top + 12 : box.bottom - 8 }
      : { x: box.right + 7, y: Number(y.toFixed(1)) };
    const [anchor, called] = [left ? 'end' : 'start', `name halo ${kind}`];
    return tex ? symbol(pen, tex, at, anchor, called) : words(pen, text ?? '', at, anchor, called);
  });
}
