/** Every widget in the window of somebody else's page, as it is built: as an Observable module, and in anywidget's form. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { outputNames, type Inputs, type NumberInput } from '../../components/parts/declare.ts';
import { root } from '../../src/commands/tools.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { declaration } from '../../src/element/widgets.ts';
import { frameOf } from '../embed/frame-of.ts';
import { gzipped, readBuilt } from './support/built.ts';
import { openFigure, type Figure, widgets } from './support/figure.ts';
import { hostPage, type HostFile } from './support/host.ts';
import { open, site, type Opened } from './support/page.ts';
import { brief, randomState, seeded } from './support/states.ts';
import { inTurn } from './support/turns.ts';

interface Module {
  value(name: string): Promise<unknown>;
  redefine(name: string, needs: readonly string[], definition: () => unknown): void;
}
interface Runtime {
  module(define: unknown, observer?: (name: string) => unknown): Module;
  dispose(): void;
}
/** What the page of this test keeps. */
interface Kept {
  runtimes: Record<'5' | '6', new () => Runtime>;
  bring(url: string): Promise<unknown>;
  main: Module;
  runtime: Runtime;
  leave: () => void;
  state: Record<string, unknown>;
}

const script = { 'Content-Type': 'text/javascript;charset=utf-8' };
const runtime6 = `${root}node_modules/@observablehq/runtime/src/`;
/** The runtimes from the page's own site, as a course page would have them. */
const files: Record<string, HostFile> = {
  '/5.js': {
    body: readFileSync(`${root}node_modules/observable-runtime-5/dist/runtime.umd.js`, 'utf8'),
    headers: script,
  },
  ...Object.fromEntries(
    readdirSync(runtime6).map((name) => [
      `/6/${name}`,
      { body: readFileSync(runtime6 + name, 'utf8'), headers: script },
    ]),
  ),
  '/page.js': {
    body: `import { Runtime } from './6/index.js';
      const bring = async (url) => (await import(url)).default;
      globalThis.kept = { runtimes: { 5: observablehq.Runtime, 6: Runtime }, bring };
      globalThis.GPU = 'of the host';`,
    headers: script,
  },
};

/** A page that allows no style and no script but its own and the book's, and whose letters are small. */
async function course(): Promise<Opened> {
  const url = await hostPage(
    {
      body: `<!doctype html><html lang="en"><title>A course</title><link rel="icon" href="data:,">
        <script src="5.js"></script><script type="module" src="page.js"></script><body><main></main><aside></aside>`,
      headers: {
        'Content-Security-Policy': `default-src 'none'; script-src 'self' ${site}; img-src data:; frame-ancestors 'none'`,
      },
    },
    files,
  );
  return open(url, { origins: [site], until: 'load' });
}

declare const kept: Kept;

const addressOf = (id: string, state: Inputs) =>
  frameOf(declarations.get(id)!, state, site).replace(`/${id}/`, `/${id}/module.js`);

type Way = 'control' | 'redefine' | 'address';

/** Outputs of a module whose inputs were set so: by their controls, by redefining them, or in the file's address. */
const ofModule = (page: Page, id: string, version: '5' | '6', by: Way, state: Inputs) =>
  page.evaluate(
    async ({ url, version, by, state, outputs }) => {
      const define = await kept.bring(url);
      const runtime = new kept.runtimes[version]();
      const main = runtime.module(define, (name) => outputs.includes(name));
      for (const [name, value] of Object.entries(state)) {
        if (by === 'redefine') main.redefine(name, [], () => value);
        else if (by === 'control') {
          const view = (await main.value(`viewof ${name}`)) as HTMLElement & { value: unknown };
          view.value = value;
          view.dispatchEvent(new Event('input', { bubbles: true }));
        }
      }
      const values = await Promise.all(outputs.map((output) => main.value(output)));
      runtime.dispose();
      return values;
    },
    { url: addressOf(id, by === 'address' ? state : {}), version, by, state, outputs: outputsOf(id) },
  );

const declarations = new Map(
  await Promise.all(widgets.map(async (id) => [id, await declaration(id)] as const)),
);

/** What need not be waited for. */
const outputsOf = (id: string) => {
  const declared = declarations.get(id)!;
  return outputNames(declared).filter((name) => !declared.values[name]!.later);
};

/** The same of the element on the book's own page. */
const ofElement = ({ page, id }: Figure, state: Inputs) =>
  page.evaluate(
    async ({ id, state, outputs }) => {
      const element = document.getElementById(id) as UnfoldWidget;
      await element.reset();
      await element.set(state);
      return Promise.all(outputs.map((output) => element.get(output)));
    },
    { id, state, outputs: outputsOf(id) },
  );

test.each(inTurn('numbers of modules', widgets))(
  '%s: the element and both runtimes give the same numbers, to the last bit',
  async (id) => {
    const figure = await openFigure(id);
    const { page, troubles } = await course();
    const random = seeded(41);
    for (const version of ['5', '6'] as const) {
      // Whatever order controls are set in, of these only one way leads there.
      const [[name, value]] = Object.entries(randomState(figure.declaration, random)) as [[string, never]];
      const one = { ...brief(figure.declaration), [name]: value };
      expect(await ofModule(page, id, version, 'control', one)).toEqual(await ofElement(figure, one));
      const state = { ...randomState(figure.declaration, random), ...brief(figure.declaration) };
      const right = await ofElement(figure, state);
      expect(await ofModule(page, id, version, 'redefine', state)).toEqual(right);
      expect(await ofModule(page, id, version, 'address', state)).toEqual(right);
    }
    expect(await page.evaluate('GPU')).toBe('of the host');
    expect([...troubles, ...figure.troubles]).toEqual([]);
  },
);

/** A slider is moved in them. */
const withNumber = widgets.filter((id) =>
  Object.values(declarations.get(id)!.inputs).some(({ kind }) => kind === 'number'),
);

test.each(inTurn('live modules', withNumber))(
  '%s: a live figure in a page that allows no style, as a module and as anywidget',
  async (id) => {
    const [name, { range, step }] = Object.entries(declarations.get(id)!.inputs).find(
      ([, { kind }]) => kind === 'number',
    ) as [string, NumberInput];
    const { page, troubles } = await course();
    await page.evaluate(
      async ({ url, name }) => {
        const define = await kept.bring(`${url}module.js`);
        const place = document.querySelector('main')!;
        kept.runtime = new kept.runtimes[6]();
        kept.main = kept.runtime.module(define, (variable) => {
          if (variable !== 'figure') return variable === name;
          return { fulfilled: (node: Element) => place.firstChild === node || place.replaceChildren(node) };
        });
        const widget = (await kept.bring(`${url}afm.mjs`)) as { render(view: object): () => void };
        const heard = new EventTarget();
        const state: Record<string, unknown> = (kept.state = { [name]: null });
        const model = {
          get: (trait: string) => state[trait],
          set: (trait: string, value: unknown) => {
            state[trait] = value;
            heard.dispatchEvent(new Event(`change:${trait}`));
          },
          on: (event: string, listener: () => void) => heard.addEventListener(event, listener),
          off: (event: string, listener: () => void) => heard.removeEventListener(event, listener),
          save_changes: () => {},
        };
        kept.leave = widget.render({ model, el: document.querySelector('aside') });
      },
      { url: `${site}embed/${id}/`, name },
    );
    for (const place of ['main', 'aside']) {
      const slider = page.locator(`${place} input[type=range][data-input="${name}"]`);
      await slider.focus();
      await page.keyboard.press('Home');
      // Styled, although the page forbids styles; drawn with its letters at their own size.
      const frame = page.locator(`${place} figure.unfold`);
      expect(await frame.evaluate((element) => getComputedStyle(element).borderTopWidth)).toBe('1px');
      expect(await slider.evaluate((element) => element.matches(':focus'))).toBe(true);
      await page.keyboard.press('ArrowRight');
    }
    const said = Number((range[0] + step).toPrecision(12));
    await expect.poll(() => page.evaluate((name) => kept.main.value(name), name)).toBeCloseTo(said, 10);
    await expect.poll(() => page.evaluate((name) => kept.state[name], name)).toBeCloseTo(said, 10);
    // Light or dark as the page is, also when that changes.
    const scheme = () =>
      page.locator('aside figure').evaluate((element) => getComputedStyle(element).colorScheme);
    for (const [ground, found] of [
      ['#111', 'dark'],
      ['#fff', 'light'],
    ] as const) {
      await page.evaluate((ground) => (document.body.style.backgroundColor = ground), ground);
      await expect.poll(scheme).toBe(found);
    }
    await page.evaluate(() => {
      kept.runtime.dispose();
      kept.leave();
    });
    await expect.poll(() => page.locator('main > *, aside > *').count()).toBe(0);
    expect(troubles).toEqual([]);
  },
);

test('a light one is light', () => {
  for (const id of widgets) {
    for (const file of ['module.js', 'afm.mjs']) {
      expect(gzipped(readBuilt('dist', `embed/${id}/${file}`)), `${id}/${file}`).toBeLessThan(135_000);
    }
  }
});
