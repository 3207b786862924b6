/** The two drawings of this figure, with a row for each part on the same line in all of them. */
import { print } from '../parts/numbers.ts';
import { cells, element, marked, picture, words, type Grid, type Pen } from '../parts/timeline.ts';

const ROW = 26;
const CELL = 42;
const BAR = 96;
/** Room for names, the same above, in and below a table of parts, so that columns stand under each other. */
const NAMES = 56;

interface Table extends Pick<Grid, 'values' | 'full' | 'words' | 'mark' | 'editable'> {
  pen: Pen;
  label: string;
  /** Names at the left of the rows; none where a neighbour has them. */
  rows?: readonly string[];
}

/** A matrix on the diverging scale. */
export function table({ pen, label, rows, ...grid }: Table): Element {
  const left = rows ? NAMES : 0;
  const columns = grid.values[0]?.length ?? 0;
  const names = (rows ?? []).map((name, i) =>
    words(pen, name, { x: left - 6, y: (i + 0.5) * ROW + 4 }, 'end', 'row-name'),
  );
  const given = { ...grid, x: left, y: 0, cell: [CELL, ROW] as const, printed: true, reached: true };
  const height = ROW * grid.values.length;
  return picture(pen, left + CELL * columns, height, label, [...names, cells(pen, given)]);
}

interface Bars {
  pen: Pen;
  label: string;
  values: readonly number[];
  domain: readonly [number, number];
  name: string;
  /** Class of the bars. */
  kind: string;
  rows: readonly string[];
}

/** One number a row as a bar over `domain`, with the number at its right. */
export function bars({ pen, label, values, domain: [low, high], name, kind, rows }: Bars): Element {
  const { document } = pen;
  const x = (value: number) =>
    ((Math.min(Math.max(value, low), high) - low) / (high - low || 1)) * (BAR - 44);
  const rects = values.map((value, i) => {
    const [from, to] = [x(0), x(Number.isNaN(value) ? 0 : value)].sort((a, b) => a - b) as [number, number];
    return element(document, 'rect', {
      x: from,
      y: i * ROW + 5,
      width: Math.max(to - from, 0.5),
      height: ROW - 10,
    });
  });
  const numbers = values.map((value, i) =>
    words(pen, print(value), { x: BAR - 2, y: (i + 0.5) * ROW + 4 }, 'end', 'numeral'),
  );
  const hits = values.map((value, i) =>
    element(document, 'rect', {
      ...{ x: 0, y: i * ROW + 1, width: BAR, height: ROW - 2, class: 'hit' },
      ...marked(`${name}.${i}`, `${label}, ${rows[i]}`, print(value)),
    }),
  );
  return picture(pen, BAR, ROW * values.length, label, [
    element(document, 'path', { class: 'zero', d: `M${x(0)} 0v${ROW * values.length}` }),
    element(document, 'g', { class: kind }, ...rects),
    ...numbers,
    ...hits,
  ]);
}
