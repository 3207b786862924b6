/** A link in the text to a state of a figure on the same page sets that figure; without a script it loads the page so. */
import type { UnfoldWidget } from './index.ts';

let query = location.search;
/** Figures that a link has set. */
const linked = new Set<UnfoldWidget>();

addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
    return;
  const link = (event.target as Element).closest?.<HTMLAnchorElement>('a[href*="?"]');
  if (!link || link.pathname !== location.pathname || link.origin !== location.origin) return;
  const figure = figureOf(link.hash);
  if (!figure) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  query = link.search;
  linked.add(figure);
  void show(figure, link);
});

/** Going back shows the state of the address before; a jump to a heading changes no query, and no figure. */
addEventListener('popstate', () => {
  if (location.search === query) return;
  query = location.search;
  for (const figure of linked) void figure.show(location);
});

function figureOf(hash: string) {
  const element = document.getElementById(decodeURIComponent(hash.slice(1)));
  return element?.localName === 'unfold-widget' ? (element as UnfoldWidget) : undefined;
}

async function show(figure: UnfoldWidget, address: { search: string; hash: string }) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  figure.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
  await figure.show(address);
}
