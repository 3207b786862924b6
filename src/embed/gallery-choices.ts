/** What the gallery's dialog offers: widths, forms of the text to paste, and the size in words. Nothing here touches a page. */
import { format } from '../../components/parts/texts.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import {
  anywidget,
  element,
  frameAddress,
  iframe,
  markdown,
  mystFrame,
  observable,
  quarto,
  sphinx,
  type Options,
} from './snippet.ts';

/** The narrowest telephone, a column of text, a projector, and whatever there is. */
export const widths = ['100%', '320', '640', '1024'] as const;
export type Width = (typeof widths)[number];

export interface Form {
  id: string;
  /** Where it is pasted. */
  label: string;
  write(options: Options): string;
  /** What of the choices this form cannot carry, or what it asks of the place. */
  note?: string;
}

export const forms: readonly Form[] = [
  { id: 'iframe', label: 'any course page (HTML)', write: iframe },
  {
    id: 'address',
    label: 'Notion and others that take an address',
    write: frameAddress,
    note: 'Width and height are set where you paste it; WordPress shows the figure as it was made.',
  },
  { id: 'element', label: 'a website of your own, with scripts', write: element, note: 'The height is found by itself.' },
  { id: 'myst', label: 'MyST, Jupyter Book 2: a frame', write: mystFrame, note: 'The theme of your book sets the height.' },
  { id: 'anywidget', label: 'MyST: a part of the page', write: anywidget, note: 'The height is found by itself.' },
  { id: 'sphinx', label: 'Jupyter Book 1 (Sphinx)', write: sphinx },
  { id: 'quarto', label: 'Quarto', write: quarto },
  {
    id: 'observable',
    label: 'Observable: a cell of a notebook',
    write: observable,
    note: 'The figure computes in the notebook itself.',
  },
  { id: 'markdown', label: 'Markdown: a picture that leads to the figure', write: markdown },
]; // prettier-ignore

/** The inputs of a state as texts of an address, in the order of the declaration. */
export const textsOf = (inputs: readonly string[], state: Inputs): [string, string][] =>
  format({ inputs: Object.fromEntries(inputs.map((name) => [name, {}])) } as unknown as Declaration, state);

/** What the frame in the preview is, in a line. */
export function sizeInWords(width: Width, height: number, scale: number): string {
  const wide = width === '100%' ? 'As wide as its place' : `${width} pixels wide`;
  const shown = scale < 0.995 ? `; shown here at ${Math.round(scale * 100)} %` : '';
  return `${wide}, ${height} high${shown}.`;
}
