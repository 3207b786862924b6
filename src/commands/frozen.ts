/** Frozen versions: a book built for `<base>v/<version>/`, which stays as it is while the newest goes on. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { slashed } from './serve.ts';

/** Says in `frozen.json` what a folder is, and where alone it works: its addresses are built in. */
export interface Stamp {
  version: string;
  /** Where the whole site is, without the version: `/` or `/unfolded/`. */
  base: string;
  site: string;
  /** The commit it was built from. */
  commit?: string;
}

const STAMP = 'frozen.json';

/** `v0.2.0` is the tag of version 0.2.0; other tags are none of a version. */
export const versionOfTag = (tag: string): string | undefined =>
  /^v(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(tag)?.[1];

/** Where version `version` of a site at `base` is. */
export const frozenBase = (base: string, version: string): string => `${slashed(base)}v/${version}/`;

/**
 * Makes a built book a frozen one: search engines are asked to pass it by on every page, it has no sitemap of its own,
 * and it says what it is. Works for a book of any age, since it needs nothing of it.
 */
export function settle(folder: string, stamp: Stamp): void {
  const names = readdirSync(folder, { recursive: true }).map(String);
  for (const name of names.filter((one) => one.endsWith('.html'))) {
    const path = join(folder, name);
    const page = readFileSync(path, 'utf8');
    if (/<meta name="robots"/.test(page)) continue;
    const head = /<head[^>]*>(\s*<meta charset[^>]*>)?/i;
    writeFileSync(path, page.replace(head, '$&<meta name="robots" content="noindex">'));
  }
  for (const name of names.filter((one) => /^(sitemap-.*\.xml|robots\.txt)$/.test(one)))
    rmSync(join(folder, name));
  writeFileSync(join(folder, STAMP), `${JSON.stringify(stamp)}\n`);
}

/** What a frozen folder says of itself; nothing where it is none. */
export function stampOf(folder: string): Stamp | undefined {
  const path = join(folder, STAMP);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Stamp) : undefined;
}

/**
 * Puts a frozen folder into a built site, and its version on the list `v/versions.json`, newest first.
 * @throws where the folder is no frozen version, or of another site, or is there already with other contents
 */
export function place(frozen: string, built: string, here: Pick<Stamp, 'base' | 'site'>): Stamp {
  const stamp = stampOf(frozen);
  if (!stamp)
    throw new Error(`${frozen} has no ${STAMP}, so it is no frozen version. npm run release makes one.`);
  if (stamp.base !== slashed(here.base) || stamp.site !== here.site) {
    throw new Error(
      `${frozen} was built for ${stamp.site}${stamp.base}; this site is ${here.site}${slashed(here.base)}. ` +
        'Addresses are built in: build that version again with SITE and BASE of this site.',
    );
  }
  const target = join(built, 'v', stamp.version);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(frozen, target, { recursive: true });
  writeFileSync(join(built, 'v/versions.json'), `${JSON.stringify(versionsIn(built))}\n`);
  return stamp;
}

/** The frozen versions of a built site, newest first. */
export function versionsIn(built: string): string[] {
  const names = existsSync(join(built, 'v')) ? readdirSync(join(built, 'v')) : [];
  const versions = names.filter((name) => versionOfTag(`v${name}`));
  return versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}
