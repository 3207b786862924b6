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
  /** Parameters and the two memories of the optimizer, as they lie in the memory. */
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

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Numbers as base64 of 8 bytes each: what 32 bits can hold comes back unchanged from 64. */
export function encode(numbers: ArrayLike<number>): string {
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  for (let i = 0; i < numbers.length; i++) view.setFloat64(8 * i, numbers[i]!, true);
  return base64(new Uint8Array(view.buffer));
}

/** Throws a DamagedFile where there are not `length` numbers. */
export function decode(text: unknown, length: number): Float64Array {
  const bytes = typeof text === 'string' ? bytesOf(text) : new Uint8Array();
  const view = new DataView(bytes.buffer, 0, bytes.length);
  const numbers = new Float64Array(length);
  if (bytes.length !== 8 * length) throw new DamagedFile('This file has not as many numbers as its network.');
  for (let i = 0; i < length; i++) numbers[i] = view.getFloat64(8 * i, true);
  return numbers;
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const four = [18, 12, 6, 0].map((shift) => DIGITS[(three >> shift) & 63]!);
    parts.push(four.join(''));
  }
  const short = (3 - (bytes.length % 3)) % 3;
  const text = parts.join('');
  return short ? text.slice(0, -short) + '='.repeat(short) : text;
}

/** The bytes that base64 stands for. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const places = new Uint8Array(128);
  for (let i = 0; i < 64; i++) places[DIGITS.charCodeAt(i)] = i;
  const length = text.replace(/=+$/, '').length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  for (let i = 0, at = 0; at < bytes.length; i += 4) {
    const digit = (j: number) => places[text.charCodeAt(i + j) & 127] ?? 0;
    const three = (digit(0) << 18) | (digit(1) << 12) | (digit(2) << 6) | digit(3);
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = three >> shift;
  }
  return bytes;
}
