/** The page in the notation of a lecture: chosen, kept, linked, without a flash or a shift, and without a script not at all. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { lectureNames } from '../../src/notations.ts';
import { chapters, readBuilt } from './support/built.ts';
import { fork, idle, open, site } from './support/page.ts';
import { every, rarely } from './support/turns.ts';

const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };
/** For pages that share two cores with others. */
const patient = { timeout: 20_000 };
const [chapter] = chapters() as [string];

type Formulas = Record<string, string>;
const fileOf = (id: string, name: string) =>
  JSON.parse(readBuilt('dist', `notation/${id}.${name}.json`).toString()) as Formulas;

/** Formulas of the page that are not as a notation has them; none when the page is wholly in it. */
function wrong(page: Page, formulas: Formulas): Promise<string[]> {
  return page.evaluate((formulas) => {
    const holder = document.createElement('span');
    return [...document.querySelectorAll('.katex[data-f]')].flatMap((element) => {
      const number = element.getAttribute('data-f')!;
      holder.innerHTML = formulas[number] ?? element.innerHTML;
      return holder.innerHTML === element.innerHTML ? [] : [number];
    });
  }, formulas);
}

const formulasOf = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('.katex')].map((element) => element.outerHTML));

const chosen = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLSelectElement>('[data-notation-choice]')].map(({ value }) => value),
  );

const notationOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.notation ?? 'book');

async function switched(page: Page, name: string) {
  await page.waitForFunction((name) => (document.documentElement.dataset.notation ?? 'book') === name, name);
  await page.waitForFunction(() => document.documentElement.dataset.swapping === undefined);
}

/** The sum of layout shifts that no touch of the reader explains. */
const layoutShift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput } = entry as unknown as { value: number; hadRecentInput: boolean };
            if (!hadRecentInput) sum += value;
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );

describe('without a choice', () => {
  test('the page is as it was built, and no file of formulas is fetched', async () => {
    const { page, requests, troubles } = await open(`${site}${chapter}/`, { viewport: wide });
    expect(requests.filter((url) => /\/notation\//.test(new URL(url).pathname))).toEqual([]);
    expect(await chosen(page)).toEqual(['book', 'book']);
    expect(await page.locator('.notation-note').isVisible()).toBe(false);
    expect(troubles).toEqual([]);
  });

  test('without a script there is no menu, and the book’s own notation, whatever the address says', async () => {
    const { page } = await open(`${site}${chapter}/?notation=wu`, {
      viewport: wide,
      javaScriptEnabled: false,
      until: 'load',
    });
    expect(await page.locator('[data-notation-choice]').first().isVisible()).toBe(false);
    expect(await page.locator('main').isVisible()).toBe(true);
    expect(await page.locator('.prose p').first().isVisible()).toBe(true);
    expect(await page.locator('.unnamed').count()).toBe(0);
  });
});

describe('a choice', () => {
  test('by keyboard: formulas, MathML, headings in the margin, both menus; said politely; kept; taken back', async () => {
    const { page, troubles } = await open(`${site}${chapter}/`, { viewport: wide });
    const before = await formulasOf(page);
    const menu = page.locator('.bar [data-notation-choice]');
    await menu.focus();
    await page.keyboard.type('Alex');
    await page.keyboard.press('Enter');
    await switched(page, 'graves');
    expect(await wrong(page, fileOf(chapter, 'graves'))).toEqual([]);
    expect(await formulasOf(page)).not.toEqual(before);
    expect(await chosen(page)).toEqual(['graves', 'graves']);
    const said = page.locator('[role=status][data-notation-said]');
    await expect
      .poll(() => said.textContent(), patient)
      .toBe('Formulas are now in the notation of the lecture of Alex Graves.');
    expect(await page.locator('.notation-note').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-notation-choice'))).toBe(
      true,
    );
    expect(await layoutShift(page)).toBeLessThanOrEqual(0.02);

    await page.goto(`${site}${chapters().at(-1)!}/`);
    await switched(page, 'graves');
    expect(await wrong(page, fileOf(chapters().at(-1)!, 'graves'))).toEqual([]);
    await page.goto(`${site}lectures/wu/`);
    expect(await chosen(page)).toEqual(['graves']);

    await page.goto(`${site}${chapter}/`);
    await switched(page, 'graves');
    await page.locator('[data-notation-back]').press('Enter');
    await switched(page, 'book');
    expect(await formulasOf(page)).toEqual(before);
    await page.reload();
    expect(await notationOf(page)).toBe('book');
    expect(troubles).toEqual([]);
  });

  // The files are compared with the page by tests/site.
  test.each(every ? chapters() : [])('%s in each of the six, one after the other', async (id) => {
    const { page, troubles } = await open(`${site}${id}/`, { viewport: wide });
    const before = await formulasOf(page);
    for (const name of [...lectureNames, 'wu', 'book'] as const) {
      await page.locator('.bar [data-notation-choice]').selectOption(name);
      await switched(page, name);
      if (name !== 'book') await expect.poll(() => wrong(page, fileOf(id, name)), patient).toEqual([]);
    }
    expect(await formulasOf(page)).toEqual(before);
    expect(troubles).toEqual([]);
  });

  test('in a hurry: the last one holds', async () => {
    const { page } = await open(`${site}${chapter}/`, {
      viewport: wide,
      // The first file is slower than the second.
      before: (page) =>
        page.route('**/*.wu.json', async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 800));
          await route.continue();
        }),
    });
    const menu = page.locator('.bar [data-notation-choice]');
    await menu.selectOption('wu');
    await menu.selectOption('karpathy');
    await switched(page, 'karpathy');
    await page.waitForTimeout(1200);
    expect(await wrong(page, fileOf(chapter, 'karpathy'))).toEqual([]);
    expect(await chosen(page)).toEqual(['karpathy', 'karpathy']);
  });

  test('leaves what the reader looks at where it is', async () => {
    const { page } = await open(`${site}${chapter}/`, { viewport: narrow });
    const top = () =>
      page.evaluate(() => document.querySelector('.prose h2:nth-of-type(5)')!.getBoundingClientRect().top);
    await page.evaluate(() =>
      document.querySelector('.prose h2:nth-of-type(5)')!.scrollIntoView({ behavior: 'instant' }),
    );
    const before = await top();
    await page.evaluate(() => {
      const menu = document.querySelector<HTMLSelectElement>('[data-notation-choice]')!;
      menu.value = 'graves';
      menu.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await switched(page, 'graves');
    expect(Math.abs((await top()) - before)).toBeLessThan(3);
  });

  test('holds for the page where nothing can be stored', async () => {
    const { page, troubles } = await open(`${site}${chapter}/`, {
      viewport: wide,
      before: (page) =>
        page.addInitScript(() =>
          Object.defineProperty(globalThis, 'localStorage', {
            get() {
              throw new DOMException('denied', 'SecurityError');
            },
          }),
        ),
    });
    await page.locator('.bar [data-notation-choice]').selectOption('wu');
    await switched(page, 'wu');
    await page.goto(`${site}${chapter}/?notation=freitas`);
    await switched(page, 'freitas');
    expect(await wrong(page, fileOf(chapter, 'freitas'))).toEqual([]);
    expect(troubles).toEqual([]);
  });
});

describe.each([
  ['/', site],
  [new URL(fork).pathname, fork],
])('a link under %s', (_, home) => {
  (home === fork ? test : rarely)(
    'opens the page in that notation, keeps it, and lets the states of figures be',
    async () => {
      const { page, troubles } = await open(`${home}ntm/?notation=goodfellow&ntm-step.beta=50#ntm-step`, {
        viewport: wide,
      });
      await switched(page, 'goodfellow');
      expect(await wrong(page, fileOf('ntm', 'goodfellow'))).toEqual([]);
      type Figure = HTMLElement & { ready: Promise<void>; params: { beta: number } };
      const beta = page.evaluate(async () => {
        const figure = document.querySelector<Figure>('#ntm-step')!;
        await figure.ready;
        return [figure.params.beta, figure.querySelectorAll('.note').length];
      });
      expect(await beta).toEqual([50, 0]);
      await page.locator('.bar [data-notation-choice]').selectOption('karpathy');
      await switched(page, 'karpathy');
      expect(new URL(page.url()).search + new URL(page.url()).hash).toBe(
        '?notation=karpathy&ntm-step.beta=50#ntm-step',
      );
      await page.goto(`${home}ntm/`);
      await switched(page, 'karpathy');
      await page.goto(`${home}ntm/?notation=book`);
      expect(await notationOf(page)).toBe('book');
      await page.goto(`${home}ntm/?notation=nobody`);
      expect(await notationOf(page)).toBe('book');
      expect(troubles).toEqual([]);
    },
  );
});

describe('from the first paint', () => {
  /** Notes for every frame whether the text can be seen, and what its first formulas look like. */
  const watching = (page: Page) =>
    page.addInitScript(() => {
      const frames: { seen: boolean; letters: string }[] = [];
      Object.assign(globalThis, { frames });
      const look = () => {
        const main = document.querySelector('main');
        const formulas = [...document.querySelectorAll('main .katex[data-f] .katex-html')].slice(0, 12);
        if (main && formulas.length > 0) {
          frames.push({
            seen: getComputedStyle(main).visibility === 'visible',
            letters: formulas.map((one) => one.textContent).join(' '),
          });
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  const frames = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { frames: { seen: boolean; letters: string }[] }).frames);
  const slowly = (page: Page, milliseconds: number) =>
    page.route('**/notation/*.json', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await route.continue();
    });

  test.each(every ? [0, 700] : [700])(
    'a kept notation, %i ms away, is never preceded by other letters, and shifts nothing',
    async (delay) => {
      const { page } = await open(`${site}${chapter}/`, { viewport: wide });
      await page.locator('.bar [data-notation-choice]').selectOption('wu');
      await switched(page, 'wu');
      await watching(page);
      if (delay) await slowly(page, delay);
      await page.goto(`${site}${chapter}/`, { waitUntil: 'load' });
      await idle(page);
      await switched(page, 'wu');
      await page.waitForTimeout(200);
      const all = await frames(page);
      const seen = all.filter((frame) => frame.seen);
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen.map(({ letters }) => letters))).toEqual(new Set([all.at(-1)!.letters]));
      if (delay) expect(all.some((frame) => !frame.seen)).toBe(true);
      expect(await layoutShift(page)).toBeLessThanOrEqual(0.02);
    },
  );

  test('its file is asked for once, by the head of the page', async () => {
    const { page, requests } = await open(`${site}${chapter}/?notation=wu`, { viewport: wide });
    await switched(page, 'wu');
    const files = requests.filter((url) => /\/notation\/.*\.json/.test(url));
    expect(files).toEqual([`${site}notation/${chapter}.wu.json`]);
  });

  test('a file that cannot be had: the text appears in the notation it has, and the page says so', async () => {
    const { page } = await open(`${site}${chapter}/?notation=wu`, {
      viewport: wide,
      before: (page) => page.route('**/notation/*.json', (route) => route.abort()),
    });
    await page.waitForFunction(() => document.documentElement.dataset.swapping === undefined);
    expect(await page.locator('.prose p').first().isVisible()).toBe(true);
    const said = page.locator('[data-notation-said]');
    await expect.poll(() => said.textContent(), patient).toContain('could not be fetched');
    expect(await said.isVisible()).toBe(true);
    expect(await chosen(page)).toEqual(['book', 'book']);
    expect(await notationOf(page)).toBe('book');
  });

  test('a file that takes too long: after three seconds the text appears, and the letters when they come', async () => {
    const { page } = await open(`${site}`, { viewport: wide });
    await slowly(page, 7_000);
    await page.goto(`${site}${chapter}/?notation=wu`, { waitUntil: 'commit' });
    await page.locator('.prose p').first().waitFor({ state: 'visible', timeout: 9000 });
    await expect.poll(() => wrong(page, fileOf(chapter, 'wu')), patient).toEqual([]);
  });
});

describe('figures', () => {
  test('write their labels in the notation of the page, live, and back', async () => {
    const { page, troubles } = await open(`${site}ntm/`, { viewport: wide });
    const labels = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('#ntm-step .formula')].map((one) => one.textContent).join(' '),
      );
    await page.evaluate(
      () => document.querySelector<HTMLElement & { ready: Promise<void> }>('#ntm-step')!.ready,
    );
    const before = await labels();
    await page.locator('.bar [data-notation-choice]').selectOption('graves');
    await expect.poll(labels, patient).toContain('ω');
    expect(before).not.toContain('ω');
    await page.locator('.bar [data-notation-choice]').selectOption('book');
    await expect.poll(labels, patient).toBe(before);
    expect(troubles).toEqual([]);
  });
});

describe('in another notation', () => {
  test.each([
    ['wide, light', wide, 'light'],
    ...(every ? [['narrow, dark', narrow, 'dark'] as const] : []),
  ] as const)('%s: nothing for axe, nothing to scroll sideways', async (_, viewport, colorScheme) => {
    const { page, troubles } = await open(`${site}${chapter}/?notation=freitas`, {
      viewport,
      colorScheme,
      reducedMotion: 'reduce',
    });
    await switched(page, 'freitas');
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const colours = viewport === wide ? ['color-contrast'] : [];
    const violations = await page.evaluate(async (colours) => {
      const { axe } = globalThis as unknown as {
        axe: { run(context: object, options: object): Promise<AxeResults> };
      };
      // What a notation can change; site.test.ts runs all of axe.
      const runOnly = [...colours, 'select-name', 'label', 'scrollable-region-focusable'];
      const { violations } = await axe.run(
        { exclude: ['unfold-widget'] },
        { resultTypes: ['violations'], runOnly },
      );
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    }, colours);
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(troubles).toEqual([]);
  });

  rarely('prints so, with the note that explains grey letters and without menus', async () => {
    const { page } = await open(`${site}${chapter}/?notation=wu`, { viewport: wide });
    await switched(page, 'wu');
    await page.emulateMedia({ media: 'print' });
    expect(await wrong(page, fileOf(chapter, 'wu'))).toEqual([]);
    expect(await page.locator('[data-notation-choice]').first().isVisible()).toBe(false);
    expect(await page.locator('.notation-note').isVisible()).toBe(true);
    expect(await page.locator('main').isVisible()).toBe(true);
  });

  test('works without a network once the page and its file are there', async () => {
    const { page } = await open(`${site}${chapter}/?notation=wu`, { viewport: wide });
    await switched(page, 'wu');
    await page.context().setOffline(true);
    const menu = page.locator('.bar [data-notation-choice]');
    await menu.selectOption('book');
    await switched(page, 'book');
    await menu.selectOption('wu');
    await expect.poll(() => wrong(page, fileOf(chapter, 'wu')), patient).toEqual([]);
  });
});

describe('the pages of notations and lectures', () => {
  test('at 390 px the first column of a table stays while the others pass under it', async () => {
    const { page } = await open(`${site}notation/`, { viewport: narrow });
    const region = page.locator('.table-scroll').first();
    const places = () =>
      region.evaluate((element) => {
        const cells = element.querySelectorAll('tbody tr:first-child > *');
        return [cells[0]!, cells[3]!].map((cell) => Math.round(cell.getBoundingClientRect().left));
      });
    const before = await places();
    await region.evaluate((element) => element.scrollTo({ left: 150, behavior: 'instant' }));
    const after = await places();
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]! - 150);
  });

  test('a lecture leads into the book in its own notation, and the book stays in it', async () => {
    const { page } = await open(`${site}lectures/freitas/`, { viewport: wide });
    await page.locator('.lecture-open .plain-button').click();
    await page.waitForURL(/notation=freitas/);
    await switched(page, 'freitas');
    await page.goto(`${site}${chapter}/`);
    await switched(page, 'freitas');
  });
});
