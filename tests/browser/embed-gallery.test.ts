/** What teachers see: the gallery and its dialog, the page that says where to paste, and the page that checks a host. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addressesOf } from '../../src/embed/gallery-addresses.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { declaration } from '../../src/element/widgets.ts';
import { filesOf } from './support/built.ts';
import { savingData, widgets } from './support/figure.ts';
import { hostPage } from './support/host.ts';
import { open, site } from './support/page.ts';
import { inTurn } from './support/turns.ts';

const declared = await Promise.all(widgets.map(declaration));
const axeText = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function axe(page: Page, options: RunOptions = {}): Promise<string[]> {
  await page.evaluate(axeText);
  const { violations } = await page.evaluate((options) => {
    type Axe = { run(context: string, options: RunOptions): Promise<AxeResults> };
    const { axe } = globalThis as unknown as { axe: Axe };
    // The figure in the frame is seen to on its own page.
    return axe.run('dialog[open]', { resultTypes: ['violations'], iframes: false, ...options });
  }, options);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** Figures with a step button in their first view: those with a number among their controls. */
const stepped = declared.filter(({ inputs, panels }) =>
  panels.some(({ controls = [] }) => controls.some((name) => inputs[name]!.kind === 'number')),
);
const some = [
  ...new Set(
    ['here', 'there'].flatMap((turn) =>
      inTurn(
        turn,
        stepped.map(({ id }) => id),
      ),
    ),
  ),
];

/** The head of a bare course page. */
const opening = '<!doctype html><title>Course</title><link rel="icon" href="data:,">';

const gallery = (hash = '', options = {}) =>
  open(`${site}embed/${hash}`, {
    until: 'load',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    before: savingData,
    ...options,
  });

const text = (page: Page) => page.locator('[data-text]').inputValue();
const preview = (page: Page, id: string) =>
  page.frames().find((frame) => new URL(frame.url()).pathname.endsWith(`/embed/${id}/`))!;
const paramsOf = (frame: Frame, id: string) =>
  frame.evaluate(async (id) => {
    const element = document.getElementById(id) as UnfoldWidget;
    await element.ready;
    return element.params!;
  }, id);

/** The dialog for a figure, once its preview has told its height and answered. */
async function opened(page: Page, id: string): Promise<Frame> {
  await page.locator(`#${id} [data-embed]`).click();
  await expect.poll(() => preview(page, id)).toBeDefined();
  await paramsOf(preview(page, id), id);
  await expect.poll(() => page.locator('[name="height"]').inputValue()).not.toBe('600');
  return preview(page, id);
}

test('every address that is named exists', () => {
  const files = filesOf('dist');
  const named = widgets.flatMap((id) =>
    addressesOf(id).map(({ path }) => path.replace(/\/$/, '/index.html')),
  );
  expect(named.length).toBeGreaterThan(widgets.length);
  expect(named.filter((path) => !files.includes(path))).toEqual([]);
});

test('what is set in the preview is in the text, and in the page of somebody else that it is pasted into', async () => {
  const { page, troubles } = await gallery();
  const pasted: string[] = [];
  const meant: Record<string, unknown> = {};
  for (const id of some) {
    const frame = await opened(page, id);
    const before = await text(page);
    expect(before).toMatch(
      /^<iframe src="[^"?]+" width="100%" height="\d+" title="[^"]+" style="border:0"><\/iframe>$/,
    );
    await frame.locator('button[data-step]:not([disabled]):not([data-step^="-"]):visible').first().click();
    await expect.poll(() => text(page)).toMatch(/src="[^"]+\?\w+=[^"]+&amp;v=\d+"/);
    meant[id] = await paramsOf(frame, id);
    pasted.push(await text(page));
    await page.locator('[data-close]').click();
  }
  expect(troubles).toEqual([]);
  const host = await hostPage({ body: `${opening}${pasted.join('')}` });
  const there = await open(host, { origins: [site], until: 'load', before: savingData });
  await there.page.setViewportSize({ width: 1100, height: 4000 });
  const found = some.map(async (id) => [id, await paramsOf(preview(there.page, id), id)] as const);
  expect(Object.fromEntries(await Promise.all(found))).toEqual(meant);
  expect(there.troubles).toEqual([]);
});

test('the dialog by keyboard alone: options reach text and frame, Escape leads back', async () => {
  const { page } = await gallery();
  const [id] = widgets;
  const button = page.locator(`#${id} [data-embed]`);
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.locator('[data-embedder]');
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  expect(new URL(page.url()).hash).toBe(`#${id}`);
  const frame = () => preview(page, id!);
  await expect.poll(() => page.locator('[name="height"]').inputValue()).not.toBe('600');
  const high = Number(await page.locator('[name="height"]').inputValue());

  await page.locator('[name="width"]:checked').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => text(page)).toContain('width="320"');
  await expect
    .poll(async () => Number(await page.locator('[name="height"]').inputValue()))
    .toBeGreaterThan(high);
  expect(await page.locator('[data-stage] iframe').evaluate((one) => (one as HTMLElement).offsetWidth)).toBe(
    320,
  );

  for (const [name, key] of [
    ['theme', 'd'],
    ['controls', 't'],
  ] as const) {
    await page.locator(`select[name="${name}"]`).focus();
    await page.keyboard.press(key);
  }
  await page.locator('[name="shown"]').nth(1).focus();
  await page.keyboard.press('Space');
  await page.locator('[name="fixed"]').first().focus();
  await page.keyboard.press('Space');
  await page.locator('[name="heading"]').focus();
  await page.keyboard.press('Space');
  const inputs = await page
    .locator('[name="shown"]')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const shown = inputs.filter((_, index) => index !== 1).join(',');
  await expect
    .poll(() => text(page))
    .toContain(`?theme=dark&amp;controls=${shown}&amp;lock=${inputs[0]}&amp;heading=0"`);
  await expect.poll(() => new URL(frame().url()).searchParams.get('lock')).toBe(inputs[0]);
  expect(await frame().evaluate(() => document.documentElement.dataset.theme)).toBe('dark');

  await page.locator('[name="heading"]').focus();
  await page.keyboard.press('Escape');
  expect(await dialog.isVisible()).toBe(false);
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(new URL(page.url()).hash).toBe('');
});

test('the copy button says what happened; the address opens the dialog; every form has a text', async () => {
  const { page } = await gallery(`#${widgets.at(-1)}`);
  await expect.poll(() => text(page)).toContain('<iframe');
  for (const option of await page.locator('[name="form"] option').all()) {
    await page.locator('[name="form"]').selectOption(await option.getAttribute('value'));
    expect(await text(page), (await option.textContent()) ?? '').toContain(
      `embed/${widgets.at(-1)}/`.replace('embed/', ''),
    );
  }
  await page.locator('[name="form"]').selectOption('iframe');
  await page.locator('[name="version"]').selectOption({ index: 1 });
  expect(await text(page)).toMatch(/src="[^"]+\/v\/\d+\.\d+\.\d+\/embed\//);
  // Nothing is frozen in a build.
  await expect.poll(() => page.locator('[data-note]').innerText()).toContain('not yet frozen');
  const write = (works: boolean) =>
    page.evaluate((works) => {
      const writeText = () => (works ? Promise.resolve() : Promise.reject(new Error('no')));
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    }, works);
  await write(true);
  await page.locator('[data-take]').click();
  await expect.poll(() => page.locator('[data-copied]').innerText()).toBe('Copied.');
  await write(false);
  await page.locator('[data-take]').click();
  await expect.poll(() => page.locator('[data-copied]').innerText()).toContain('The text is selected');
  const selected = await page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  expect(selected).toBe(await text(page));
});

test('the dialog has nothing for axe in light and dark, and nothing to scroll sideways at 320 px', async () => {
  const { page } = await gallery(`#${widgets[0]}`);
  await expect.poll(() => text(page)).toContain('<iframe');
  expect.soft(await axe(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect.soft(await axe(page, { runOnly: ['color-contrast'] }), 'dark').toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  const over = await page.locator('[data-embedder]').evaluate((one) => one.scrollWidth - one.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
  expect
    .soft(await axe(page, { runOnly: ['target-size', 'scrollable-region-focusable'] }), 'narrow')
    .toEqual([]);
});

test('without script every figure shows its text', async () => {
  const { page } = await gallery('', { javaScriptEnabled: false, before: () => Promise.resolve() });
  const fields = await page.locator('.without-script textarea').all();
  expect(fields).toHaveLength(widgets.length);
  for (const field of fields) {
    expect(await field.isVisible()).toBe(true);
    expect(await field.inputValue()).toMatch(/^<iframe src=/);
  }
});

test('the example of messages works as it is printed', async () => {
  const { page } = await open(`${site}teach/embed/`, { until: 'load' });
  const example = await page.locator('#messages-example').innerText();
  // The book is published elsewhere than where it is tested.
  const published = /src="(.*?)embed\//.exec(example)![1]!;
  const body = `${opening}${example.replaceAll(published, site)}`;
  const { page: host, troubles } = await open(await hostPage({ body }), {
    origins: [site],
    until: 'load',
    before: savingData,
  });
  await expect.poll(() => host.locator('#left').innerText()).toMatch(/^\d+(\.\d+)?(e[-+]\d+)?$/);
  expect(Number(await host.locator('#figure').getAttribute('height'))).toBeGreaterThan(300);
  expect(troubles).toEqual([]);
});

test('the page that checks says what it finds, in a frame that is followed, in a sandbox, and without scripts', async () => {
  const frame = (name: string, more = '') =>
    `<iframe src="${site}embed-check/" name="${name}" title="Check" width="600" height="400"${more}></iframe>`;
  const follow = `<script>
    addEventListener('message', ({ source, data }) => {
      if (data.subject !== 'lti.frameResize' || source !== frames.followed) return;
      document.querySelector('[name=followed]').height = data.height;
      source.postMessage({ subject: 'lti.frameResize.response' }, '*');
    });
  </script>`;
  const frames = [
    frame('followed'),
    frame('boxed', ' sandbox="allow-scripts"'),
    frame('still', ' sandbox=""'),
  ];
  const host = await hostPage({ body: `${opening}${follow}${frames.join('')}` });
  const { page } = await open(host, { origins: [site], until: 'load' });
  const said = (name: string) => page.frame({ name })!.locator('[data-check="overall"]').innerText();
  const report = (name: string) => page.frame({ name })!.locator('[data-check="report"]').inputValue();
  await expect.poll(() => said('followed')).toBe('Everything works here.');
  expect(await report('followed')).toContain('answered in the words of Canvas');
  await expect.poll(() => said('boxed')).toMatch(/^The figures will work here\. .*height/);
  expect(await report('boxed')).toContain('without an origin of its own');
  expect(await report('boxed')).toContain('Fonts: yes');
  expect(await said('still')).toMatch(/^If you read only this, scripts do not run here/);
});
