/**
 * `npm test`: every check in order, on to the next one when one fails, and a count at the end.
 * `npm test -- unit browser` runs only those. A check without tests of its own counts as one.
 * `npm test -- every` tries every law on every figure (see tests/browser/support/turns.ts), however long it takes.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { add, countOf, type Count, none, summary } from './count.ts';
import { frozenBase, settle } from './frozen.ts';
import { root, tool, toolBeside } from './tools.ts';

const chosen = process.argv.slice(2).filter((name) => name !== 'every');
const every = process.argv.includes('every');
if (every) process.env.EVERY = '1';
/** In CI it ends by itself, so that what was found is printed. */
const minutes = process.env.CI && !every ? 14 : 120;
const deadline = Date.now() + minutes * 60_000;
const left = () => Math.max(1000, deadline - Date.now());
const site = process.env.SITE ?? 'https://unfolded.example';
const reports = mkdtempSync(join(tmpdir(), 'unfolded-'));
let built = true;

/** Checks without tests, which have a core each. */
const checks: Record<string, () => Promise<Count>> = {
  types: async () =>
    add(await check('tsc', ['-p', 'kernels/tsconfig.json']), await check('astro', ['check'])),
  format: () => check('prettier', ['--check', '.']),
  lint: () => check('eslint', ['.', '--max-warnings', '0']),
};
const steps: Record<string, () => Count | Promise<Count>> = {
  unit: () => vitest('unit'),
  build: async () => {
    const instructor = { AUDIENCE: 'instructor', ONLY: 'assignments' };
    const all = [build('/', 'dist'), buildFrozen(), build('/', 'dist-instructor', instructor)];
    const count = (await Promise.all(all)).reduce(add);
    built = count.failed === 0;
    return count;
  },
  site: () => (built ? vitest('site') : failure('not run: the build failed')),
  browser: () => (built ? browser() : failure('not run: the build failed')),
};

async function check(...[name, args]: Parameters<typeof tool>): Promise<Count> {
  const passed = await toolBeside(name, args, { timeout: left() });
  return { ...none, passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

/** Another base, a frozen version and locked solutions at once. */
async function buildFrozen(): Promise<Count> {
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
  const count = await build(frozenBase('/some-fork/', version), 'dist-fork', { SOLUTIONS: 'locked' });
  if (count.failed === 0) settle(`${root}dist-fork`, { version, base: '/some-fork/', site });
  return count;
}

async function build(base: string, folder: string, more: Record<string, string> = {}): Promise<Count> {
  const env = { AUDIENCE: undefined, SOLUTIONS: undefined, ONLY: undefined, ...more, BASE: base, SITE: site };
  const passed = await toolBeside('astro', ['build', '--outDir', folder], { env, timeout: left() });
  return passed ? { ...none, passed: 1 } : failure(`build for base ${base} failed`);
}

async function looked() {
  // The checks are to be under way first.
  await new Promise((done) => setTimeout(done));
  try {
    findBrowser();
  } catch {
    return;
  }
}

function browser(): Count {
  try {
    return vitest('browser', { CHROME_PATH: findBrowser() });
  } catch (error) {
    return failure((error as Error).message);
  }
}

function vitest(project: string, env: Record<string, string> = {}): Count {
  const report = join(reports, `${project}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const succeeded = tool('vitest', args, { env, timeout: left() });
  try {
    return countOf(JSON.parse(readFileSync(report, 'utf8')), succeeded);
  } catch {
    return failure(`${project}: the tests did not come to an end`);
  }
}

function failure(reason: string): Count {
  console.error(reason);
  return { ...none, failed: 1 };
}

const names = [...Object.keys(checks), ...Object.keys(steps)];
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`npm test: no step ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exit(1);
}
const isChosen = ([name]: [string, unknown]) => chosen.length === 0 || chosen.includes(name);
let total = none;

function told(name: string, start: number, count: Count) {
  total = add(total, count);
  console.log(`== ${name}: ${summary(count)} in ${((Date.now() - start) / 1000).toFixed(1)} s ==`);
}
const checked = Promise.all(
  Object.entries(checks)
    .filter(isChosen)
    .map(async ([name, step]) => told(name, Date.now(), await step())),
);
// A browser that has to be fetched first is fetched meanwhile; whether there is one the step itself tells.
if (isChosen(['browser', undefined])) await looked();
await checked;
for (const [name, step] of Object.entries(steps).filter(isChosen)) {
  console.log(`\n== ${name} ==`);
  const start = Date.now();
  told(name, start, await step());
}
rmSync(reports, { recursive: true });
console.log(`\n${summary(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
