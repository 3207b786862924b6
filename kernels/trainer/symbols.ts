/** Which symbols a text is made of. */

/** A table of more symbols would be too large for a network in a page; the rarer ones are one symbol. */
const MOST_SYMBOLS = 256;
/** Stands for all symbols that are not in the table. */
export const OTHER = '\uFFFD';

/** A character with all that combines with it: near enough to the grapheme clusters of Unicode's annex 29. */
const CLUSTER =
  /\r\n|\p{Regional_Indicator}{2}|[^](?:[\p{M}\p{Emoji_Modifier}\u{E0020}-\u{E007F}]|\u200D\p{Extended_Pictographic})*/uy;

/** Which 16-bit units may be part of a longer cluster: made when the first text needs it. */
let joining: Uint8Array | undefined;

function joiners(): Uint8Array {
  if (joining) return joining;
  joining = new Uint8Array(65_536);
  for (let unit = 0x300; unit < 65_536; unit++) {
    const high = unit >= 0xd800 && unit < 0xe000;
    joining[unit] = high || unit === 0x200d || /\p{M}/u.test(String.fromCharCode(unit)) ? 1 : 0;
  }
  joining[10] = 1;
  return joining;
}

/** Calls `take` with the start and the end of every cluster; most are one 16-bit unit, which is seen at once. */
export function eachCluster(text: string, take: (start: number, end: number) => void) {
  const joins = joiners();
  for (let at = 0; at < text.length;) {
    let end = at + 1;
    const unit = text.charCodeAt(at);
    if ((end < text.length && joins[text.charCodeAt(end)]) || (unit >= 0xd800 && unit < 0xe000)) {
      CLUSTER.lastIndex = at;
      end = CLUSTER.test(text) ? CLUSTER.lastIndex : end;
    }
    take(at, end);
    at = end;
  }
}

/** Numbers symbols in the order in which they first come, and counts them. */
export class Table {
  readonly counts: number[] = [];
  readonly #names: string[] = [];
  readonly #units = new Int32Array(65_536).fill(-1);
  readonly #long = new Map<string, number>();

  number(text: string, start: number, end: number): number {
    const unit = text.charCodeAt(start);
    const single = end === start + 1;
    const name = single ? '' : text.slice(start, end);
    let id = single ? this.#units[unit]! : (this.#long.get(name) ?? -1);
    if (id < 0) {
      id = this.counts.length;
      this.counts.push(0);
      this.#names.push(single ? text[start]! : name);
      if (single) this.#units[unit] = id;
      else this.#long.set(name, id);
    }
    this.counts[id]!++;
    return id;
  }

  /** The symbols that are kept, in the order of their codes, and for each number its place among them. */
  ranked(): { symbols: string[]; places: Int32Array } {
    const all = this.#names.map((name, id) => ({ name, id }));
    const frequent = all.toSorted((a, b) => this.counts[b.id]! - this.counts[a.id]! || a.id - b.id);
    const kept = all.length > MOST_SYMBOLS ? frequent.slice(0, MOST_SYMBOLS - 1) : frequent;
    const sorted = kept.filter(({ name }) => name !== OTHER).sort((a, b) => (a.name < b.name ? -1 : 1));
    const symbols = sorted.map(({ name }) => name);
    if (sorted.length < all.length) symbols.push(OTHER);
    const places = new Int32Array(all.length).fill(symbols.length - 1);
    sorted.forEach(({ id }, place) => (places[id] = place));
    return { symbols, places };
  }
}
