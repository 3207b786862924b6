/** Frozen versions from tags and from what `npm run release` wrote. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { frozenBase, place, settle, stampOf, versionOfTag, type Stamp } from './frozen.ts';
import { slashed } from './serve.ts';

export interface Freezing {
  /** A git repository. */
  repository: string;
  /** Where built versions are kept, so that none is built twice. */
  kept: string;
  /** The built site into which they are put. */
  built: string;
  base: string;
  site: string;
  /** Runs npm in a folder; throws where it fails. Tests hand in another. */
  npm?: (args: string[], folder: string, env: Record<string, string>) => void;
}

/** Every tagged version, in the built site. */
export function freezeTags(freezing: Freezing): Stamp[] {
  const { repository, kept, built } = freezing;
  const tags = git(repository, 'tag', '--list', 'v*').split('\n');
  return tags.flatMap((tag) => {
    const version = versionOfTag(tag);
    if (!version) return [];
    const folder = join(kept, version);
    const stamp = wanted(freezing, version, git(repository, 'rev-list', '-n', '1', tag));
    if (JSON.stringify(stampOf(folder)) !== JSON.stringify(stamp)) build(freezing, folder, stamp);
    return [place(folder, built, freezing)];
  });
}

const wanted = ({ base, site }: Freezing, version: string, commit: string): Stamp => ({
  version,
  base: slashed(base),
  site,
  commit,
});

/** Builds a commit in a work tree of its own, with the packages that it names, as it was built then. */
function build({ repository, npm = runNpm }: Freezing, folder: string, stamp: Stamp): void {
  const tree = join(mkdtempSync(join(tmpdir(), 'unfolded-')), stamp.version);
  try {
    git(repository, 'worktree', 'add', '--detach', tree, stamp.commit!);
    const env = { SITE: stamp.site, BASE: frozenBase(stamp.base, stamp.version) };
    npm(['ci'], tree, env);
    npm(['run', 'build'], tree, env);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(join(tree, 'dist'), folder, { recursive: true });
    settle(folder, stamp);
  } finally {
    git(repository, 'worktree', 'remove', '--force', tree);
    rmSync(dirname(tree), { recursive: true, force: true });
  }
}

/** Folders and zips that `npm run release` wrote, in the built site. */
export function freezeWritten(sources: readonly string[], freezing: Freezing): Stamp[] {
  return sources.map((source) => {
    if (!existsSync(source)) throw new Error(`${source}: there is no such folder or zip.`);
    if (!source.endsWith('.zip')) return place(resolve(source), freezing.built, freezing);
    const folder = mkdtempSync(join(tmpdir(), 'unfolded-'));
    try {
      return place(join(folder, unzipped(source, folder)), freezing.built, freezing);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

/** The folder inside of a zip in which everything is: `v/0.1.0`. */
function unzipped(source: string, folder: string): string {
  const files = unzipSync(readFileSync(source));
  const stamp = Object.keys(files).find((path) => /^v\/[^/]+\/frozen\.json$/.test(path));
  if (!stamp)
    throw new Error(`${source} holds no frozen version. It is the other zip of npm run release, or none.`);
  for (const [path, bytes] of Object.entries(files)) {
    if (path.endsWith('/') || path.split('/').includes('..')) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return dirname(stamp);
}

function git(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr?.trim() || 'git could not be started'}`);
  return stdout.trim();
}

function runNpm(args: string[], folder: string, env: Record<string, string>): void {
  const options = { cwd: folder, stdio: 'inherit', env: { ...process.env, ...env } } as const;
  const { status } = spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0)
    throw new Error(`npm ${args.join(' ')} failed in ${folder}: this version cannot be built any more.`);
}
