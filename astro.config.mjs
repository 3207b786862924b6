import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { assignmentKeys } from './src/build/assignment-keys.ts';
import { readAssignment } from './src/build/assignments.ts';
import { embedBundles } from './src/build/bundles.ts';
import { figureChunks } from './src/build/figure-chunks.ts';
import { forInstructors } from './src/build/for-instructors.ts';
import { fontSubset } from './src/build/font-subset.ts';
import { katexRules } from './src/build/katex-rules.ts';
import { katexStyles } from './src/build/katex-styles.ts';
import { kernelText } from './src/kernel-text.ts';
import { yamlModules } from './src/build/yaml-modules.ts';
import { searchIndex } from './src/build/search-index.ts';
import { trainerProgram } from './src/build/trainer-program.ts';
import { assignmentText } from './src/mdx/assignments.ts';
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

export default defineConfig({
  site,
  base,
  output: 'static',
  trailingSlash: 'always',
  // A <style> or inline <script> would need a hash in the content security policy; files need none.
  build: { inlineStylesheets: 'never' },
  vite: {
    plugins: [assignmentKeys(readAssignment), katexStyles(), kernelText(), trainerProgram(), yamlModules()],
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: { output: { codeSplitting: figureChunks(new URL('.', import.meta.url)) } },
    },
  },
  markdown: {
    // Astro's default engine leaves $$…$$ as a code block.
    processor: unified({
      remarkPlugins: [remarkMath, checkNames, assignmentText],
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
    katexRules(),
    embedBundles(),
    forInstructors(),
  ],
});
