/** Draws widgets in Node as the build does, and writes a figure so that a person can read what changed in it. */
import { JSDOM } from 'jsdom';
import { plain } from '../../kernels/device/plain.ts';
import { flow } from '../../components/parts/dataflow.ts';
import type { Cell, Declaration, Inputs, Sizes } from '../../components/parts/declare.ts';
import { maker, type Make } from '../../components/parts/element.ts';
import { label, type Macros } from '../../components/parts/label.ts';
import { still } from '../../components/parts/static.ts';
import { macros } from '../../src/book.ts';

export const { document, NodeFilter, Node } = new JSDOM().window;
export const make = maker(document);

/** The book's letters, read once. */
const book = macros();

/** As much of an element as formulas need: a figure has thousands of them, and jsdom takes its time for each. */
class Letters {
  readonly nodeName: string;
  childNodes: readonly (Letters | { textContent: string; lastChild?: undefined })[];
  constructor(tag: string, children: readonly unknown[]) {
    this.nodeName = tag.toUpperCase();
    this.childNodes = children.map((child) =>
      child instanceof Letters ? child : { textContent: String(child) },
    );
  }
  get lastChild() {
    return this.childNodes.at(-1);
  }
  get textContent(): string {
    return this.childNodes.map(({ textContent }) => textContent).join('');
  }
  set textContent(text: string) {
    this.childNodes = [{ textContent: text }];
  }
}
const makeLetters = ((tag: string, _: object, ...children: unknown[]) =>
  new Letters(tag, children.flat())) as unknown as Make;

/** A formula of a figure as the text that a reader sees; throws where figures cannot write it. */
export const formula = (tex: string, own: Macros = book) => label(makeLetters, own, tex).textContent;

/** The figure as it stands in a page before any script. */
export function drawn({ id, ...declaration }: Declaration, given: Inputs) {
  const frame = { document, macros: book, id, link: `/?#${id}`, cite: '@misc{…}' };
  return still({ id, ...declaration }, given, frame);
}

/** Everything that the cells of a widget make of a state; in the letters of the book or of another notation. */
export async function cellsOf(declaration: Declaration, given: Inputs, own: Macros = book) {
  const work = flow(declaration, plain(), given, document, own);
  const { values, drawings } = declaration;
  // A speed of this machine takes its time, and is nothing that a figure must show.
  const all = Object.keys(values).filter((name) => !declaration.outputs[name]?.measured);
  const found = await work.values([...all, ...Object.keys(drawings), 'sentence', 'explain']);
  work.dispose();
  return { values: found, inputs: work.inputs, sizes: work.sizes };
}

/** The widget when all is computed: its cells have their values. Drawings can stand in one figure only. */
export function settled(
  declaration: Declaration,
  found: Readonly<Record<string, unknown>>,
  some: 'values' | 'all',
) {
  const known = (cells: Record<string, Cell>) =>
    Object.fromEntries(
      Object.entries(cells).map(([name, { later }]): [string, Cell] => [
        name,
        { needs: [], compute: () => found[name], ...(later && { later }) },
      ]),
    );
  const { values, drawings } = declaration;
  return { ...declaration, values: known(values), drawings: some === 'all' ? known(drawings) : drawings };
}

/** A value for every input, as at those sizes. */
export function defaultsAt({ inputs, dimensions }: Declaration, sizes: Sizes): Inputs {
  const found: Inputs = {};
  for (const [name, input] of Object.entries(inputs)) {
    const [extent] = Object.keys(dimensions).filter((one) => dimensions[one]!.input === name);
    const value = typeof input.default === 'function' ? input.default(sizes, found) : input.default;
    found[name] = extent ? sizes[extent]! : value;
  }
  return found;
}

const inline = /^(a|b|i|span|sub|sup|strong|em|output|label|option|th|td|text)$/;
/** Digits beyond the fourth differ from one processor to another. */
const rounded = (text: string) =>
  text.replace(/-?\d+\.\d{4,}(e-?\d+)?/g, (digits) => `${+(+digits).toFixed(4)}`);

/** One element a line, indented; short contents stay on the line of their element. The data stands as a CSV text. */
export function pretty(element: Element, indent = ''): string {
  const attributes = [...element.attributes].map(({ name, value }) => {
    const data = value.startsWith('data:text/csv') ? `\n${decodeURIComponent(value)}` : value;
    return ` ${name}="${rounded(data)}"`;
  });
  const name = element.localName;
  const open = `${indent}<${name}${attributes.join('')}>`;
  const children = [...element.childNodes];
  if (
    children.every((child) => child.nodeType === Node.TEXT_NODE || inline.test((child as Element).localName))
  ) {
    const text = element.innerHTML.trim().replaceAll('\n', `\n${indent}  `);
    if (!element.children.length || text.length < 90) return `${open}${rounded(text)}</${name}>`;
  }
  const inner = children.map((child) =>
    child.nodeType === Node.TEXT_NODE
      ? `${indent}  ${child.textContent!.trim()}`
      : pretty(child as Element, `${indent}  `),
  );
  return [open, ...inner.filter((line) => line.trim()), `${indent}</${name}>`].join('\n');
}
