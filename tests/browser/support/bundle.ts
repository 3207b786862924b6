/** The kernels and their checks, or a module of the book, as one script, made from source with the site's own plug-in. */
import { build, type Rollup } from 'vite';
import { trainerProgram } from '../../../src/build/trainer-program.ts';
import { root } from '../../../src/commands/tools.ts';
import { kernelText } from '../../../src/kernel-text.ts';

export type InPage = typeof import('./kernels-in-page.ts');

/** A script that leaves `globalThis.inPage`; minified, so that a kernel's text must have been kept before. */
export async function bundle(module = 'tests/browser/support/kernels-in-page.ts'): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [kernelText(), trainerProgram()],
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      lib: {
        entry: `${root}${module}`,
        formats: ['iife'],
        name: 'inPage',
      },
    },
  })) as Rollup.RollupOutput[];
  const [{ code }, ...more] = built[0]!.output as [Rollup.OutputChunk, ...unknown[]];
  if (more.length) throw new Error(`the bundle has ${more.length + 1} files, not one`);
  return `${code}; globalThis.inPage = inPage;`;
}
