/** The book for keys, where Node reads its files: in the build and in commands. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bookOf } from '../assignments/book.ts';
import { declarations } from '../mdx/declarations.ts';

export const bookAtBuild = bookOf(
  (widget) => {
    const found = declarations[widget];
    return found ? Promise.resolve(found) : Promise.reject(new Error(`there is no widget "${widget}"; there are ${Object.keys(declarations).join(', ')}`));
  },
  async (model) => {
    const path = resolve(`kernels/${model}.ts`);
    if (!/^[\w-]+$/.test(model) || !existsSync(path)) throw new Error(`there is no kernels/${model}.ts`);
    return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, unknown>;
  },
); // prettier-ignore
