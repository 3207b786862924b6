/**
 * From control to picture, in Chromium with its graphics in software: a slider of each figure is moved, and the time
 * runs until the drawing and its layout are up to date, beside the bare round trip to the page; of the first figure on
 * each home. What comes later in a figure (a sweep) is not waited for.
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
  const races: Awaited<ReturnType<Races>> = {};
  for (const [id, { slider, homes }] of Object.entries(figures)) {
    const opened = await Promise.all(
      homes.map(
        async (home) => [home, await open(await browser.newPage(), `${url}embed/${id}/`, home)] as const,
      ),
    );
    const pages = opened.filter(([home, { ran }]) => ran === home);
    const runners = pages.map(([home, { page }]) => [home, () => move(page, slider)] as const);
    const nothing = () => pages[0]![1].page.evaluate(() => new Promise((done) => setTimeout(done)));
    const title = `from control to picture, ${id}, ${browser.version()}`;
    races[title] = { 'round trip alone': nothing, ...Object.fromEntries(runners) };
  }
  return races;
};
export default races;

/** A slider of each figure, and the homes on which it is moved. */
const figures: Record<string, { slider: string; homes: string[] }> = {
  'ntm-step': { slider: 'beta', homes: ['plain', 'webasm', 'webgl2', 'webgpu'] },
  'bptt-unfold': { slider: 'moment', homes: ['plain'] },
  'eigen-gradient': { slider: 'radius', homes: ['plain'] },
};

interface Figure extends HTMLElement {
  ready: Promise<void>;
  device: string;
}

/** A page of the figure alone, computing on the home asked for where that can be had. */
async function open(page: Page, url: string, home: string) {
  await page.goto(url);
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
function move(page: Page, input: string) {
  return page.evaluate((input) => {
    const figure = document.querySelector<Figure>('unfold-widget')!;
    const slider = figure.querySelector<HTMLInputElement>(`input[type="range"][data-input="${input}"]`)!;
    return new Promise<void>((done) => {
      const drawn = new MutationObserver(() => {
        drawn.disconnect();
        figure.getBoundingClientRect();
        done();
      });
      drawn.observe(figure.querySelector('.panels')!, { subtree: true, childList: true, attributes: true });
      // Round its range in steps that do not come back to where they began too soon.
      const [low, high] = [Number(slider.min), Number(slider.max)];
      slider.value = String(low + ((Number(slider.value) - low + (high - low) * 0.381) % (high - low)));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }, input);
}
