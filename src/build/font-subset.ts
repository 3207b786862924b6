import type { AstroIntegration } from 'astro';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { whole } from '../site.ts';

// What readers type into figures, and what scripts may put together.
const always =
  Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)).join('') +
  '−–—…“”‘’×·±≤≥≈→←↑↓∞✓';

/**
 * Cuts every font of the finished site down to the letters that stand somewhere in it; 330 kB become about 180.
 * A letter outside of them is drawn in the fallback font.
 */
export function fontSubset(): AstroIntegration {
  return {
    name: 'font-subset',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        if (!whole) return;
        const root = fileURLToPath(dir);
        const names = await readdir(root, { recursive: true });
        const texts = await Promise.all(
          names
            .filter((name) => /\.(html|js|json)$/.test(name))
            .map((name) => readFile(join(root, name), 'utf8')),
        );
        const letters = [...new Set(texts.join('').concat(always))].join('');
        const fonts = names.filter((name) => name.endsWith('.woff2'));
        const sizes = await Promise.all(fonts.map((name) => subset(join(root, name), letters)));
        const kilobytes = (index: 0 | 1) =>
          Math.round(sizes.reduce((sum, pair) => sum + pair[index], 0) / 1000);
        logger.info(`${fonts.length} fonts, ${kilobytes(0)} kB to ${kilobytes(1)} kB`);
      },
    },
  };
}

/** The site uses the weights from 400 to 700; what a variable font knows beyond them goes. */
const axes = (path: string) =>
  path.includes('-wght-') ? { variationAxes: { wght: { min: 400, max: 700 } } } : {};

async function subset(path: string, letters: string): Promise<[number, number]> {
  const whole = await readFile(path);
  const part = await subsetFont(whole, letters, { targetFormat: 'woff2', ...axes(path) });
  await writeFile(path, part);
  return [whole.length, part.length];
}
