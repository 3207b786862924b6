/** Keys with their answers, for solutions that are shown or locked while pages are built. No script of a page may import this. */
import type { Key, Keys } from '../assignments/types.ts';

export { EXAMPLE } from '../assignments/example.ts';

const files = import.meta.glob<{ default: Keys }>('/content/assignments/*/keys.ts', {
  query: '?whole',
  eager: true,
});

export const wholeKeys = (assignment: string): Keys =>
  files[`/content/assignments/${assignment}/keys.ts`]?.default ?? {};

export const wholeKeyOf = (assignment: string, exercise: string): Key | undefined =>
  wholeKeys(assignment)[exercise];
