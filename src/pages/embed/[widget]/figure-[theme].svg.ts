/** The figure as it was built, as a picture for whatever shows no frames. */
import type { APIRoute } from 'astro';
import { macros } from '../../../book.ts';
import { declarations } from '../../../mdx/declarations.ts';
import { builtWidgets, renderStatic } from '../../../mdx/widgets.ts';
import { stillSvg } from '../../../embed/still-svg.ts';
import type { Theme } from '../../../embed/still-colours.ts';
import { address } from '../../../site.ts';

/** Drawn once for both themes. */
const figures = new Map<string, ReturnType<typeof renderStatic>>();
function figureOf(widget: string) {
  const figure = figures.get(widget) ?? renderStatic(widget, {});
  figures.set(widget, figure);
  return figure;
}

const themes: readonly Theme[] = ['light', 'dark'];

export const getStaticPaths = () =>
  builtWidgets().flatMap((widget) => themes.map((theme) => ({ params: { widget, theme } })));

export const GET: APIRoute<Record<string, unknown>, { widget: string; theme: Theme }> = async ({
  params,
}) => {
  const { widget, theme } = params;
  const figure = await figureOf(widget);
  const source = `Unfolded · ${address(`/embed/${widget}/`)} · CC BY 4.0`;
  const svg = stillSvg({ ...figure, declaration: declarations[widget]!, source, macros: macros() }, theme);
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml' } });
};
