/** Different figures on one page do not disturb each other: on a page of their own, and in the chapters. */
import { describe, expect, test } from 'vitest';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { declaration } from '../../src/element/widgets.ts';
import { chapters, readBuilt } from './support/built.ts';
import * as live from './support/figure.ts';
import { savingData, widgets, type Figure } from './support/figure.ts';
import { open, site, type Opened } from './support/page.ts';
import { after, brief, randomState, seeded } from './support/states.ts';
import { every, lawOf } from './support/turns.ts';

/** Of each kind of figure one: with timelines, points and rasters, gpu.js, a run, and none of these. */
const neighbours = every
  ? widgets
  : ['bptt-unfold', 'eigen-gradient', 'ntm-step', 'hello-rnn', 'fold-unfold'];

const figureIn = (html: string) => /<unfold-widget[\s\S]*<\/unfold-widget>/.exec(html)![0];

/** A page with several figures, as authors may put them side by side. */
async function together(query = ''): Promise<Opened & { figures: Figure[] }> {
  const [first, ...rest] = neighbours.map((id) => readBuilt('dist', `embed/${id}/`).toString('utf8'));
  const without = (html: string) =>
    figureIn(html).replace(/^<unfold-widget([^>]*?) alone="true"/, '<unfold-widget$1');
  const all = [first!, ...rest].map(without).join('\n');
  const opened = await open(`${site}together.html${query}`, {
    until: 'load',
    before: (page) =>
      Promise.all([
        savingData(page),
        page.route('**/together.html*', (route) =>
          route.fulfill({ contentType: 'text/html', body: first!.replace(figureIn(first!), all) }),
        ),
      ]),
  });
  return { ...opened, figures: await figuresOf(opened) };
}

/** The live figures of a page, in its order. */
async function figuresOf(opened: Opened): Promise<Figure[]> {
  const names = await opened.page
    .locator('unfold-widget')
    .evaluateAll((all) => all.map((one) => [one.id, one.getAttribute('name')!] as const));
  const figures = await Promise.all(
    names.map(async ([id, name]) => ({ ...opened, id, declaration: await declaration(name) })),
  );
  for (const figure of figures) await live.ready(figure);
  return figures;
}

/** Everything that the others say is as it was. */
async function undisturbed(figures: Figure[], changed: Figure, act: () => Promise<unknown>) {
  const others = figures.filter((one) => one !== changed);
  const before = [];
  for (const other of others) before.push(await live.shown(other));
  await act();
  for (const [index, other] of others.entries()) expect(await live.shown(other)).toEqual(before[index]);
}

test('widgets on one page: what is done to one changes nothing of the others', async () => {
  const { figures, page, troubles } = await together();
  expect(figures.map(({ id }) => id)).toEqual(neighbours);
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  const random = seeded(41);
  for (const figure of figures) await live.set(figure, brief(figure.declaration));
  for (const figure of figures) {
    const inside = page.locator(`#${figure.id}`);
    const state = randomState(figure.declaration, random, 'tame');
    await undisturbed(figures, figure, async () => {
      await live.set(figure, state);
      await live.expectRight(figure, after(figure.declaration, brief(figure.declaration), state));
      // Keys on a mark, a radio button, a preset, undo and reset.
      await inside.locator('.panels svg [data-mark]').first().focus();
      for (const key of ['ArrowRight', '+', 'End', '-', 'Shift+ArrowUp', 'Escape'])
        await page.keyboard.press(key);
      const radios = inside.locator('input[type="radio"]');
      if (await radios.count()) await radios.last().press('ArrowLeft');
      await inside.locator('[data-action="undo"]').click();
      await inside.locator('[data-action="reset"]').click();
      await live.expectRight(figure, after(figure.declaration, {}, {}));
    });
  }
  expect(troubles).toEqual([]);
});

test('widgets on one page: a home is picked for all, an address is for one, one that goes is no trouble', async () => {
  const [first, second] = neighbours;
  const { figures, page, troubles } = await together(`?${first}.nothing=1#${second}`);
  // The note is told in the figure that the address means.
  for (const [index, figure] of figures.entries()) {
    expect((await live.shown(figure)).notes).toHaveLength(index === 0 ? 1 : 0);
    await live.set(figure, brief(figure.declaration));
  }
  await page.locator(`#${figures[0]!.id} .device select`).selectOption('webasm');
  for (const figure of figures) {
    await expect.poll(() => live.deviceOf(figure), { timeout: 30_000 }).toBe('webasm');
    await live.expectRight(figure);
  }
  await page.locator(`#${figures[0]!.id} .device select`).selectOption('plain');
  for (const figure of figures) {
    await expect.poll(() => live.deviceOf(figure), { timeout: 30_000 }).toBe('plain');
  }
  // One is taken away in the midst of a change.
  const [gone, ...rest] = figures.toReversed() as [Figure, ...Figure[]];
  const states = [];
  for (const figure of rest) states.push(await live.paramsOf(figure));
  await page.evaluate((id) => {
    const element = document.getElementById(id) as UnfoldWidget;
    void element.reset().catch(() => {});
    element.remove();
  }, gone.id);
  const random = seeded(42);
  for (const [index, figure] of rest.entries()) {
    await live.expectRight(figure, states[index]);
    await live.set(figure, randomState(figure.declaration, random, 'tame'));
    await live.expectRight(figure);
  }
  expect(troubles).toEqual([]);
});

describe.each(chapters())('the chapter %s', (chapter) => {
  lawOf(chapter, chapters())('its figures keep their own state, links and addresses', async () => {
    const opened = await open(`${site}${chapter}/`, { until: 'load', before: savingData });
    const { page, troubles } = opened;
    const figures = await figuresOf(opened);
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    const random = seeded(43);
    const firsts = await Promise.all(figures.map(live.givenOf));
    for (const [index, figure] of figures.entries()) {
      const state = randomState(figure.declaration, random, 'tame');
      await undisturbed(figures, figure, async () => {
        await live.set(figure, state);
        await live.expectRight(figure, after(figure.declaration, firsts[index]!, state));
        // A link to the state of this figure, followed in the page, shows it, and the way back is free.
        const params = await live.paramsOf(figure);
        const link = page.locator(`#${figure.id} .state-link`);
        const address = await link.evaluate((one: HTMLAnchorElement) => one.href);
        await live.reset(figure);
        await page.evaluate(
          ([id, address]) => (document.getElementById(id!) as UnfoldWidget).show(new URL(address!)),
          [figure.id, address] as const,
        );
        live.expectSameInputs(await live.paramsOf(figure), params);
        await live.reset(figure);
        expect(await live.givenOf(figure)).toEqual(firsts[index]);
      });
    }
    expect(troubles).toEqual([]);
  });
});
