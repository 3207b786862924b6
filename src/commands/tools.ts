/** How commands start the tools of this repository: with the Node that runs now, and without a shell. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a trailing slash. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

const programs = {
  astro: 'node_modules/astro/bin/astro.mjs',
  eslint: 'node_modules/eslint/bin/eslint.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/** Options of {@link tool}: variables set (or, if undefined, taken out) in the environment, and milliseconds after which it is ended. */
export interface Limits {
  env?: Record<string, string | undefined>;
  timeout?: number;
}

/** Runs a tool in the root with its output shown. Answers whether it succeeded. */
export function tool(
  name: keyof typeof programs,
  args: string[],
  { env = {}, timeout }: Limits = {},
): boolean {
  const result = spawnSync(process.execPath, [root + programs[name], ...args], {
    cwd: root,
    stdio: 'inherit',
    timeout,
    env: environment(env),
  });
  if (result.error) console.error(`${name}: ${result.error.message}`);
  return result.status === 0;
}

/** Runs a tool beside others; its output is shown in one piece when it has ended. Answers whether it succeeded. */
export function toolBeside(
  name: keyof typeof programs,
  args: string[],
  { env = {}, timeout }: Limits = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [root + programs[name], ...args], {
      cwd: root,
      timeout,
      env: environment(env),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    const end = (succeeded: boolean, word = '') => {
      console.log(`\n${name} ${args.join(' ')}\n${output}${word}`);
      resolve(succeeded);
    };
    child.on('error', (error) => end(false, error.message));
    child.on('close', (code, signal) => end(code === 0, signal ? `ended by ${signal}` : ''));
  });
}

const environment = (env: Record<string, string | undefined>) => ({
  ...process.env,
  ASTRO_TELEMETRY_DISABLED: '1',
  ...env,
});
