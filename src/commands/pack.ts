/** Zip files of a folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

/** Everything in `folder`, as a zip in which it is all inside one folder called `name`. */
export function pack(folder: string, name: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const inside = (path: string) => `${name}/${relative(folder, path).split(sep).join('/')}`;
  return zipSync(Object.fromEntries(paths.map((path) => [inside(path), readFileSync(path)])), { level: 9 });
}
