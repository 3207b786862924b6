/** `/embed.js` as built, in pages of another site: the element there is the book's own in every number and word. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { format } from '../../components/parts/codec.ts';
import { outputNames, type Declaration, type Inputs } from '../../components/parts/declare.ts';
import type { UnfoldWidget } from '../../src/embed/host-element.ts';
import { declaration } from '../../src/element/widgets.ts';
import { filesOf, gzipped, readBuilt } from './support/built.ts';
import { atLast, computed, expectNear, openFigure, savingData, widgets } from './support/figure.ts';
import { hostPage } from './support/host.ts';
import { open, site, type Opened } from './support/page.ts';
import { ofSize, randomState, seeded } from './support/states.ts';
import { inTurn } from './support/turns.ts';

const script = `<script src="${site}embed.js" defer></script>`;
/** Else every page asks its server for one. */
const icon = '<link rel="icon" href="data:,">';
const one = 'bptt-unfold';

/** A page of another site with this in its body, and what went wrong there. */
async function host(
  body: string,
  headers: Record<string, string> = {},
  browserless = script,
): Promise<Opened> {
  const url = await hostPage({
    body: `<!doctype html><title>A course</title>${icon}${browserless}<body>${body}`,
    headers,
  });
  return open(url, { origins: [site], until: 'load', before: savingData });
}

const element = (attributes = `name="${one}"`, children = '') =>
  `<unfold-widget ${attributes} device="plain">${children}</unfold-widget>`;

/** The element of a page, foreign or the book's own: they have the same verbs. */
const the = (page: Page) => page.locator('unfold-widget').first();
const frameOf = (page: Page) => page.locator('unfold-widget iframe');
const awake = (page: Page) => the(page).evaluate((element: UnfoldWidget) => element.ready);
const set = (page: Page, params: unknown) =>
  the(page).evaluate((element: UnfoldWidget, params) => element.set(params as Inputs), params);
const stateOf = (page: Page) => the(page).evaluate((element: UnfoldWidget) => element.state);
const paramsOf = (page: Page) => the(page).evaluate((element: UnfoldWidget) => element.params);

test('it is small, and one file', () => {
  expect(filesOf('dist')).toContain('embed.js');
  const built = readBuilt('dist', 'embed.js');
  expect(gzipped(built)).toBeLessThan(6_000);
  expect(built.toString()).not.toMatch(/\bimport\b|\bexport\b|\beval\(|new Function/);
});

/** Everything that both elements say of some states, and of what is wrong. */
function played(page: Page, states: Inputs[], wrong: unknown[], outputs: string[]) {
  return the(page).evaluate(
    async (element: UnfoldWidget, [states, wrong, outputs]) => {
      const found: unknown[] = [];
      const told = ({ name, message }: Error) => `${name}: ${message}`;
      const look = async () => {
        const values = await Promise.all(outputs.map((output) => element.get(output)));
        found.push({ values, params: element.params, state: element.state, device: element.device });
      };
      await element.ready;
      found.push(element.schema);
      await look();
      for (const state of states) {
        await element.set(state);
        await look();
      }
      for (const one of wrong) found.push(await element.set(one as Inputs).then(() => 'taken', told));
      found.push(
        await element.set({ radius: (() => 1) as never }).then(
          () => 'taken',
          ({ name }: Error) => name,
        ),
      );
      for (const name of ['', 'nothing', '__proto__', 'device'])
        found.push(await element.get(name).catch(told));
      await look();
      await element.reset();
      await look();
      const svg = new DOMParser().parseFromString(await element.toSVG(), 'image/svg+xml');
      found.push([...svg.querySelectorAll('title, text')].map((one) => one.textContent));
      await element.freeze();
      return found;
    },
    [states, wrong, outputs] as const,
  );
}

/** For each input what it cannot be, and what none can. */
function wrongOnes({ inputs }: Declaration): unknown[] {
  const own = Object.entries(inputs).flatMap(([name, input]) => {
    const values: unknown[] = ['nothing', NaN, [[1], [1, 2]]];
    // Any text is a text; no number is.
    if (input.kind === 'text') values.shift();
    else if (input.kind !== 'choice') values.push(input.range[1] + 1e6);
    return values.map((value) => ({ [name]: value }));
  });
  const [first] = Object.keys(inputs);
  return [...own, { nothing: 1 }, { [first!]: 'x', nothing: 1 }, {}];
}

describe.each(inTurn('verbs elsewhere', widgets))('%s', (id) => {
  test('every verb gives what it gives in the book, to the last bit', async () => {
    const declared = await declaration(id);
    const random = seeded(40);
    const states = [
      randomState(ofSize(declared, 'default'), random, 'all'),
      { ...randomState(declared, random, 'tame'), ...atLast(declared) },
    ];
    const rest = [wrongOnes(declared), Object.keys(declared.outputs)] as const;
    // What the page gives is what reset comes back to.
    const texts = format(declared, randomState(ofSize(declared, 'default'), random, 'tame'));
    const pairs = texts.map(([name, text]) => `&${name}=${encodeURIComponent(text)}`).join('');
    const attributes = texts.map(([name, text]) => ` ${name}="${text}"`).join('');
    const own = await openFigure(id, { query: `?device=plain${pairs}` });
    const foreign = await host(element(`name="${id}" loading="eager"${attributes}`));
    const viewport = await frameOf(foreign.page).boundingBox();
    await own.page.setViewportSize({ width: Math.round(viewport!.width), height: 700 });
    const [right, got] = [
      await played(own.page, states, ...rest),
      await played(foreign.page, states, ...rest),
    ];
    expect(right.length).toBeGreaterThan(8);
    expect(got).toEqual(right);
    const frame = foreign.page.frames()[1]!;
    expect(await frame.locator('unfold-widget :is(input, select, button):enabled').count()).toBe(0);
    expect(foreign.troubles).toEqual([]);
  });
});

test('a reader’s change is told as in the book: by events, which bubble out of shadow roots', async () => {
  const { page } = await host(`<div></div>${element()}`);
  await page.evaluate(() => {
    const told: string[] = ((globalThis as unknown as { told: string[] }).told = []);
    for (const type of ['ready', 'input', 'change', 'error']) {
      document.addEventListener(type, (event) =>
        told.push(
          `${type} ${(event.target as Element).localName} ${JSON.stringify((event as CustomEvent).detail)}`,
        ),
      );
    }
    // Inside of a host's own component.
    document
      .querySelector('div')!
      .attachShadow({ mode: 'open' })
      .append(document.querySelector('unfold-widget')!);
  });
  const told = () => page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
  await awake(page);
  expect(await told()).toEqual(['ready div null']);
  const frame = page.frameLocator('iframe');
  await frame.locator('.presets button').first().click();
  await expect.poll(async () => (await told()).at(-1)).toMatch(/^change div \{/);
  expect(await told()).toContain(`change div ${JSON.stringify(await stateOf(page))}`);
  const before = (await told()).length;
  const params = await paramsOf(page);
  await set(page, { [Object.keys(params!)[0]!]: Object.values(params!)[0] });
  await expect.poll(async () => (await told()).length).toBe(before + 1);
});

test('under the strictest policy of a host, twice, and without a trace in its window', async () => {
  const policy = `default-src 'none'; script-src ${site} 'self'; frame-src ${site}; style-src 'none'`;
  const twice = `${script}<script type="module" src="${site}embed.js?again"></script>`;
  const url = await hostPage({
    body: `<!doctype html>${twice}<body>${element()}`,
    headers: { 'Content-Security-Policy': policy },
  });
  const { page, troubles } = await open(url, {
    origins: [site],
    until: 'load',
    before: async (page) => {
      await savingData(page);
      await page.addInitScript(() => {
        Object.assign(globalThis, { GPU: 'the host’s own' });
        Object.assign(globalThis, { before: Object.getOwnPropertyNames(globalThis) });
      });
    },
  });
  await awake(page);
  const traces = await page.evaluate(() => {
    const { before, GPU } = globalThis as unknown as { before: string[]; GPU: unknown };
    const known = new Set([...before, 'before']);
    const added = Object.getOwnPropertyNames(globalThis).filter(
      (name) => !known.has(name) && !/^\d+$/.test(name),
    );
    return { added, GPU, styles: document.querySelectorAll('style, link').length };
  });
  expect(traces).toEqual({ added: [], GPU: 'the host’s own', styles: 0 });
  const [box, inside] = await Promise.all([
    frameOf(page).boundingBox(),
    page.frames()[1]!.evaluate(() => document.body.getBoundingClientRect().height),
  ]);
  expect(box!.width).toBeGreaterThan(1000);
  expect(Math.abs(box!.height - inside)).toBeLessThanOrEqual(2);
  expect(await frameOf(page).getAttribute('title')).toBe((await declaration(one)).title);
  expect(troubles).toEqual([]);
});

test('how high it is only its own frame says, in whole pixels, within reason', async () => {
  const two = ['own', 'other'].map((tag) => element(`name="${one}" loading="eager" tag="${tag}"`));
  const { page, troubles } = await host(two.join(''));
  await page.evaluate(() =>
    Promise.all([...document.querySelectorAll<UnfoldWidget>('unfold-widget')].map(({ ready }) => ready)),
  );
  const height = async () => (await frameOf(page).first().boundingBox())!.height;
  const first = await height();
  const say = (frame: { evaluate: Page['evaluate'] }, height: unknown, protocol = 'unfold/1') =>
    frame.evaluate(
      ([height, protocol]) =>
        new Promise<void>((done) => {
          const size = { protocol, type: 'size', widget: 'x', height };
          window.parent.postMessage(size, '*');
          window.postMessage(size, '*');
          setTimeout(done);
        }),
      [height, protocol] as const,
    );
  const [own, other] = ['own', 'other'].map((tag) => page.frame({ url: new RegExp(`tag=${tag}`) })!);
  await say(page, 777);
  await say(other!, 777);
  for (const wrong of ['777', 777.5, NaN, null, {}]) await say(own!, wrong);
  await say(own!, 777, 'unfold/9');
  expect(await height()).toBe(first);
  for (const [said, shown] of [
    [777, 777],
    [1e9, 20_000],
    [-5, 40],
  ] as const) {
    await say(own!, said);
    await expect.poll(height).toBe(shown);
  }
  expect(troubles).toEqual([]);
});

test('in a page without an origin it answers as well', async () => {
  const { page } = await host(element(), { 'Content-Security-Policy': 'sandbox allow-scripts' });
  await awake(page);
  const declared = await declaration(one);
  const [output] = outputNames(declared) as [string];
  const value = await the(page).evaluate((element: UnfoldWidget, output) => element.get(output), output);
  const alone = { ...declared, outputs: { [output]: declared.outputs[output]! } };
  expectNear(alone, { [output]: value }, await computed(declared, {}), 1e-9);
  expect(await frameOf(page).isVisible()).toBe(true);
  expect((await frameOf(page).boundingBox())!.height).not.toBe(460);
});

test('in the book’s own page it changes nothing', async () => {
  const { page, troubles } = await openFigure(one);
  const same = await page.evaluate(async (src) => {
    const before = customElements.get('unfold-widget');
    await new Promise((loaded) => {
      document.head.append(Object.assign(document.createElement('script'), { src, onload: loaded }));
    });
    return customElements.get('unfold-widget') === before && !document.querySelector('iframe');
  }, `${site}embed.js`);
  expect(same).toBe(true);
  expect(troubles).toEqual([]);
});

const fallback = '<a href="#there"><img alt="A gradient that fades" width="300" height="200"></a>';
const seen = (page: Page) => ({
  children: the(page).locator('a[href="#there"]').isVisible(),
  frame: frameOf(page).isVisible(),
  note: the(page).locator('[role=status]').isVisible(),
});
const shown = async (page: Page) => {
  const { children, frame, note } = seen(page);
  return { children: await children, frame: await frame, note: await note };
};

describe('where nothing answers the children stay, with a sentence', () => {
  test('no server, no page, no name; and a name that is right again', async () => {
    const dead = createServer();
    await new Promise<void>((done) => dead.listen(0, 'localhost', done));
    const nobody = `http://localhost:${(dead.address() as AddressInfo).port}/`;
    await new Promise((done) => dead.close(done));
    // A module that cannot even be loaded says where the book should be.
    const inline = `<script type="module" src="${nobody}embed.js"></script>
      <script>${readBuilt('dist', 'embed.js').toString()}</script>`;
    for (const [tags, attributes, words] of [
      [inline, `name="${one}"`, `nothing answers at ${nobody}embed/${one}/`],
      [script, 'name="no-such-figure"', `nothing answers at ${site}embed/no-such-figure/`],
      [script, 'name="../x"', 'name is “../x”'],
    ] as const) {
      const url = await hostPage({ body: `<!doctype html>${tags}<body>${element(attributes, fallback)}` });
      const { page } = await open(url, { until: 'load', before: (page) => page.clock.install() });
      const ready = the(page).evaluate((element: UnfoldWidget) =>
        Promise.all([
          new Promise((told) =>
            element.addEventListener('error', (e) => told((e as unknown as CustomEvent).detail)),
          ),
          ...[element.ready, element.get('x')].map((one) =>
            one.then(
              () => 'none',
              ({ message }: Error) => message,
            ),
          ),
        ]),
      );
      expect(await shown(page)).toMatchObject({ children: true, frame: false });
      await expect
        .poll(async () => {
          await page.clock.fastForward(30_000);
          return (await shown(page)).note;
        })
        .toBe(true);
      for (const message of await ready) expect(message).toContain(words);
      expect(await shown(page)).toEqual({ children: true, frame: false, note: true });
      expect(await frameOf(page).count()).toBe(0);
      if (!attributes.includes('..')) continue;
      await the(page).evaluate((element, name) => element.setAttribute('name', name), one);
      await awake(page);
      expect(await shown(page)).toEqual({ children: false, frame: true, note: false });
    }
  });
});

test('the children stand until the figure is ready; what is far is not loaded; a click starts', async () => {
  const far = '<div style="height: 5000px"></div>';
  const click = `name="${one}" start="click"`;
  const { page, requests, troubles } = await host(
    `${element(click, fallback)}${far}${element(`name="${one}" id="far"`, fallback)}`,
  );
  const loads = () => requests.filter((url) => url.includes('/embed/')).length;
  const button = the(page).getByRole('button', { name: 'Start the live figure' });
  await button.waitFor();
  expect(loads()).toBe(0);
  await button.click();
  await awake(page);
  expect(await shown(page)).toEqual({ children: false, frame: true, note: false });
  expect(await button.count()).toBe(0);
  expect(loads()).toBe(1);
  expect(page.url()).not.toContain('#there');
  // Which the figure that is asked need not be seen for.
  const [output] = Object.keys((await declaration(one)).outputs);
  const get = (element: UnfoldWidget, output: string) => element.get(output);
  const far1 = await page.locator('#far').evaluate(get as never, output);
  expect(far1).toEqual(await the(page).evaluate(get as never, output));
  expect(loads()).toBe(2);
  expect(troubles).toEqual([]);
});

test('moved, reloaded, given other attributes and taken out', async () => {
  const declared = await declaration(one);
  const { page, troubles } = await host(`<main></main>${element()}`);
  await awake(page);
  const random = seeded(41);
  const state = randomState(ofSize(declared, 'default'), random, 'tame');
  await set(page, state);
  const [params, given] = [await paramsOf(page), await stateOf(page)];
  const outputs = Object.keys(declared.outputs);
  const values = () =>
    the(page).evaluate(
      (element: UnfoldWidget, outputs) => Promise.all(outputs.map((output) => element.get(output))),
      outputs,
    );
  const right = await values();
  const same = async () => {
    expect(await values()).toEqual(right);
    expect(await paramsOf(page)).toEqual(params);
    expect(await stateOf(page)).toEqual(given);
  };
  // Asked before, answered after.
  const moved = await the(page).evaluate((element: UnfoldWidget, output) => {
    const answer = element.get(output);
    document.querySelector('main')!.append(element);
    return answer;
  }, outputs[0]!);
  expect(moved).toEqual(right[0]);
  await same();
  await page
    .frames()[1]!
    .evaluate(() => location.reload())
    .catch(() => {});
  await page.frames()[1]!.waitForLoadState('load');
  await same();

  const change = (attributes: Record<string, string | null>) =>
    the(page).evaluate((element: UnfoldWidget, attributes) => {
      const change = new Promise((told) => element.addEventListener('change', told, { once: true }));
      for (const [name, value] of Object.entries(attributes)) {
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      }
      return change.then(() => {});
    }, attributes);
  const numbers = Object.entries(declared.inputs).filter(([, input]) => input.kind === 'number');
  const [name, input] = numbers[0]!;
  if (input.kind !== 'number') return;
  await change({ [name]: String(input.range[0]) });
  expect((await paramsOf(page))![name]).toBe(input.range[0]);
  await change({ [name]: String(input.range[1] + 1), title: 'Mine', 'data-x': '1' });
  expect((await paramsOf(page))![name]).toBe(input.range[1]);
  await the(page).evaluate((element) => element.setAttribute('theme', 'dark'));
  await expect
    .poll(() => page.frames()[1]!.evaluate(() => document.documentElement.dataset.theme))
    .toBe('dark');
  await the(page).evaluate((element) => element.setAttribute('controls', 'none'));
  await expect.poll(() => page.frames()[1]?.url()).toContain('controls=none');
  expect(await values()).toHaveLength(outputs.length);
  expect((await paramsOf(page))![name]).toBe(input.range[1]);
  expect(await page.frames()[1]!.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');

  const gone = await the(page).evaluate(async (element: UnfoldWidget, output) => {
    const answer = element.get(output).then(
      () => 'got',
      ({ message }: Error) => message,
    );
    element.remove();
    const message = await answer;
    return { message, ready: await Promise.race([element.params, 'nothing']) };
  }, outputs[0]!);
  expect(gone).toMatchObject({ message: expect.stringMatching(/taken out/), ready: undefined });
  await expect.poll(() => page.frames().length).toBe(1);
  expect(troubles.filter((trouble) => !/ERR_ABORTED/.test(trouble))).toEqual([]);
});
