/** Where every widget computes: when gpu.js comes, what a reader can pick, and what happens when a home is lost. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '../../components/parts/declare.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { declaration } from '../../src/element/widgets.ts';
import { filesOf, readBuilt } from './support/built.ts';
import * as live from './support/figure.ts';
import { openFigure, widgets, type Figure } from './support/figure.ts';
import { collectContexts, launch, withoutGraphics } from './support/launch.ts';
import { brief, ofSize, randomState, seeded } from './support/states.ts';
import { isTurn, lawOf } from './support/turns.ts';

/** The file that holds gpu.js, found by a word that only it has. */
const library = filesOf('dist')
  .filter((path) => path.endsWith('.js') && readBuilt('dist', path).includes('createKernelMap'))
  .map((path) => path.split('/').at(-1)!);

const fetched = ({ requests }: Figure) =>
  requests.filter((url) => library.some((name) => url.endsWith(name))).length;
const touch = ({ page }: Figure) => page.locator('.panels svg [data-mark]').first().click();
const options = ({ page }: Figure) => page.locator('.device option').allTextContents();

test('gpu.js is one file of its own', () => expect(library).toHaveLength(1));

/** What is played is computed by the trainer, in a home of its own. */
const computing = (await Promise.all(widgets.map(declaration))).filter(({ run }) => !run).map(({ id }) => id);

describe.each(computing)('%s', (id) => {
  const law = lawOf(id, computing);
  let browser: Browser;
  beforeAll(async () => void (browser = await launch('webgpu')));
  afterAll(() => browser.close());

  law('gpu.js comes at the first touch, once, and the homes are measured', async () => {
    const figure = await openFigure(id, { saveData: false, until: 'idle', browser });
    expect(fetched(figure)).toBe(0);
    await live.expectRight(figure);
    expect(await live.deviceOf(figure)).toBe('plain');
    await touch(figure);
    await expect
      .poll(async () => (await options(figure)).some((text) => / ms$/.test(text)), { timeout: 30_000 })
      .toBe(true);
    await touch(figure);
    await settled(figure);
    expect(fetched(figure)).toBe(1);
    const texts = await options(figure);
    expect(texts.filter((text) => / ms$/.test(text)).length, texts.join()).toBeGreaterThan(1);
    expect(['plain', 'webasm', 'webgl2', 'webgpu']).toContain(await live.deviceOf(figure));
    const random = seeded(20);
    for (let round = 0; round < 5; round++) {
      await live.set(figure, randomState(figure.declaration, random, 'tame'));
      await live.expectRight(figure);
    }
    expect(figure.troubles).toEqual([]);
  });

  law('with Save-Data gpu.js never comes', async () => {
    const figure = await openFigure(id);
    await touch(figure);
    await live.set(figure, randomState(figure.declaration, seeded(21), 'tame'));
    await figure.page.waitForTimeout(1500);
    expect(fetched(figure)).toBe(0);
    expect(await live.deviceOf(figure)).toBe('plain');
    await live.expectRight(figure);
  });

  const picked = ['webasm', 'webgl2', 'webgpu', 'plain'];
  test.each(picked.filter((name) => isTurn(name, id, computing)))(
    'a reader picks %s, which then computes',
    async (name) => {
      const figure = await openFigure(id, { saveData: false, browser });
      await pick(figure, name);
      const random = seeded(22);
      for (let round = 0; round < 4; round++) {
        // Sizes stay as they are: kernels compile for each shape, which takes WebGL in software seconds.
        await live.set(figure, randomState(ofSize(figure.declaration, 'default'), random, 'tame'));
        const { device } = await live.expectRight(figure);
        // What only double precision holds is computed on `plain`, and the next state at home again.
        if (isHeld(figure)) expect(device).toBe(name);
        else expect([name, 'plain']).toContain(device);
      }
      await live.restart(figure, brief(figure.declaration));
      expect((await live.expectRight(figure)).device, (await options(figure)).join()).toBe(name);
      expect((await options(figure)).join()).not.toMatch(new RegExp(`${name} \\(`));
      expect(figure.troubles).toEqual([]);
    },
  );

  law('without any graphics the numbers are right', async () => {
    const figure = await openFigure(id, {
      saveData: false,
      before: (page) => withoutGraphics(page.context()),
    });
    await touch(figure);
    await expect
      .poll(async () => (await options(figure)).join(), { timeout: 30_000 })
      .toMatch(/webgl2 \(not/);
    await settled(figure);
    expect(['plain', 'webasm']).toContain(await live.deviceOf(figure));
    expect((await options(figure)).join()).toMatch(/webgpu \(not/);
    await live.set(figure, randomState(figure.declaration, seeded(23), 'tame'));
    await live.expectRight(figure);
    expect(figure.troubles).toEqual([]);
  });

  test.each(['before a change', 'during a change'].filter((when) => isTurn(when, id, computing)))(
    'WebGL taken away %s: right numbers, and never wrong ones',
    async (when) => {
      const figure = await openFigure(id, { saveData: false, browser, before: collectContexts });
      await pick(figure, 'webgl2');
      const random = seeded(24);
      const [tame, second] = [0, 1].map(() =>
        randomState(ofSize(figure.declaration, 'default'), random, 'tame'),
      );
      const first = isHeld(figure) ? tame! : brief(figure.declaration);
      await live.set(figure, first);
      expect((await live.expectRight(figure)).device).toBe('webgl2');
      const painted = await lose(figure, second!, when);
      const { params, device } = await live.expectRight(figure);
      expect(params).toMatchObject(second!);
      expect(device).not.toBe('webgl2');
      const states = await Promise.all(
        [first!, second!].map((state) => live.computed(figure.declaration, state)),
      );
      const wrong = painted.filter(
        (labels) =>
          !states.some((state) =>
            labels.every(([mark, text]) =>
              live.saysNearly(figure.declaration, mark, text, live.entryOf(state, mark) as number),
            ),
          ),
      );
      expect(wrong).toEqual([]);
      expect((await options(figure)).join()).toMatch(/webgl2 \((taken away|failed)/);
    },
  );
});

/** Whether single precision holds the numbers of any tame state. */
const isHeld = ({ declaration }: Figure) =>
  !Object.values(declaration.outputs).some(({ infinite }) => infinite);

async function pick(figure: Figure, name: string) {
  await figure.page.locator('.device select').selectOption(name);
  await expect.poll(() => live.deviceOf(figure), { timeout: 30_000 }).toBe(name);
  await settled(figure);
}

/** Waits until the device has been the same for a while: measuring goes on in the background. */
async function settled(figure: Figure) {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = `${await live.deviceOf(figure)} ${(await options(figure)).join()}`;
        const same = now === before;
        before = now;
        return same;
      },
      { interval: 700, timeout: 30_000 },
    )
    .toBe(true);
}

/** Sets a state with the context lost just before or just after; gives all marks as painted at each change. */
function lose({ page, id }: Figure, state: Inputs, when: string): Promise<[string, string][][]> {
  return page.evaluate(
    async ([id, state, when]) => {
      const element = document.getElementById(id) as UnfoldWidget;
      const marks = () =>
        // What is dimmed is of an earlier state, and says so.
        [...element.querySelectorAll<HTMLElement>('svg [data-mark]')]
          .filter((mark) => !mark.closest('[aria-busy]'))
          .map((mark): [string, string] => [
            mark.dataset.mark!,
            mark.getAttribute('aria-label')!.replace(/.*: /, ''),
          ]);
      const painted = [marks()];
      const watch = new MutationObserver(() => painted.push(marks()));
      watch.observe(element, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeFilter: ['aria-label'],
      });
      const { contexts } = globalThis as unknown as { contexts: WebGL2RenderingContext[] };
      const loseAll = () => contexts.forEach((one) => one.getExtension('WEBGL_lose_context')?.loseContext());
      if (contexts.length === 0) throw new Error('there is no WebGL context to lose');
      if (when === 'before a change') loseAll();
      const set = element.set(state);
      if (when !== 'before a change') loseAll();
      await set;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      watch.disconnect();
      return painted;
    },
    [id, state, when] as const,
  );
}
