/** Measures how high the frames of the built figures must be. */
import type { Browser } from 'playwright-core';
import { frameWidths, type Heights } from '../embed/heights.ts';

interface Figure extends HTMLElement {
  ready: Promise<void>;
}

/** Pixels by width for each widget, as its page under `site` is at first: before it answers or after, what is more. */
export async function measureFrames(
  browser: Browser,
  site: string,
  widgets: readonly string[],
): Promise<Heights> {
  const found = widgets.map(
    async (widget) => [widget, await measure(browser, `${site}embed/${widget}/`)] as const,
  );
  return Object.fromEntries(await Promise.all(found));
}

async function measure(browser: Browser, url: string): Promise<Heights[string]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  const all: number[][] = [];
  for (const answers of [false, true]) {
    if (answers) await page.evaluate(() => document.querySelector<Figure>('unfold-widget')!.ready);
    const heights: number[] = [];
    for (const width of frameWidths) {
      await page.setViewportSize({ width, height: 900 });
      heights.push(
        await page.evaluate(async () => {
          await document.fonts.ready;
          return Math.ceil(document.body.getBoundingClientRect().height);
        }),
      );
    }
    all.push(heights);
  }
  await context.close();
  const entries = frameWidths.map((width, at) => [width, Math.max(...all.map((heights) => heights[at]!))]);
  return Object.fromEntries(entries) as Heights[string];
}
