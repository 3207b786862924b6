/** The kinds of inputs of a widget, and what their values are. */

export type Vector = number[];
export type Matrix = number[][];
export type InputValue = number | string | Vector | Matrix;
export type Inputs = Record<string, InputValue>;
/** The extents that arrays share, by name, for example `{ N: 6, M: 4 }`. */
export type Sizes = Record<string, number>;

export interface Described {
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
  /** What a press of the entry's mark makes of it, such as a gate that opens and closes. */
  pressed?: (entry: number) => number;
  /** The array after a reader has changed the entry at `[i, j]`, where others change with it. */
  amend?: (whole: Matrix, at: readonly [number, number], entry: number) => Matrix;
}
/** What the reader writes, pastes or reads from a file; it never leaves the page but in a link. */
export interface TextInput extends Described {
  kind: 'text';
  default: string;
  /** Most characters. */
  longest: number;
  /** Most characters that travel in a link, as they are written there; longer ones stay here. */
  linked: number;
  /** What the text must be besides, in words; nothing where it is so. */
  valid?: (text: string) => string | undefined;
  /** Inputs that a reader who gives a text sets with it: the choice that says that it is used. */
  along?: Inputs;
}
export type Input = NumberInput | ChoiceInput | ArrayInput | TextInput;
