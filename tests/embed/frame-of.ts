import { format } from '../../components/parts/codec.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { frameAddress } from '../../src/embed/snippet.ts';

/** The address of a widget's frame in a state, under the book's address. */
export const frameOf = (declaration: Declaration, given: Inputs, book: string): string =>
  frameAddress({
    book,
    widget: declaration.id,
    title: declaration.title,
    wrote: declaration.version,
    state: format(declaration, given),
  });
