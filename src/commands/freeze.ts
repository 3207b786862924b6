/**
 * `npm run freeze`: builds every version that has a tag v* and puts it into dist/v/<version>/. A version is built once
 * for a site and then kept in release/v/; SITE and BASE are those with which dist was built.
 * `npm run freeze -- <folder or zip> …` puts frozen versions there that `npm run release` wrote.
 */
import { existsSync } from 'node:fs';
import { root } from './tools.ts';
import { freezeTags, freezeWritten } from './freeze-versions.ts';

if (!existsSync(`${root}dist/404.html`)) {
  console.error('There is no built book in dist. Run: npm run build');
  process.exit(1);
}
const here = { base: process.env.BASE ?? '/', site: process.env.SITE ?? 'http://localhost:4321' };
const options = { repository: root, kept: `${root}release/v`, built: `${root}dist`, ...here };
try {
  const sources = process.argv.slice(2);
  const stamps = sources.length > 0 ? freezeWritten(sources, options) : freezeTags(options);
  for (const { version, commit } of stamps) console.log(`v/${version}/ ${commit?.slice(0, 9) ?? ''}`);
  if (stamps.length === 0) console.log('There is no tag v* and so no frozen version.');
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
