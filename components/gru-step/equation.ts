/**
 * An equation in cells, left to right: a matrix with what it meets above its columns and each product below its weight,
 * vectors as columns, and the signs between them.
 */
import { fullOf } from '../parts/columns.ts';
import { lock } from '../parts/lock.ts';
import { cells, group, picture, symbol, words, type Pen } from '../parts/timeline.ts';
import type { MatrixName, Shown, VectorName } from './shown.ts';

const [WIDTH, HEIGHT, TERM] = [30, 18, 14];
const PITCH = HEIGHT + TERM + 3;
const TITLE = 17;

interface Matrix {
  matrix: MatrixName;
  terms: MatrixName;
  /** What stands over the block, and its name in words. */
  tex: string;
  called: string;
  /** The vector over the columns; with `first` its entries are marks here, else they only repeat. */
  over: VectorName;
  first?: boolean;
  /** A gate between a vector above and the one over the columns. */
  through?: { from: VectorName; gate: VectorName };
}
interface Column {
  vector: VectorName;
  tex: string;
  called: string;
  editable?: boolean;
  /** Locks at the right of the numbers. */
  locks?: VectorName;
}
export type Piece = Matrix | Column | { sign: string; wide?: number };

/** How far down the rows begin: below what stands over the columns. */
const topOf = (pieces: readonly Piece[]) =>
  TITLE + HEIGHT + 4 + (pieces.some((one) => 'through' in one && one.through) ? HEIGHT + 26 : 0);

const widthOf = (piece: Piece, shown: Shown) => {
  if ('sign' in piece) return piece.wide ?? 14;
  if ('matrix' in piece) return WIDTH * shown[piece.matrix][0]!.length;
  return WIDTH + 3 + (piece.locks ? 17 : 0);
};

export function equation(pen: Pen, shown: Shown, label: string, pieces: readonly Piece[]) {
  const top = topOf(pieces);
  const rows = shown.hPrev.length;
  let x = 1;
  const drawn = pieces.map((piece) => {
    const at = x;
    x += widthOf(piece, shown);
    if ('sign' in piece) return words(pen, piece.sign, { x: at + (piece.wide ?? 14) / 2, y: top + (rows * PITCH) / 2 }, 'middle', 'word');
    return 'matrix' in piece ? block(pen, shown, piece, at, top) : column(pen, shown, piece, at, top);
  });
  return picture(pen, x + 1, top + rows * PITCH, label, drawn);
} // prettier-ignore

function block(pen: Pen, shown: Shown, piece: Matrix, x: number, top: number) {
  const { matrix, terms, tex, called } = piece;
  const [weights, products] = [shown[matrix], shown[terms]];
  const common = { cell: [WIDTH, HEIGHT] as const, printed: true, reached: true };
  const full = { weights: fullOf(weights), products: fullOf(products) };
  const rows = weights.flatMap((row, i) => [
    cells(pen, {
      ...common, x, y: top + i * PITCH, values: [row], full: full.weights, editable: true,
      mark: (_, j) => `${matrix}.${i}.${j}`,
      words: (_, j) => `${called}, row ${i + 1}, column ${j + 1}`,
    }),
    cells(pen, {
      ...common, cell: [WIDTH, TERM], x, y: top + i * PITCH + HEIGHT, values: [products[i]!], full: full.products,
      mark: (_, j) => `${terms}.${i}.${j}`,
      words: (_, j) => `product of ${called}, row ${i + 1}, column ${j + 1}`,
    }),
  ]);
  const middle = x + (WIDTH * weights[0]!.length) / 2;
  return group(pen, 'block', symbol(pen, tex, { x: middle, y: 12 }, 'middle', 'small-letter'), ...over(pen, shown, piece, x, top), ...rows);
} // prettier-ignore

const called = { hPrev: 'old state', x: 'input', gated: 'gated old state' } as Partial<
  Record<VectorName, string>
>;

/** The vector that the columns meet, and the gate that it came through. */
function over(pen: Pen, shown: Shown, { over, first, through }: Matrix, x: number, top: number) {
  const line = (name: VectorName, y: number, marked: boolean) =>
    cells(pen, {
      x, y, values: [shown[name]], cell: [WIDTH, HEIGHT], full: fullOf(shown[name]), printed: true, reached: true,
      editable: marked && name !== 'gated',
      ...(marked && { mark: (_: number, j: number) => `${name}.${j}`, words: (_: number, j: number) => `${called[name]!}, number ${j + 1}` }),
    });
  const above = through && [
    line(through.from, TITLE, false),
    ...shown[through.gate].map((open, j) => lock(pen, { x: x + (j + 0.5) * WIDTH, y: TITLE + HEIGHT + 12 }, open)),
  ];
  return [...(above ?? []), line(over, top - HEIGHT - 4, Boolean(first))];
} // prettier-ignore

function column(pen: Pen, shown: Shown, piece: Column, x: number, top: number) {
  const { vector, tex, called, editable, locks } = piece;
  const values = shown[vector];
  const y = (i: number) => top + i * PITCH + (PITCH - 3 - HEIGHT) / 2;
  const rows = values.map((value, i) =>
    cells(pen, {
      x: x + 1, y: y(i), values: [[value]], cell: [WIDTH, HEIGHT], full: fullOf(values), printed: true, reached: true,
      ...(editable && { editable }),
      mark: () => `${vector}.${i}`,
      words: () => `${called}, unit ${i + 1}`,
    }),
  );
  const gates = locks ? shown[locks].map((open, i) => lock(pen, { x: x + WIDTH + 11, y: y(i) + 9 }, open)) : [];
  return group(pen, 'column', symbol(pen, tex, { x: x + 1 + WIDTH / 2, y: top - 8 }, 'middle', 'small-letter'), ...rows, ...gates);
} // prettier-ignore
