/** Inflates what a zip holds, in pieces, so that a bomb is stopped early. */
import { Inflate } from 'fflate';
import { megabytes } from './shown.ts';
import type { Limits } from './unzip.ts';
import type { Entry } from './zip-entries.ts';

/** What is inside an entry, or what is wrong with it. */
export function inflated(entry: Entry, most: number, { ratio }: Limits): Uint8Array | string {
  const { packed } = entry;
  const large = `It is larger than ${megabytes(most)}, and was not read. Answers have a few kilobytes.`;
  if (entry.method === 0) return packed.length > most ? large : checked(packed, entry);
  const parts: Uint8Array[] = [];
  let [length, ended] = [0, false];
  const stream = new Inflate((part, final) => {
    parts.push(part);
    length += part.length;
    ended ||= final;
  });
  // At most 1032 times as much comes out: a piece of 4 kB fills 4 MB at worst.
  const step = 4096;
  try {
    for (let at = 0; at < packed.length && !ended; at += step) {
      stream.push(packed.subarray(at, at + step), at + step >= packed.length);
      const bomb = length > 1e6 && length > ratio * Math.min(packed.length, at + step);
      if (bomb)
        return `It gets more than ${ratio} times larger when it is unpacked (a zip bomb), and was not read.`;
      if (length > most) return large;
    }
  } catch {
    return 'It is damaged: it cannot be unpacked.';
  }
  return checked(joined(parts, length), entry);
}

function joined(parts: Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const checked = (bytes: Uint8Array, { crc }: Entry) =>
  crcOf(bytes) === crc ? bytes : 'It is damaged: its check sum is another than the zip says.';

/** CRC-32 (polynomial 0xEDB88320, reflected), which fflate does not check. */
function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 255]!;
  return ~crc >>> 0;
}

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let word = byte;
  for (let bit = 0; bit < 8; bit++) word = word & 1 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
  return word;
});
