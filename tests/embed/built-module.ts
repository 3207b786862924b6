/** Files for somebody else's page, as the build makes them, brought into Node. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundled, bundles } from '../../src/build/bundles.ts';

const folder = mkdtempSync(join(tmpdir(), 'unfolded-bundles-'));

/** Every widget that is bundled. */
export const ids = bundles().flatMap(({ path }) => /^embed\/(.+)\/module\.js$/.exec(path)?.[1] ?? []);

const texts = new Map<string, Promise<string>>();

export function textOf(id: string, file: 'module.js' | 'afm.mjs'): Promise<string> {
  const path = `embed/${id}/${file}`;
  const text = texts.get(path) ?? bundled(bundles().find((bundle) => bundle.path === path)!);
  texts.set(path, text);
  return text;
}

/** What a file exports by default. */
export async function load<T>(id: string, file: 'module.js' | 'afm.mjs'): Promise<T> {
  const path = join(folder, `${id}-${file}`.replace(/\.js$/, '.mjs'));
  writeFileSync(path, await textOf(id, file));
  return ((await import(/* @vite-ignore */ pathToFileURL(path).href)) as { default: T }).default;
}
