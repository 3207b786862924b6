/**
 * `npm run build:student` writes dist-student and proves that it holds no solution; `npm run build:instructor` writes
 * dist-instructor, with solutions, rubrics, keys and the page that grades. `npm run dev:instructor` serves the latter
 * while it is written. SITE and BASE are those of `npm run build`; SOLUTIONS=locked locks solutions instead of leaving
 * them out, and prints their key; ONLY=assignments leaves the rest of the book out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { assignmentIds } from '../build/assignments.ts';
import { keyPath } from '../build/locks.ts';
import { leaksIn } from './leaks/search.ts';
import { secrets } from './leaks/secrets.ts';
import { root, tool } from './tools.ts';

const [what, audience] = process.argv.slice(2);
const env = { AUDIENCE: audience };
if (what === 'dev') process.exit(tool('astro', ['dev', '--port', '4321'], { env }) ? 0 : 1);

const folder = `dist-${audience}`;
if (!tool('astro', ['build', '--outDir', folder], { env })) process.exit(1);
if (audience === 'student' && process.env.SOLUTIONS !== 'open') {
  const leaks = leaksIn(root + folder, secrets());
  for (const { file, what, text } of leaks)
    console.error(`${folder}/${file}: holds ${what} (“${text.slice(0, 60)}”)`);
  if (leaks.length) {
    console.error(`${leaks.length} leaks: do not publish ${folder}.`);
    process.exit(1);
  }
  console.log(`${folder}: no solution, rubric or key was found in any of its files.`);
}
if (audience === 'student' && process.env.SOLUTIONS === 'locked') {
  for (const id of assignmentIds().filter((id) => existsSync(keyPath(id))))
    console.log(
      `The key of the solutions of ${id}, to be posted after the deadline: ${readFileSync(keyPath(id), 'utf8').trim()}`,
    );
}
if (audience === 'instructor') console.log(`${folder}: with solutions and keys. Keep it to yourself.`);
