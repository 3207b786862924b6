import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { kernelText } from './src/kernel-text.ts';

/** Vitest would leave a core to a person at the keyboard. */
const workers = Math.min(4, availableParallelism());

/** `unit` needs nothing, `site` reads the built book, `browser` visits it. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [kernelText()],
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/site/**'],
          maxWorkers: workers,
          // A busy machine takes its time.
          testTimeout: 30_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: 'site',
          include: ['tests/site/**/*.test.ts'],
          testTimeout: 30_000,
          maxWorkers: workers,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/support/setup.ts',
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
