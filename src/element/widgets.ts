/** Every widget there is, found by looking: a folder of components/ with an index.ts. Each is its own download. */
import type { Declaration } from '../../components/parts/declare.ts';

const modules = import.meta.glob<{ default: Declaration }>('/components/*/index.ts');

const idOf = (path: string) => /\/components\/([^/]+)\/index\.ts$/.exec(path)![1]!;

export const ids: readonly string[] = Object.keys(modules).map(idOf).sort();

/** Rejects where there is no widget of that name. */
export async function declaration(id: string): Promise<Declaration> {
  const load = modules[`/components/${id}/index.ts`];
  if (!load) throw new Error(`unfold-widget: there is no widget "${id}"; there are ${ids.join(', ')}`);
  return (await load()).default;
}
