/** The picture that goes with a link to a page: its title, in the book's own type, 1200 × 630. */
import type { APIRoute } from 'astro';
import { book, chapters, partOf, writtenChapters } from '../../book.ts';
import { socialImage } from '../../build/social-image.ts';

export const getStaticPaths = () =>
  ['book', ...writtenChapters().map(({ id }) => id)].map((page) => ({ params: { page } }));

export const GET: APIRoute = async ({ params }) => {
  const chapter = chapters().find(({ id }) => id === params.page);
  const { title, subtitle } = book();
  const image = chapter
    ? await socialImage(chapter.title, `Unfolded · ${partOf(chapter).title} · Chapter ${chapter.number}`)
    : await socialImage(title, subtitle);
  return new Response(new Uint8Array(image), { headers: { 'content-type': 'image/png' } });
};
