/**
 * What a widget is. One declaration serves the chapter's figure, the controls, the address, the custom element,
 * the embed page, the Observable module, the table of documentation and the drawing made at build time.
 */

export type Vector = number[];
export type Matrix = number[][];
export type InputValue = number | string | Vector | Matrix;
export type Inputs = Record<string, InputValue>;
/** The extents that arrays share, by name, for example `{ N: 6, M: 4 }`. */
export type Sizes = Record<string, number>;

interface Described {
  /** What a control is called: a word or two. */
  label: string;
  /** One sentence for the documentation and for screen readers. */
  words: string;
  /** The book's symbol, in TeX with the macros of content/notation. */
  symbol?: string;
}
export interface NumberInput extends Described {
  kind: 'number';
  range: readonly [number, number];
  default: number | ((sizes: Sizes, inputs: Inputs) => number);
  step: number;
  /** Only whole numbers. */
  whole?: true;
}
export interface ChoiceInput extends Described {
  kind: 'choice';
  options: readonly { value: string; label: string }[];
  default: string;
}
export interface ArrayInput extends Described {
  kind: 'array';
  /** One or two extents: names of dimensions, or fixed numbers. */
  shape: readonly (string | number)[];
  /** What an entry may be. */
  range: readonly [number, number];
  /** What a slider offers, where that is narrower. */
  slider?: readonly [number, number];
  step: number;
  /** Names of the entries of a short array, where counting would mislead. */
  entries?: readonly string[];
  /** From the sizes, and from `inputs`: what was given, and every input that is declared before this one. */
  default: (sizes: Sizes, inputs: Inputs) => Vector | Matrix;
  /** What the array must be besides shape and range, in words; nothing where it is so. */
  valid?: (value: Vector | Matrix) => string | undefined;
  /** The array after a reader has changed the entry at `[i, j]`, where others change with it. */
  amend?: (whole: Matrix, at: readonly [number, number], entry: number) => Matrix;
}
export type Input = NumberInput | ChoiceInput | ArrayInput;

export interface Dimension {
  /** In the plural, as in "6 slots"; and one of them, as in "slot 3". */
  words: string;
  one: string;
  range: readonly [number, number];
  default: number;
  /** The number input that is this extent. Which was set last holds: the number, or arrays of another extent. */
  input?: string;
}

/** How many entries an output has, where no dimension of the inputs says it. */
export interface Extent {
  /** In the plural: "distances". */
  words: string;
  count: (inputs: Inputs, sizes: Sizes) => number;
  /** What its first entry is called in tables: 0 or 1. */
  from: number;
}

/** A value or drawing of the dataflow: the names it needs, and the function of just these. */
export interface Cell {
  needs: readonly string[];
  // Every cell types its own arguments.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  compute: (...values: any[]) => unknown;
  /** Computed a moment after the picture, and remembered while its arguments stay. */
  later?: true;
}

export interface Output extends Described {
  /** Up to three extents: names of dimensions or of `extents`, or fixed numbers. */
  shape: readonly (string | number)[];
  /** Computed only on `get`, or when the reader asks by its button; its cell is a later one. */
  asked?: true;
  /** Too many numbers for tables: only in the CSV that is made when asked for. */
  bulk?: true;
  /** Infinity and −Infinity are answers. */
  infinite?: true;
  /** Printed with powers of ten, since it spans many. */
  power?: true;
}

/** Steps through a computation: a whole-number input from 0 to `last`, with a name for each moment. */
export interface Walk {
  input: string;
  last: (sizes: Sizes) => number;
  name: (moment: number, sizes: Sizes) => string;
}

/** A drawing by name, and the value of the input `stage` from which on it is shown (at all of them if left out). */
export interface Placed {
  drawing: string;
  stage?: string;
}

/** One part of the figure: a heading, a formula, the controls of the inputs that act there, and a drawing. */
export interface Panel extends Partial<Placed> {
  title: string;
  /** TeX with the book's macros, of the small set that parts/label.ts knows. */
  formula?: string;
  controls?: readonly string[];
  /** Dimensions that can be changed here. */
  sizes?: readonly string[];
  above?: Placed;
  below?: Placed;
  /** Takes two columns of the figure's grid. */
  wide?: boolean;
  /** Stands below the sum, the sentence and the presets, so that these are near what is most pointed at. */
  after?: true;
  /** Shown only while each of these inputs has one of these values: `{ score: ['additive'] }`. */
  when?: Readonly<Record<string, readonly InputValue[]>>;
  /** Takes this much of the figure's width where there is room, and all of it where there is not. */
  span?: 'third' | 'half' | 'two-thirds' | 'full';
}

/** The sum behind one mark, in TeX with its numbers: what a figure shows to whoever points at it. */
export type Explanation = string;

export interface Preset {
  label: string;
  words: string;
  /** The inputs that change, from the inputs and outputs on show. */
  change: (inputs: Inputs, outputs: Record<string, unknown>) => Inputs;
}

/** The pixels of a picture. `values` holds inputs and outputs by name. */
export interface Raster {
  /** What a screen reader says before the number of a pixel. */
  words: (i: number, j: number, values: Record<string, unknown>) => string;
  /** The inputs to set when it is loaded. */
  load: (i: number, j: number, values: Record<string, unknown>) => Inputs;
}

export interface Declaration {
  id: string;
  /** The finding, not the topic. */
  title: string;
  description: string;
  chapter: string;
  /** Rises when a state link of an older version would mean something else. */
  version: number;
  /**
   * For each earlier version n, how the texts of its links are written in version n + 1: names and texts as they stand
   * in the link, and what was left to a default that has changed since. `parse` goes through them in order.
   */
  earlier?: Readonly<Record<number, (texts: Readonly<Record<string, string>>) => Record<string, string>>>;
  /** The ranges of these bound all that is computed (`T·H²` and the like), so that they are the only cross-limits. */
  dimensions: Record<string, Dimension>;
  /** Extents of outputs that are no dimensions of inputs, by name. */
  extents?: Record<string, Extent>;
  inputs: Record<string, Input>;
  /** Other names by which inputs may be set and got: `{ recurrent: 'U' }`. */
  aliases?: Record<string, string>;
  /** Inputs of which only one is given at a time: setting one drops the others. */
  exclusive?: readonly (readonly string[])[];
  values: Record<string, Cell>;
  outputs: Record<string, Output>;
  drawings: Record<string, Cell>;
  panels: readonly Panel[];
  walk?: Walk;
  /** Marks that can be dragged: `modulus.i` of this value is the point that row i of that array input names. */
  points?: Record<string, string>;
  /** Pictures of a matrix output whose pixels can be read and loaded. */
  rasters?: Record<string, Raster>;
  /** One sentence that tells the state in words. */
  sentence: Cell;
  /** Gives a function from a mark (`memory.2.1`) to its explanation. */
  explain: Cell;
  presets: readonly Preset[];
  /** The mark whose sum is shown until the reader points at another. */
  example: string;
}
