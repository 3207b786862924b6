/** What the site does for a reader besides its figures: search, theme, predictions, links that set a figure. */
import { describe, expect, test } from 'vitest';
import { fork, open, site } from './support/page.ts';

const wide = { width: 1280, height: 900 };
interface Figure extends HTMLElement {
  ready: Promise<void>;
  get(output: string): Promise<number[]>;
}

describe.each([
  ['/', site],
  [new URL(fork).pathname, fork],
])('search under %s', (_, home) => {
  test('fetches its index with the first letter, finds a section, and leads there', async () => {
    const { page, requests, troubles } = await open(home, { viewport: wide });
    expect(requests.filter((url) => url.includes('pagefind'))).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('sharpening');
    const first = page.locator('dialog .search-results a').first();
    const found = async () => new URL((await first.getAttribute('href'))!, page.url());
    // What the first letters alone find is shown meanwhile.
    await expect.poll(async () => (await found()).href).toMatch(new RegExp(`^${home}(ntm|glossary)/`));
    const target = await found();
    await first.click();
    await page.waitForURL((url) => url.pathname === target.pathname);
    expect(await page.locator('h1').count()).toBe(1);
    expect(troubles).toEqual([]);
  });
});

test('search says so where there is nothing', async () => {
  const { page } = await open(`${site}search/?q=zyxwvut`, { viewport: wide });
  const state = page.locator('main .search-state');
  await expect.poll(() => state.textContent()).toContain('Nothing in the book');
});

test('a theme that was chosen is there from the first paint of the next page', async () => {
  const { page } = await open(site, { viewport: wide, colorScheme: 'light' });
  const button = page.locator('[data-theme-button]');
  await button.click();
  await button.click();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  // Before any module script: the attribute must come from the script in the head.
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.dataset.seen = document.documentElement.dataset.theme ?? 'none';
    });
  });
  await page.goto(`${site}notation/`);
  expect(await page.evaluate(() => document.documentElement.dataset.seen)).toBe('dark');
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(dark);
});

test('a prediction opens its answer once a choice is made, not before', async () => {
  const { page } = await open(`${site}ntm/`, { viewport: wide });
  const question = page.locator('[data-question]').first();
  const reveal = question.locator('.reveal');
  expect(await reveal.isVisible()).toBe(false);
  await question.locator('.choice').nth(2).press('Enter');
  expect(await reveal.isVisible()).toBe(true);
  expect(await question.locator('.choice').nth(2).textContent()).toContain('not so');
  expect(await question.locator('.choice[data-right]').textContent()).toContain('right');
});

test('without a script every prediction and answer stands open to be read', async () => {
  const { page } = await open(`${site}ntm/`, { viewport: wide, javaScriptEnabled: false });
  for (const reveal of await page.locator('[data-question] .reveal').all()) {
    expect(await reveal.isVisible()).toBe(true);
  }
  const answers = page.locator('details.answer');
  expect(await answers.count()).toBeGreaterThan(4);
  await answers.first().locator('summary').click();
  expect(await answers.first().locator('p').first().isVisible()).toBe(true);
});

describe('a link in the prose that sets a figure', () => {
  const at = (page: import('playwright-core').Page, id: string, output: string) =>
    page.evaluate(([figure, name]) => document.querySelector<Figure>(`#${figure}`)!.get(name!), [id, output]);

  test('does so without loading the page, leaves the other figure alone, and goes back', async () => {
    const { page } = await open(`${site}ntm/`, { viewport: wide });
    await page.evaluate(() => ((globalThis as { mark?: number }).mark = 1));
    const other = await at(page, 'ntm-blur', 'weights');
    const link = page.locator('a[href^="?ntm-step.shift=1,0,0"]');
    await link.evaluate((anchor: HTMLElement) => anchor.click());
    await expect.poll(async () => (await at(page, 'ntm-step', 'weights')).map((w) => w > 0.9)).toEqual([
      false, true, false, false, false, false,
    ]); // prettier-ignore
    expect(page.url()).toContain('?ntm-step.shift=1,0,0#ntm-step');
    expect(await page.evaluate(() => (globalThis as { mark?: number }).mark)).toBe(1);
    expect(await at(page, 'ntm-blur', 'weights')).toEqual(other);
    await page.goBack();
    await expect.poll(async () => (await at(page, 'ntm-step', 'weights'))[3]! > 0.9).toBe(true);
  });

  test('is the address of that state when the page is opened with it', async () => {
    const { page } = await open(`${site}ntm/?ntm-blur.gamma=10#ntm-blur`, { viewport: wide });
    const weights = await at(page, 'ntm-blur', 'weights');
    expect(weights[2]).toBeGreaterThan(0.999);
    expect((await at(page, 'ntm-step', 'weights'))[3]).toBeGreaterThan(0.9);
  });
});
