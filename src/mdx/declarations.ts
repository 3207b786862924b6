/** Every widget's declaration, found by looking: by Vite in pages, by Node where the build's configuration is read. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Declaration } from '../../components/parts/declare.ts';

type Module = { default: Declaration };

const modules: Record<string, Module> = import.meta.env
  ? import.meta.glob<Module>('/components/*/index.ts', { eager: true })
  : await fromFolders('components');

export const declarations: Readonly<Record<string, Declaration>> = Object.fromEntries(
  Object.values(modules).map(({ default: declaration }) => [declaration.id, declaration]),
);

async function fromFolders(root: string) {
  const paths = readdirSync(root).map((name) => join(root, name, 'index.ts'));
  const load = async (path: string) =>
    [path, (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Module] as const;
  return Object.fromEntries(await Promise.all(paths.filter((path) => existsSync(path)).map(load)));
}
