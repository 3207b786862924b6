/** Parts of a page as parts of an SVG: boxes, lines of text, drawings. */

export const SVG = 'http://www.w3.org/2000/svg';

/** What decides how a drawing looks. All but those in `OWN` come down from the element above. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'shape-rendering',
  'visibility',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'opacity',
  'rx',
  'vector-effect',
  'filter',
];
const OWN: Record<string, string> = { opacity: '1', rx: 'auto', 'vector-effect': 'none', filter: 'none' };
const LETTERS = ['fill', 'font-family', 'font-size', 'font-style', 'font-weight'];

export function withAttributes<E extends Element>(element: E, values: Record<string, string | number>): E {
  for (const [name, value] of Object.entries(values)) {
    element.setAttribute(name, typeof value === 'number' ? String(Number(value.toFixed(2))) : value);
  }
  return element;
}

const make = (tag: string) => document.createElementNS(SVG, tag);

/** The ground of an element, where it has one. */
export function boxOf(element: Element, frame: DOMRect): SVGElement | undefined {
  const { backgroundColor, borderRadius } = getComputedStyle(element);
  if (/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return undefined;
  const { x, y, width, height } = element.getBoundingClientRect();
  const place = { x: x - frame.x, y: y - frame.y, width, height, rx: parseFloat(borderRadius) || 0 };
  return withAttributes(make('rect') as SVGElement, { ...place, fill: plain(backgroundColor) });
}

/** The line above an element, where it has one. */
function lineOf(element: Element, frame: DOMRect): SVGElement | undefined {
  const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(element);
  const height = parseFloat(borderTopWidth);
  if (!height || borderTopStyle === 'none') return undefined;
  const { x, y, width } = element.getBoundingClientRect();
  return withAttributes(make('rect') as SVGElement, {
    x: x - frame.x,
    y: y - frame.y,
    width,
    height,
    fill: plain(borderTopColor),
  });
}

/** Writes what stands in an element, in its order. */
export class Drawn {
  readonly #page: Element;
  readonly #frame: DOMRect;
  /** The text that is being written: what stands in one block is one text. */
  #text: Element | undefined;

  constructor(page: Element, figure: Element) {
    this.#page = page;
    this.#frame = figure.getBoundingClientRect();
  }

  children(element: Element): void {
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.#write(child as Text);
      else if (child.nodeType === Node.ELEMENT_NODE) this.#draw(child as Element);
    }
  }

  #draw(element: Element) {
    const { display } = getComputedStyle(element);
    if (display === 'none') return;
    if (element.localName === 'svg') return this.#page.append(drawing(element as SVGSVGElement, this.#frame));
    const parts = [boxOf(element, this.#frame), lineOf(element, this.#frame)];
    this.#page.append(...parts.filter((part) => part !== undefined));
    if (display === 'inline') return this.children(element);
    const around = this.#text;
    this.#text = undefined;
    this.children(element);
    this.#text = display.startsWith('inline') ? around : undefined;
  }

  #write(node: Text) {
    const style = getComputedStyle(node.parentElement!);
    if (style.visibility !== 'visible') return;
    for (const { text, x, y } of linesOf(node, style, this.#frame)) {
      if (!this.#text) this.#page.append((this.#text = make('text')));
      const part = withAttributes(make('tspan'), { x, y });
      for (const name of LETTERS) {
        const value = name === 'fill' ? plain(style.color) : style.getPropertyValue(name);
        if (!this.#text.hasAttribute(name)) this.#text.setAttribute(name, value);
        else if (this.#text.getAttribute(name) !== value) part.setAttribute(name, value);
      }
      part.textContent = text;
      this.#text.append(part);
    }
  }
}

interface Line {
  text: string;
  x: number;
  /** Of the line that letters stand on. */
  y: number;
}

/** The lines into which the browser has broken a text. */
function linesOf(node: Text, style: CSSStyleDeclaration, frame: DOMRect): Line[] {
  const rise = riseOf(style);
  const lines: (Line & { top: number })[] = [];
  for (const { text, box } of wordsOf(node)) {
    const last = lines.at(-1);
    const next = box && (!last || Math.abs(box.top - last.top) > 2);
    if (next) lines.push({ text, x: box.left - frame.x, y: box.top - frame.y + rise * box.height, top: box.top });
    else if (last) last.text += text;
  }
  return lines;
} // prettier-ignore

/** Words and the spaces between them, each with its place; a word that is broken is given letter by letter. */
function* wordsOf(node: Text): Generator<{ text: string; box: DOMRect | undefined }> {
  const range = document.createRange();
  const boxes = (start: number, end: number) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()].filter(({ width }) => width > 0);
  };
  for (const { 0: word, index } of node.data.matchAll(/\s+|\S+/g)) {
    const space = /^\s/.test(word);
    const [box, ...more] = space ? [] : boxes(index, index + word.length);
    if (!more.length) yield { text: space ? ' ' : word, box };
    else for (let at = 0; at < word.length; at++) yield { text: word[at]!, box: boxes(index + at, index + at + 1)[0] };
  }
} // prettier-ignore

let measuring: CanvasRenderingContext2D | null | undefined;

/** How far below the top of a face its letters stand, as a share of its height. */
function riseOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (!measuring) return 0.8;
  measuring.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = measuring.measureText('x');
  return above / (above + below) || 0.8;
}

/** A drawing with the looks that the page's style sheet gives it. */
function drawing(original: SVGSVGElement, frame: DOMRect): SVGElement {
  const copy = original.cloneNode(true) as SVGSVGElement;
  const { x, y, width, height } = original.getBoundingClientRect();
  const [originals, copies] = [original, copy].map((one) => [one, ...one.querySelectorAll('*')]);
  copies!.forEach((element, at) => look(element, originals![at]!, at === 0));
  withAttributes(copy, { x: x - frame.x, y: y - frame.y, width, height, overflow: 'visible' });
  return copy;
}

function look(element: Element, original: Element, first: boolean) {
  const style = getComputedStyle(original);
  if (style.display === 'none') return element.remove();
  const above = first ? undefined : getComputedStyle(original.parentElement!);
  for (const name of LOOKS) {
    const value = plain(style.getPropertyValue(name));
    const inherited = OWN[name] ?? (above && plain(above.getPropertyValue(name)));
    if (value === inherited) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  const quiet = [...element.attributes].filter(({ name }) =>
    /^(class|style|tabindex|role|aria-|data-)/.test(name),
  );
  for (const { name } of quiet) element.removeAttribute(name);
}

const colours = new Map<string, string>();

/** Colours that were mixed, as other programs know them. */
function plain(value: string): string {
  if (!/^(color|okl|lab|lch)/.test(value)) return value;
  const found = colours.get(value) ?? seen(value);
  colours.set(value, found);
  return found;
}

function seen(colour: string): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const pen = canvas.getContext('2d');
  if (!pen) return colour;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${(alpha! / 255).toFixed(3)})`;
} // prettier-ignore
