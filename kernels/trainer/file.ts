/**
 * A training run as a text to keep. The checksum is FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo), 32 bits: it finds damage,
 * it is no seal. Numbers are their bytes, little end first, in base64, so that a run goes on exactly where it stood.
 */
import { DamagedFile, type Model, type Recipe } from './types.ts';

const FORMAT = 'unfolded-training';
const VERSION = 1;
/** Longer texts are not even looked at. */
const LONGEST = 128 * 2 ** 20;

export interface Saved {
  model: Model;
  recipe: Recipe;
  iteration: number;
  overflow?: number | undefined;
  /** Parameters, and those memories that the optimizer has, as they lie in the memory. */
  numbers: readonly string[];
  /** The states that the last chunk ended in, h and c of each layer. */
  states: readonly string[];
  /** Of the data, if they have names. */
  symbols?: readonly string[] | undefined;
}

const checksum = (text: string) => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

export function write(saved: Saved): string {
  const content = JSON.stringify(saved);
  return `{"format":"${FORMAT}","version":${VERSION},"checksum":"${checksum(content)}","content":${content}}`;
}

/** Throws a DamagedFile with a sentence for the reader. */
export function read(text: string): Saved {
  if (text.length > LONGEST) throw new DamagedFile('This file is too large to be a saved training run.');
  let file: { format?: unknown; version?: unknown; checksum?: unknown; content?: Saved } | null;
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    throw new DamagedFile('This file is cut off or damaged: it cannot be read as a saved training run.');
  }
  if (file?.format !== FORMAT) throw new DamagedFile('This file is not a saved training run.');
  if (file.version !== VERSION) {
    throw new DamagedFile(`This file is of version ${String(file.version)}; this page reads ${VERSION}.`);
  }
  if (!file.content || checksum(JSON.stringify(file.content)) !== file.checksum) {
    throw new DamagedFile('This file is damaged: its checksum does not fit what is in it.');
  }
  if (!wellFormed(file.content)) throw new DamagedFile('This file is damaged: a part of it is missing.');
  return file.content;
}

function wellFormed({ model, recipe, iteration, overflow, numbers, states, symbols }: Partial<Saved>) {
  const whole = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  return (
    [model, recipe].every((one) => typeof one === 'object' && one !== null) &&
    whole(iteration) &&
    (overflow === undefined || whole(overflow)) &&
    [numbers, states, symbols ?? []].every(Array.isArray)
  );
}

/** Codes of the digits of base64. */
const DIGITS = Uint8Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (digit) =>
  digit.charCodeAt(0),
);

/** The bytes of numbers, 4 or 8 each, in base64. Every processor that runs a browser has the little end first. */
export function encode({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): string {
  return base64(new Uint8Array(buffer, byteOffset, byteLength));
}

/** Throws a DamagedFile where there are not `length` numbers. */
export function decode(text: unknown, length: number): Float32Array | Float64Array {
  const { buffer, byteLength } = typeof text === 'string' ? bytesOf(text) : new Uint8Array();
  if (byteLength === 4 * length) return new Float32Array(buffer);
  if (byteLength === 8 * length) return new Float64Array(buffer);
  throw new DamagedFile('This file has not as many numbers as its network.');
}

function base64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) codes[at++] = DIGITS[(three >> shift) & 63]!;
  }
  const spare = (3 - (bytes.length % 3)) % 3;
  codes.fill('='.charCodeAt(0), codes.length - spare);
  const parts: string[] = [];
  for (let i = 0; i < codes.length; i += 8192) {
    parts.push(String.fromCharCode.apply(null, codes.subarray(i, i + 8192) as never));
  }
  return parts.join('');
}

/** The bytes that base64 stands for. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const places = new Uint8Array(128);
  DIGITS.forEach((code, place) => (places[code] = place));
  const spare = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array(Math.max(0, Math.floor((text.length * 3) / 4) - spare));
  for (let i = 0, at = 0; at < bytes.length; i += 4) {
    let three = 0;
    for (let j = i; j < i + 4; j++) three = (three << 6) | places[text.charCodeAt(j) & 127]!;
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = three >> shift;
  }
  return bytes;
}
