/**
 * Drawings of a network over time, in the book's visual grammar: time from left to right, input below, output above,
 * vectors as columns of cells, matrices as grids of cells. Made with the document that is handed in.
 */
import { tint } from './tint.ts';
import { textOf, type Letters } from './runs.ts';

type Attributes = Record<string, string | number | false | undefined>;
type Content = Element | string | false | undefined;

/** What drawings are made with. */
export interface Pen {
  document: Document;
  letters: Letters;
  /** A number as the figure says it, by the name of its value. */
  said: (name: string, value: number) => string;
}

export function element(document: Document, tag: string, attributes: Attributes, ...content: Content[]) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...content.filter((part) => part !== false && part !== undefined));
  return made;
}

export function group({ document }: Pen, kind: string, ...content: Content[]) {
  return element(document, 'g', { class: kind }, ...content);
}

/** What is drawn from its own corner, so that like parts are alike to the letter and the page packs them well. */
export function placed({ document }: Pen, { x, y }: Place, ...content: Content[]) {
  return element(document, 'g', { transform: `translate(${x} ${y})` }, ...content);
}

/** The whole picture; `label` is what a screen reader calls it. */
export function picture({ document }: Pen, width: number, height: number, label: string, content: Content[]) {
  const frame = { class: 'timeline', viewBox: `0 0 ${width} ${height}`, width, height };
  return element(document, 'svg', { ...frame, role: 'group', 'aria-label': label }, ...content);
}

export interface Place {
  x: number;
  y: number;
}

/** Words, silent for screen readers, which hear the marks. */
export function words({ document }: Pen, text: string, at: Place, anchor = 'middle', kind = 'word') {
  return element(
    document,
    'text',
    { ...at, class: kind, 'text-anchor': anchor, 'aria-hidden': 'true' },
    text,
  );
}

/** TeX in the page's notation. */
export function symbol(
  { document, letters }: Pen,
  tex: string,
  at: Place,
  anchor = 'middle',
  kind = 'letter',
) {
  return textOf(document, letters(tex), { ...at, class: kind, 'text-anchor': anchor });
}

export interface Grid extends Place {
  /** [rows][columns]; a vector is a column. */
  values: readonly (readonly number[])[];
  /** Width and height of a cell. */
  cell: readonly [number, number];
  /** The ends of the diverging scale are ±`full`. */
  full: number;
  printed: boolean;
  /** Whether the walk has come here; else only outlines are drawn. */
  reached: boolean;
  /** The mark of an entry; without one the cells only repeat numbers that stand elsewhere. */
  mark?: (i: number, j: number) => string;
  /** What a screen reader says before the number. */
  words?: (i: number, j: number) => string;
  /** Whether the entries are inputs that a reader can change. */
  editable?: boolean;
}

export function cells(pen: Pen, grid: Grid) {
  const { document } = pen;
  const entries = grid.values.flatMap((row, i) => row.map((value, j) => ({ i, j, value })));
  const rects = entries.map(({ i, j, value }) => rect(pen, grid, i, j, value));
  const numbers = grid.reached && grid.printed && printedIn(pen, grid, entries);
  const kind = grid.reached ? 'cells' : 'cells ghost';
  const frame = {
    class: kind,
    transform: `translate(${grid.x} ${grid.y})`,
    'data-editable': grid.editable && '',
  };
  return element(document, 'g', frame, ...rects, numbers);
}

function rect(pen: Pen, { cell, full, reached, ...grid }: Grid, i: number, j: number, value: number) {
  const [width, height] = cell;
  const place = { x: j * width + 0.75, y: i * height + 0.75 };
  const box = { ...place, width: width - 1.5, height: height - 1.5 };
  if (!reached) return element(pen.document, 'rect', box);
  return element(pen.document, 'rect', {
    ...box,
    fill: tint(value / (full || 1)),
    ...named(pen, grid, i, j, value),
  });
}

interface Entry {
  i: number;
  j: number;
  value: number;
}

/** The numbers in the cells, over them; they are said by the marks. */
function printedIn({ document }: Pen, { cell: [width, height] }: Grid, entries: Entry[]) {
  const texts = entries.map(({ i, j, value }) =>
    element(document, 'text', { x: (j + 0.5) * width, y: (i + 0.5) * height + 3.7 }, brief(value)),
  );
  return element(
    document,
    'g',
    { class: 'numeral', 'text-anchor': 'middle', 'aria-hidden': 'true' },
    ...texts,
  );
}

function named(
  { said }: Pen,
  { mark, words: before }: Pick<Grid, 'mark' | 'words'>,
  i: number,
  j: number,
  value: number,
) {
  const name = mark?.(i, j);
  return name === undefined ? {} : marked(name, before!(i, j), said(name.split('.')[0]!, value));
}

/** What makes an element a mark, which can be pointed at, focused and pressed. */
export function marked(mark: string, before: string, number: string): Attributes {
  return { 'data-mark': mark, role: 'button', tabindex: -1, 'aria-label': `${before}: ${number}` };
}

/** A number in the width of a cell: two decimals where they fit, fewer for large numbers, ≈ 0 for tiny ones. */
export function brief(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.005) return '≈0';
  const digits = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
  const text = size < 9999.5 ? value.toFixed(digits) : value.toExponential(0).replace('+', '');
  return text.replaceAll('-', '−');
}
