import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { add, countOf, none, summary } from '../../src/commands/count.ts';
import { pack } from '../../src/commands/pack.ts';
import { serve, slashed, type Served } from '../../src/commands/serve.ts';
import { root } from '../../src/commands/tools.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unfolded-'));
  mkdirSync(join(folder, 'ntm'));
  writeFileSync(join(folder, 'index.html'), 'home');
  writeFileSync(join(folder, '404.html'), 'missing');
  writeFileSync(join(folder, 'ntm/index.html'), 'chapter');
  for (const name of ['a.mjs', 'a.wasm', 'a.css']) writeFileSync(join(folder, name), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('counts', () => {
  const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };

  test('the summary line', () => {
    expect(summary(countOf(report, true))).toBe('3 passed, 0 failed, 1 skipped');
    expect(summary(add(none, { passed: 2, failed: 1, skipped: 0 }))).toBe('2 passed, 1 failed');
  });

  test('a run that failed outside of its tests is a failure', () => {
    expect(countOf(report, false).failed).toBe(1);
    expect(countOf({ ...report, numFailedTests: 2 }, false).failed).toBe(2);
  });
});

test('a zip holds every file in one folder', () => {
  const files = unzipSync(pack(folder, 'book'));
  expect(Object.keys(files)).toContain('book/ntm/index.html');
  expect(Object.keys(files)).toHaveLength(6);
  expect(strFromU8(files['book/index.html']!)).toBe('home');
});

describe('the server', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(folder, '/some-fork/');
  });
  afterAll(() => served.close());
  const get = (path: string) => fetch(new URL(path, served.url));

  test('pages under the base, and the base without its slash', async () => {
    expect(served.url).toMatch(/^http:\/\/localhost:\d+\/some-fork\/$/);
    expect(await (await get('')).text()).toBe('home');
    expect(await (await get('ntm/?ntm-step.beta=50')).text()).toBe('chapter');
    expect((await get('/some-fork')).url).toBe(served.url);
  });

  test('the page for what is missing, also outside the base', async () => {
    for (const path of ['nothing/', '/ntm/', '/']) {
      const answer = await get(path);
      expect([answer.status, await answer.text()]).toEqual([404, 'missing']);
    }
  });

  test.each([
    ['a.mjs', 'text/javascript'],
    ['a.wasm', 'application/wasm'],
    ['a.css', 'text/css'],
    ['', 'text/html'],
  ])('content type of "%s"', async (path, type) => {
    expect((await get(path)).headers.get('content-type')).toContain(type);
  });

  test('bases as people write them', () => {
    expect(['/', '', 'fork', '/fork', '/a/b/'].map(slashed)).toEqual(['/', '/', '/fork/', '/fork/', '/a/b/']);
  });
});

test('every script that needs a new Node says so on an old one', () => {
  const guard = join(root, 'src/commands/node-version.js');
  const old = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); await import(${JSON.stringify(`file://${guard}`)})`;
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', old], { encoding: 'utf8' });
  expect([result.status, result.stderr]).toEqual([1, expect.stringContaining('needs Node 22.12 or later')]);
  expect(spawnSync(process.execPath, [guard]).status).toBe(0);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const name of [
    'dev',
    'build',
    'preview',
    'test',
    'bench',
    'release',
    'freeze',
    'heights',
    'test:unit',
    'test:browser',
  ]) {
    expect(scripts[name]).toMatch(/^node src\/commands\/node-version\.js && /);
  }
});
