/**
 * Vite plug-in: compiles the trainer's program (kernels/trainer/program/, AssemblyScript) and puts it into
 * kernels/trainer/compiled.ts as base64, since a figure in a sandboxed frame cannot fetch. What was compiled is kept
 * in node_modules/.cache/ under a name that tells what it was made from.
 */
import { createHash, randomUUID } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = 'kernels/trainer/program/';
const common = '-O3 --noAssert --runtime stub --enable simd --disableWarning 112'.split(' ');

/** Two forms of one program: for every browser, and for those that multiply and add in one instruction. */
export interface Program {
  everywhere: string;
  relaxed: string;
}

const forms: Record<keyof Program, string[]> = {
  everywhere: common,
  relaxed: [...common, '--enable', 'relaxed-simd'],
};

const place = /\/kernels\/trainer\/compiled\.ts$/;

/** What Vitest offers to plug-ins: it would keep the file as it was made from another program. */
interface Tests {
  defineCacheKeyGenerator(key: (file: { id: string }) => false | undefined): void;
}

export function trainerProgram(): Plugin & { configureVitest(tests: Tests): void } {
  let strict = false;
  return {
    name: 'trainer-program',
    enforce: 'pre',
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => (place.test(id) ? false : undefined)),
    configResolved: ({ command }) => void (strict = command === 'build'),
    transform: {
      filter: { id: place },
      async handler() {
        for (const path of sources()) this.addWatchFile(join(root, path));
        const program = await compiled().catch((reason: unknown) => {
          if (strict || !missing(reason)) throw reason;
          this.warn(
            'assemblyscript is not installed, so that the trainer computes in TypeScript: npm install',
          );
          return { everywhere: '', relaxed: '' };
        });
        return { code: `export const program = ${JSON.stringify(program)};`, map: null };
      },
    },
  };
}

const missing = (reason: unknown) =>
  /assemblyscript/.test(String(reason)) && (reason as { code?: string }).code === 'ERR_MODULE_NOT_FOUND';

const sources = () => globSync(`${folder}*.as.ts`, { cwd: root }).sort();

/** The program in base64, from the cache or compiled. */
export async function compiled(): Promise<Program> {
  const version = readFileSync(join(root, 'package.json'), 'utf8').match(/"assemblyscript": "(.*)"/)?.[1];
  const texts = sources().map((path) => [path, readFileSync(join(root, path), 'utf8')]);
  const name = createHash('sha256')
    .update(JSON.stringify([version, forms, texts]))
    .digest('hex');
  const cache = join(root, 'node_modules/.cache/trainer-program');
  const path = join(cache, `${name.slice(0, 20)}.json`);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Program;
  } catch {
    const program = { everywhere: await compile('everywhere'), relaxed: await compile('relaxed') };
    // Written beside and then moved: several builds may be at it.
    mkdirSync(cache, { recursive: true });
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, JSON.stringify(program));
    renameSync(draft, path);
    return program;
  }
}

async function compile(form: keyof Program): Promise<string> {
  const { default: compiler } = await import('assemblyscript/asc');
  let bytes = new Uint8Array();
  const options = ['index.as.ts', '--outFile', 'program.wasm', '--baseDir', join(root, folder)];
  const { error, stderr } = await compiler.main([...options, ...forms[form]], {
    writeFile: (name: string, content: Uint8Array | string) => {
      if (name === 'program.wasm') bytes = content as Uint8Array<ArrayBuffer>;
    },
  });
  if (error) throw new Error(`${folder}: ${error.message}\n${stderr.toString()}`);
  return Buffer.from(bytes).toString('base64');
}
