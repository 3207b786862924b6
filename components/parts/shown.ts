/** What drawings, sums and sentences of a widget read: many values of its cells, by their names. */
import { cell, type Cell, type Declaration } from './declare.ts';
import { said } from './numbers.ts';
import type { Letters } from './runs.ts';
import type { Pen } from './timeline.ts';

type Outputs = Declaration['outputs'];

/** Says each number as the widget's outputs of that name are said. */
export const penOf = (document: Document, letters: Letters, outputs: Outputs): Pen => ({
  document,
  letters,
  said: (name, value) => said({ outputs }, name, value),
});

/** Values in the order of their names, as one object. */
export const byName = <Shown>(names: readonly string[], values: readonly unknown[]): Shown =>
  Object.fromEntries(names.map((name, at) => [name, values[at]])) as Shown;

type Names<Shown> = readonly (keyof Shown & string)[];

/** Makes cells that need all these values and get them as one object. */
export type Reading<Shown> = (compute: (shown: Shown) => unknown) => Cell;

export const readingBy =
  <Shown>(names: Names<Shown>): Reading<Shown> =>
  (compute) =>
    cell(names, (...values: unknown[]) => compute(byName(names, values)));

/** The same, and drawings of them, which get a pen before. */
export const shownBy = <Shown>(names: Names<Shown>, outputs: Outputs) => ({
  names,
  reading: readingBy<Shown>(names),
  drawing: (draw: (pen: Pen, shown: Shown) => Element): Cell =>
    cell(['document', 'letters', ...names], (document: Document, letters: Letters, ...values: unknown[]) =>
      draw(penOf(document, letters, outputs), byName(names, values)),
    ),
});
