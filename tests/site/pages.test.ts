import { JSDOM } from 'jsdom';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../src/commands/tools.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { chapters, filesOf, gzipped, pagesOf, readBuilt } from '../browser/support/built.ts';

const documentOf = (path: string) => new JSDOM(readBuilt('dist', path)).window.document;

/** MathML with more or fewer parts is drawn as an error by some browsers. */
const parts = { 'mfrac, mroot, msub, msup, munder, mover': 2, 'msubsup, munderover': 3 };

describe.each(pagesOf('dist'))('/%s', (path) => {
  const document = documentOf(path);

  test('has a content security policy without eval', () => {
    const policies = document.querySelectorAll('meta[http-equiv="content-security-policy" i]');
    expect(policies).toHaveLength(1);
    const policy = policies[0]!.getAttribute('content')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("'wasm-unsafe-eval'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  });

  test('has a language, a title and one main heading', () => {
    expect(document.documentElement.lang).toBe('en');
    expect(document.title).not.toBe('');
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  });

  test('has no id twice', () => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('gives every sign of its formulas as many parts as it has', () => {
    const wrong = Object.entries(parts).flatMap(([signs, count]) =>
      [...document.querySelectorAll(signs)].filter(({ children }) => children.length !== count),
    );
    expect(wrong.map((sign) => sign.outerHTML)).toEqual([]);
  });

  test('shows no number that is none in a figure', () => {
    const texts = [...document.querySelectorAll('unfold-widget')].map((widget) => widget.textContent);
    expect(texts.filter((text) => /\bNaN\b|\bInfinity\b/.test(text))).toEqual([]);
    expect(document.body.textContent).not.toContain('[object ');
  });
});

const figures = Object.keys(declarations).map((id) => `embed/${id}/`);
describe.each(pagesOf('dist').filter((path) => figures.includes(path)))('/%s', (path) => {
  test('is one widget in the document itself', () => {
    const document = documentOf(path);
    const widgets = [...document.querySelectorAll('unfold-widget')];
    expect(widgets.map((widget) => widget.getAttribute('name'))).toEqual([path.split('/')[1]]);
    expect(document.querySelector('iframe, frame, object')).toBeNull();
  });
});

/** A script and everything that it imports before it runs; what it imports later is not counted. */
function withImports(script: string, seen = new Set<string>()): Set<string> {
  if (seen.has(script)) return seen;
  seen.add(script);
  const text = readBuilt('dist', script).toString();
  for (const [, path] of text.matchAll(/(?:\bimport|\bfrom)\s*["'](\.[^"']+)["']/g)) {
    withImports(posix.join(posix.dirname(script), path!), seen);
  }
  return seen;
}

describe.each(chapters())('the bytes of /%s/', (id) => {
  test('are at most 80 kB before any figure wakes', () => {
    const document = documentOf(`${id}/`);
    const local = (selector: string, attribute: string) =>
      [...document.querySelectorAll(selector)].map((element) =>
        element.getAttribute(attribute)!.replace(/^\//, ''),
      );
    const sheets = local('link[rel=stylesheet]', 'href');
    const scripts = [...local('script[src]', 'src'), ...local('link[rel=modulepreload]', 'href')];
    const loaded = new Set(scripts.flatMap((script) => [...withImports(script)]));
    const sizes = [`${id}/`, ...sheets, ...loaded].map(
      (path) => [path, gzipped(readBuilt('dist', path))] as const,
    );
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(total, sizes.map(([path, size]) => `${size} ${path}`).join('\n')).toBeLessThanOrEqual(80_000);
  });
});

test('every written chapter is a page', () => {
  expect(chapters().length).toBeGreaterThan(0);
  expect(pagesOf('dist')).toEqual(expect.arrayContaining(chapters().map((id) => `${id}/`)));
});

test('every widget has its page to embed', () => {
  const embedded = pagesOf('dist').filter((path) => path.startsWith('embed/'));
  expect(embedded.length).toBeGreaterThan(0);
});

test('nothing that was built holds a path of the machine that built it', () => {
  const texts = filesOf('dist').filter((path) => /\.(html|js|css|json|xml|txt)$/.test(path));
  expect(texts.filter((path) => readBuilt('dist', path).includes(join(root, '/')))).toEqual([]);
});
