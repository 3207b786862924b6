/** What an assignment is: shared by its page, by the grader and by the commands. Nothing here needs a browser or Node. */
import type { Device } from '../../kernels/device/device.ts';

/** A number of a student's own, or several. */
export type Value = number | string | readonly number[] | readonly (readonly number[])[];
export type Values = Readonly<Record<string, Value>>;

/** Seeded random numbers: the same for the same student, exercise and assignment, in every browser and in Node. */
export interface Random {
  /** In [low, high), 53 bits. */
  uniform(low: number, high: number): number;
  /** A whole number from low to high, both included. */
  integer(low: number, high: number): number;
  /** low, low + step, …, at most high, without the digits that adding up leaves behind. */
  stepped(low: number, high: number, step: number): number;
  pick<T>(list: readonly T[]): T;
  normal(mean: number, deviation: number): number;
  shuffled<T>(list: readonly T[]): T[];
}

/** When a response is judged: in the page, in the page against a hash, or by the grader alone. */
export type When = 'now' | 'hash' | 'grader';

/** How far a number may be off: within any one of those that are given. */
export interface Tolerance {
  /** A share of the right number: 0.01 is one per cent. */
  relative?: number;
  absolute?: number;
  /** Right within half a unit of the last of so many significant digits. */
  digits?: number;
}

interface Common {
  /** `exercise.ask`, or the exercise's id where it asks one thing only. */
  id: string;
  check: When;
  /** Its part of the exercise's points. */
  points: number;
}

export type Ask = Common &
  (
    | { kind: 'number'; tolerance: Tolerance; unit?: string }
    | { kind: 'vector'; tolerance: Tolerance; length: number }
    /** `right` is there for the grader only, unless the check is `now`; where it is missing the key says. */
    | { kind: 'choice'; choices: number; many: boolean; right?: number[] }
    | { kind: 'text'; longest: number }
    /** Settings of a figure: the named inputs are kept. */
    | {
        kind: 'state';
        widget: string;
        figure: string;
        capture: string[];
        /** What the page itself sets of that figure, as a query. */
        given?: string;
      }
    /** The body of a function in the kernel language, with these parameters. */
    | { kind: 'kernel'; kernel: string; step: string; parameters: string[]; constants: string[] }
  );

export type AskOf<Kind extends Ask['kind']> = Extract<Ask, { kind: Kind }>;

export interface Exercise {
  id: string;
  title: string;
  points: number;
  /** Exercises of a group are listed together. */
  group?: string;
  asks: Ask[];
}

export interface Assignment {
  id: string;
  title: string;
  /** As written, with its time zone: 2026-12-04T23:59+08:00. Shown, never enforced. */
  due?: string;
  points: number;
  /** A hash of what is asked: answers to another edition are told apart. */
  edition: string;
  exercises: Exercise[];
}

/** What a key says is right, by kind: a number, numbers, the indices of choices, a state and its bounds, a kernel. */
export type Right = number | readonly number[] | RightState | RightKernel;

export interface RightState {
  /** A state that is right, to prove that there is one. */
  state: Readonly<Record<string, unknown>>;
  /** The number of an output that decides, picked by its indices, and its bounds (included). */
  output: string;
  at?: readonly number[];
  from?: number;
  to?: number;
}

export interface RightKernel {
  /** A body that is right, shown by the solution and used to prove that there is one. */
  body: string;
  /** Each call with the number that it must give, to a relative 1e-6 of the largest. */
  cases: readonly KernelCase[];
}

export interface KernelCase {
  x: number;
  y?: number;
  constants: Readonly<Record<string, number>>;
  /** By parameter. */
  values: Readonly<Record<string, Value>>;
  expected: number;
}

/** What `keys.ts` beside the text exports as default, by exercise. */
export type Keys = Record<string, Key>;

export interface Key {
  params?(random: Random): Values;
  /** By the last part of the ask's id; the exercise's id where it asks one thing only. */
  answer?(values: never, book: Book): Promise<Record<string, Right>> | Record<string, Right>;
}

type StateRead = { inputs: Record<string, unknown> } | { fault: string };

/** The book's own arithmetic, as it is handed to keys. */
export interface Book {
  /** Outputs of a figure at a state, computed by its own dataflow: a key cannot disagree with the figure. */
  outputs(widget: string, inputs: Record<string, unknown>, names: string[]): Promise<Record<string, unknown>>;
  /**
   * Inputs of a figure as an address says them (`radius=0.9&seed=2`), of which only those named in `capture` are read.
   * A fault is a sentence for the student.
   */
  state(widget: string, query: string, capture: readonly string[]): StateRead | Promise<StateRead>;
  /** A model's file: `await book.kernels('lstm')` has what kernels/lstm.ts exports. */
  kernels(model: string): Promise<Record<string, unknown>>;
  /** `plain`: double precision, everywhere. */
  readonly device: Device;
}

/** What a student wrote, by the id of the ask: text of a number, of a vector (1, 2, 3), of chosen indices (0,2), free text, the query of a state (radius=0.9&seed=2), or the body of a kernel. */
export type Responses = Readonly<Record<string, string>>;

export interface Verdict {
  /** `unclear`: not understood, and no attempt is used. `manual`: a person decides. */
  state: 'right' | 'partly' | 'wrong' | 'blank' | 'unclear' | 'manual';
  /** Of the ask's points, 0 to 1. */
  share: number;
  /** A sentence for the student, which gives nothing away. */
  words: string;
}
