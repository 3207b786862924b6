/** Many figures of the book in one page of somebody else: right numbers, also without the GPU, and no trace afterwards. */
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { outputNames } from '../../components/parts/declare.ts';
import type { UnfoldWidget } from '../../src/embed/host-element.ts';
import { declaration } from '../../src/element/widgets.ts';
import { computed, expectNear, savingData } from './support/figure.ts';
import { hostPage } from './support/host.ts';
import { collectContexts, launch } from './support/launch.ts';
import { open, site } from './support/page.ts';
import { brief, ofSize, randomState, seeded } from './support/states.ts';

/** Figures that compute at once, and on a GPU where there is one. */
const headline = ['bptt-unfold', 'eigen-gradient', 'ntm-step'];

const head = `<!doctype html><link rel="icon" href="data:,"><script src="${site}embed.js" defer></script><body>`;
const booksFrames = (page: Page) => page.frames().filter((frame) => frame.url().startsWith(site));

/** What the figures of a page say of themselves, over the protocol. */
interface Told {
  params: Inputs;
  outputs: Record<string, unknown>;
  device: string;
}

async function told(page: Page, declarations: Declaration[]): Promise<Told[]> {
  const names = declarations.map((one) => outputNames(one));
  return page.evaluate(
    (names) =>
      Promise.all(
        [...document.querySelectorAll<UnfoldWidget>('unfold-widget')].map(async (element, at) => {
          const values = await Promise.all(names[at]!.map((name) => element.get(name)));
          const outputs = Object.fromEntries(names[at]!.map((name, index) => [name, values[index]]));
          return { params: element.params!, outputs, device: element.device };
        }),
      ),
    names,
  );
}

test('twelve compute on one GPU, which is then taken away: every number is right, before and after', async () => {
  const browser = await launch('webgl');
  const random = seeded(50);
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, at) => declaration(headline[at % headline.length]!)),
  );
  const states = [0, 1].map(() =>
    all.map((one) => ({ ...randomState(ofSize(one, 'default'), random, 'tame'), ...brief(one) })),
  );
  const body = all.map(
    ({ id }) => `<unfold-widget name="${id}" loading="eager" device="webgl2"></unfold-widget>`,
  );
  const { page, troubles } = await open(await hostPage({ body: head + body.join('') }), {
    browser,
    origins: [site],
    until: 'load',
    before: collectContexts,
  });
  const set = (states: Inputs[]) =>
    page.evaluate(
      (states) =>
        Promise.all(
          [...document.querySelectorAll<UnfoldWidget>('unfold-widget')].map((one, at) =>
            one.set(states[at]!),
          ),
        ),
      states,
    );
  const right = async (given: Inputs[]) => {
    const found = await told(page, all);
    for (const [at, { params, outputs, device }] of found.entries()) {
      expect(params).toMatchObject(given[at]!);
      const share = device === 'plain' ? 1e-9 : 1e-3;
      expectNear(all[at]!, outputs, await computed(all[at]!, params), share);
    }
    return found.map(({ device }) => device);
  };
  await set(states[0]!);
  expect(await right(states[0]!)).toContain('webgl2');
  const lost = await Promise.all(booksFrames(page).map((frame) => frame.evaluate(loseContexts)));
  expect(lost).toHaveLength(12);
  expect(Math.max(...lost)).toBeGreaterThan(0);
  expect(await right(states[0]!)).not.toContain('webgl2');
  await set(states[1]!);
  expect(await right(states[1]!)).not.toContain('webgl2');
  expect(troubles).toEqual([]);
  await browser.close();
});

/** As when a driver fails; gives how many there were. */
function loseContexts(): number {
  const { contexts } = globalThis as unknown as { contexts: WebGL2RenderingContext[] };
  const open = contexts.filter((one) => !one.isContextLost());
  for (const one of open) one.getExtension('WEBGL_lose_context')?.loseContext();
  return open.length;
}

test('of thirty only those near the view wake; a wheel scrolls past them; nothing of them stays', async () => {
  const place = (id: string) =>
    `<div style="height: 1200px; overflow: hidden"><unfold-widget name="${id}" loading="lazy"></unfold-widget></div>`;
  const { page, troubles } = await open(await hostPage({ body: head + place(headline[0]!) }), {
    origins: [site],
    until: 'load',
    before: savingData,
    viewport: { width: 1000, height: 700 },
  });
  const awake = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<UnfoldWidget>('unfold-widget')].flatMap((element, at) =>
        element.shadowRoot!.querySelector('iframe') ? [at] : [],
      ),
    );
  const ready = () =>
    page.evaluate(() =>
      Promise.all(
        [...document.querySelectorAll<UnfoldWidget>('unfold-widget')]
          .filter((element) => element.shadowRoot!.querySelector('iframe'))
          .map((element) => element.ready),
      ),
    );
  await expect.poll(awake).toEqual([0]);
  await ready();
  const [host, book] = await Promise.all(
    [page, booksFrames(page)[0]!].map((one) => page.context().newCDPSession(one)),
  );
  const first = [await counted(host!), await counted(book!)];

  const more = Array.from({ length: 29 }, (_, at) => place(headline[at % headline.length]!)).join('');
  await page.evaluate((more) => document.body.insertAdjacentHTML('beforeend', more), more);
  await expect.poll(awake).toEqual([0, 1]);
  await ready();
  const params = () =>
    page.evaluate(() => document.querySelector<UnfoldWidget>('unfold-widget')!.params as Inputs);
  const before = await params();
  const painted = () =>
    page.evaluate(
      () =>
        new Promise<number>((done) =>
          requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY))),
        ),
    );
  await page.mouse.move(400, 300);
  for (const [by, near] of [
    [1500, [0, 1, 2]],
    [2700, [0, 1, 2, 3]],
    [3900, [0, 1, 2, 3, 4]],
    [5100, [0, 1, 2, 3, 4, 5]],
    [6300, [0, 1, 2, 3, 4, 5, 6]],
  ] as const) {
    // A page that is busy may miss a turn of the wheel, or be late; a frame that kept it would have all of them.
    for (let turn = 0; turn < 60 && (await painted()) < by; turn++) await page.mouse.wheel(0, 300);
    expect(await painted()).toBeGreaterThanOrEqual(by);
    await expect.poll(awake).toEqual(near);
    await ready();
  }
  await page.evaluate(() => {
    scrollTo(0, 0);
    const others = [...document.querySelectorAll('unfold-widget')].slice(1);
    for (const one of others) one.parentElement!.remove();
    // Even of those that the host still has in its hands.
    Object.assign(globalThis, { others });
  });
  await expect.poll(() => booksFrames(page).length).toBe(1);
  expectLevel(await counted(book!), first[1]!);
  await page.evaluate(() => delete (globalThis as { others?: unknown }).others);
  expectLevel(await counted(host!), first[0]!);
  expect(await params()).toEqual(before);
  expect(troubles).toEqual([]);
});

type Counted = Awaited<ReturnType<typeof counted>>;

/** A frame alone has thousands of nodes and tens of listeners. */
function expectLevel(now: Counted, first: Counted) {
  expect(now).toMatchObject({ documents: first.documents, jsEventListeners: first.jsEventListeners });
  expect(Math.abs(now.nodes - first.nodes)).toBeLessThan(20);
}

/** Documents, nodes and listeners of a process once nothing is left that could be thrown away. */
async function counted(session: CDPSession) {
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  return session.send('Memory.getDOMCounters');
}
