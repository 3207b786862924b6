/** `npm run fork`: takes a chapter as an assignment, says what has become of those that were taken, updates them. */
import { editionOf } from './forks/book-files.ts';
import { run } from './forks/run.ts';
import { root } from './tools.ts';

try {
  console.log(run(root, process.argv.slice(2), () => editionOf(root)));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
