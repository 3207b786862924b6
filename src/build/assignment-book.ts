/** The book for keys where pages are built and commands run: models are found by Vite there, by Node here. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bookOf } from '../assignments/book.ts';
import { declarations } from '../mdx/declarations.ts';

type Model = Record<string, unknown>;

const models: Record<string, () => Promise<Model>> | undefined = import.meta.env
  ? import.meta.glob<Model>('/kernels/*.ts')
  : undefined;

export const bookAtBuild = bookOf(
  (widget) => {
    const found = declarations[widget];
    return found ? Promise.resolve(found) : Promise.reject(new Error(`there is no widget "${widget}"; there are ${Object.keys(declarations).join(', ')}`));
  },
  async (model) => {
    const path = `/kernels/${model}.ts`;
    const known = models ? path in models : /^[\w-]+$/.test(model) && existsSync(`.${path}`);
    if (!known) throw new Error(`there is no kernels/${model}.ts`);
    return models ? models[path]!() : ((await import(/* @vite-ignore */ pathToFileURL(resolve(`.${path}`)).href)) as Model);
  },
); // prettier-ignore
