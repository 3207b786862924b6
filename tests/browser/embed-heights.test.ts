import { expect, test } from 'vitest';
import { measureFrames } from '../../src/commands/frame-heights.ts';
import heights from '../../src/embed/heights.json' with { type: 'json' };
import { declarations } from '../../src/mdx/declarations.ts';
import { sharedBrowser, site } from './support/page.ts';

test('the heights in the texts to paste are those of the figures', async () => {
  const found = await measureFrames(await sharedBrowser(), site, Object.keys(declarations));
  const flat = (all: Record<string, Record<string, number>>) =>
    Object.entries(all).flatMap(([widget, one]) =>
      Object.entries(one).map(([width, height]) => [`${widget} at ${width}`, height] as const),
    );
  const written = new Map(flat(heights));
  const off = flat(found).filter(([name, height]) => !(Math.abs(height - (written.get(name) ?? 0)) <= 4));
  expect(off, 'Heights have changed: npm run build, then npm run heights').toEqual([]);
  expect(written.size).toBe(flat(found).length);
});
