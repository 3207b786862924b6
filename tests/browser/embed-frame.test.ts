/** An embedded figure in the pages of others: its height in every way they speak, what they may ask of it, and no more. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import sirv from 'sirv';
import { describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../src/commands/tools.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { canvas } from './hosts/canvas.ts';
import { embedly } from './hosts/embedly.ts';
import { h5p } from './hosts/h5p.ts';
import { fit, show, widen, type Host, type Shown } from './hosts/host.ts';
import { hostile, stranger } from './hosts/hostile.ts';
import { iframeResizer } from './hosts/iframe-resizer.ts';
import { silent } from './hosts/silent.ts';
import { wordpress } from './hosts/wordpress.ts';
import { hostPage } from './support/host.ts';
import { open, site } from './support/page.ts';

const ready = ({ frame }: Shown) =>
  frame.evaluate(() => document.querySelector<UnfoldWidget>('unfold-widget')!.ready);

/** WordPress gives no frame more than this; what is shown there is smaller in wide columns. */
const most = ({ name }: Host) => (name === 'WordPress' ? 1000 : Infinity);
const figureIn = ({ name }: Host) =>
  name === 'WordPress' ? 'ntm-step/?controls=none&links=0' : 'eigen-gradient/?radius=1.01';

describe.each([canvas, h5p, embedly, wordpress, iframeResizer])('in $name', (host) => {
  test('the height is right at 320, 640 and 1024 pixels, without a scroll bar in the frame', async () => {
    const shown = await show(host, figureIn(host));
    await ready(shown);
    for (const width of [1024, 640, 320]) {
      await widen(shown.page, width);
      const off = async () => {
        const { given, content } = await fit(shown);
        return Math.abs(given - Math.min(content, most(host)));
      };
      await expect.poll(off).toBeLessThanOrEqual(2);
      const { content } = await fit(shown);
      // Only in a narrow column, and only in WordPress, the figure is too high.
      const clamped = content > most(host);
      if (width === 1024) expect(clamped).toBe(false);
      await expect.poll(async () => (await fit(shown)).scrolls).toBe(clamped);
      if (!clamped) expect((await fit(shown)).over).toBeLessThanOrEqual(2);
    }
    expect(shown.troubles).toEqual([]);
  });
});

test('a frame grows and shrinks with what is opened in it', async () => {
  const shown = await show(iframeResizer, 'bptt-unfold/');
  await ready(shown);
  const off = async () => {
    const { given, content } = await fit(shown);
    return Math.abs(given - content);
  };
  await expect.poll(off).toBeLessThanOrEqual(2);
  const { given } = await fit(shown);
  await shown.frame.locator('details.data > summary').click();
  await expect.poll(async () => (await fit(shown)).given).toBeGreaterThan(given + 100);
  await expect.poll(off).toBeLessThanOrEqual(2);
  await shown.frame.locator('details.data > summary').click();
  await expect.poll(async () => (await fit(shown)).given).toBeLessThanOrEqual(given + 2);
  expect((await fit(shown)).scrolls).toBe(false);
  expect(shown.troubles).toEqual([]);
});

test('in a silent page the figure scrolls in its frame, which keeps its height', async () => {
  const shown = await show(silent, 'eigen-gradient/');
  await ready(shown);
  await shown.page.mouse.move(200, 200);
  await shown.page.mouse.wheel(0, 400);
  await expect.poll(() => shown.frame.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await fit(shown)).toMatchObject({ given: 300, scrolls: true });
  expect(shown.troubles).toEqual([]);
});

/** What the figure computes with now. */
const radius = ({ frame }: Shown) =>
  frame.evaluate(() => document.querySelector<UnfoldWidget>('unfold-widget')!.params!.radius);

describe('a hostile page', () => {
  test('changes nothing unless it greets, and a stranger in another frame of it nothing at all', async () => {
    const shown = await show(hostile, 'eigen-gradient/?radius=1.25&tag=mine', { more: stranger });
    const { page } = shown;
    await ready(shown);
    const strange = await page.evaluate(async () => {
      const heard: unknown[] = [];
      const done = new Promise((done) =>
        addEventListener('message', ({ data }) => data === 'done' && done(0)),
      );
      addEventListener('message', ({ data }: MessageEvent<{ stranger?: unknown }>) => {
        if (data.stranger) heard.push(data.stranger);
      });
      // Before hello nobody is answered, and no call is counted.
      window.figure.send({ protocol: 'unfold/1', type: 'set', call: 900, params: { radius: 0.5 } });
      frames[1]!.postMessage('go', '*');
      await done;
      await window.ask({ type: 'hello' });
      return heard;
    });
    expect(strange).toEqual([]);
    expect(await radius(shown)).toBe(1.25);
    const { heard } = await page.evaluate(() => ({ heard: window.figure.heard }));
    expect(heard.filter(({ type }) => type !== 'size')).toMatchObject([
      { type: 'ready', call: 1, tag: 'mine', widget: 'eigen-gradient', params: { radius: 1.25 } },
    ]);
    expect(shown.troubles).toEqual([]);
  });

  test('with malformed, repeated and ten thousand messages does no harm, and is answered again after them', async () => {
    const shown = await show(hostile, 'eigen-gradient/');
    const answers = await shown.page.evaluate(async () => {
      await window.ask({ type: 'hello' });
      const first = await window.ask({ type: 'set', params: { radius: 1.2 } });
      const old = { protocol: 'unfold/1', type: 'set', call: 2, params: { radius: 0.5 } };
      const { send, heard } = window.figure;
      const unasked = () => heard.filter(({ type, call }) => type !== 'size' && call === undefined).length;
      const cyclic: Record<string, unknown> = { ...old, call: 3 };
      cyclic.params = cyclic;
      const bad = [
        old,
        { ...old, call: 1 },
        { ...old, call: NaN },
        { ...old, call: '9' },
        { ...old, call: 3.5 },
        'set',
      ];
      for (const one of [...bad, { ...old, call: 4, protocol: 'unfold/2' }, null, 7, [old]]) send(one);
      const refused = await Promise.all([
        window.ask({ type: 'set', params: [1] }, 10),
        window.ask({ type: 'set', params: { radius: { x: 1 } } }, 11),
        window.ask({ type: 'set', params: JSON.parse('{"__proto__": 1}') as object }, 12),
        window.ask({ type: 'set', params: { radius: 1e9 } }, 13),
        window.ask({ type: 'set', params: { radius: 'x'.repeat(70_000) } }, 14),
        window.ask({ type: 'eval', code: '1' }, 15),
        window.ask({ type: 'get', output: 'constructor' }, 16),
      ]);
      const told = unasked();
      for (let call = 0; call < 5000; call++) send({ ...old, call: call % 17 });
      // While the figure computes the first, the others wait, and most of them cannot.
      const slow = window.ask({ type: 'set', params: { radius: 1.3 } });
      const flood = Array.from({ length: 5000 }, () => window.ask({ type: 'get', output: 'radius' }));
      await slow;
      const kinds = (await Promise.all(flood)).map(({ type }) => type);
      const count = (type: string) => kinds.filter((one) => one === type).length;
      const last = await window.ask({ type: 'set', params: { radius: 1.1 } });
      return {
        first,
        told,
        refused: refused.map(({ type }) => type),
        values: count('value'),
        errors: count('error'),
        last,
        radius: await window.ask({ type: 'get', output: 'radius' }),
      };
    });
    // The first change alone; what was refused is not a change.
    expect(answers.told).toBeLessThanOrEqual(1);
    expect(answers.first).toMatchObject({ type: 'state', params: { radius: 1.2 } });
    expect(answers.refused).toEqual(Array(7).fill('error'));
    expect(answers.values).toBeGreaterThanOrEqual(63);
    expect(answers.values + answers.errors).toBe(5000);
    expect(answers.errors).toBeGreaterThan(0);
    expect(answers.last).toMatchObject({ type: 'state', params: { radius: 1.1 } });
    expect(answers.radius).toMatchObject({ type: 'value', value: 1.1 });
    expect(shown.troubles).toEqual([]);
  });
});

/** What stands in the figure, and what its page makes of it. */
const look = (frame: Page | Frame) =>
  frame.evaluate(() => {
    const width = (selector: string) =>
      document.querySelector<HTMLElement>(selector)?.getBoundingClientRect().width ?? 0;
    return {
      paper: getComputedStyle(document.querySelector('figure.unfold')!).backgroundColor,
      title: width('.title') > 1,
      source: width('.source') > 0,
      link: width('.state-link') > 0,
      start: width('[data-start-figure]') > 0,
      still: width('.still') > 0,
      drawn: width('figure.unfold svg') > 100,
      formulas: [...document.querySelectorAll('.panel-formula')].map((one) => one.textContent).join('|'),
      inputs: [
        ...new Set(
          [...document.querySelectorAll('[data-input]')].map((one) => one.getAttribute('data-input')),
        ),
      ],
      moves: [...document.querySelectorAll('.unfold *')].some(
        (one) => getComputedStyle(one).transitionDuration !== '0s',
      ),
      notes: [...document.querySelectorAll('.note')].map((one) => one.textContent),
    };
  });

test('the words of an address act before the figure wakes and after; what they get wrong is told', async () => {
  const words =
    'theme=dark&heading=0&links=0&motion=0&notation=wu&controls=radius&device=pink&lock=nix&start=click&radius=1.2';
  const { page, troubles } = await open(`${site}embed/eigen-gradient/?${words}`, {
    until: 'load',
    before: (page) =>
      page.addInitScript(() => {
        const errors: unknown[] = ((globalThis as { errors?: unknown[] }).errors = []);
        document.addEventListener('error', (event) => errors.push((event as unknown as CustomEvent).detail));
      }),
  });
  const before = await look(page);
  expect(before).toMatchObject({ paper: 'rgb(27, 30, 35)', title: false, source: false, link: false });
  expect(before).toMatchObject({ start: true, still: false, drawn: true, moves: false, notes: [] });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await look(page)).start).toBe(false);
  const { notes, formulas, ...after } = await look(page);
  expect(after).toMatchObject({
    title: false,
    source: false,
    link: false,
    moves: false,
    drawn: true,
    inputs: ['radius'],
  });
  expect(formulas).not.toBe(before.formulas);
  expect(notes).toEqual([
    expect.stringMatching(/^device is “pink”/),
    expect.stringMatching(/^lock names “nix”/),
  ]);
  expect(await page.evaluate(() => (globalThis as { errors?: unknown[] }).errors)).toEqual([notes]);
  expect(await page.evaluate(() => document.activeElement!.localName)).toBe('unfold-widget');
  // What a teacher embedded is what a reader comes back to.
  const params = await page.evaluate(async () => {
    const element = document.querySelector<UnfoldWidget>('unfold-widget')!;
    await element.set({ radius: 0.5 });
    await element.reset();
    return element.params;
  });
  expect(params).toMatchObject({ radius: 1.2 });
  expect(troubles).toEqual([]);
});

test('in a frame: Tab passes through, links open beside, a new hash is a new state, a finger passes by', async () => {
  const shown = await show(silent, 'eigen-gradient/', { more: '<button id="after">After</button>' });
  const { page, frame } = shown;
  await ready(shown);
  // The focus goes from one process to another.
  const focused = (where: Page | Frame, selector: string) =>
    expect
      .poll(() =>
        where.evaluate(
          (selector) => document.hasFocus() && document.activeElement!.matches(selector),
          selector,
        ),
      )
      .toBe(true);
  await page.evaluate(() => (document.querySelector('p')!.innerHTML = '<button id="before">Before</button>'));
  await page.locator('#before').focus();
  await page.keyboard.press('Tab');
  await focused(frame, 'unfold-widget *');
  await page.keyboard.press('Shift+Tab');
  await focused(page, '#before');
  const touched = () =>
    frame.evaluate(() => {
      const mark = document.querySelector('[data-plane] [data-mark^="modulus."]')!;
      return !mark.dispatchEvent(new Event('touchstart', { bubbles: true, cancelable: true }));
    });
  expect(await touched()).toBe(false);
  await frame.locator('.source a').focus();
  await focused(frame, '.source a');
  expect(await touched()).toBe(true);
  await page.keyboard.press('Tab');
  await focused(page, '#after');
  await page.keyboard.press('Shift+Tab');
  await focused(frame, '.source a');
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  expect(await opened.evaluate(() => [opener, location.pathname])).toEqual([null, '/vanishing-gradients/']);
  await opened.close();
  await page.evaluate(() => (document.querySelector('iframe')!.src += '#s=radius=1.3'));
  await expect.poll(() => radius(shown)).toBe(1.3);
  expect(shown.troubles).toEqual([]);
});

test('a host whose files may not be used by others shows the printed figure, and says so', async () => {
  const files = sirv(`${root}dist`);
  const server = createServer((request, response) => files(request, response));
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  onTestFinished(() => void server.close());
  const book = `http://localhost:${(server.address() as AddressInfo).port}`;
  const src = `${book}/embed/eigen-gradient/?theme=dark&start=click`;
  const body = `<link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="${src}" width="800" height="600"></iframe>`;
  const { page } = await open(await hostPage({ body }), { origins: [book], until: 'load' });
  const frame = page.frames()[1]!;
  await expect.poll(async () => (await look(frame)).still).toBe(true);
  expect(await look(frame)).toMatchObject({
    paper: 'rgb(27, 30, 35)',
    drawn: true,
    start: false,
    title: true,
  });
});
