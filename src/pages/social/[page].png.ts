/** The picture that goes with a link to a page or a figure: its title, in the book's own type, 1200 × 630. */
import type { APIRoute } from 'astro';
import { book, chapters, partOf, writtenChapters } from '../../book.ts';
import { socialImage } from '../../build/social-image.ts';
import { declarations } from '../../mdx/declarations.ts';
import { whole } from '../../site.ts';

export const getStaticPaths = () => {
  const widgets = Object.keys(declarations).map((id) => `embed-${id}`);
  const more = whole ? [...writtenChapters().map(({ id }) => id), ...widgets] : [];
  return ['book', ...more].map((page) => ({ params: { page } }));
};

export const GET: APIRoute = async ({ params }) => {
  const bytes = new Uint8Array(await imageOf(params.page!));
  return new Response(bytes, { headers: { 'content-type': 'image/png' } });
};

async function imageOf(page: string): Promise<Buffer> {
  const widget = declarations[page.replace(/^embed-/, '')];
  const id = widget?.chapter ?? page;
  const chapter = chapters().find((one) => one.id === id);
  const { title, subtitle } = book();
  if (widget) return socialImage(widget.title, `Unfolded · a live figure · ${chapter!.title}`);
  return chapter
    ? socialImage(chapter.title, `Unfolded · ${partOf(chapter).title} · Chapter ${chapter.number}`)
    : socialImage(title, subtitle);
}
