import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { trainerProgram } from './src/build/trainer-program.ts';
import { kernelText } from './src/kernel-text.ts';

/** Vitest would leave a core to a person at the keyboard. */
const workers = Math.min(4, availableParallelism());

/** Files that take long begin first, so that no core waits for one of them at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const long = [
      ...['browser/site', 'browser/devices', 'browser/widgets', 'browser/notation'],
      ...['widgets/laws', 'notation/everywhere', 'kernels/spectrum', 'kernels/rnn', 'embed/module'],
      ...['embed/module-afm', 'parts/fuzz', 'widgets/drawings'],
    ];
    const rank = ({ moduleId }: TestSpecification) =>
      long.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [
      ...sorted.filter((file) => rank(file) >= 0).sort((a, b) => rank(a) - rank(b)),
      ...sorted.filter((file) => rank(file) < 0),
    ];
  }
}

/** `unit` needs nothing, `site` reads the built book, `browser` visits it. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        plugins: [kernelText(), trainerProgram()],
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/site/**'],
          maxWorkers: workers,
          isolate: false,
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
        // What is trained here is trained by the same program as in the page.
        plugins: [trainerProgram()],
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/support/setup.ts',
          // They wait at times: one more than there are cores.
          maxWorkers: 3,
          testTimeout: 180_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
