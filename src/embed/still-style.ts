/**
 * Writes what the figures' style sheets say of drawings into the drawings themselves, as attributes that every program
 * understands which reads SVG. It reads the sheets that the pages use, so that there is no second palette.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Properties } from './still-colours.ts';

interface Rule {
  selector: string;
  /** Ids are not used by the sheets: classes, then elements, in one number. */
  weight: number;
  values: readonly (readonly [property: string, value: string])[];
}

/** Attributes of drawings that mean the same as properties of styles. */
const drawn = new Set(
  (
    'fill fill-opacity stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity opacity rx ' +
    'font-size font-family font-weight letter-spacing paint-order shape-rendering vector-effect display visibility'
  ).split(' '),
);
/** A picture is not pointed at, nothing in it can be edited, and no script changes it. */
const answering = /:(hover|focus|active|checked|disabled|root)|\[data-editable\]/;

/** A style sheet with those that it imports. */
const sheet = (path: string): string =>
  readFileSync(path, 'utf8').replace(/@import '([^']+)';/g, (_, other: string) =>
    sheet(join(dirname(path), other)),
  );
const rules = rulesOf(sheet('components/parts/figure.css'));

/** The custom properties of the site and of its figures. */
export const properties: Properties = Object.fromEntries(
  [...rulesOf(sheet('src/styles/tokens.css')), ...rules].flatMap(({ values }) =>
    values.filter(([name]) => name.startsWith('--')),
  ),
);

/** The rules that hold always: those of layers, and none of media or containers. */
function rulesOf(text: string): Rule[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '');
  return blocks(bare).flatMap(({ head, body }) => {
    if (head.startsWith('@layer')) return rulesOf(body);
    return head.startsWith('@') ? [] : parts(head, ',').map((selector) => rule(selector, body));
  });
}

function rule(selector: string, body: string): Rule {
  const values = body.split(';').flatMap((line) => {
    const [, name, value] = /^\s*([\w-]+)\s*:\s*([\s\S]*\S)\s*$/.exec(line) ?? [];
    return name ? [[name, value!] as const] : [];
  });
  return { selector, weight: weightOf(selector), values };
}

/** What stands before each pair of braces, and what between them. */
function blocks(text: string) {
  const found: { head: string; body: string }[] = [];
  let at = 0;
  for (let open = text.indexOf('{', at); open >= 0; open = text.indexOf('{', at)) {
    const close = closing(text, open, '{', '}');
    const head = text.slice(at, open).split(';').at(-1)!.trim();
    found.push({ head, body: text.slice(open + 1, close) });
    at = close + 1;
  }
  return found;
}

function closing(text: string, open: number, begin: string, end: string): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === begin) depth += 1;
    if (text[at] === end) depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`still-style: "${begin}" without "${end}" in ${text.slice(open, open + 60)}`);
}

/** Split, but not inside of brackets. */
function parts(text: string, by: string): string[] {
  const found = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === by && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((part) => part.trim());
}

/** Specificity; of `:is()` and `:has()` it is that of the weightiest in their brackets. */
function weightOf(selector: string): number {
  const inner = /:(?:is|has|not)\(/.exec(selector);
  if (inner) {
    const open = inner.index + inner[0].length - 1;
    const close = closing(selector, open, '(', ')');
    const most = Math.max(...parts(selector.slice(open + 1, close), ',').map(weightOf));
    return most + weightOf(selector.slice(0, inner.index) + selector.slice(close + 1));
  }
  const classes = selector.match(/\.[\w-]+|\[[^\]]*\]|(?<!:):[\w-]+/g)?.length ?? 0;
  const elements = selector.replace(/\[[^\]]*\]/g, '').match(/(^|[\s>+~])[a-z][\w-]*/gi)?.length ?? 0;
  return 1000 * classes + elements;
}

/** Gives every element of the figure's drawings the attributes that the sheets say, colours as the sheets name them. */
export function style(figure: Element): void {
  const said = new Map<Element, Map<string, { weight: number; value: string }>>();
  for (const { selector, weight, values } of rules) {
    const own = values.filter(([name]) => drawn.has(name));
    if (own.length === 0 || answering.test(selector)) continue;
    for (const element of figure.parentElement!.querySelectorAll(selector)) {
      if (!element.closest('svg')) continue;
      const known = said.get(element) ?? new Map<string, { weight: number; value: string }>();
      for (const [name, value] of own) {
        if (weight >= (known.get(name)?.weight ?? 0)) known.set(name, { weight, value });
      }
      said.set(element, known);
    }
  }
  for (const [element, values] of said) {
    for (const [name, { value }] of values) element.setAttribute(name, value);
  }
}
