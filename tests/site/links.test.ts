import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { filesOf, forkBase, pagesOf, readBuilt } from '../browser/support/built.ts';

const home = 'http://book.example';

interface Page {
  ids: Set<string>;
  /** Where the site says that it is published: links to there are links inside. */
  origin: string | undefined;
  links: string[];
}

function read(folder: 'dist' | 'dist-fork', path: string): Page {
  const { document } = new JSDOM(readBuilt(folder, path)).window;
  const values = (selector: string, attribute: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.getAttribute(attribute) ?? '');
  const canonical = values('link[rel=canonical]', 'href')[0];
  return {
    ids: new Set(values('[id]', 'id')),
    origin: canonical && new URL(canonical).origin,
    links: [
      ...values('[href]', 'href'),
      ...values('[src]', 'src'),
      ...values('meta[property="og:image"]', 'content'),
    ],
  };
}

describe.each([
  ['dist', '/'],
  ['dist-fork', forkBase()],
] as const)('%s under %s', (folder, base) => {
  const files = new Set(filesOf(folder));
  const pages = new Map(pagesOf(folder).map((path) => [path, read(folder, path)]));
  const shaped = (path: string) => (path === '' || path.endsWith('/') ? `${path}index.html` : path);

  /** What is wrong with a link; undefined for a good one. */
  function wrong(link: string, from: string, { origin }: Page): string | undefined {
    const url = new URL(link, `${home}${base}${from}`);
    if (url.origin !== home && url.origin !== origin) return undefined;
    if (!url.pathname.startsWith(base)) return 'leaves the base';
    const path = decodeURIComponent(url.pathname.slice(base.length));
    if (!files.has(shaped(path))) return 'is not there';
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (anchor && pages.has(path) && !pages.get(path)!.ids.has(anchor)) return 'has no such anchor';
    return undefined;
  }

  test.each([...pages])('every link of /%s leads somewhere', (path, page) => {
    expect(page.links.length).toBeGreaterThan(0);
    const broken = page.links.map((link) => [link, wrong(link, path, page)]).filter(([, problem]) => problem);
    expect(broken).toEqual([]);
  });

  test('every file that a style sheet names is there', () => {
    for (const sheet of [...files].filter((path) => path.endsWith('.css'))) {
      const text = readBuilt(folder, sheet).toString();
      for (const [, link] of text.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
        if (link!.startsWith('data:') || link!.startsWith('#')) continue;
        const { pathname } = new URL(link!, `${home}${base}${sheet}`);
        expect(files, `${link} in ${sheet}`).toContain(pathname.slice(base.length));
      }
    }
  });

  test('the sitemap names pages that are there, under the base', () => {
    const maps = [...files].filter((path) => /^sitemap-\d+\.xml$/.test(path));
    const places = maps.flatMap((map) => [
      ...readBuilt(folder, map)
        .toString()
        .matchAll(/<loc>(.*?)<\/loc>/g),
    ]);
    // A frozen version has none, since search engines are to pass it by.
    expect(places.length > 0).toBe(folder === 'dist');
    for (const [, place] of places) {
      const { pathname } = new URL(place!);
      expect(pathname.startsWith(base) && pages.has(pathname.slice(base.length)), place).toBe(true);
    }
  });
});
