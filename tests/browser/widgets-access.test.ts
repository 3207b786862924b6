/** Every widget by keyboard alone, on small screens, with large letters, without motion, and in numbers. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ArrayInput } from '../../components/parts/declare.ts';
import { declaration } from '../../src/element/widgets.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { chapters, readBuilt, sumOf, weigh } from './support/built.ts';
import * as live from './support/figure.ts';
import { openFigure, savingData, widgets, type Figure } from './support/figure.ts';
import { open, site } from './support/page.ts';
import { brief, ofSize, randomState, seeded, rounds } from './support/states.ts';
import { inTurn, lawOf } from './support/turns.ts';

/** Pages of embeds are visited at 320 px as well (site.test.ts), these with letters of twice the size. */
const narrow = ['small', 'narrow', 'large', 'twice'].flatMap((turn) => inTurn(turn, widgets));

/** Figures that have such a number. */
const numbered = (await Promise.all(widgets.map(declaration)))
  .filter((declared) => numbersOf(declared))
  .map(({ id }) => id);

const axeText = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeText);
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: object, options: object): Promise<AxeResults> };
    };
    return axe.run(document, { resultTypes: ['violations'] });
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** What is wider than the window, or nothing. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth <= clientWidth ? '' : `${scrollWidth} px of content in ${clientWidth}`;
  });

/** Shows what a reader may have on show: a chosen mark, a note, open tables. */
async function unfold(figure: Figure) {
  const { page } = figure;
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
  const { inputs, points = {} } = figure.declaration;
  const names = [...Object.keys(inputs), ...Object.keys(points)];
  const marks = names.map((name) => `.panels svg [data-mark^="${name}."]`).join(', ');
  const first = page.locator(marks).first();
  // Not every figure has numbers to press in its drawings.
  if ((await first.count()) === 0) return;
  // By keyboard, since points may lie on each other.
  await first.focus();
  const field = page.locator('.editor input[type="number"]').first();
  if ((await field.count()) === 0) return;
  await field.fill('1e9');
  await expect.poll(() => page.locator('.note').count()).toBe(1);
}

describe.each(widgets)('%s', (id) => {
  const law = lawOf(id, widgets);
  /** Laws about copies that are told from each other. */
  const told = lawOf(id, numbered);
  law('Tab reaches every control, seen, and leaves again; Shift and Tab go back', async () => {
    const figure = await openFigure(id, { viewport: { width: 1280, height: 1600 } });
    const { page } = figure;
    await live.set(figure, {});
    const wanted = await controls(page);
    expect(wanted.length).toBeGreaterThan(5);
    const forth = await walk(page, 'Tab', wanted.length + 5);
    expect(forth.hidden).toEqual([]);
    expect(forth.visited).toEqual(wanted);
    const back = await walk(page, 'Shift+Tab', wanted.length);
    expect(back.visited).toEqual([...wanted].reverse());
    expect(back.hidden).toEqual([]);
    expect(figure.troubles).toEqual([]);
  });

  law(
    'arrows walk over all marks of a drawing, each of which says its sum',
    { timeout: 120_000 },
    async () => {
      const figure = await openFigure(id, { viewport: { width: 1280, height: 1600 } });
      const unreached = await figure.page.evaluate(() => {
        const drawings = [...document.querySelectorAll('[data-drawing]')];
        const missing: string[] = [];
        for (const drawing of drawings) {
          const marks = [...drawing.querySelectorAll<HTMLElement>('svg [data-mark]')];
          const reached = new Set(marks.filter((mark) => mark.getAttribute('tabindex') === '0'));
          if (marks.length && reached.size !== 1)
            missing.push(`${reached.size} entries of ${(drawing as HTMLElement).dataset.drawing}`);
          for (const from of reached) {
            for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']) {
              from.focus();
              from.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
              const to = document.activeElement as HTMLElement;
              if (marks.includes(to)) reached.add(to);
            }
            if (
              !document.querySelector('.sum')?.textContent.includes('=') &&
              !drawing.hasAttribute('data-editable')
            ) {
              missing.push(`sum of ${from.dataset.mark}`);
            }
          }
          missing.push(...marks.filter((mark) => !reached.has(mark)).map((mark) => mark.dataset.mark!));
        }
        return missing;
      });
      expect(unreached).toEqual([]);
    },
  );

  law('keys on a mark: Enter goes to its field, Escape comes back, + and − change it', async () => {
    const figure = await openFigure(id);
    const { page } = figure;
    for (const name of Object.keys(figure.declaration.inputs)) {
      const mark = page.locator(`.panels svg [data-mark^="${name}."]`).last();
      if (!(await mark.count())) continue;
      const path = (await mark.getAttribute('data-mark'))!;
      const entry = async () => live.entryOf(await live.paramsOf(figure), path) as number;
      const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.mark);
      await mark.focus();
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement!.matches('.editor input[type="number"]'))).toBe(
        true,
      );
      await page.keyboard.press('Escape');
      expect(await focused()).toBe(path);
      const { range, step } = figure.declaration.inputs[name] as ArrayInput;
      await page.keyboard.press('Enter');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(String(range[0] + step * 2));
      await page.keyboard.press('Escape');
      const low = await entry();
      expect(low).toBe(range[0] + step * 2);
      await page.keyboard.press('-');
      expect(await entry()).toBeCloseTo(low - step, 9);
      await page.keyboard.press('+');
      expect(await entry()).toBeCloseTo(low, 9);
      expect(await focused()).toBe(path);
      for (let press = 0; press < 4; press++) await page.keyboard.press('-');
      expect(await entry()).toBe(range[0]);
      await live.expectRight(figure);
    }
    expect(figure.troubles).toEqual([]);
  });

  law('nothing for axe at any stage, unfolded, in light and dark', { timeout: 180_000 }, async () => {
    const figure = await openFigure(id, { reducedMotion: 'reduce' });
    const { page, declaration } = figure;
    const stage = declaration.inputs.stage;
    for (const one of stage?.kind === 'choice' ? stage.options : []) {
      await live.set(figure, { stage: one.value });
      expect.soft(await axe(page), one.value).toEqual([]);
    }
    await live.set(figure, randomState(declaration, seeded(12), 'all'));
    await live.reset(figure);
    await unfold(figure);
    expect.soft(await axe(page), 'unfolded').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expect.poll(() => axe(page), { timeout: 5000 }).toEqual([]);
  });

  test.runIf(narrow.includes(id))('fits 320 px, and 640 px with letters of twice the size', async () => {
    const figure = await openFigure(id, { viewport: { width: 320, height: 700 } });
    const { page, declaration } = figure;
    const states = [{}, randomState(ofSize(declaration, 'largest'), seeded(13), 'tame')];
    for (const state of states) {
      await page.setViewportSize({ width: 320, height: 700 });
      await page.evaluate(() => (document.documentElement.style.fontSize = ''));
      await live.restart(figure, state);
      await live.set(figure, live.atLast(declaration));
      await unfold(figure);
      expect.soft(await overflow(page)).toBe('');
      await page.setViewportSize({ width: 640, height: 700 });
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      expect.soft(await overflow(page)).toBe('');
    }
  });

  law('with reduced motion nothing moves', async () => {
    const figure = await openFigure(id, { reducedMotion: 'reduce' });
    const random = seeded(14);
    for (let round = 0; round < 5; round++) {
      await live.set(figure, randomState(figure.declaration, random, 'all'));
      const moving = await figure.page.evaluate(() =>
        document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().duration)),
      );
      expect(moving.filter((duration) => duration > 1)).toEqual([]);
      await live.expectRight(figure);
    }
  });

  law('answers and draws where no animation frame ever comes', async () => {
    const figure = await openFigure(id, {
      before: (page) =>
        page.addInitScript(() => {
          globalThis.requestAnimationFrame = () => 1;
          globalThis.requestIdleCallback = () => 1;
        }),
    });
    const random = seeded(15);
    for (let round = 0; round < 5; round++) {
      await live.set(figure, randomState(figure.declaration, random, 'all'));
      await live.expectRight(figure);
    }
    expect(figure.troubles).toEqual([]);
  });

  told(
    'many on one page, each in its own state; a moved one lives on, a removed one is no trouble',
    async () => {
      const count = Math.max(6, rounds(await declaration(id), 20));
      const { figures, page, troubles } = await copies(id, count);
      const random = seeded(16);
      for (const figure of figures) await live.expectRight(figure, await initial(figure));
      const states = await Promise.all(
        figures.map(async (figure, index) => {
          if (index % 3) return live.paramsOf(figure);
          await live.set(figure, randomState(figure.declaration, random, 'all'));
          return live.paramsOf(figure);
        }),
      );
      for (const [index, figure] of figures.entries()) await live.expectRight(figure, states[index]);
      await page.evaluate(() => {
        document.querySelector('main')!.append(document.getElementById('copy-1')!);
        document.getElementById('copy-2')!.remove();
      });
      await live.set(figures[1]!, randomState(figures[1]!.declaration, random, 'all'));
      await live.expectRight(figures[1]!);
      await live.expectRight(figures[3]!, states[3]);
      expect(troubles).toEqual([]);
    },
  );

  told('an address means one figure of a page, not its neighbour', async () => {
    const name = numberInput((await openFigure(id)).declaration);
    const [low, high] = name.range;
    const { figures } = await copies(id, 2, `?copy-1.${name.name}=${high}&${name.name}=${low}#copy-1`);
    expect((await live.expectRight(figures[0]!)).params[name.name]).toBe(valueOf(figures[0]!, 0));
    expect((await live.expectRight(figures[1]!)).params[name.name]).toBe(high);
  });
});

describe.each(chapters())('the chapter %s in bytes', (chapter) => {
  test('at most 80 kB before a figure wakes, 115 kB for the figures', async () => {
    let loaded = 0;
    const { page, requests } = await open(`${site}${chapter}/`, {
      before: async (page) => {
        await savingData(page);
        await page.addInitScript(
          () => delete (globalThis as { IntersectionObserver?: unknown }).IntersectionObserver,
        );
        await page.addInitScript(() =>
          Object.assign(globalThis, {
            IntersectionObserver: class {
              constructor(seen: (entries: object[]) => void) {
                addEventListener('wake-all', () => seen([{ isIntersecting: true }]));
              }
              observe() {}
              unobserve() {}
              disconnect() {}
            },
          }),
        );
      },
    });
    loaded = requests.length;
    const first = weigh(requests);
    expect(sumOf(first), first.join('\n')).toBeLessThanOrEqual(80_000);
    await page.evaluate(async () => {
      dispatchEvent(new Event('wake-all'));
      const all = [...document.querySelectorAll('unfold-widget')] as UnfoldWidget[];
      await Promise.all(all.map((one) => one.ready));
    });
    const then = weigh(requests.slice(loaded));
    expect(then.length).toBeGreaterThan(0);
    expect(sumOf(then), then.join('\n')).toBeLessThanOrEqual(115_000);
  });
});

/** A number by which copies are told apart: one of many values, without an extent that arrays have. */
function numbersOf({ inputs, dimensions }: Figure['declaration']) {
  const extents = Object.values(dimensions).map(({ input }) => input);
  const numbers = Object.entries(inputs).flatMap(([name, input]) =>
    input.kind === 'number' && !extents.includes(name)
      ? [{ name, range: input.range, whole: input.whole }]
      : [],
  );
  return numbers.find(({ whole }) => !whole) ?? numbers.find(({ range }) => range[1] - range[0] > 100);
}
const numberInput = (declared: Figure['declaration']) => numbersOf(declared)!;

/** The number that the copy `index` of 20 has as an attribute. */
function valueOf({ declaration }: Figure, index: number): number {
  const { range, whole } = numberInput(declaration);
  const value = range[0] + ((range[1] - range[0]) * (index + 1)) / 21;
  return Number(value.toFixed(whole ? 0 : 4));
}

async function initial(figure: Figure) {
  const { complete } = await import('../../components/parts/codec.ts');
  const value = valueOf(figure, Number(figure.id.replace('copy-', '')));
  const { name } = numberInput(figure.declaration);
  return complete(figure.declaration, { ...brief(figure.declaration), [name]: value }).inputs;
}

/** A page of the book's own head and scripts with many elements of one widget, each with an attribute of its own. */
async function copies(id: string, count: number, query = '') {
  const html = readBuilt('dist', `embed/${id}/`).toString('utf8');
  const [whole] = /<unfold-widget[\s\S]*<\/unfold-widget>/.exec(html)!;
  const { declaration } = await openFigure(id);
  const { name } = numberInput(declaration);
  const make = (index: number) => {
    const value = valueOf({ declaration } as Figure, index);
    const inside = whole.replace(/^<unfold-widget[^>]*>/, '').replaceAll(`"${id}-`, `"copy-${index}-`);
    const attributes = Object.entries({ ...brief(declaration), [name]: value }).map(
      ([key, one]) => `${key}="${String(one)}"`,
    );
    return `<unfold-widget name="${id}" id="copy-${index}" ${attributes.join(' ')}>${inside}`;
  };
  const body = html.replace(whole, Array.from({ length: count }, (_, index) => make(index)).join('\n'));
  const opened = await open(`${site}copies.html${query}`, {
    until: 'load',
    before: (page) =>
      Promise.all([
        savingData(page),
        page.route('**/copies.html*', (route) => route.fulfill({ contentType: 'text/html', body })),
      ]),
  });
  const figures: Figure[] = Array.from({ length: count }, (_, index) => ({
    ...opened,
    declaration,
    id: `copy-${index}`,
  }));
  await Promise.all(figures.map(live.ready));
  return { ...opened, figures };
}

/** Runs in the page: a name for a control that stays when the figure is drawn anew, and whether its focus is seen. */
const naming = `
  const nameOf = (element) => {
    const drawing = element.closest('[data-drawing]');
    if (drawing && element.matches('svg *')) return 'drawing ' + drawing.dataset.drawing;
    const { input, index, action, preset, stage, size, by, step } = element.dataset;
    const words = [element.localName, element.type, input, index, action, preset, stage, size, by, step];
    const caption = element.getAttribute('aria-label') ?? element.textContent;
    return [...words, caption.trim().slice(0, 30)].filter(Boolean).join(' ');
  };
  const marked = (element) => {
    const { outlineStyle, outlineWidth, stroke } = getComputedStyle(element);
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    return outlined || (element.matches('svg *') && stroke !== 'none');
  };
  const seen = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const shown = [element, element.closest('label')].some((one) => one && marked(one));
    return shown && element.matches(':focus-visible') && bottom > 0 && top < innerHeight;
  };
`;

/** Every control at which Tab should stop, in the order of the page; of a group of radio buttons, the one that is on. */
function controls(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    ${naming}
    const kinds = 'a[href], button:enabled, input:enabled, select:enabled, summary, [tabindex="0"]';
    return [...document.querySelectorAll('unfold-widget :is(' + kinds + ')')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches('.editor *'))
      .filter((one) => one.type !== 'radio' || one.checked)
      .map(nameOf);
  })()`);
}

/** Presses a key until the figure is left; what was stopped at, and which of that could not be seen. */
async function walk(page: Page, key: string, stops: number) {
  const visited: string[] = [];
  const hidden: string[] = [];
  for (let press = 0; press < stops + 20 && visited.length < stops; press++) {
    await page.keyboard.press(key);
    const at = await page.evaluate<[string, boolean, boolean] | undefined>(`(() => {
      ${naming}
      const element = document.activeElement;
      if (!element.closest('unfold-widget')) return undefined;
      return [nameOf(element), seen(element), element.matches('.editor *')];
    })()`);
    if (!at && visited.length) break;
    // The fields of a number come and go with the mark that has or had the focus.
    if (at && !at[2]) visited.push(at[0]);
    if (at && !at[1]) hidden.push(at[0]);
  }
  return { visited, hidden };
}
