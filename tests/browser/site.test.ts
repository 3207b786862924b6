import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axe, overflow } from './support/access.ts';
import { chapters, gzipped, pagesOf, readBuilt } from './support/built.ts';
import { fork, idle, open, site } from './support/page.ts';
import { inTurn, isTurn, lawOf } from './support/turns.ts';

const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };

async function unfoldAll(page: Page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
}

/** Scrolls to the end screen by screen, so that everything that wakes on sight has woken; in a few leaps where nothing does. */
async function readThrough(page: Page) {
  await page.evaluate(async () => {
    const { scrollHeight } = document.documentElement;
    const leap = document.querySelector('unfold-widget')
      ? innerHeight
      : Math.max(innerHeight, scrollHeight / 10);
    for (let y = 0; y < document.documentElement.scrollHeight; y += leap) {
      scrollTo({ top: y, behavior: 'instant' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  await idle(page);
}

/** The sum of all layout shifts so far. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );
}

/** Leaves the first rows of long tables, which are made alike; axe would read hundreds. */
async function abridge(page: Page) {
  await page.evaluate(() =>
    document
      .querySelectorAll('table tr:nth-child(n + 5), dl.six-rows > :nth-child(n + 3)')
      .forEach((row) => row.remove()),
  );
}

/** At 320 px nothing is to be scrolled sideways. */
async function narrowed(page: Page) {
  await page.setViewportSize({ width: 320, height: 700 });
  expect.soft(await overflow(page)).toEqual([]);
}

/** What depends on the width of the page. */
const narrowRules = ['scrollable-region-focusable', 'target-size', 'region', 'aria-hidden-focus'];

/** Made like a chapter; what it has besides is read by assignments.test.ts. */
const isAssignment = (path: string) => /^assignments\/\w/.test(path);

const chapterPages = chapters().map((id) => `${id}/`);
/** Pages that are made alike: chapters, and pages of one folder. Of those that stand alone three share their turns. */
function kindOf(path: string) {
  if (chapterPages.includes(path) || isAssignment(path)) return 'chapter';
  const [folder, ...rest] = path.split('/');
  return rest.length > 1 ? folder! : ['page', 'other page', 'third page'][path.length % 3]!;
}

/** Chapters whose turn it is; figures are read stage by stage in widgets-access.test.ts. */
const readChapters = [...new Set(['one', 'two'].flatMap((turn) => inTurn(turn, chapterPages)))];
/** Pages of lectures are made alike, and so are chapters: axe reads one lecture and a few chapters. */
const isRead = (path: string) =>
  chapterPages.includes(path)
    ? readChapters.includes(path)
    : !isAssignment(path) && (!/^lectures\/\w/.test(path) || path === 'lectures/karpathy/');

/** The page of one embed is like another's, and its figure stands in a chapter too: one of them, in turn. */
const embeds = pagesOf('dist').filter((path) => /^embed\/[^/]+\/$/.test(path));
const visited = pagesOf('dist').filter((path) => !embeds.includes(path) || isTurn('embeds', path, embeds));

function expectFewFonts(requests: string[]) {
  const fonts = new Set(requests.filter((url) => url.endsWith('.woff2')));
  const sizes = [...fonts].map((url) => [url, gzipped(readBuilt('dist', new URL(url).pathname))] as const);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  expect.soft(fonts.size).toBeGreaterThan(0);
  const each = sizes.map(([url, size]) => `${size} ${url}`).join('\n');
  expect.soft(total, each).toBeLessThanOrEqual(200_000);
}

describe.each(visited)('/%s', (path) => {
  test('no trouble, no shift, at most 200 kB of fonts; nothing for axe in light; enough contrast in dark, unfolded; fits 320 px', async () => {
    const { page, troubles, requests } = await open(site + path, {
      viewport: wide,
      reducedMotion: 'reduce',
      until: 'load',
    });
    await readThrough(page);
    expectFewFonts(requests);
    expect.soft(troubles).toEqual([]);
    expect.soft(await layoutShift(page)).toBeLessThanOrEqual(0.02);
    if (!isRead(path)) return narrowed(page);
    // Formulas are made alike, and many: one page tells of all.
    const formulas = isTurn('formulas', path, readChapters) ? [] : ['.katex'];
    if (path === 'notation/') {
      await narrowed(page);
      await page.setViewportSize(wide);
      await abridge(page);
    }
    expect.soft(await axe(page, {}, formulas), 'light').toEqual([]);
    await unfoldAll(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(200);
    expect.soft(await axe(page, { runOnly: ['color-contrast'] }, formulas), 'dark').toEqual([]);
    if (path !== 'notation/') await narrowed(page);
  });

  const kind = visited.filter((one) => kindOf(one) === kindOf(path));
  const law = lawOf(path, kind);

  law('narrow: no trouble, no shift, nothing for axe', async () => {
    const { page, troubles } = await open(site + path, { viewport: narrow, hasTouch: true, until: 'load' });
    await readThrough(page);
    expect.soft(troubles).toEqual([]);
    expect.soft(await layoutShift(page)).toBeLessThanOrEqual(0.02);
    await unfoldAll(page);
    expect.soft(await overflow(page)).toEqual([]);
    if (path === 'notation/') await abridge(page);
    expect.soft(await axe(page, { runOnly: narrowRules }, ['.katex'])).toEqual([]);
  });

  // Links and files under both bases are tests/site's business.
  law('under another base: no trouble', async () => {
    const { page, troubles } = await open(fork + path, { viewport: wide, until: 'load' });
    await readThrough(page);
    expect(troubles).toEqual([]);
  });
});

describe.each(chapters())('the chapter %s', (id) => {
  const law = lawOf(id, chapters());

  law('without script: every figure is drawn and says its sentence', async () => {
    const { page } = await open(`${site}${id}/`, { viewport: wide, javaScriptEnabled: false, until: 'load' });
    const figures = await page.locator('unfold-widget').all();
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) {
      expect(await figure.locator('svg').first().isVisible()).toBe(true);
      expect(await figure.innerText()).toMatch(/\p{L}+( [^.]+){3,}\./u);
    }
  });

  law('prints: without navigation, with its figures', async () => {
    const { page } = await open(`${site}${id}/`, { viewport: wide, until: 'load' });
    await page.emulateMedia({ media: 'print' });
    const visible = (selector: string) =>
      page.evaluate(
        (found) =>
          [...document.querySelectorAll(found)]
            .filter((element) => element.checkVisibility())
            .map((element) => element.outerHTML.slice(0, 80)),
        selector,
      );
    expect(await visible('nav')).toEqual([]);
    expect(await visible('h1')).toHaveLength(1);
    expect((await visible('unfold-widget svg')).length).toBeGreaterThan(0);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });
});
