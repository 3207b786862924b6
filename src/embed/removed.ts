/** Figures that are no more, by content/removed-widgets.yaml, and what their addresses say. */
import { z } from 'astro/zod';
import { readYaml } from '../content-file.ts';

const id = z.string().regex(/^[a-z0-9-]+$/, 'An id has small letters, digits and hyphens');
const text = z.string().min(1);

export const removedFile = z.array(z.strictObject({ id, title: text, successor: id.optional(), why: text }));
export type Removed = z.infer<typeof removedFile>[number];

/** Every removed figure. Throws, in an author's words, where the list does not fit the figures there are. */
export function removed(
  widgets: readonly string[],
  list: readonly Removed[] = readYaml('content/removed-widgets.yaml', removedFile),
): readonly Removed[] {
  const faults = list.flatMap(({ id, successor }, at) => [
    ...(widgets.includes(id) ? [`${id} is a figure of the book; take it off this list`] : []),
    ...(list.findIndex((other) => other.id === id) < at ? [`${id} is listed twice`] : []),
    ...(successor && !widgets.includes(successor)
      ? [`the successor of ${id} is ${successor}, which is no figure; there are ${widgets.join(', ')}`]
      : []),
  ]);
  if (faults.length > 0) throw new Error(`content/removed-widgets.yaml: ${faults.join('; ')}`);
  return list;
}
