/**
 * `npm run build:student` writes dist-student and proves that it holds no solution; `npm run build:instructor` writes
 * dist-instructor, with solutions, rubrics, keys and the page that grades. `npm run dev:instructor` serves the latter
 * while it is written. SITE and BASE are those of `npm run build`; SOLUTIONS=locked, like solutions="locked" in an
 * assignment, locks solutions instead of leaving them out, and prints their key; ONLY=assignments leaves the rest of the
 * book out.
 */
import { assignmentIds } from '../build/assignments.ts';
import { solutionKey } from '../build/locks.ts';
import { leaksIn, tellLeaks } from './leaks/search.ts';
import { secrets, solutionsOf } from './leaks/secrets.ts';
import { root, tool } from './tools.ts';

const [what, audience] = process.argv.slice(2);
const env = { AUDIENCE: audience };
if (what === 'dev') process.exit(tool('astro', ['dev', '--port', '4321'], { env }) ? 0 : 1);

const folder = `dist-${audience}`;
if (!tool('astro', ['build', '--outDir', folder], { env })) process.exit(1);
if (audience === 'student') {
  const leaks = leaksIn(root + folder, secrets());
  tellLeaks(folder, leaks);
  if (leaks.length) {
    console.error(`${leaks.length} leaks: do not publish ${folder}.`);
    process.exit(1);
  }
  const open = assignmentIds().filter((id) => solutionsOf(id) === 'open');
  console.log(
    `${folder}: no solution, rubric or key was found in any of its files` +
      (open.length ? `, but the solutions of ${open.join(', ')}, which are open.` : '.'),
  );
  for (const id of assignmentIds().filter((id) => solutionsOf(id) === 'locked'))
    console.log(`The key of the solutions of ${id}, to be posted after the deadline: ${solutionKey(id)}`);
}
if (audience === 'instructor') console.log(`${folder}: with solutions and keys. Keep it to yourself.`);
