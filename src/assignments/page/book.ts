/** The book for keys, in a page: widgets and models are fetched when a key asks for them. */
import { declaration } from '../../element/widgets.ts';
import { bookOf } from '../book.ts';

const models = import.meta.glob<Record<string, unknown>>('/kernels/*.ts');

export const bookInPage = bookOf(declaration, (name) => {
  const load = models[`/kernels/${name}.ts`];
  return load ? load() : Promise.reject(new Error(`there is no kernels/${name}.ts`));
});
