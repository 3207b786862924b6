/** What was handed in, from a zip, a folder or one file. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { megabytes } from '../../assignments/submissions/shown.ts';
import { opened, tooLarge } from '../../assignments/submissions/opened.ts';
import { type Fault, isZip, limits, type Submitted, unzip } from '../../assignments/submissions/unzip.ts';

export interface HandedIn {
  files: Submitted[];
  faults: Fault[];
}

/** More than this is no class. */
const largestZip = 1e9;

export async function handedIn(path: string): Promise<HandedIn> {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about) throw new Error(`There is no ${path}. A zip, a folder or a file of answers is expected.`);
  if (about.isDirectory()) return inFolder(path);
  if (about.size > largestZip) {
    throw new Error(`${path} has ${megabytes(about.size)}; at most ${megabytes(largestZip)} are read.`);
  }
  const bytes = readFileSync(path);
  // A zip that was cut off at its very beginning, or is none, is said to be that.
  if (isZip(bytes) || /\.zip$/i.test(path)) return unzip(bytes);
  return { files: [{ name: basename(path), bytes }], faults: [] };
}

/** Links are not followed: what they lead to was not handed in. */
function inFolder(folder: string): HandedIn {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  const [files, faults]: [Submitted[], Fault[]] = [[], []];
  for (const path of paths.slice(0, limits.files)) {
    const name = relative(folder, path).split(sep).join('/');
    if (/(^|\/)(\.|Thumbs\.db$|desktop\.ini$|__MACOSX\/)/.test(name)) continue;
    const { size } = statSync(path);
    if (size <= limits.file) files.push({ name, bytes: readFileSync(path) });
    else faults.push({ name, words: tooLarge(size) });
  }
  if (paths.length > limits.files) {
    const words = `The folder has ${paths.length} files; only the first ${limits.files} were read.`;
    faults.push({ name: '', words });
  }
  return { files, faults };
}

/** The assignment that most of the files name. */
export function assignmentIn(files: readonly Submitted[]): string | undefined {
  const counts = new Map<string, number>();
  for (const file of files) {
    const read = opened(file);
    const id = 'answers' in read ? read.answers.assignment : '';
    if (/^[a-z0-9][a-z0-9-]*$/.test(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
