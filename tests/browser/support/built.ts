/** What is in a built book: found by looking, so that new pages are tested without being named anywhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { frozenBase, stampOf } from '../../../src/commands/frozen.ts';
import { root } from '../../../src/commands/tools.ts';

/**
 * Where `dist-fork` is served, with a slash at both ends: `/some-fork/v/0.1.0/`. It is a frozen version of a fork, and says
 * so itself.
 */
export function forkBase(): string {
  const { base, version } = stampOf(`${root}dist-fork`)!;
  return frozenBase(base, version);
}

/** Every page of `dist` or `dist-fork`, as a path without the base: `''`, `'ntm/'`, `'404.html'`. */
export function pagesOf(folder: 'dist' | 'dist-fork'): string[] {
  return filesOf(folder)
    .filter((path) => path.endsWith('.html'))
    .map((path) => path.replace(/(^|\/)index\.html$/, '$1'))
    .sort();
}

export function filesOf(folder: 'dist' | 'dist-fork'): string[] {
  const entries = readdirSync(root + folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'));
}

/** The ids of the chapters that are written. */
export function chapters(): string[] {
  return readdirSync(`${root}content/chapters`)
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => name.replace(/\.mdx$/, ''));
}

export function readBuilt(folder: 'dist' | 'dist-fork', path: string): Buffer {
  return readFileSync(join(root, folder, path === '' || path.endsWith('/') ? `${path}index.html` : path));
}

/** Bytes as GitHub Pages sends them. */
export function gzipped(bytes: Buffer): number {
  return gzipSync(bytes, { level: 9 }).length;
}

/** The texts among some addresses, each with its bytes as they are sent; gpu.js and fonts are budgets of their own. */
export function weigh(urls: string[]): (readonly [string, number])[] {
  return [...new Set(urls.map((url) => new URL(url).pathname))]
    .filter((path) => /\.(js|css)$|\/$/.test(path))
    .map((path) => [path, gzipped(readBuilt('dist', path.slice(1)))]);
}

export function sumOf(parts: readonly (readonly [string, number])[]): number {
  return parts.reduce((total, [, bytes]) => total + bytes, 0);
}
