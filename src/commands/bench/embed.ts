/**
 * Scrolling past thirty figures in a page of somebody else, beside the same page with empty frames: how many frames on
 * the screen took longer than 50 ms, of how many. Counts, in Chromium with its graphics in software; the figures wake
 * on the way. This is printed here, since it is no race.
 */
import { existsSync, globSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../browser.ts';
import type { Races } from '../bench.ts';
import { serve } from '../serve.ts';
import { median } from '../race.ts';
import { root } from '../tools.ts';

const FIGURES = 30;
/** Pixels between one figure and the next. */
const APART = 1200;
const ROUNDS = 3;

const races: Races = async () => {
  const folder = join(root, 'dist');
  if (!existsSync(join(folder, 'embed.js')))
    throw new Error('bench: build the site first, with npm run build');
  const { url } = await serve(folder);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...sandbox, '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const ids = globSync('components/*/index.ts', { cwd: root }).map((path) => basename(dirname(path)));
  const pages = {
    'empty frames': course(() => '<iframe style="border: 0; width: 100%; height: 800px"></iframe>'),
    'figures that wake': course(
      (at) => `<unfold-widget name="${ids[at % ids.length]!}"></unfold-widget>`,
      `<script src="${url}embed.js" defer></script>`,
    ),
  };
  const found = new Map(Object.keys(pages).map((name) => [name, [] as Scrolled[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, page] of Object.entries(pages)) found.get(name)!.push(await scrolled(browser, page));
  }
  console.log(`\nscrolling past ${FIGURES} frames, ${browser.version()}: frames longer than 50 ms, of all`);
  for (const [name, rounds] of found) {
    const middle = (key: keyof Scrolled) => median(rounds.map((one) => one[key]));
    console.log(`  ${name.padEnd(17)}  ${middle('long')} of ${middle('all')}, ${middle('awake')} awake`);
  }
  await browser.close();
  return {};
};
export default races;

interface Scrolled {
  long: number;
  all: number;
  awake: number;
}

/** A page with so many of these, each in a place of its own. */
function course(one: (at: number) => string, head = ''): string {
  const place = (at: number) => `<div style="height: ${APART}px; overflow: hidden">${one(at)}</div>`;
  const places = Array.from({ length: FIGURES }, (_, at) => place(at)).join('');
  return `<!doctype html><title>A course</title>${head}<body>${places}`;
}

/** From top to bottom at some 2,000 pixels in a second, as somebody who looks for something. */
async function scrolled(browser: Browser, body: string): Promise<Scrolled> {
  const server = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html;charset=utf-8').end(body),
  );
  // Another site than the book's own, so that its frames have a process of their own.
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const counted = await page.evaluate(async () => {
    const times: number[] = [];
    let last = performance.now();
    const start = last;
    const height = document.documentElement.scrollHeight - innerHeight;
    while (scrollY < height - 1) {
      const now = await new Promise<number>((done) => requestAnimationFrame(() => done(performance.now())));
      times.push(now - last);
      last = now;
      scrollTo(0, Math.min(height, 2 * (now - start)));
    }
    const frames = [...document.querySelectorAll('unfold-widget')].filter((one) =>
      one.shadowRoot?.querySelector('iframe'),
    );
    return {
      long: times.filter((time) => time > 50).length,
      all: times.length,
      awake: frames.length,
    };
  });
  await page.close();
  server.close();
  return counted;
}
