/** What the grids share: rows on the same lines in every drawing, and marks that can be pointed at, focused and pressed. */
import * as Plot from '@observablehq/plot';
import { print } from './numbers.ts';

/** Height of a row in pixels: the same in every grid, so that a slot stays on one line across a figure. */
const rowHeight = 26;
const margin = 16;
/** Two columns of the figure's grid, and one, are wide enough for these. */
export const gridWidth = 178;
export const barWidth = 84;
/** Numbers are said by their marks, so their texts are silent. */
export const numeral = { ariaHidden: 'true', className: 'numeral' } as const;

export interface Drawn {
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

export interface Datum {
  i: number;
  j: number;
  value: number;
}

export function frame(drawn: Drawn, width: number, x: [number, number], marks: Plot.Markish[]): Element {
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
  // Plot names its groups after their kind of mark, which tells a listener nothing.
  for (const group of svg.querySelectorAll('g')) group.removeAttribute('aria-label');
  svg.setAttribute('role', 'group');
  svg.setAttribute('aria-label', label);
  return svg;
}

/** The rectangles that can be pointed at, focused and pressed. */
export function hits(drawn: Drawn, data: Datum[], options: Plot.RectOptions) {
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
