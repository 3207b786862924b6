/** Three-way merges of texts, line by line. */
import { diff3Merge, diffIndices } from 'node-diff3';

export interface Merged {
  text: string;
  conflicts: number;
}

/** Texts as lines; how a line ends, and whether the last one does, is no difference. */
export const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

/**
 * `ours` with what has changed from `base` to `theirs`. Where both have changed the same lines, both stay, between
 * marks with these names. Lines end as those of `ours` do.
 */
export function merge(
  ours: string,
  base: string,
  theirs: string,
  names: { ours: string; theirs: string },
): Merged {
  const regions = diff3Merge(linesOf(ours), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true });
  const lines = regions.flatMap(({ ok, conflict }) =>
    conflict
      ? [`<<<<<<< ${names.ours}`, ...conflict.a, '=======', ...conflict.b, `>>>>>>> ${names.theirs}`]
      : (ok ?? []),
  );
  const ending = endingOf(ours);
  const last = /\n$/.test(ours) ? ending : '';
  return {
    text: lines.join(ending) + last,
    conflicts: regions.filter(({ conflict }) => conflict).length,
  };
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
