/**
 * The exact texts to paste so that somebody else's page shows a figure of the book. Everything here is a function of its
 * options alone, so that the gallery's dialog, the pages for teachers, oEmbed and the tests all give the same text.
 */
import { LONGEST_QUERY, LONGEST_TEXT } from '../../components/parts/limits.ts';
import { read } from '../../components/parts/texts.ts';

/** Which figure, in which state. */
export interface Shown {
  /** The home page of the book, with its scheme and a slash at the end. */
  book: string;
  widget: string;
  title: string;
  /** The `version` of the widget whose state this is; it goes with the state. */
  wrote?: number;
  /** A frozen version of the book (`0.1.0`), whose figures do not change; without one, the newest. */
  version?: string;
  /** The inputs as texts of an address, as `format` of the codec writes them. */
  state?: readonly (readonly [name: string, text: string])[];
}

/** What an address of an embed can say besides. Left out is as at first. */
export interface Choices {
  theme?: string;
  /** In whose letters: `wu`. */
  notation?: string;
  controls?: 'all' | 'none' | readonly string[];
  lock?: readonly string[];
  heading?: boolean;
  links?: boolean;
  motion?: boolean;
  device?: string;
  start?: string;
  tag?: string;
}

export interface Options extends Shown, Choices {
  /** Pixels, or all there is. */
  width?: number | '100%';
  /** Pixels. */
  height: number;
}

type Pair = [name: string, text: string];

/** The reserved words of an embed's address for these choices; none that only repeats what is so anyway. */
export function wordsOf(choices: Choices): Pair[] {
  const { theme, notation, controls = 'all', lock = [], device, start, tag } = choices;
  const list = typeof controls === 'string' ? controls : controls.join(',') || 'none';
  const off = (name: 'heading' | 'links' | 'motion') => (choices[name] === false ? '0' : undefined);
  const words: [string, string | undefined, string?][] = [
    ['theme', theme, 'auto'],
    ['notation', notation, 'book'],
    ['controls', list, 'all'],
    ['lock', lock.join(',') || undefined],
    ['heading', off('heading')],
    ['links', off('links')],
    ['motion', off('motion')],
    ['device', device, 'auto'],
    ['start', start, 'auto'],
    ['tag', tag || undefined],
  ];
  return words.flatMap(([name, text, usual]): Pair[] =>
    text === undefined || text === usual ? [] : [[name, text]],
  );
}

/** The inputs as texts, and the version of the widget that gave them their meaning. */
export function stateOf({ state = [], wrote }: Shown): Pair[] {
  const pairs = state.map(([name, text]): Pair => [name, text]);
  const versioned = pairs.some(([name]) => name === 'v');
  return pairs.length > 0 && wrote !== undefined && !versioned ? [...pairs, ['v', String(wrote)]] : pairs;
}

/** The book, or the frozen version of it that was asked for. */
const home = ({ book, version }: Shown) => (version ? `${book}v/${version}/` : book);
const folder = (shown: Shown) => `${home(shown)}embed/${shown.widget}/`;

/** Commas and semicolons stay readable; what ends a link in somebody's Markdown does not stay. */
const written = (pairs: readonly Pair[]) =>
  pairs
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&')
    .replaceAll('%2C', ',')
    .replaceAll('%3B', ';')
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The address that a frame shows: a short state in the query, a long one behind `#s=`. Throws where a state is longer
 * than any figure reads.
 */
export function frameAddress(options: Shown & Choices): string {
  const [words, state] = [written(wordsOf(options)), written(stateOf(options))];
  if (state.length > LONGEST_TEXT - 3) {
    throw new RangeError(
      `${options.widget}: the state takes ${state.length} characters of an address; at most ${LONGEST_TEXT - 3} are read`,
    );
  }
  const query = [words, state].filter(Boolean).join('&');
  if (query.length < LONGEST_QUERY) return `${folder(options)}${query && `?${query}`}`;
  return `${folder(options)}${words && `?${words}`}#s=${state}`;
}

/** The figure as it was built, as a picture. */
export const pictureAddress = (options: Shown & Choices): string =>
  `${folder(options)}figure-${options.theme === 'dark' ? 'dark' : 'light'}.svg`;

/** For the text or an attribute of HTML. */
const escaped = (text: string) => entities(line(text));
const entities = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
/** A text that must come back as it is, with its line ends and spaces. */
const whole = (text: string) => entities(text).replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** For the text of a link in Markdown. */
const plain = (text: string) => line(text).replace(/[\\`*_[\]<>#&]/g, '\\$&');
// What cannot be seen (line ends among it) would end an attribute or a line of Markdown somewhere else than meant.
const line = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

const attributes = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, text]) => ` ${name}="${escaped(text)}"`).join('');

/** Only what editors of learning platforms leave standing: `src width height title style`. */
export function iframe(options: Options): string {
  const { title, width = '100%', height } = options;
  const pairs: Pair[] = [
    ['src', frameAddress(options)],
    ['width', String(width)],
    ['height', String(height)],
    ['title', title],
    ['style', 'border:0'],
  ];
  return `<iframe${attributes(pairs)}></iframe>`;
}

/**
 * For pages that may run scripts: the element, which tells the page what its figure computes. Names of attributes have
 * no capitals, so that `v` might be an input `V`: the version of the state is `data-v`.
 */
export function element(options: Options): string {
  const { widget, title, width = '100%' } = options;
  const size: Pair[] = width === '100%' ? [] : [['style', `max-width:${width}px`]];
  const state = stateOf(options).map(([name, text]): Pair => [name === 'v' ? 'data-v' : name, text]);
  const stated = state.map(([name, text]) => ` ${name}="${whole(text)}"`).join('');
  const named = `${attributes([['name', widget]])}${stated}${attributes([...wordsOf(options), ...size])}`;
  const picture = `<img${attributes([
    ['src', pictureAddress(options)],
    ['alt', title],
  ])}>`;
  return [
    `<script${attributes([['src', `${home(options)}embed.js`]])} async></script>`,
    `<unfold-widget${named}>`,
    `  <a${attributes([['href', frameAddress(options)]])}>${picture}</a>`,
    '</unfold-widget>',
  ].join('\n');
}

/** The figure as a picture that leads to the live one, for what shows no frames. */
export const markdown = (options: Options): string =>
  `[![${plain(options.title)}](${pictureAddress(options)})](${frameAddress(options)})`;

/** Numbers and arrays as such. */
const json = (pairs: readonly Pair[]) =>
  JSON.stringify(Object.fromEntries(pairs.map(([name, text]) => [name, read(text)])));

/** MyST's directive for anywidget modules: the figure runs in the page itself. */
export const anywidget = (options: Options): string =>
  [
    `:::{anywidget} ${folder(options)}afm.mjs`,
    json([...stateOf(options), ...wordsOf(options)]).replace(/^\{(.+)\}$/, '{ $1 }'),
    ':::',
  ].join('\n');

/** MyST's directive for frames, with a picture where the book is printed. */
export const mystFrame = (options: Options): string =>
  [
    `:::{iframe} ${frameAddress(options)}`,
    `:width: ${options.width === undefined || options.width === '100%' ? '100%' : `${options.width}px`}`,
    `:placeholder: ${pictureAddress(options)}`,
    plain(options.title),
    ':::',
  ].join('\n');

/** Sphinx, which makes Jupyter Book 1. */
export const sphinx = (options: Options): string => ['```{raw} html', iframe(options), '```'].join('\n');

/** A frame where Quarto writes a page, a link where it writes a document. */
export const quarto = (options: Options): string =>
  [
    '::: {.content-visible when-format="html"}',
    '```{=html}',
    iframe(options),
    '```',
    ':::',
    '::: {.content-visible unless-format="html"}',
    `[${plain(options.title)}](${frameAddress(options)})`,
    ':::',
  ].join('\n');

/** Words of an address that a module understands as well; the others are for frames. */
const moduleWords = new Set(['theme', 'notation', 'controls', 'lock', 'heading', 'links']);

/** One cell of a notebook. What the state sets can be changed by the reader, as everywhere. */
export function observable(options: Options): string {
  const state = json(stateOf(options).filter(([name]) => name !== 'v'));
  const words = wordsOf(options).filter(([name]) => moduleWords.has(name));
  const set = [
    `  for (const [name, value] of Object.entries(${state})) {`,
    '    const view = await main.value(`viewof ${name}`);',
    '    view.value = value;',
    '    view.dispatchEvent(new Event("input"));',
    '  }',
  ];
  return [
    '{',
    '  const { Runtime, Inspector } = await import("https://cdn.jsdelivr.net/npm/@observablehq/runtime@5/dist/runtime.js");',
    `  const { default: define } = await import(${JSON.stringify(`${folder(options)}module.js`)});`,
    '  const place = document.createElement("div");',
    '  const runtime = new Runtime();',
    '  const main = runtime.module(define, (name) => (name === "figure" ? new Inspector(place) : undefined));',
    ...words.map(([name, text]) => `  main.redefine(${JSON.stringify(name)}, ${JSON.stringify(text)});`),
    ...(state === '{}' ? [] : set),
    '  invalidation.then(() => runtime.dispose());',
    '  return place;',
    '}',
  ].join('\n');
}
