/** `npm run check-leaks -- [folder]`: whether a build for students (dist-student, if nothing is said) holds solutions, rubrics or keys. */
import { existsSync } from 'node:fs';
import { leaksIn, tellLeaks } from './leaks/search.ts';
import { secrets } from './leaks/secrets.ts';

const folder = process.argv[2] ?? 'dist-student';
if (!existsSync(folder)) {
  console.error(`check-leaks: there is no folder ${folder}. Run: npm run build:student`);
  process.exit(1);
}
const wanted = secrets();
const leaks = leaksIn(folder, wanted);
tellLeaks(folder, leaks);
console.log(
  leaks.length
    ? `check-leaks: ${leaks.length} leaks in ${folder}. Do not publish it.`
    : `check-leaks: none of ${wanted.length} secrets is in ${folder}.`,
);
process.exitCode = leaks.length ? 1 : 0;
