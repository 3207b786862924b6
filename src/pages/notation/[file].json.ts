/** `/notation/ntm.wu.json`: the formulas of a chapter that a lecture writes otherwise, by the number that they have in the page. */
import type { APIRoute, MDXInstance } from 'astro';
import { writtenChapters } from '../../book.ts';
import { differs, type Formula, formulaHtml } from '../../mdx/formulas.ts';
import { lectureNames, type Notation } from '../../notations.ts';
import { whole } from '../../site.ts';

interface Props {
  formulas: Formula[];
  notation: Notation;
}

export function getStaticPaths() {
  const pages = import.meta.glob<MDXInstance<{ formulas: Formula[] }>>('/content/chapters/*.mdx', {
    eager: true,
  });
  return (whole ? writtenChapters() : []).flatMap(({ id }) => {
    const { formulas } = pages[`/content/chapters/${id}.mdx`]!.frontmatter;
    return lectureNames.map((notation) => ({
      params: { file: `${id}.${notation}` },
      props: { formulas, notation },
    }));
  });
}

export const GET: APIRoute<Props> = ({ props: { formulas, notation } }) => {
  const entries = formulas.map((formula, index) => [index, formula] as const);
  const other = entries.filter(([, formula]) => differs(formula, notation));
  return Response.json(
    Object.fromEntries(other.map(([index, formula]) => [index, formulaHtml(formula, notation)])),
  );
};
