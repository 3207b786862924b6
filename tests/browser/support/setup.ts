/** Once for all browser tests: serves the three builds and starts the browser. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { serve } from '../../../src/commands/serve.ts';
import { root } from '../../../src/commands/tools.ts';
import { forkBase } from './built.ts';
import { launchOptions } from './launch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The book under base `/`, with a slash at the end. */
    site: string;
    /** The book under base `/some-fork/v/0.1.0/`, as a frozen version. */
    fork: string;
    /** What instructors build of assignments, under base `/`. */
    instructor: string;
    /** Where the common browser listens. */
    browser: string;
  }
}

export default async function setup(project: TestProject) {
  for (const folder of ['dist', 'dist-fork', 'dist-instructor']) {
    if (!existsSync(`${root}${folder}/404.html`)) {
      throw new Error(`There is no built book in ${folder}. Run: npm test -- build browser`);
    }
  }
  const site = await serve(`${root}dist`);
  const fork = await serve(`${root}dist-fork`, forkBase());
  const instructor = await serve(`${root}dist-instructor`);
  const browser = await chromium.launchServer(launchOptions());
  project.provide('site', site.url);
  project.provide('fork', fork.url);
  project.provide('instructor', instructor.url);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await Promise.all([site.close(), fork.close(), instructor.close()]);
  };
}
