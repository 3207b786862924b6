/** A page that shows a figure in a frame, as one of the systems does that teachers use. */
import type { Page, Frame } from 'playwright-core';
import { hostPage } from '../support/host.ts';
import { open, site, type Opened } from '../support/page.ts';

export interface Host {
  name: string;
  /** What the page's own script does; it runs in the page, and nothing of this file is there. */
  listen(): void;
  /** The attributes of the frame besides `src`, `width`, `height`, `title` and `style`. */
  attributes?: string;
  /** What is added to the frame's address. */
  hash?: string;
}

export interface Shown extends Opened {
  page: Page;
  /** The frame with the figure. */
  frame: Frame;
}

/** Opens a host's page with one figure in it, and waits until the figure's page has loaded. */
export async function show(
  { listen, attributes = '', hash = '' }: Host,
  figure: string,
  { height = 300, more = '' }: { height?: number; more?: string } = {},
): Promise<Shown> {
  const body = `<!doctype html>
<title>A course</title>
<link rel="icon" href="data:,">
<script>({ ${listen.toString()} }).listen()</script>
<body style="margin: 0">
<p>What a course says before the figure.</p>
<iframe src="${site}embed/${figure}${hash}" width="100%" height="${height}" title="A figure" style="border:0" ${attributes}></iframe>
${more}<p>And after it.</p>`;
  const opened = await open(await hostPage({ body }), { origins: [site], until: 'load' });
  return { ...opened, frame: opened.page.frames()[1]! };
}

/** Where the content of the frame ends, from its parts and not from what it says; and what the frame does with it. */
export async function fit({ page, frame }: Pick<Shown, 'page' | 'frame'>) {
  const given = await page.evaluate(() => document.querySelector('iframe')!.clientHeight);
  const inside = await frame.evaluate(() => {
    const root = document.documentElement;
    const ends = [...document.querySelectorAll('main *')]
      .filter(
        (one) =>
          one.checkVisibility() && getComputedStyle(one).position !== 'absolute' && !one.closest('svg'),
      )
      .map((one) => one.getBoundingClientRect().bottom + scrollY);
    return {
      content: Math.max(...ends),
      over: root.scrollHeight - root.clientHeight,
      scrolls: getComputedStyle(root).overflowY !== 'hidden',
    };
  });
  return { given, ...inside };
}

/** The frame has another width, as in a narrower column. */
export async function widen(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
}
