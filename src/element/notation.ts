/** The notation in which figures write their labels: the book's, or the lecture's that the reader has chosen. */
import type { Macros } from '../../components/parts/label.ts';
import book from '../../content/notation/book.yaml';

/** The macros of the book's own notation. */
export const macros: Macros = book;

/** The name of the notation that the page is in: `book`, `wu` … After a change `document` gets the event `notation`. */
export const current = (): string => document.documentElement.dataset.notation ?? 'book';

const lectures = import.meta.glob<Macros>(['/content/notation/*.yaml', '!**/book.yaml', '!**/symbols.yaml'], {
  import: 'default',
});

/** The macros of one of the six notations; a lecture's are fetched when they are asked for, an unknown one is the book's. */
export const macrosOf = async (name: string): Promise<Macros> =>
  (await lectures[`/content/notation/${name}.yaml`]?.()) ?? macros;
