/** Words that nobody else writes, one for every solution, rubric and key: found in a students' build, they tell of a leak. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const file = 'node_modules/.cache/unfolded/canaries';

/** Drawn once on a machine, so that a build and the search after it know the same words. */
function secret(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    mkdirSync('node_modules/.cache/unfolded', { recursive: true });
    const drawn = randomBytes(16).toString('hex');
    writeFileSync(file, drawn);
    return drawn;
  }
}

let known: string | undefined;

/** The canary of a part of an assignment. */
export const canaryOf = (assignment: string, part: string): string =>
  `canary${bytesToHex(sha256(utf8ToBytes(`${(known ??= secret())}|${assignment}|${part}`))).slice(0, 24)}`;
