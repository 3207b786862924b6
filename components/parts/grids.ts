/**
 * The two drawings that most figures share, in the book's visual grammar: a matrix as a grid of cells, and one number
 * per row as a bar. Rows run top to bottom (memory slots) on the same lines in every drawing, every mark carries the name
 * by which the figure finds the sum behind it, and colours come from the style sheet, so that light and dark need no
 * second drawing.
 */
import { print } from './numbers.ts';
import { element, marked } from './timeline.ts';
import { tint } from './tint.ts';

/** Height of a row in pixels: the same in every grid, so that a slot stays on one line across a figure. */
const ROW = 26;
/** Two columns of the figure's panels, and one, are wide enough for these. */
const GRID = 178;
const BAR = 84;
/** Room for the names of rows, unless a drawing asks for more. */
const NAMES = 16;

export interface Drawn {
  document: Document;
  /** What the drawing as a whole is called by a screen reader. */
  label: string;
  /** The mark of a datum: the name of a value and its index, as in `memory.2.1`. */
  mark: (row: number, column: number) => string;
  /** What a screen reader says before the number, for example "memory, slot 3, column 1". */
  words: (row: number, column: number) => string;
  /** Names at the left of the rows; none where a neighbour has them. */
  rows: readonly string[];
  /** Room for the names of rows, in pixels. */
  names?: number;
}

interface Matrix extends Drawn {
  values: readonly (readonly number[])[];
  /** The ends of the diverging scale are ±`full`. */
  full: number;
  /** Width of a cell; without it the cells share the width of a grid. */
  cell?: number;
}

/** A matrix on the diverging scale. `values` is [rows][columns]. */
export function cells({ values, full, cell, ...drawn }: Matrix): Element {
  const { document } = drawn;
  const columns = values[0]?.length ?? 0;
  const width = cell ?? GRID / Math.max(columns, 1);
  const [digits, size] = width < 35 ? [1, 10] : [2, 12];
  const data = values.flatMap((row, i) => row.map((value, j) => ({ i, j, value })));
  const rects = data.map(({ i, j, value }) =>
    element(document, 'rect', {
      ...{ x: fixed(j * width + 1), y: i * ROW + 1, width: fixed(width - 2), height: ROW - 2, rx: 2 },
      fill: tint(value / full),
      ...marked(drawn.mark(i, j), drawn.words(i, j), print(value)),
    }),
  );
  const numbers = data.map(({ i, j, value }) =>
    element(document, 'text', { x: fixed((j + 0.5) * width), y: middle(i) }, print(value, digits)),
  );
  return frame(drawn, width * columns, values.length, [
    element(document, 'g', { class: 'cells' }, ...rects),
    element(document, 'g', { ...numeral, 'font-size': size, 'text-anchor': 'middle' }, ...numbers),
  ]);
}

interface Bars extends Drawn {
  values: readonly number[];
  domain: readonly [number, number];
  /** Class of the bars: the weights of attention if left out. */
  kind?: string;
}

/** One number per row as a bar over `domain`, with the number at its right. */
export function bars({ values, domain: [low, high], kind = 'bars', ...drawn }: Bars): Element {
  const { document } = drawn;
  // The numbers take what is left of the width.
  const scale = BAR / (1.6 * (high - low || 1));
  const x = (value: number) => (Math.min(Math.max(value, low), high) - low || 0) * scale;
  const rects = values.map((value, i) => {
    const [from, to] = [x(0), x(value)].sort((a, b) => a - b) as [number, number];
    return element(document, 'rect', {
      x: fixed(from),
      y: i * ROW + 4,
      width: fixed(to - from),
      height: ROW - 8,
    });
  });
  const numbers = values.map((value, i) =>
    element(document, 'text', { x: BAR - 4, y: middle(i) }, print(value)),
  );
  const hits = values.map((value, i) =>
    element(document, 'rect', {
      ...{ x: 1, y: i * ROW + 1, width: BAR - 2, height: ROW - 2, fill: 'transparent' },
      ...marked(drawn.mark(i, 0), drawn.words(i, 0), print(value)),
    }),
  );
  return frame(drawn, BAR, values.length, [
    element(document, 'path', { class: 'zero', d: `M${fixed(x(0))} 0v${ROW * values.length}` }),
    element(document, 'g', { class: kind }, ...rects),
    element(document, 'g', { ...numeral, 'font-size': 12, 'text-anchor': 'end' }, ...numbers),
    element(document, 'g', { class: 'hits' }, ...hits),
  ]);
}

/** Numbers are said by their marks, so their texts are silent. */
const numeral = { class: 'numeral', 'aria-hidden': 'true' } as const;
const fixed = (value: number) => Number(value.toFixed(2));
/** The baseline of a text in the middle of row i. */
const middle = (i: number) => (i + 0.5) * ROW + 4;

function frame(
  { document, rows, label, names = NAMES }: Drawn,
  width: number,
  count: number,
  content: Element[],
) {
  const texts = rows.map((row, i) => element(document, 'text', { x: names - 6, y: middle(i) }, row));
  const [whole, height] = [fixed(names + width), ROW * count];
  return element(
    document,
    'svg',
    {
      class: 'grid',
      viewBox: `0 0 ${whole} ${height}`,
      width: whole,
      height,
      role: 'group',
      'aria-label': label,
    },
    element(document, 'g', { class: 'row-name', 'text-anchor': 'end', 'aria-hidden': 'true' }, ...texts),
    element(document, 'g', { transform: `translate(${names} 0)` }, ...content),
  );
}
