/** Whether everybody can read a page: what axe finds, and what does not fit. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axeText = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, one line for each element; `evaluate` puts axe in without touching the page's policy. */
export async function axe(
  page: Page,
  options: RunOptions = {},
  exclude: string[] = [],
  include?: string[],
): Promise<string[]> {
  await page.evaluate(axeText);
  const { violations } = await page.evaluate(
    ([exclude, include, options]) => {
      type Axe = { run(context: object, options: RunOptions): Promise<AxeResults> };
      // Without details of what passed, of which a page full of formulas has very many.
      const { axe } = globalThis as unknown as { axe: Axe };
      return axe.run({ exclude, ...(include && { include }) }, { resultTypes: ['violations'], ...options });
    },
    [exclude, include, options] as const,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** What is wider than the page, where the page is wider than the window. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const scrolls = (element: Element) =>
      element !== document.body && getComputedStyle(element).overflowX !== 'visible';
    const inScroller = (element: Element | null): boolean =>
      element !== null && (scrolls(element) || inScroller(element.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        element.getBoundingClientRect().right > clientWidth + 1 && !inScroller(element.parentElement),
    );
    return [`${scrollWidth} px wide`, ...wide.slice(0, 8).map((element) => element.outerHTML.slice(0, 100))];
  });
}
