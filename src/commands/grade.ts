/** `npm run grade -- submissions.zip --roster roster.csv`: grades what a class handed in; see grading/run.ts. */
import { run } from './grading/run.ts';

try {
  process.exitCode = await run(process.argv.slice(2), {
    load: async (id) => (await import('./assignments.ts')).loadAssignment(id),
    out: (line) => console.log(line),
    progress: { write: (text) => void process.stderr.write(text), live: process.stderr.isTTY === true },
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
