/** A figure leaves the page: as a file of pixels or lines, on paper, and frozen; also from a frame that may do little. */
import { buffer } from 'node:stream/consumers';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { openFigure, savingData, set, settled, type Figure } from './support/figure.ts';
import { hostPage } from './support/host.ts';
import { open, site } from './support/page.ts';

/** The file that a button of the tools saves. */
async function saved({ page, id }: Figure, kind: 'svg' | 'png'): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`#${id} [data-action=${kind}]`).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${id}.${kind}`);
  return buffer(await download.createReadStream());
}

/** What a saved SVG holds, read by the browser, beside what the figure shows. */
const drawn = ({ page, id }: Figure, text: string) =>
  page.evaluate(
    ([id, text]) => {
      // This page's own policy would refuse the fonts.
      const parsed = new DOMParser().parseFromString(text!.replace(/<style>.*?<\/style>/s, ''), 'image/svg+xml');
      const element = document.getElementById(id!)!;
      const texts = (root: ParentNode, of: string) => [...root.querySelectorAll(of)].map((one) => one.textContent);
      const inside = texts(parsed, 'text');
      const view = parsed.documentElement.getAttribute('viewBox')!.split(' ').map(Number);
      const edges = [...parsed.querySelectorAll('svg > svg')].map((one) => Number(one.getAttribute('x')) + Number(one.getAttribute('width')));
      return {
        faults: parsed.querySelectorAll('parsererror').length,
        missing: texts(element, '.panels svg text, .sentence, .title, .panel-title').filter((one) => !inside.includes(one)),
        words: inside.join(' '),
        lines: [...parsed.querySelectorAll('text')].find((one) => one.textContent === element.querySelector('.sentence')!.textContent)?.children.length,
        view,
        over: Math.max(...edges) - view[2]!,
        tools: inside.filter((one) => /^(Reset|Try|Undo|Cite|Data)$/.test(one)),
        fonts: [...(text!.match(/@font-face/g) ?? [])].length,
        ground: parsed.querySelector('svg > rect')!.getAttribute('fill'),
        surface: getComputedStyle(element.querySelector('figure')!).backgroundColor,
        outside: /(href|src)="(?!#)|url\((?!data:)/.test(text!),
      };
    },
    [id, text] as const,
  ); // prettier-ignore

/** Pixels of a PNG, and what a code in them says. */
async function pixels(file: Buffer) {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr;
  const code = () => read(new Uint8ClampedArray(data), info.width, info.height)?.data;
  const { channels } = await sharp(file).stats();
  return { ...info, corner: `rgb(${[...data.subarray(0, 3)].join(', ')})`, spread: Math.max(...channels.slice(0, 3).map(({ stdev }) => stdev)), code };
} // prettier-ignore

const codeOf = async ({ page, id }: Figure) =>
  (await pixels(await page.locator(`#${id} .printed svg`).screenshot({ scale: 'css' }))).code();

const visible = ({ page, id }: Figure, selector: string) =>
  page.locator(`#${id} :is(${selector})`).filter({ visible: true }).count();

const CONTROLS = 'button, input, select, .tools, .presets, .stages';

test('on a wide screen: saved, printed, frozen', async () => {
  const figure = await openFigure('eigen-gradient', { query: '?radius=1.05&v=1', viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2 }); // prettier-ignore
  const { page, id } = figure;
  await settled(figure);
  const svg = await drawn(figure, (await saved(figure, 'svg')).toString());
  expect(svg).toMatchObject({ faults: 0, missing: [], tools: [], outside: false });
  expect(svg.words).toContain('radius 1.05 · shear 0');
  expect(svg.fonts).toBeGreaterThanOrEqual(3);
  expect(svg.ground).toBe(svg.surface);
  const png = await pixels(await saved(figure, 'png'));
  expect([png.width, png.height]).toEqual([2 * svg.view[2]!, 2 * svg.view[3]!]);
  expect(png.corner).toBe(svg.surface);
  expect(png.spread).toBeGreaterThan(20);
  expect(await page.locator('.note').textContent()).toContain('eigen-gradient.png');

  await set(figure, { shear: 1 });
  const link = await page.locator('.state-link').evaluate((one: HTMLAnchorElement) => one.href);
  await page.waitForFunction((id) => document.querySelector(`#${id} .parameters`)?.textContent.includes('shear 1'), id); // prettier-ignore
  expect(await visible(figure, '.printed')).toBe(0);
  await page.emulateMedia({ media: 'print' });
  expect([await visible(figure, '.printed'), await visible(figure, CONTROLS)]).toEqual([1, 0]);
  expect(await codeOf(figure)).toBe(link);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).freeze(), id);
  expect(await visible(figure, '.printed')).toBe(1);
  expect(await codeOf(figure)).toBe(link);
  expect(figure.troubles).toEqual([]);
});

test('on a narrow dark screen a picture is as wide as its widest drawing', async () => {
  const figure = await openFigure('bptt-unfold', {
    viewport: { width: 390, height: 800 },
    colorScheme: 'dark',
  });
  const before = await figure.page.evaluate(() => document.querySelectorAll('[checked]').length);
  const svg = await drawn(figure, (await saved(figure, 'svg')).toString());
  expect(svg).toMatchObject({ faults: 0, missing: [], tools: [], outside: false });
  expect(svg.view[2]).toBeGreaterThan(600);
  expect(svg.over).toBeLessThanOrEqual(0);
  expect(svg.lines).toBeGreaterThan(1);
  const png = await pixels(await saved(figure, 'png'));
  expect(png.corner).toBe(svg.surface);
  expect(png.spread).toBeGreaterThan(20);
  // The copy that was measured is gone, and took no radio button with it.
  const { page } = figure;
  expect(await page.locator('.picturing').count()).toBe(0);
  expect(await page.evaluate(() => document.querySelectorAll('[checked]').length)).toBe(before);
  expect(await page.locator('input[type=radio]:checked').count()).toBe(2);
  expect(figure.troubles).toEqual([]);
});

test('in a frame that may neither save nor copy nothing is lost', async () => {
  const id = 'ntm-step';
  const frame = `<iframe sandbox="allow-scripts" src="${site}embed/${id}/?beta=7" width="700" height="900" title="x"></iframe>`;
  const host = await hostPage({ body: `<!doctype html><title>Host</title>${frame}` });
  const { page } = await open(host, { origins: [site], until: 'load', before: savingData });
  const inner = page.frames()[1]!;
  await inner.evaluate((id) => (document.getElementById(id) as UnfoldWidget).ready, id);
  await inner.evaluate(() => {
    const made: Blob[] = [];
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file: Blob) => (made.push(file), make(file));
    Object.assign(globalThis, { made });
  });
  const press = (action: string) => inner.locator(`[data-action=${action}]`).click();
  const note = () => inner.locator('.note').textContent();
  await press('svg');
  await expect.poll(note).toContain('If it is not among your downloads');
  await press('png');
  await expect.poll(note).toContain('ntm-step.png');
  const [text, png] = await inner.evaluate(async () => {
    const { made } = globalThis as unknown as { made: Blob[] };
    const bytes = new Uint8Array(await made[1]!.arrayBuffer());
    return [
      await made[0]!.text(),
      btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
    ] as const;
  });
  expect(text).toContain('key strength 7');
  expect(text.match(/@font-face/g)?.length).toBeGreaterThanOrEqual(3);
  expect((await pixels(Buffer.from(png, 'base64'))).spread).toBeGreaterThan(20);
  await press('link');
  const field = inner.locator('.offered');
  await field.waitFor();
  const link = await inner.locator('.state-link').evaluate((one: HTMLAnchorElement) => one.href);
  expect(await field.inputValue()).toBe(link);
  await expect.poll(() => field.evaluate((one: HTMLTextAreaElement) => one.value.slice(one.selectionStart, one.selectionEnd))).toBe(link); // prettier-ignore
});
