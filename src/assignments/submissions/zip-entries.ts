/**
 * What a zip says that it holds (PKWARE's APPNOTE 6.3: 4.3.7 local headers, 4.3.9 descriptors, 4.3.12 directory, 4.3.16
 * its end, 4.5.3 sizes of 64 bits). The directory at the end counts, as for every other program; a zip that was cut off
 * has none, and then the headers before the files are read, as far as there are any.
 */
import { entryName } from './zip-names.ts';

export interface Entry {
  /** As in the zip: nothing about it can be trusted. */
  name: string;
  encrypted: boolean;
  /** 0: stored, 8: deflated. */
  method: number;
  /** Of what it inflates to, as the zip says. */
  size: number;
  crc: number;
  /** As much of it as is there. */
  packed: Uint8Array;
  /** The zip ends before it does. */
  cut: boolean;
}

export interface Entries {
  entries: Entry[];
  /** How many there are beyond those that were asked for. */
  more: number;
  /** There was no directory: what comes after the cut cannot be known. */
  cut: boolean;
}

const local = 0x04034b50;
const central = 0x02014b50;
const descriptor = 0x08074b50;
const end = 0x06054b50;
const end64 = 0x06064b50;
const unknown = 0xffffffff;
/** A zip ends with a comment of so many bytes at most. */
const longestEnd = 22 + 0xffff;

/** The first `most` entries of a zip, or undefined where nothing looks like one. */
export function entriesOf(bytes: Uint8Array, most: number): Entries | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return fromDirectory(bytes, view, most) ?? fromHeaders(bytes, view, most);
}

function fromDirectory(bytes: Uint8Array, view: DataView, most: number): Entries | undefined {
  const place = directoryOf(view);
  if (!place) return undefined;
  const entries: Entry[] = [];
  let at = place.start;
  for (let k = 0; k < place.count; k++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== central) return undefined;
    const name = view.getUint16(at + 28, true);
    const extra = view.getUint16(at + 30, true);
    const next = at + 46 + name + extra + view.getUint16(at + 32, true);
    if (next > bytes.length) return undefined;
    if (k < most) entries.push(centralEntry(bytes, view, at, { name, extra }));
    at = next;
  }
  return { entries, more: Math.max(0, place.count - most), cut: false };
}

/** Where the directory begins and how many entries it has. */
function directoryOf(view: DataView): { start: number; count: number } | undefined {
  const last = Math.max(0, view.byteLength - longestEnd);
  for (let at = view.byteLength - 22; at >= last; at--) {
    if (view.getUint32(at, true) !== end) continue;
    const [count, start] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    if (start !== unknown && count !== 0xffff) return { start, count };
    const wide = at >= 20 ? wordOf(view, at - 12) : view.byteLength;
    if (wide + 56 > view.byteLength || view.getUint32(wide, true) !== end64) return { start, count };
    return { start: wordOf(view, wide + 48), count: wordOf(view, wide + 32) };
  }
  return undefined;
}

const wordOf = (view: DataView, at: number) =>
  view.getUint32(at, true) + 2 ** 32 * view.getUint32(at + 4, true);

function centralEntry(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  length: { name: number; extra: number },
) {
  const extras = at + 46 + length.name;
  const [size, packed, offset] = wideOf(view, extras, extras + length.extra, [at + 24, at + 20, at + 42]);
  const whole = offset! + 30 <= bytes.length && view.getUint32(offset!, true) === local;
  const data = whole
    ? offset! + 30 + view.getUint16(offset! + 26, true) + view.getUint16(offset! + 28, true)
    : 0;
  return {
    ...traits(bytes, view, at + 8, { name: at + 46, length: length.name }),
    size: size!,
    crc: view.getUint32(at + 16, true),
    packed: whole ? bytes.subarray(data, data + packed!) : bytes.subarray(0, 0),
    cut: !whole || data + packed! > bytes.length,
  };
}

/** Numbers of 32 bits; those that do not fit stand, in this order, with 64 bits in the extra field 1. */
function wideOf(view: DataView, from: number, to: number, places: number[]): number[] {
  const numbers = places.map((place) => view.getUint32(place, true));
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let wide = at + 4;
    return numbers.map((number) => {
      if (number !== unknown || wide + 8 > to) return number;
      wide += 8;
      return wordOf(view, wide - 8);
    });
  }
  return numbers;
}

/** What both kinds of header have, flags first. */
function traits(bytes: Uint8Array, view: DataView, flags: number, at: { name: number; length: number }) {
  const bits = view.getUint16(flags, true);
  return {
    name: entryName(bytes.subarray(at.name, at.name + at.length), (bits & 0x800) !== 0),
    encrypted: (bits & 1) !== 0,
    method: view.getUint16(flags + 2, true),
  };
}

function fromHeaders(bytes: Uint8Array, view: DataView, most: number): Entries | undefined {
  const entries: Entry[] = [];
  let [at, more] = [0, 0];
  while (at + 30 <= bytes.length && view.getUint32(at, true) === local) {
    const length = view.getUint16(at + 26, true);
    const data = at + 30 + length + view.getUint16(at + 28, true);
    if (data > bytes.length) break;
    const about = traits(bytes, view, at + 6, { name: at + 30, length });
    const later = (view.getUint16(at + 6, true) & 8) !== 0;
    const { packed, size, crc, next } = later ? described(view, data) : measured(view, at, data);
    const cut = data + packed > bytes.length;
    const entry = { ...about, size, crc, packed: bytes.subarray(data, data + packed), cut };
    if (entries.length < most) entries.push(entry);
    else more += 1;
    at = next;
  }
  return entries.length > 0 ? { entries, more, cut: true } : undefined;
}

function measured(view: DataView, at: number, data: number) {
  const extras = at + 30 + view.getUint16(at + 26, true);
  const [size, packed] = wideOf(view, extras, data, [at + 22, at + 18]);
  return { size: size!, packed: packed!, crc: view.getUint32(at + 14, true), next: data + packed! };
}

/** The sizes stand behind the data: where a descriptor tells its own distance from the beginning. */
function described(view: DataView, data: number) {
  for (let at = data; at + 16 <= view.byteLength; at++) {
    if (view.getUint32(at, true) !== descriptor || view.getUint32(at + 8, true) !== at - data) continue;
    const wide = at + 24 <= view.byteLength && wordOf(view, at + 8) === at - data && startsAt(view, at + 24);
    return {
      size: view.getUint32(at + (wide ? 16 : 12), true),
      packed: at - data,
      crc: view.getUint32(at + 4, true),
      next: at + (wide ? 24 : 16),
    };
  }
  return { size: 0, packed: Infinity, crc: 0, next: Infinity };
}

const startsAt = (view: DataView, at: number) =>
  at + 4 <= view.byteLength && [local, central].includes(view.getUint32(at, true));
