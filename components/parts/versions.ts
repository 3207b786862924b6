/** Links to states that an earlier version of a widget wrote, read as it meant them. */
import type { Declaration } from './declare.ts';

/** The key of a link that says which version of its widget wrote it. An input `V` is another name. */
export const VERSION = 'v';

type Pairs = (readonly [string, string])[];

/**
 * The texts of a link as the present version would write them, and what to say of it. A link without a version is of
 * the present one; one of a later version is read as far as it is understood.
 */
export function inPresentWords(declaration: Declaration, texts: Iterable<readonly [string, string]>) {
  const all = [...texts];
  const isVersion = ([key, text]: readonly [string, string]) => key === VERSION && /^[1-9]\d{0,5}$/.test(text);
  const pairs = all.filter((pair) => !isVersion(pair));
  const { version, earlier = {} } = declaration;
  const from = Number(all.findLast(isVersion)?.[1] ?? version);
  if (from > version) {
    return { pairs, notes: ['A newer version of this figure made this state, which may mean something else here.'] };
  }
  try {
    return { pairs: rewritten(pairs, from, version, earlier), notes: [] };
  } catch {
    return { pairs: [], notes: [`This state of version ${from} could not be read.`] };
  }
} // prettier-ignore

/** A pair that no version changes keeps its place; of a name that stands twice the later text is changed. */
function rewritten(
  pairs: Pairs,
  from: number,
  to: number,
  earlier: NonNullable<Declaration['earlier']>,
): Pairs {
  let present = pairs;
  for (let version = from; version < to; version++) {
    const next = earlier[version];
    if (next) present = Object.entries(next(Object.fromEntries(present)));
  }
  return present;
}
