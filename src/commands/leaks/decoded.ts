/** What a file says, in every way in which something can be written in it: packed, escaped, or in base64. */
import { gunzipSync, unzipSync, unzlibSync } from 'fflate';

const DEEPEST = 4;

/**
 * All readings of a file's bytes. Of base64 only runs that could hold `least` characters are looked at, and what begins
 * like something packed: every name in a script is base64 of something.
 */
export function* readings(bytes: Uint8Array, least = 6, depth = 0): Generator<string> {
  if (depth > DEEPEST) return;
  for (const inner of unpacked(bytes)) yield* readings(inner, least, depth + 1);
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes);
  yield text;
  const plain = unescaped(text);
  if (plain !== text) yield plain;
  // Twice: HTML in JSON in a script, a source map of that.
  const twice = unescaped(plain);
  if (twice !== plain) yield twice;
  const runs = new RegExp(
    `[A-Za-z0-9+/_-]{${Math.ceil((least * 4) / 3)},}|(?:H4sI|UEsD)[A-Za-z0-9+/_-]+`,
    'g',
  );
  for (const run of new Set([text, plain].flatMap((one) => one.match(runs) ?? []))) {
    const inner = fromBase64(run);
    if (inner) yield* readings(inner, least, depth + 1);
  }
}

/** gzip, zlib and zip, by their first bytes; a search index is gzip with a word in front of what it holds. */
function* unpacked(bytes: Uint8Array): Generator<Uint8Array> {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield gunzipSync(bytes);
    else if (bytes[0] === 0x50 && bytes[1] === 0x4b) yield* Object.values(unzipSync(bytes));
    else if (bytes[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[1]!)) yield unzlibSync(bytes);
  } catch {
    // It only looked packed.
  }
}

/** Only what decodes to text (or to something packed) is worth a second look. */
function fromBase64(run: string): Uint8Array | undefined {
  try {
    const binary = atob(run.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const packed = (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0x50 && bytes[1] === 0x4b);
    const readable = bytes.filter((byte) => byte === 9 || byte === 10 || (byte >= 32 && byte < 127) || byte > 127).length;
    return packed || readable >= 0.9 * bytes.length ? bytes : undefined;
  } catch {
    return undefined;
  }
} // prettier-ignore

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Escapes of HTML, of JSON and scripts, and of addresses. */
function unescaped(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => letter(parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => letter(Number(digits)))
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => named[name]!)
    .replace(/\\u\{([0-9a-f]{1,6})\}/gi, (_, hex: string) => letter(parseInt(hex, 16)))
    .replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_, long?: string, short?: string) =>
      letter(parseInt(long ?? short!, 16)),
    )
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => utf8(run.slice(1).split('%')))
    .replace(/\\([nrt"'`\\/])/g, (_, sign: string) => ({ n: '\n', r: '\n', t: '\t' })[sign] ?? sign);
}

const letter = (code: number) => (code < 0x110000 ? String.fromCodePoint(code) : '');

const utf8 = (pairs: string[]) =>
  new TextDecoder().decode(Uint8Array.from(pairs, (pair) => parseInt(pair, 16)));

/** As texts are compared: typographic signs and spaces made plain, letters small. */
export const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/\.\.\./g, '…')
    .replace(/\s+/g, ' ')
    .toLowerCase();
