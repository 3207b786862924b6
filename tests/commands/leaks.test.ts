/** The search for leaks finds what was planted, however it is written down. */
import { gzipSync, strToU8, zipSync } from 'fflate';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { plainly } from '../../src/commands/leaks/decoded.ts';
import { leaksIn } from '../../src/commands/leaks/search.ts';
import { literalsOf, secrets as secretsOf } from '../../src/commands/leaks/secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'leaks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = 'the answer is −0.25, isn’t it?';
const secrets = [{ what: 'hw1: the solution of one', text: plainly(secret) }];
const base64 = Buffer.from(secret).toString('base64');
const utf16 = [...secret]
  .map((letter) => `\\u${letter.codePointAt(0)!.toString(16).padStart(4, '0')}`)
  .join('');

const planted: Record<string, string | Uint8Array> = {
  'page.html': `<p>Well, ${secret.replace('’', '&#8217;').replace('−', '&#x2212;')}</p>`,
  'page-plain.html': `<p>the answer is\n   -0.25,&nbsp;isn't it?</p>`,
  '_astro/script.js': `const a="${secret.replaceAll('’', '\\u2019').replaceAll('−', '\\u2212')}";`,
  '_astro/escaped.js': `const a='${utf16}';`,
  'data.json': JSON.stringify({ deep: [{ text: JSON.stringify({ secret }) }] }),
  '_astro/script.js.map': JSON.stringify({ version: 3, sourcesContent: [`export const a = ${JSON.stringify(secret)};`] }),
  'pagefind/fragment/en_1.pf_fragment': gzipSync(strToU8(`pagefind_dcd{"content":${JSON.stringify(secret)}}`)),
  'data-uri.html': `<img src="data:text/plain;base64,${base64}">`,
  'url-safe.txt': base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  'twice.txt': Buffer.from(base64).toString('base64'),
  'packed.zip': zipSync({ 'inner/notes.txt': strToU8(secret) }),
  'packed.json': JSON.stringify({ blob: Buffer.from(gzipSync(strToU8(secret))).toString('base64') }),
  'address.html': `<a href="?q=${encodeURIComponent(secret)}">`,
}; // prettier-ignore

const put = (name: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
};

test('in a clean build there is none', () => {
  put('index.html', '<p>the answer is yours</p>');
  put('_astro/a.js', 'export const a = 1');
  expect(leaksIn(folder, secrets)).toEqual([]);
});

describe('planted in', () => {
  test.each(Object.keys(planted))('%s', (name) => {
    put(name, planted[name]!);
    expect(leaksIn(folder, secrets)).toEqual([{ ...secrets[0], file: name }]);
    rmSync(join(folder, name));
  });

  test('a file’s name', () => {
    put('solutions-canary0123.txt', 'nothing');
    expect(leaksIn(folder, [{ what: 'a canary', text: 'canary0123' }])).toHaveLength(1);
    rmSync(join(folder, 'solutions-canary0123.txt'));
  });
});

test('literals of six significant characters and more', () => {
  const code = "answer() { return { a: 'short', b: 'long enough', c: 0.5, d: 0.000123, e: 3.141592, f: `also text` }; }";
  expect(literalsOf(code)).toEqual(['long enough', '3.141592', 'also text']);
}); // prettier-ignore

test('what is open is no secret; rubrics and what is marked still are', () => {
  const texts = () => {
    const found = secretsOf(['sample-bptt']).filter(({ text }) => !text.startsWith('canary'));
    return found.map(({ what }) => /: the (\w+)/.exec(what)![1]);
  };
  const absent = texts();
  vi.stubEnv('SOLUTIONS', 'open');
  const open = texts();
  vi.unstubAllEnvs();
  expect([...new Set(absent)].sort()).toEqual(['key', 'marked', 'rubric', 'solution']);
  // A key whose literals an open solution repeats has none left.
  expect([...new Set(open)].filter((part) => part !== 'key').sort()).toEqual(['marked', 'rubric']);
});
