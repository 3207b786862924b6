/** Links in a chapter: to other chapters, and to states of figures. */
import type { Names } from './names.ts';
import { suggestion } from './nearest.ts';

const pages = ['lectures', 'notation', 'glossary', 'bibliography', 'search', 'embed'];

/** Widgets by the id of their figure, for the chapter at hand. */
export type Figures = Map<string, string>;

/** What is wrong with a link, in words. Links to other sites are not looked at. */
export function* checkLink(url: string, names: Names, figures: Figures): Generator<string> {
  if (/^[a-z]+:/i.test(url) || url.startsWith('#')) return;
  const [, path = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  if (path) yield* checkPath(path, url, names);
  const place = url.split('#')[1] ?? '';
  if (query && !path && !figures.has(place)) {
    yield `(${url}): no figure of this chapter is called #${place}. ${suggestion(place, figures.keys())}`;
  }
  for (const pair of query.split('&').filter(Boolean))
    yield* checkState(pair, url, names, path ? undefined : figures);
}

function* checkPath(path: string, url: string, names: Names): Generator<string> {
  const chapter = /^\/([^/]+)\//.exec(path)?.[1];
  if (path === '/' || (chapter && pages.includes(chapter))) return;
  if (!chapter) yield `(${url}): a link in the book has the form /chapter/ or /chapter/#section.`;
  else if (names.unwritten.includes(chapter))
    yield `(${url}): that chapter is not written yet. Name it without a link.`;
  else if (!names.chapters.includes(chapter)) {
    yield `(${url}): no such chapter. ${suggestion(chapter, [...names.chapters, ...pages])}`;
  }
}

/** `ntm-step.beta=50`: a figure of this chapter by its id, of another chapter by its widget's name. */
function* checkState(pair: string, url: string, names: Names, figures?: Figures): Generator<string> {
  const [, id = '', input = '', text = ''] = /^([^.=]+)\.([^=]+)=(.*)$/.exec(decodeURIComponent(pair)) ?? [];
  const widget = figures ? figures.get(id) : id;
  if (!widget || !(widget in names.widgets)) {
    const known = figures?.keys() ?? Object.keys(names.widgets);
    yield `(${url}): ${pair} is no state of a figure, like ntm-step.beta=50. ${suggestion(id, known)}`;
    return;
  }
  // The version of the figure that wrote the state.
  if (input === 'v' && /^\d+$/.test(text)) return;
  const { inputs } = names.widgets[widget]!;
  if (!inputs.includes(input)) {
    yield `(${url}): ${widget} has no input ${input}. ${suggestion(input, inputs)}`;
    return;
  }
  const problem = names.inputProblem(widget, input, text);
  if (problem) yield `(${url}): ${problem}`;
}
