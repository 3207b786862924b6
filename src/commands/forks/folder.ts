/** The folder of a fork: content/assignments/<id>/. */
import { z } from 'astro/zod';
import {
  chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync,
  writeFileSync,
} from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readYaml } from '../../content-file.ts';
import { suggestion } from '../../mdx/nearest.ts';
import type { Lineage } from './transform.ts';

const text = z.string().min(1);
const record = z.strictObject({
  chapter: text,
  version: text,
  commit: text,
  date: z.iso.date(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'It has 64 hexadecimal digits'),
});

/** The file fork.yaml. */
export interface Origin extends Lineage {
  /** Of the chapter's file, as it was. */
  sha256: string;
}

export interface Fork {
  id: string;
  origin: Origin;
  /** index.mdx as it is now. */
  index: string;
  /** What it would be had nobody changed it: base.mdx. */
  base: string;
  /** Whether an update can be undone. */
  undoable: boolean;
}

/** What an update changes and an undo brings back. */
export const changing = ['index.mdx', 'base.mdx', 'fork.yaml'] as const;
export const BEFORE = '.before-update';
export const UNDONE = '.undone';

export const assignmentPath = (id: string): string => `content/assignments/${id}`;
export const folderOf = (root: string, id: string): string => join(root, assignmentPath(id));

const comment = '# Where the text of this assignment comes from. npm run fork writes and reads this file.\n';
export const originText = ({ chapter, version, commit, date, sha256 }: Origin): string =>
  comment + stringify({ chapter, version, commit, date, sha256 }, { lineWidth: 0, singleQuote: true });

/** Every folder of content/assignments that was taken from a chapter. */
export function forkNames(root: string): string[] {
  const folder = join(root, 'content/assignments');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && existsSync(join(folder, name, 'fork.yaml')))
    .sort();
}

/** @throws Error that says which name is meant, or what is missing */
export function readFork(root: string, id: string): Fork {
  const names = forkNames(root);
  if (!names.includes(id)) {
    if (assignmentExists(root, id))
      throw new Error(
        `${assignmentPath(id)} was not taken from a chapter: it has no fork.yaml. There is nothing to update or to undo.`,
      );
    throw new Error(`No assignment ${id} was taken from a chapter. ${suggestion(id, names)}`);
  }
  const folder = folderOf(root, id);
  for (const name of changing) {
    if (existsSync(join(folder, name))) continue;
    throw new Error(`${assignmentPath(id)}/${name} is missing. Bring it back, from git for example.`);
  }
  return {
    id,
    origin: readYaml(join(folder, 'fork.yaml'), record),
    index: readFileSync(join(folder, 'index.mdx'), 'utf8'),
    base: readFileSync(join(folder, 'base.mdx'), 'utf8'),
    undoable: changing.every((name) => existsSync(join(folder, BEFORE, name))),
  };
}

/** Without regard to case, since some disks have none. A name that does not begin with a letter or digit is no name. */
export function assignmentExists(root: string, id: string): boolean {
  const folder = join(root, 'content/assignments');
  return (
    /^[a-z0-9]/i.test(id) &&
    existsSync(folder) &&
    readdirSync(folder).some((name) => name.toLowerCase() === id.toLowerCase())
  );
}

/** A new folder for what is not whole yet. */
function halfOf(parent: string): string {
  const half = mkdtempSync(join(parent, '.half-'));
  chmodSync(half, 0o777 & ~process.umask());
  return half;
}

/** Writes a whole folder, or nothing: what is half written has another name. */
export function writeFolder(root: string, id: string, files: Record<string, string>): void {
  const parent = join(root, 'content/assignments');
  mkdirSync(parent, { recursive: true });
  const half = halfOf(parent);
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(half, name), content);
    renameSync(half, folderOf(root, id));
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
}

/** Copies the files that change into a folder beside them, whole or not at all. */
export function keep(root: string, id: string, where: string): void {
  const folder = folderOf(root, id);
  const half = halfOf(folder);
  for (const name of changing) copyFileSync(join(folder, name), join(half, name));
  rmSync(join(folder, where), { recursive: true, force: true });
  renameSync(half, join(folder, where));
}

/** Each file at once: nobody reads half of one. */
export function replace(root: string, id: string, files: Record<string, string | Buffer>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folderOf(root, id), name);
    writeFileSync(`${path}.half`, content);
    renameSync(`${path}.half`, path);
  }
}
