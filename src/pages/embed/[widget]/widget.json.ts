import type { APIRoute } from 'astro';
import { book, chapters } from '../../../book.ts';
import { widgetFile } from '../../../embed/widget-file.ts';
import { declarations } from '../../../mdx/declarations.ts';
import { builtWidgets } from '../../../mdx/widgets.ts';
import { address, version } from '../../../site.ts';

export const getStaticPaths = () => builtWidgets().map((widget) => ({ params: { widget } }));

export const GET: APIRoute = ({ params }) => {
  const declaration = declarations[params.widget!]!;
  const chapter = chapters().find(({ id }) => id === declaration.chapter)!;
  const file = widgetFile(declaration, {
    book: address('/'),
    bookTitle: book().title,
    bookVersion: version,
    chapterTitle: chapter.title,
    preview: address(`/social/embed-${declaration.id}.png`),
  });
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: { 'content-type': 'application/json' },
  });
};
