import type { Make } from './element.ts';
import type { Macros } from './label.ts';
import type { Declaration, Explanation, Inputs, Sizes } from './declare.ts';

/** A home that the reader may choose, and how long it took for this figure where that was measured. */
export interface Choice {
  name: string;
  milliseconds?: number;
  /** Why it cannot be had here. */
  reason?: string;
}

/** Everything that a figure shows: what `figure` draws is a function of this and nothing else. */
export interface View {
  make: Make;
  macros: Macros;
  declaration: Declaration;
  /** The id of the figure in its page; ids inside begin with it. */
  id: string;
  inputs: Inputs;
  sizes: Sizes;
  values: Record<string, unknown>;
  sentence: string;
  /** The sum behind a mark. */
  explain: (mark: string) => Explanation | undefined;
  /** The mark that was chosen, and the one that is pointed at. */
  chosen?: string;
  pointed?: string;
  /** The mark that Tab enters at, for each drawing. */
  entry: Record<string, string>;
  /** What went wrong or was brought into range, in sentences. */
  notes: string[];
  /** False until a script can answer: controls are then disabled. */
  awake: boolean;
  undo: boolean;
  redo: boolean;
  device: { name: string; picked: string; choices: Choice[] };
  /** The address of this state in its chapter. */
  link: string;
  cite: string;
}
