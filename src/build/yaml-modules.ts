/** Vite plug-in: a `.yaml` file of content/ can be imported as what it says; of a notation, what figures write. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Plugin } from 'vite';

export function yamlModules(): Plugin {
  let named: Set<string> | undefined;
  return {
    name: 'yaml-modules',
    transform(code, id) {
      if (!id.endsWith('.yaml')) return null;
      const content = parse(code) as Record<string, string>;
      const notation = id.includes('/content/notation/');
      if (notation)
        named ??= macrosIn(globSync('components/**/*.ts').map((path) => readFileSync(path, 'utf8')));
      const kept = notation ? needed(content, named!) : content;
      return { code: `export default ${JSON.stringify(kept)}`, map: null };
    },
  };
}

/** Every macro that is named in some texts, with its backslash. */
export function macrosIn(texts: readonly string[]): Set<string> {
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/\\([A-Za-z]+)/g)].map(([, name]) => `\\${name}`)),
  );
}

/** Those macros of a notation that are named, and those that these are made of: figures write no others. */
export function needed(macros: Record<string, string>, named: ReadonlySet<string>): Record<string, string> {
  const kept = new Set<string>();
  const keep = (name: string) => {
    const tex = Object.hasOwn(macros, name) ? macros[name] : undefined;
    if (tex === undefined || kept.has(name)) return;
    kept.add(name);
    macrosIn([tex]).forEach(keep);
  };
  named.forEach(keep);
  return Object.fromEntries(Object.entries(macros).filter(([name]) => kept.has(name)));
}
