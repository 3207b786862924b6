/**
 * What a widget is. One declaration serves the chapter's figure, the controls, the address, the custom element,
 * the embed page, the Observable module, the table of documentation and the drawing made at build time.
 */

import type { Described, Input, Inputs, InputValue, Sizes } from './kinds.ts';

export type * from './kinds.ts';

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
  /** A time or a speed of this machine: never twice the same. */
  measured?: true;
  /** Its entries are texts. */
  text?: true;
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

/** What can be played: training, a race. A whole-number input says how far it has come; the rest is seeded. */
export interface Run {
  input: string;
  /** The value that holds its Session (see session.ts). */
  session: string;
  /** What is counted: "iteration", "iterations"; and what all of it is called, "training" if left out. */
  one: string;
  words: string;
  label?: string;
  last: (inputs: Inputs, sizes: Sizes) => number;
  /** So many in a second at most while it plays, where it would be over before it is seen. */
  pace?: (inputs: Inputs) => number;
  /** How far each button goes on; 1, 10 and 100 if left out. */
  steps?: readonly number[];
}

/** A file that the reader keeps: the whole state, with what no link can hold. */
export interface Kept {
  /** What its buttons say: "Save the network", "Open a saved one". */
  save: string;
  open: string;
  /** A later value: the text of the file. */
  cell: string;
  /** The inputs that a file holds; throws an InputError that says what is wrong with it. */
  inputs: (text: string) => Inputs;
  /** Most characters of a file. */
  longest: number;
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
  run?: Run;
  file?: Kept;
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
