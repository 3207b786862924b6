/**
 * `npm run heights`: measures the figures of the built book in dist and writes src/embed/heights.json, which the next
 * build uses. To be run when a figure's look has changed; a browser test says so.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from './browser.ts';
import { measureFrames } from './frame-heights.ts';
import { serve } from './serve.ts';
import { root } from './tools.ts';

if (!existsSync(`${root}dist/404.html`)) {
  console.error('There is no built book in dist. Run: npm run build');
  process.exit(1);
}
const widgets = readdirSync(`${root}components`).filter((name) =>
  existsSync(`${root}components/${name}/index.ts`),
);
const served = await serve(`${root}dist`, process.env.BASE ?? '/');
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments() });
try {
  const heights = await measureFrames(browser, served.url, widgets);
  writeFileSync(`${root}src/embed/heights.json`, `${JSON.stringify(heights, null, 2)}\n`);
  console.table(heights);
} finally {
  await browser.close();
  await served.close();
}
