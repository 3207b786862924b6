/** Searches a build for secrets. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { plainly, readings } from './decoded.ts';
import type { Secret } from './secrets.ts';

export interface Leak extends Secret {
  file: string;
}

/** Pictures and fonts hold no words, and their bytes look like anything. */
const wordless = /\.(png|jpe?g|webp|avif|woff2?|wasm|ico)$/i;

/** Every secret that a file of the folder holds, once a file. */
export function leaksIn(folder: string, secrets: readonly Secret[]): Leak[] {
  const least = Math.min(...secrets.map(({ text }) => text.length));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const named = leaksOf(new TextEncoder().encode(relative(folder, path)), secrets, least);
    const inside = wordless.test(path) ? [] : leaksOf(readFileSync(path), secrets, least);
    return [...new Set([...named, ...inside])].map((secret) => ({ ...secret, file: relative(folder, path) }));
  });
} // prettier-ignore

/** A line for each, with the file and what it holds. */
export function tellLeaks(folder: string, leaks: readonly Leak[]) {
  for (const { file, what, text } of leaks)
    console.error(`${folder}/${file}: holds ${what} (“${text.slice(0, 60)}”)`);
}

function leaksOf(bytes: Uint8Array, secrets: readonly Secret[], least: number): Secret[] {
  const found = new Set<Secret>();
  for (const reading of readings(bytes, least)) {
    const text = plainly(reading);
    for (const secret of secrets) if (text.includes(secret.text)) found.add(secret);
  }
  return [...found];
}
