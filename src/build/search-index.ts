import type { AstroIntegration } from 'astro';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { close, createIndex } from 'pagefind';
import { whole } from '../site.ts';

/** Pagefind brings its own interfaces; the book has one of its own and uses the search function alone. */
const unusedInterfaces = ['ui.js', 'ui.css', 'modular-ui.js', 'modular-ui.css', 'highlight.js'];

/** What no reader would search for: drawn formulas (their MathML stays), figures full of numbers. */
const unsaid = ['.katex-html', 'annotation', 'unfold-widget', '.anchor'];

/** Indexes the finished pages for the search dialog (src/parts/search.ts). */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        if (!whole) return;
        const { index } = await createIndex({ forceLanguage: 'en', excludeSelectors: unsaid });
        if (!index) throw new Error('search: Pagefind could not start');
        const { page_count } = await index.addDirectory({ path: fileURLToPath(dir) });
        await index.writeFiles({ outputPath: fileURLToPath(new URL('pagefind/', dir)) });
        await close();
        for (const name of unusedInterfaces) {
          await rm(new URL(`pagefind/pagefind-${name}`, dir), { force: true });
        }
        logger.info(`${page_count} pages indexed`);
      },
    },
  };
}
