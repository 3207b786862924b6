/**
 * `npm run release` writes two zips into release/. unfolded-<version>.zip is the whole book for any static server, no
 * network needed. unfolded-<version>-frozen.zip is the version for ever, to be unpacked in the root of the site SITE at
 * BASE, where it becomes v/<version>/; the same lies in release/v/<version>/ for `npm run freeze`.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { frozenBase, settle } from './frozen.ts';
import { pack } from './pack.ts';
import { slashed } from './serve.ts';
import { root, tool } from './tools.ts';

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
const name = `unfolded-${version}`;
const folder = `${root}release/${name}`;

mkdirSync(folder, { recursive: true });
if (!tool('astro', ['build', '--outDir', `release/${name}`], { env: { BASE: '/', SITE: undefined } }))
  process.exit(1);
writeFileSync(
  `${folder}/HOW-TO.txt`,
  `Unfolded ${version}: the whole book, to be read without a network.

A browser does not run a page's scripts from a folder, so serve this one:

    cd ${name}
    python3 -m http.server 4321 --bind 127.0.0.1

and open http://localhost:4321/ (any other static server does as well, with this folder as its root).
Code: MIT licence. Text and figures: CC BY 4.0.
`,
);
for (const licence of ['LICENSE', 'LICENSE-TEXT']) {
  writeFileSync(`${folder}/${licence}`, readFileSync(root + licence));
}
const zip = pack(folder, name);
writeFileSync(`${folder}.zip`, zip);
rmSync(folder, { recursive: true });
console.log(`release/${name}.zip: ${(zip.length / 1e6).toFixed(1)} MB`);

const [site, base] = [process.env.SITE ?? 'http://localhost:4321', slashed(process.env.BASE ?? '/')];
const frozen = `release/v/${version}`;
const env = { BASE: frozenBase(base, version), SITE: site };
rmSync(root + frozen, { recursive: true, force: true });
if (!tool('astro', ['build', '--outDir', frozen], { env })) process.exit(1);
settle(root + frozen, { version, base, site });
writeFileSync(`${folder}-frozen.zip`, pack(root + frozen, `v/${version}`));
console.log(`release/${name}-frozen.zip and ${frozen}/: for ${site}${env.BASE}`);
