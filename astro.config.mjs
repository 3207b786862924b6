import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { embedBundles } from './src/build/bundles.ts';
import { fontSubset } from './src/build/font-subset.ts';
import { katexStyles } from './src/build/katex-styles.ts';
import { kernelText } from './src/kernel-text.ts';
import { yamlModules } from './src/build/yaml-modules.ts';
import { searchIndex } from './src/build/search-index.ts';
import {
  collectFormulas,
  formulasWithoutTex,
  katexOptions,
  numberFormulas,
  texErrorsFail,
} from './src/mdx/formulas.ts';
import {
  baseInLinks,
  headingAnchors,
  headingElements,
  lectureNotes,
  scrollingFormulas,
} from './src/mdx/rehype.ts';
import { checkNames } from './src/mdx/check-names.ts';
import { base, site } from './src/site.ts';

/** What a page needs before any of its figures wakes. */
const early = /preload-helper|\/components\/parts\/(reserved|limits)\.ts/;
/** What every figure needs to wake: not the drawings that only some have, nor what is fetched later. */
const shared = (id) =>
  /\/(components\/parts|@observablehq\/runtime\/src|morphdom\/dist|kernels\/device)\//.test(id) &&
  !/\/(bands|grids|lines.*|marks|plane.*|timeline.*|point.*|rasters|measure|static|gpu|canary|library)\.(ts|css)/.test(
    id,
  );

export default defineConfig({
  site,
  base,
  output: 'static',
  trailingSlash: 'always',
  // A <style> or inline <script> would need a hash in the content security policy; files need none.
  build: { inlineStylesheets: 'never' },
  vite: {
    plugins: [katexStyles(), kernelText(), yamlModules()],
    build: {
      assetsInlineLimit: 0,
      // Many small files take a tenth more than a large one.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'early', test: early, priority: 2 },
              { name: 'figure', test: shared, priority: 1 },
            ],
          },
        },
      },
    },
  },
  markdown: {
    // Astro's default engine leaves $$…$$ as a code block.
    processor: unified({
      remarkPlugins: [remarkMath, checkNames],
      rehypePlugins: [
        headingElements,
        rehypeHeadingIds,
        collectFormulas,
        [rehypeKatex, katexOptions()],
        texErrorsFail,
        numberFormulas,
        scrollingFormulas,
        lectureNotes,
        headingAnchors,
        baseInLinks,
        formulasWithoutTex,
      ],
    }),
    shikiConfig: { theme: 'css-variables' },
  },
  integrations: [
    mdx(),
    sitemap({ filter: (page) => !page.includes('/embed/') }),
    searchIndex(),
    fontSubset(),
    embedBundles(),
  ],
});
