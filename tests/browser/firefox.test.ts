import { describe, expect, test } from 'vitest';
import { chapters } from './support/built.ts';
import { firefoxPath, startFirefox } from './support/firefox.ts';
import { site } from './support/page.ts';
import { inTurn } from './support/turns.ts';

/** Firefox says so of a formula of which it has received the first half; whole ones are counted in tests/site. */
const halfRead = /^Invalid markup: Incorrect number of children/;

/** Chapters are made alike: three of them, in turn. */
const all = chapters().map((id) => `${id}/`);
const visited = [...new Set(['one', 'two', 'three'].flatMap((turn) => inTurn(turn, all)))];

describe.skipIf(!firefoxPath)(firefoxPath ? 'Firefox' : 'Firefox (skipped: none is installed)', () => {
  test(
    'shows the home page and chapters with their figures, without an error',
    { timeout: 180_000 },
    async () => {
      const firefox = await startFirefox(firefoxPath!);
      try {
        expect(await firefox.evaluate('navigator.userAgent')).toContain('Firefox/');
        for (const path of ['', ...visited]) {
          await firefox.visit(site + path);
          await firefox.evaluate('new Promise((resolve) => setTimeout(resolve, 1000))');
          const figures = await firefox.evaluate(
            `[...document.querySelectorAll('unfold-widget')].map((one) => one.querySelector('svg')?.getBoundingClientRect().width > 100)`,
          );
          expect(figures).toContain(true);
          expect(figures).not.toContain(false);
          expect(await firefox.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        }
        expect(firefox.errors.filter((error) => !halfRead.test(error))).toEqual([]);
      } finally {
        await firefox.close();
      }
    },
  );
});
