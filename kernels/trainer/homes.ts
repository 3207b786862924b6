/** Which home a trainer gets. */
import type { HomeMaker } from './operations.ts';
import { rightIn } from './canary.ts';
import { plain } from './plain.ts';
import { webassembly } from './webassembly.ts';

export type Wish = 'auto' | 'plain' | 'webassembly';

/** The compiled home where it is there, is allowed, and computes what `plain` computes; else `plain`. */
export async function homeFor(wish: Wish): Promise<HomeMaker> {
  if (wish === 'plain') return plain;
  const made = await trusted();
  if (made) return made;
  if (wish === 'webassembly') throw new Error('trainer: WebAssembly is not there, or not allowed');
  return plain;
}

let found: Promise<HomeMaker | undefined> | undefined;

/** Compiled and tried once. */
function trusted(): Promise<HomeMaker | undefined> {
  return (found ??= webassembly().then(async (make) => (make && (await rightIn(make)) ? make : undefined)));
}
