/**
 * Opens a zip that may be broken or hostile: what is wrong with a file costs that file alone, and is said. Nothing is
 * written anywhere; names are for matching and for telling. fflate inflates, in pieces, so that a bomb is stopped early.
 */
import { inflated } from './inflated.ts';
import { megabytes } from './shown.ts';
import { entriesOf, type Entry } from './zip-entries.ts';

/** A file as it was handed in. */
export interface Submitted {
  /** With its folders, as in the zip or in the folder. */
  name: string;
  bytes: Uint8Array;
}

/** Something that is wrong, in words for the instructor. `name` is a file, or empty where it is the whole. */
export interface Fault {
  name: string;
  words: string;
}

export interface Limits {
  /** Bytes of a file. */
  file: number;
  files: number;
  /** Bytes of all files together. */
  all: number;
  /** How many times larger a file may get when it is more than a megabyte. */
  ratio: number;
}

/** Answers have a few kilobytes; a class has a few hundred files. */
export const limits: Limits = { file: 5e6, files: 2000, all: 500e6, ratio: 200 };

/** Called between files, so that a page stays alive. */
export type Pause = () => Promise<void> | void;

/** True for bytes that begin like a zip. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && [3, 5].includes(bytes[2]!);

/** The files of a zip, and what is wrong with the others. Never throws for what is inside. */
export async function unzip(
  zip: Uint8Array,
  { most = limits, pause = () => undefined }: { most?: Limits; pause?: Pause } = {},
): Promise<{ files: Submitted[]; faults: Fault[] }> {
  const found = entriesOf(zip, most.files);
  if (!found)
    return { files: [], faults: [{ name: '', words: 'This is not a zip, or nothing of it can be read.' }] };
  const [files, faults]: [Submitted[], Fault[]] = [[], []];
  const names = new Set<string>();
  let left = most.all;
  for (const entry of found.entries) {
    const { name } = entry;
    if (isNothing(name)) continue;
    const words = faultOf(entry, names) ?? tooMuch(left, most);
    names.add(name);
    const bytes = words ?? inflated(entry, Math.min(most.file, left), most);
    if (typeof bytes === 'string') faults.push({ name, words: bytes });
    else {
      files.push({ name, bytes });
      left -= bytes.length;
    }
    await pause();
  }
  faults.push(...wholeFaults(found, most));
  return { files, faults };
}

function wholeFaults({ more, cut }: { more: number; cut: boolean }, most: Limits): Fault[] {
  const faults: Fault[] = [];
  if (more > 0) {
    const words = `It has ${most.files + more} entries; only the first ${most.files} were read. Divide it and grade the parts.`;
    faults.push({ name: '', words });
  }
  if (cut) {
    const words =
      'The zip ends early: it has no directory, so files at its end may be missing. Download it again.';
    faults.push({ name: '', words });
  }
  return faults;
}

/** Folders, and what systems add by themselves. */
const isNothing = (name: string) =>
  /[\\/]$/.test(name) || /(^|\/)(__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/.test(name);

/** What is wrong with an entry before it is opened. */
function faultOf(entry: Entry, names: Set<string>): string | undefined {
  return (
    nameFault(entry.name) ??
    (names.has(entry.name) ? 'The zip has this name twice; the first of the two was read.' : undefined) ??
    (entry.encrypted ? 'It is encrypted. Ask for it without a password.' : undefined) ??
    (entry.cut
      ? 'The zip ends before this file does, so it was not read. Download the zip again.'
      : undefined) ??
    (entry.method !== 0 && entry.method !== 8
      ? `It is compressed by method ${entry.method}; only files stored (0) or deflated (8) can be read.`
      : undefined)
  );
}

/** A name that would lead out of its folder, or that no course site writes. */
export function nameFault(name: string): string | undefined {
  const refused = (why: string) => `Its name ${why}, which no course site writes; it was not read.`;
  if (name === '') return refused('is empty');
  if (/[\u0000-\u001f\u007f]/.test(name)) return refused('has a control character');
  if (/^[/\\]|^[A-Za-z]:/.test(name)) return refused('begins at the root of a disk');
  if (/(^|[/\\])\.\.([/\\]|$)/.test(name)) return refused('leads out of its folder (..)');
  if (name.includes('\\')) return refused('has a backslash');
  if (name.length > 1000) return refused(`is ${name.length} characters long`);
  return undefined;
}

const tooMuch = (left: number, most: Limits) =>
  left > 0
    ? undefined
    : `The zip holds more than ${megabytes(most.all)}; this file comes after that and was not read.`;
