/** Frozen versions, with a small repository and a book of two pages. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeTags, freezeWritten, type Freezing } from '../../src/commands/freeze-versions.ts';
import { place, settle, stampOf, versionOfTag, versionsIn } from '../../src/commands/frozen.ts';
import { pack } from '../../src/commands/pack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unfolded-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const here = { base: 'book', site: 'https://site.example' };
const stamp = { version: '0.1.0', base: '/book/', site: 'https://site.example' };
const head = '<!doctype html><html><head><meta charset="utf-8"><link rel="canonical" href="x"></head>';

function write(name: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

test('a frozen book is passed by by search engines, and is on no sitemap', () => {
  const named = head.replace('<link', '<meta name="robots" content="noindex"><link');
  const files = {
    'index.html': head,
    'ntm/index.html': named,
    'sitemap-0.xml': '',
    'sitemap-index.xml': '',
    'robots.txt': '',
  };
  const frozen = write('book', files);
  settle(frozen, stamp);
  for (const page of ['index.html', 'ntm/index.html']) {
    expect(read(`book/${page}`).match(/<meta name="robots" content="noindex">/g)).toHaveLength(1);
    expect(read(`book/${page}`).indexOf('charset')).toBeLessThan(read(`book/${page}`).indexOf('robots'));
  }
  expect(
    ['sitemap-0.xml', 'sitemap-index.xml', 'robots.txt'].filter((name) => existsSync(join(frozen, name))),
  ).toEqual([]);
  expect(stampOf(frozen)).toEqual(stamp);
});

test('it is put into the site for which it was built, and on its list', () => {
  const frozen = write('book', { 'index.html': head });
  const site = write('site', {
    'index.html': 'newest',
    'v/0.10.0/index.html': '',
    'v/0.9.0/index.html': '',
    'v/x/y': '',
  });
  expect(() => place(frozen, site, here)).toThrow('has no frozen.json');
  settle(frozen, stamp);
  expect(() => place(frozen, site, { ...here, base: '/' })).toThrow(
    'was built for https://site.example/book/; this site is https://site.example/.',
  );
  expect(place(frozen, site, here)).toEqual(stamp);
  expect(read('site/v/0.1.0/index.html')).toContain('noindex');
  expect(read('site/index.html')).toBe('newest');
  expect(JSON.parse(read('site/v/versions.json'))).toEqual(['0.10.0', '0.9.0', '0.1.0']);
  expect(versionsIn(site)).toEqual(['0.10.0', '0.9.0', '0.1.0']);
});

test('from folders and zips of a release', () => {
  const frozen = write('book', { 'index.html': head });
  settle(frozen, stamp);
  writeFileSync(join(folder, 'frozen.zip'), pack(frozen, 'v/0.1.0'));
  writeFileSync(join(folder, 'other.zip'), pack(frozen, 'unfolded-0.1.0'));
  const freezing = { ...here, repository: '', kept: '', built: join(folder, 'site') };
  const named = (...names: string[]) => names.map((name) => join(folder, name));
  expect(freezeWritten(named('frozen.zip'), freezing)).toEqual([stamp]);
  expect(read('site/v/0.1.0/index.html')).toContain('noindex');
  expect(freezeWritten(named('book'), freezing)).toEqual([stamp]);
  expect(() => freezeWritten(named('other.zip'), freezing)).toThrow('holds no frozen version');
  expect(() => freezeWritten(named('none.zip'), freezing)).toThrow('there is no such folder or zip');
});

test('from tags: each built once, from its own commit, with its own packages', () => {
  const repository = write('repository', { 'page.html': head });
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: repository, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, expect.anything()]);
  };
  git('init', '--quiet');
  for (const [text, tag] of [
    ['old', 'v0.1.0'],
    ['new', 'v0.2.0'],
    ['none', 'vault'],
  ] as const) {
    writeFileSync(join(repository, 'page.html'), `${head}${text}`);
    git('add', '.');
    git('commit', '--quiet', '-m', text);
    git('tag', tag);
  }
  const asked: string[] = [];
  const npm: Freezing['npm'] = (args, tree, { BASE, SITE }) => {
    asked.push(`${args.join(' ')} ${SITE}${BASE}`);
    if (args[0] === 'ci') return;
    mkdirSync(join(tree, 'dist'));
    cpSync(join(tree, 'page.html'), join(tree, 'dist/index.html'));
  };
  const freezing = { ...here, repository, kept: join(folder, 'kept'), built: join(folder, 'site'), npm };
  expect(freezeTags(freezing).map(({ version }) => version)).toEqual(['0.1.0', '0.2.0']);
  const bases = ['v/0.1.0/', 'v/0.2.0/'].map((one) => `https://site.example/book/${one}`);
  expect(asked).toEqual(bases.flatMap((one) => [`ci ${one}`, `run build ${one}`]));
  expect(['0.1.0', '0.2.0'].map((one) => read(`site/v/${one}/index.html`).slice(-3))).toEqual(['old', 'new']);
  // Kept ones are put into the next site as they are, but not into one at another base.
  rmSync(freezing.built, { recursive: true });
  expect(freezeTags(freezing)).toHaveLength(2);
  expect(asked).toHaveLength(4);
  expect(read('site/v/0.1.0/index.html')).toContain('old');
  freezeTags({ ...freezing, base: '/' });
  expect(asked.slice(4)).toContain('run build https://site.example/v/0.1.0/');
  expect(
    spawnSync('git', ['worktree', 'list'], { cwd: repository, encoding: 'utf8' }).stdout.trim().split('\n'),
  ).toHaveLength(1);
  expect(() =>
    freezeTags({
      ...freezing,
      site: 'https://x.example',
      npm: () => {
        throw new Error('npm ci failed');
      },
    }),
  ).toThrow('npm ci failed');
});

test('tags of versions', () => {
  expect(['v0.1.0', 'v1.2.3-rc.1', 'v1', 'vault', '0.1.0', 'v1.2.3/..'].map(versionOfTag)).toEqual([
    '0.1.0',
    '1.2.3-rc.1',
    ...Array<undefined>(4),
  ]);
});
