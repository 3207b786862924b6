/**
 * From control to picture, in Chromium with its graphics in software: a slider of the figure is moved, and the time
 * runs until the drawing and its layout are up to date; on each home, beside the bare round trip to the page.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../browser.ts';
import type { Races } from '../bench.ts';
import { serve } from '../serve.ts';
import { root } from '../tools.ts';

const graphics =
  '--use-angle=swiftshader --enable-unsafe-swiftshader --enable-unsafe-webgpu --use-webgpu-adapter=swiftshader --enable-features=Vulkan';
const quiet = '--disable-background-networking --disable-component-update --disable-sync';

const races: Races = async () => {
  const folder = join(root, 'dist');
  if (!existsSync(folder)) throw new Error('bench: build the site first, with npm run build');
  const { url } = await serve(folder);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, ...graphics.split(' '), ...quiet.split(' ')];
  const browser = await chromium.launch({ executablePath: findBrowser(), args });
  const homes = ['plain', 'webasm', 'webgl2', 'webgpu'];
  const opened = await Promise.all(
    homes.map(async (home) => [home, await open(await browser.newPage(), url, home)] as const),
  );
  const pages = opened.filter(([home, { ran }]) => ran === home);
  const runners = pages.map(([home, { page }]) => [home, () => move(page)] as const);
  const nothing = () => pages[0]![1].page.evaluate(() => new Promise((done) => setTimeout(done)));
  const title = `from control to picture, ntm-step, ${browser.version()}`;
  return { [title]: { 'round trip alone': nothing, ...Object.fromEntries(runners) } };
};
export default races;

interface Figure extends HTMLElement {
  ready: Promise<void>;
  device: string;
}

/** A page of the figure alone, computing on the home asked for where that can be had. */
async function open(page: Page, url: string, home: string) {
  await page.goto(`${url}embed/ntm-step/`);
  const ran = await page.evaluate(async (name) => {
    await customElements.whenDefined('unfold-widget');
    const figure = document.querySelector<Figure>('unfold-widget')!;
    await figure.ready;
    const menu = figure.querySelector('select')!;
    menu.value = name;
    menu.dispatchEvent(new Event('change', { bubbles: true }));
    for (let wait = 0; wait < 100 && figure.device !== name; wait++)
      await new Promise((done) => setTimeout(done, 100));
    return figure.device;
  }, home);
  return { page, ran };
}

/** Until the drawings have changed and are laid out; the tables that follow are waited for, but not after that. */
function move(page: Page) {
  return page.evaluate(() => {
    const figure = document.querySelector<Figure>('unfold-widget')!;
    const slider = figure.querySelector<HTMLInputElement>('input[type="range"][data-input="beta"]')!;
    return new Promise<void>((done) => {
      const drawn = new MutationObserver(() => {
        drawn.disconnect();
        figure.getBoundingClientRect();
        done();
      });
      drawn.observe(figure.querySelector('.panels')!, { subtree: true, childList: true, attributes: true });
      slider.value = String((Number(slider.value) + 7.5) % 100);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
  });
}
