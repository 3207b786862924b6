/**
 * The two drawings that most figures share, in the book's visual grammar: a matrix as a grid of cells, and one number
 * per row as a bar. Rows run top to bottom (memory slots), every mark carries the name by which the figure finds the
 * sum behind it, and colours come from the style sheet, so that light and dark need no second drawing.
 */
import * as Plot from '@observablehq/plot';
import { print } from './numbers.ts';

/** Height of a row in pixels: the same in every grid, so that a slot stays on one line across a figure. */
export const rowHeight = 26;
const margin = 16;
/** Two columns of the figure's grid, and one, are wide enough for these. */
const gridWidth = 178;
const barWidth = 80;
/** Numbers are said by their marks, so their texts are silent. */
const numeral = { ariaHidden: 'true', className: 'numeral' } as const;

interface Drawn {
  document: Document;
  /** What the drawing as a whole is called by a screen reader. */
  label: string;
  /** The mark of a datum: the name of a value and its index, as in `memory.2.1`. */
  mark: (row: number, column: number) => string;
  /** What a screen reader says before the number, for example "memory, slot 3, column 1". */
  words: (row: number, column: number) => string;
  /** Names at the left of the rows. */
  rows: readonly string[];
}

interface Datum {
  i: number;
  j: number;
  value: number;
}

/** A matrix on the diverging scale, whose ends are ±`full`. `values` is [rows][columns]. */
export function cells({ values, full, ...drawn }: Drawn & { values: number[][]; full: number }): Element {
  const columns = values[0]?.length ?? 0;
  const data = values.flatMap((row, i) => row.map((value, j) => ({ i, j, value })));
  const narrow = columns > 5;
  const fill = ({ value }: Datum) => tint(value / full);
  return frame(
    drawn,
    gridWidth,
    [0, columns],
    [
      hits(drawn, data, { fill, x1: ({ j }) => j, x2: ({ j }) => j + 1, rx: 2, className: 'cells' }),
      Plot.text(data, {
        x: ({ j }: Datum) => j + 0.5,
        y: 'i',
        text: ({ value }: Datum) => print(value, narrow ? 1 : 2),
        fontSize: narrow ? 10 : 12,
        ...numeral,
      }),
    ],
  );
}

/** One number per row as a bar over `domain`, with the number at its right. */
export function bars({
  values,
  domain,
  ...drawn
}: Drawn & { values: number[]; domain: [number, number] }): Element {
  const data = values.map((value, i) => ({ i, j: 0, value }));
  const [low, high] = domain;
  const limit = (value: number) => Math.min(Math.max(value, low), high) || 0;
  const bar = {
    y: 'i',
    x1: () => 0,
    x2: ({ value }: Datum) => limit(value),
    insetTop: 4,
    insetBottom: 4,
    className: 'bars',
  };
  // The numbers take the right third.
  const end = high + (high - low) * 0.6;
  return frame(
    drawn,
    barWidth,
    [low, end],
    [
      Plot.ruleX([0], { className: 'zero' }),
      Plot.barX(data, bar),
      Plot.text(data, {
        x: () => end,
        y: 'i',
        text: ({ value }: Datum) => print(value),
        textAnchor: 'end',
        ...numeral,
      }),
      hits(drawn, data, { x1: () => low, x2: () => end, fill: 'transparent', className: 'hits' }),
    ],
  );
}

function frame(drawn: Drawn, width: number, x: [number, number], marks: Plot.Markish[]): Element {
  const { document, rows, label } = drawn;
  const svg = Plot.plot({
    document,
    width: margin + width,
    height: rowHeight * rows.length,
    margin: 0,
    marginLeft: margin,
    axis: null,
    x: { domain: x },
    y: { domain: rows.map((_, i) => i), padding: 0, type: 'band' },
    color: { type: 'identity' },
    marks: [
      Plot.text(rows, {
        frameAnchor: 'left',
        y: (_, i) => i,
        dx: -6,
        textAnchor: 'end',
        ariaHidden: 'true',
        className: 'row-name',
      }),
      ...marks,
    ],
  });
  // Plot's own style element would be refused by the site's policy; its rules stand in the style sheet.
  svg.querySelector('style')?.remove();
  svg.setAttribute('role', 'group');
  svg.setAttribute('aria-label', label);
  return svg;
}

/** The rectangles that can be pointed at, focused and pressed. */
function hits(drawn: Drawn, data: Datum[], options: Plot.RectOptions) {
  return Plot.rect(data, {
    ...options,
    y1: ({ i }: Datum) => i,
    y2: ({ i }: Datum) => i,
    inset: 1,
    render(index, scales, values, dimensions, context, next) {
      const group = next!(index, scales, values, dimensions, context)!;
      index.forEach((at, position) => name(group.children[position]!, drawn, data[at]!));
      return group;
    },
  });
}

function name(element: Element, { mark, words }: Drawn, { i, j, value }: Datum) {
  element.setAttribute('data-mark', mark(i, j));
  element.setAttribute('role', 'button');
  element.setAttribute('tabindex', '-1');
  element.setAttribute('aria-label', `${words(i, j)}: ${print(value)}`);
}

/** −1 … 1 as a mixture of the style sheet's two ends and its middle. */
function tint(share: number) {
  const amount = Math.min(Math.abs(Number.isNaN(share) ? 0 : share), 1);
  const end = share < 0 ? 'var(--negative)' : 'var(--positive)';
  return `color-mix(in oklab, ${end} ${(amount * 100).toFixed(1)}%, var(--nought))`;
}
