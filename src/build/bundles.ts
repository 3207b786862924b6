/**
 * Every widget as two files that need nothing else, for pages of somebody else: `/embed/<id>/module.js` (a module of
 * Observable's) and `/embed/<id>/afm.mjs` (anywidget's); and `/embed.js`, the element for hosts that allow scripts.
 * They are made after the pages, each from an entry that imports one declaration; in development, when asked for.
 */
import type { AstroIntegration } from 'astro';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { kernelText } from '../kernel-text.ts';
import { bookDate } from '../book.ts';
import { base, site, version, whole } from '../site.ts';
import { shadowStyles } from './shadow-styles.ts';
import { trainerProgram } from './trainer-program.ts';
import { macrosIn, needed } from './yaml-modules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const host = 'src/embed/host.ts';

export interface Bundle {
  /** Where it is published: `embed/ntm-step/afm.mjs`. */
  path: string;
  /** The source of its entry. */
  entry: string;
  format: 'es' | 'iife';
}

/** Every file that there is to make, found by looking. */
export function bundles(): Bundle[] {
  const ids = globSync('components/*/index.ts', { cwd: root }).map((path) => basename(dirname(path)));
  const widgets = ids.sort().flatMap((id) => [
    { path: `embed/${id}/module.js`, entry: entryOf(id, 'module'), format: 'es' as const },
    { path: `embed/${id}/afm.mjs`, entry: entryOf(id, 'afm'), format: 'es' as const },
  ]);
  const element = { path: 'embed.js', entry: `import '${root}${host}';`, format: 'iife' as const };
  return existsSync(join(root, host)) ? [...widgets, element] : widgets;
}

const entryOf = (id: string, form: 'module' | 'afm') =>
  `import declaration from '${root}components/${id}/index.ts';
   import { ${form}Of } from '${root}src/embed/${form}.ts';
   export default ${form}Of(declaration${form === 'module' ? ', import.meta.url' : ''});`;

/** The text of one file, without any import. */
export async function bundled({ path, entry, format }: Bundle, shared = common): Promise<string> {
  const made = await rolldown({
    input: ENTRY,
    cwd: root,
    logLevel: 'silent',
    transform: {
      target: 'es2022',
      define: {
        'import.meta.env.SITE': JSON.stringify(site),
        'import.meta.env.BASE_URL': JSON.stringify(base),
      },
    },
    resolve: { conditionNames: ['browser', 'import', 'default'] },
    plugins: [virtual({ [ENTRY]: entry, 'unfolded:book': bookFacts(path) }), ...shared],
  });
  const { output } = await made.generate({ format, minify: true, codeSplitting: false });
  await made.close();
  const [chunk, ...more] = output;
  const needed = [...chunk.imports, ...chunk.dynamicImports, ...more.map(({ fileName }) => fileName)];
  const others = needed.filter((name) => name !== chunk.fileName);
  if (others.length) throw new Error(`${path} must be one file, but needs ${others.join(', ')}`);
  return chunk.code;
}

const ENTRY = 'virtual:entry';

/** Modules that are not files. */
function virtual(sources: Record<string, string>): Plugin {
  return {
    name: 'virtual',
    resolveId: {
      filter: { id: /^(virtual|unfolded):/ },
      handler: (id) => (id in sources ? `\0${id}` : null),
    },
    load: { filter: { id: /^\0/ }, handler: (id) => sources[id.slice(1)] ?? null },
  };
}

/** A plug-in of the site's, called only for the files that it changes: most are not even handed over. */
function only({ name, transform }: Plugin, id: RegExp): Plugin {
  const handler = typeof transform === 'function' ? transform : transform!.handler;
  return { name, transform: { filter: { id }, handler } };
}

/** What a figure tells of the book, and of all notations the letters that it may write. */
function bookFacts(path: string): string {
  const [, id] = /^embed\/([^/]+)\//.exec(path) ?? [];
  const read = (pattern: string) =>
    globSync(pattern, { cwd: root }).map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
  const named = macrosIn(read(`components/{parts,${id}}/*.ts`).map(([, text]) => text));
  const notations = read('content/notation/*.yaml')
    .map(([file, text]) => [basename(file, '.yaml'), text] as const)
    .filter(([name]) => name !== 'symbols')
    .map(([name, text]) => [name, needed(parse(text) as Record<string, string>, named)] as const);
  const facts = { version, date: bookDate(), notations: Object.fromEntries(notations) };
  return Object.entries(facts)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');
}

/** gpu.js would put itself in the place of the host's `window.GPU`, so that in a host's page `plain` computes. */
function plainAlone(): Plugin {
  return {
    name: 'plain-alone',
    load: {
      filter: { id: /\/kernels\/device\/gpu\.ts$/ },
      handler: () => `export const modes = [];
        export const gpu = (mode) => Promise.reject(new Error(mode + ': only plain computes here'));`,
    },
  };
}

/** The same for every file of a build, so that what they read is read once. */
const plugIns = () => [
  plainAlone(),
  only(kernelText(), /\/kernels\/.*\.ts$/),
  trainerProgram(),
  shadowStyles(),
];
const common = plugIns();

/** After the build, or on request in development. */
export function embedBundles(): AstroIntegration {
  return {
    name: 'embed-bundles',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        if (!whole) return;
        const start = performance.now();
        const all = bundles();
        const sizes = await Promise.all(all.map((bundle) => write(bundle, dir)));
        const list = all.map(({ path }, index) => `${path} ${(sizes[index]! / 1000).toFixed(1)} kB`);
        logger.info(`${list.join(', ')} (gzip), in ${Math.round(performance.now() - start)} ms`);
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = (request.url ?? '').replace(/\?.*/, '').replace(base, '').replace(/^\//, '');
          const bundle = bundles().find((one) => one.path === path);
          if (!bundle) return next();
          // What was read before may have changed.
          bundled(bundle, plugIns()).then((code) => {
            response.setHeader('Content-Type', 'text/javascript;charset=utf-8');
            response.setHeader('Access-Control-Allow-Origin', '*');
            response.end(code);
          }, next);
        });
      },
    },
  };
}

async function write(bundle: Bundle, folder: URL): Promise<number> {
  const code = await bundled(bundle);
  const path = new URL(bundle.path, folder);
  await mkdir(new URL('./', path), { recursive: true });
  await writeFile(path, code);
  return gzipSync(code, { level: 9 }).length;
}
