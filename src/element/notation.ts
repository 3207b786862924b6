/** The macros of the book's notation, for the labels of figures. */
import type { Macros } from '../../components/parts/label.ts';
import book from '../../content/notation/book.yaml';

export const macros: Macros = book;
