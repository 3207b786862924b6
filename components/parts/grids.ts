/**
 * The two drawings that most figures share, in the book's visual grammar: a matrix as a grid of cells, and one number
 * per row as a bar. Rows run top to bottom (memory slots), every mark carries the name by which the figure finds the
 * sum behind it, and colours come from the style sheet, so that light and dark need no second drawing.
 */
import * as Plot from '@observablehq/plot';
import { print } from './numbers.ts';
import { barWidth, type Datum, type Drawn, frame, gridWidth, hits, numeral } from './marks.ts';
import { tint } from './tint.ts';

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

interface Bars extends Drawn {
  values: number[];
  domain: [number, number];
}

/** One number per row as a bar over `domain`, with the number at its right. */
export function bars({ values, domain, ...drawn }: Bars): Element {
  const data = values.map((value, i) => ({ i, j: 0, value }));
  const [low, high] = domain;
  const length = ({ value }: Datum) => Math.min(Math.max(value, low), high) || 0;
  const text = ({ value }: Datum) => print(value);
  // The numbers take the right third.
  const end = high + (high - low) * 0.6;
  return frame(
    drawn,
    barWidth,
    [low, end],
    [
      Plot.ruleX([0], { className: 'zero' }),
      Plot.barX(data, { y: 'i', x1: () => 0, x2: length, insetTop: 4, insetBottom: 4, className: 'bars' }),
      Plot.text(data, { x: () => end, y: 'i', text, textAnchor: 'end', dx: -4, ...numeral }),
      hits(drawn, data, { x1: () => low, x2: () => end, fill: 'transparent', className: 'hits' }),
    ],
  );
}
