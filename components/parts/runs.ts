/** Formulas inside drawings: the same small set as label.ts, as runs of text that SVG can hold. */
import { maker } from './element.ts';
import { label, type Macros } from './label.ts';

/** A stretch of text in one style. */
export interface Run {
  text: string;
  bold: boolean;
  italic: boolean;
  shift?: 'sub' | 'sup';
  /** The kind of thing (state, error …), which gives the colour. */
  kind?: string;
}

/** What drawings write letters with: TeX in the page's notation as runs. */
export type Letters = (tex: string) => Run[];

export function lettersOf(document: Document, macros: Macros): Letters {
  const make = maker(document);
  return (tex) => runsIn(label(make, macros, tex), { bold: false, italic: false });
}

function runsIn(node: Node, style: Omit<Run, 'text'>): Run[] {
  if (node.nodeType === 3) return node.textContent ? [{ ...style, text: node.textContent }] : [];
  const { localName, className } = node as Element;
  const kind = /kind-(\w+)/.exec(className)?.[1];
  const inner = {
    ...style,
    bold: style.bold || localName === 'b',
    italic: style.italic || localName === 'i',
    ...(kind && { kind }),
    ...((localName === 'sub' || localName === 'sup') && { shift: localName }),
  };
  return [...node.childNodes].flatMap((child) => runsIn(child, inner as Omit<Run, 'text'>));
}

const SVG = 'http://www.w3.org/2000/svg';
/** How far scripts are moved, in em of the whole text. */
const rise = { sub: 0.3, sup: -0.4 } as const;

/** One `<text>` of runs. Its attributes give place, size and anchor; it is silent, since the drawing says its marks. */
export function textOf(
  document: Document,
  runs: readonly Run[],
  attributes: Record<string, string | number>,
): SVGTextElement {
  const text = document.createElementNS(SVG, 'text');
  for (const [name, value] of Object.entries({ 'aria-hidden': 'true', ...attributes })) {
    text.setAttribute(name, String(value));
  }
  let at = 0;
  for (const { text: letters, bold, italic, shift, kind } of runs) {
    const part = document.createElementNS(SVG, 'tspan');
    const to = shift ? rise[shift] : 0;
    const size = shift ? 0.7 : 1;
    // `dy` is in em of the run's own size.
    if (to !== at) part.setAttribute('dy', `${((to - at) / size).toFixed(3)}em`);
    at = to;
    if (shift) part.setAttribute('font-size', '70%');
    if (bold) part.setAttribute('font-weight', '700');
    if (italic) part.setAttribute('font-style', 'italic');
    if (kind) part.setAttribute('class', `kind-${kind}`);
    part.textContent = letters;
    text.append(part);
  }
  return text;
}
