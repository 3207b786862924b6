/** Three-way merges of texts: block by block, and line by line in a block. */
import { diff3Merge, diffIndices } from 'node-diff3';
import { type Block, blocksOf, keyOf, versions } from './blocks.ts';

export interface Merged {
  text: string;
  conflicts: number;
}

/** Texts as lines; how a line ends, and whether the last one does, is no difference. */
export const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

/**
 * `ours` with what has changed from `base` to `theirs`. Where both have changed the same lines, or one has changed a
 * paragraph that the other has taken out, both stay, between marks with these names. What `ours` has taken out and
 * `theirs` has left alone stays out. Lines end as those of `ours` do.
 */
export function merge(
  ours: string,
  base: string,
  theirs: string,
  names: { ours: string; theirs: string },
): Merged {
  const pieces = joined(
    mergedBlocks(blocksOf(linesOf(ours)), blocksOf(linesOf(base)), blocksOf(linesOf(theirs))),
  );
  const lines = pieces.flatMap((piece) =>
    'ok' in piece
      ? piece.ok
      : [`<<<<<<< ${names.ours}`, ...piece.ours, '=======', ...piece.theirs, `>>>>>>> ${names.theirs}`],
  );
  const ending = endingOf(ours);
  const last = /\n$/.test(ours) ? ending : '';
  return { text: lines.join(ending) + last, conflicts: pieces.filter((piece) => !('ok' in piece)).length };
}

/** Lines that are settled, or those of either side. */
type Piece = { ok: readonly string[] } | { ours: readonly string[]; theirs: readonly string[] };

function mergedBlocks(ours: Block[], base: Block[], theirs: Block[]): Piece[] {
  const [a, b] = [placed(base, ours), placed(base, theirs)];
  const pieces = base.flatMap((block, k) => [
    ...inserted(a.before[k]!, b.before[k]!, gone(a, k)),
    ...changed(a.version[k], block, b.version[k]),
  ]);
  return [...pieces, ...inserted(a.before[base.length]!, b.before[base.length]!, gone(a, base.length))];
}

interface Placed {
  /** Of each block of the base. */
  version: (Block | undefined)[];
  /** What is new before each block of the base that is still there, and at the end. */
  before: string[][];
}

function placed(base: Block[], text: Block[]): Placed {
  const found = versions(base, text);
  const before: string[][] = [];
  let next = 0;
  for (const at of [...found, text.length]) {
    before.push(at < 0 ? [] : text.slice(next, at).flat());
    if (at >= 0) next = at + 1;
  }
  return { version: found.map((at) => text[at]), before };
}

/** Whether the block before the k-th, or the k-th, was taken out. */
const gone = ({ version }: Placed, k: number) =>
  (k > 0 && !version[k - 1]) || (k < version.length && !version[k]);

/** What stands in a place where nothing stood. New text of theirs where ours has taken its neighbours out is a conflict. */
function inserted(ours: string[], theirs: string[], orphaned: boolean): Piece[] {
  if (theirs.length && (ours.length || orphaned)) return [{ ours, theirs }];
  return [{ ok: [...ours, ...theirs] }];
}

function changed(ours: Block | undefined, base: Block, theirs: Block | undefined): Piece[] {
  if (ours && theirs)
    return diff3Merge([...ours], [...base], [...theirs], { excludeFalseConflicts: true }).map(
      ({ ok, conflict }) => (conflict ? { ours: conflict.a, theirs: conflict.b } : { ok: ok ?? [] }),
    );
  const left = ours ?? theirs;
  // What one side has taken out and the other has not touched.
  if (!left || keyOf(left) === keyOf(base)) return [];
  return [{ ours: ours ?? [], theirs: theirs ?? [] }];
}

/** Conflicts without settled lines between them as one, and without lines that both sides begin or end with. */
function joined(pieces: Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if ('ok' in piece) {
      if (piece.ok.length) all.push(piece);
    } else if (last && !('ok' in last)) {
      all[all.length - 1] = { ours: [...last.ours, ...piece.ours], theirs: [...last.theirs, ...piece.theirs] }; // prettier-ignore
    } else all.push(piece);
  }
  return all.flatMap((piece) => ('ok' in piece ? piece : trimmed(piece.ours, piece.theirs)));
}

function trimmed(ours: readonly string[], theirs: readonly string[]): Piece[] {
  const most = Math.min(ours.length, theirs.length);
  let [start, end] = [0, 0];
  while (start < most && ours[start] === theirs[start]) start++;
  while (end < most - start && ours.at(-1 - end) === theirs.at(-1 - end)) end++;
  const inner = (lines: readonly string[]) => lines.slice(start, lines.length - end);
  const [one, two] = [inner(ours), inner(theirs)];
  // The blank line behind a paragraph that stands on one side only.
  const lone = one.length ? (two.length ? [] : one) : two;
  const blanks: string[] = [];
  while (lone.at(-1) === '') blanks.push(lone.pop()!);
  const conflict = one.length || two.length ? [{ ours: one, theirs: two }] : [];
  const rest = [...blanks, ...ours.slice(ours.length - end)];
  return [{ ok: ours.slice(0, start) }, ...conflict, { ok: rest }].filter(
    (piece) => !('ok' in piece) || piece.ok.length > 0,
  );
}

/** How most lines of a text end. */
function endingOf(text: string): string {
  const all = text.split('\n').length - 1;
  const windows = text.split('\r\n').length - 1;
  return windows > all / 2 ? '\r\n' : '\n';
}

export interface Difference {
  added: number;
  removed: number;
}

/** How many lines `now` has that `before` has not, and the other way round. */
export function difference(before: string, now: string): Difference {
  const parts = diffIndices(linesOf(before), linesOf(now));
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    added: sum(parts.map(({ buffer2 }) => buffer2[1])),
    removed: sum(parts.map(({ buffer1 }) => buffer1[1])),
  };
}
