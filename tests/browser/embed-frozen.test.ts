/** A course page of last year shows a frozen figure, and this year's newest beside it: each computes with its own code. */
import { expect, test } from 'vitest';
import { outputNames } from '../../components/parts/declare.ts';
import { iframe } from '../../src/embed/snippet.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { computed, expectNear, savingData } from './support/figure.ts';
import { hostPage } from './support/host.ts';
import { fork, open, site } from './support/page.ts';

test('a frozen figure and the newest stand side by side, both right, and the frozen one fetches only what is frozen', async () => {
  const widget = declarations['eigen-gradient']!;
  const [book, version] = fork.split(/v\/([^/]+)\/$/) as [string, string];
  const shown = { widget: widget.id, title: widget.title, height: 400, device: 'plain' };
  const frames = [
    iframe({ ...shown, book, version, state: [['radius', '1.05']] }),
    iframe({ ...shown, book: site, state: [['radius', '0.9']] }),
  ];
  const host = await hostPage({
    body: `<!doctype html><link rel="icon" href="data:,"><title>A course</title>${frames.join('')}`,
  });
  const { page, requests, troubles } = await open(host, {
    before: savingData,
    origins: [site, fork],
    until: 'load',
  });
  for (const [at, radius] of [1.05, 0.9].entries()) {
    const right = await computed(widget, { radius });
    const got = await page.frames()[at + 1]!.evaluate(async (names) => {
      const figure = document.querySelector<UnfoldWidget>('unfold-widget')!;
      await figure.ready;
      const values = names.map(async (name) => [name, await figure.get(name)] as const);
      return Object.fromEntries(await Promise.all(values));
    }, outputNames(widget));
    expectNear(widget, got, right, 1e-9);
  }
  const { origin } = new URL(fork);
  const frozen = requests.filter((url) => url.startsWith(origin));
  expect(frozen.length).toBeGreaterThan(3);
  expect(frozen.filter((url) => !url.startsWith(fork))).toEqual([]);
  // The newest takes nothing from what is frozen either: what is no host's and not frozen is its own.
  expect(
    requests.filter((url) => ![origin, host].some((one) => url.startsWith(one)) && !url.startsWith(site)),
  ).toEqual([]);
  expect(troubles).toEqual([]);
});
