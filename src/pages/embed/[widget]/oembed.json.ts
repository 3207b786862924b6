import type { APIRoute } from 'astro';
import { frameHeight } from '../../../embed/heights.ts';
import { oembed } from '../../../embed/oembed.ts';
import { declarations } from '../../../mdx/declarations.ts';
import { builtWidgets } from '../../../mdx/widgets.ts';
import { address } from '../../../site.ts';

export const getStaticPaths = () => builtWidgets().map((widget) => ({ params: { widget } }));

/** A column of text on most pages. */
const WIDTH = 640;

export const GET: APIRoute = ({ params }) => {
  const { id, title } = declarations[params.widget!]!;
  const options = { book: address('/'), widget: id, title, width: WIDTH, height: frameHeight(id, WIDTH) };
  const picture = { url: address(`/social/embed-${id}.png`), width: 1200, height: 630 };
  return Response.json(oembed(options, 'The Unfolded authors', picture));
};
