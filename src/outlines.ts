/** What a lecture's outline may name. */
import type { Lecture } from './book.ts';
import { nearest } from './mdx/nearest.ts';

/**
 * What is wrong in the outlines: chapters and sections that do not exist. Sections are known of written chapters only.
 * Each problem says the file, the heading, what was found and the nearest right name.
 */
export function outlineProblems(
  found: Lecture[],
  ids: string[],
  sections: Record<string, string[]>,
): string[] {
  return found.flatMap(({ name, outline }) =>
    outline.flatMap(({ heading, chapter, section }) => {
      const where = `content/lectures/${name}.yaml: "${heading}":`;
      if (chapter && !ids.includes(chapter))
        return [`${where} there is no chapter ${chapter}.${hint(chapter, ids)}`];
      const known = sections[chapter ?? ''];
      if (!section || !known || known.includes(section)) return [];
      return [`${where} ${chapter} has no section ${section}.${hint(section, known)}`];
    }),
  );
}

function hint(found: string, allowed: string[]): string {
  const best = nearest(found, allowed);
  return best ? ` Did you mean ${best}?` : ` Allowed: ${allowed.join(', ')}.`;
}
