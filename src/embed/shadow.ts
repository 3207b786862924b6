/** A live figure in a shadow root of somebody else's page: nothing of the page's styles comes in, and none goes out. */
import css from 'unfolded:styles';
import { date, notations, version } from 'unfolded:book';
import { Broker } from '../../kernels/device/broker.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { Live } from '../../components/parts/live.ts';
import { everything, type Allowed, type Page, type Start } from '../../components/parts/page.ts';
import { addressOf } from '../element/address.ts';
import { copy } from '../element/clipboard.ts';
import { pageBibtex } from '../references.ts';
import { paint, type Theme } from './theme.ts';

export interface Style {
  theme: Theme;
  notation: string;
  allowed: Allowed;
}

export interface Wishes extends Start, Partial<Style> {
  emit?: Page['emit'];
}

export interface Standing {
  /** Stands in the page; its shadow root holds the figure. */
  element: HTMLElement;
  /** The figure's own box in it. */
  box: HTMLElement;
  live: Live;
  /** Theme, notation and what a reader may do, from now on. */
  style(wishes: Style): void;
  /** Stops everything and takes the figure out of its page. */
  remove(): void;
}

/** Links of a figure lead to the book, wherever it stands. */
const book = new URL(import.meta.env.BASE_URL, import.meta.env.SITE).href;

/** Only `plain` computes in somebody else's page: one for all figures of a file. */
const broker = new Broker([]);

export const macrosOf = (notation: string) =>
  (Object.hasOwn(notations, notation) && notations[notation]) || notations.book!;

/** Makes a figure that answers; whoever asked puts its element where it is to stand. */
export function stand(document: Document, declaration: Declaration, wishes: Wishes = {}): Standing {
  const { given, notes, first } = wishes;
  const element = document.createElement('div');
  // Keys that are pressed in a figure are no commands of a notebook (JupyterLab).
  element.dataset.lmSuppressShortcuts = 'true';
  const root = element.attachShadow({ mode: 'open' });
  dress(document, root);
  const box = document.createElement('div');
  box.className = 'unfold-root';
  root.append(box);
  const live = new Live(declaration, box, pageOf(document, declaration, wishes), { given, notes, first });
  let { theme = 'auto' } = wishes;
  const { again, stop } = paint(box, () => theme);
  const remove = () => {
    stop();
    live.dispose();
    element.remove();
  };
  return {
    element,
    box,
    live,
    remove,
    style: (next) => {
      theme = next.theme;
      again();
      restyle(live, next);
    },
  };
}

function restyle(live: Live, { notation, allowed }: Style): void {
  const macros = macrosOf(notation);
  if (macros !== live.page.macros) void live.write(macros);
  if (JSON.stringify(allowed) === JSON.stringify(live.page.allowed)) return;
  live.page.allowed = allowed;
  void live.draw();
}

function pageOf(document: Document, declaration: Declaration, wishes: Wishes): Page {
  const { notation = 'book', allowed = everything, emit = () => {} } = wishes;
  const link = (given: Inputs) => addressOf(declaration, declaration.id, given, book);
  const { id, title, chapter } = declaration;
  const url = `${book}${chapter}/#${id}`;
  return {
    macros: macrosOf(notation),
    // Whoever made the figure writes it anew.
    lettered: () => () => {},
    link,
    cite: pageBibtex({ key: `unfolded-${id}`, title, date, version, url }),
    allowed,
    broker,
    touched: () => {},
    copy,
    fullscreen: document.fullscreenEnabled ? fullscreen : undefined,
    emit,
  };
}

function fullscreen(box: Element): void {
  const { fullscreenElement } = box.getRootNode() as ShadowRoot;
  void (fullscreenElement ? box.ownerDocument.exitFullscreen() : box.requestFullscreen());
}

const sheets = new WeakMap<Document, CSSStyleSheet>();

/** A host's content security policy forbids style elements, and not sheets that a script made. */
function dress(document: Document, root: ShadowRoot): void {
  const Sheet = document.defaultView?.CSSStyleSheet;
  if (Sheet && 'replaceSync' in Sheet.prototype) {
    let sheet = sheets.get(document);
    if (!sheet) {
      sheet = new Sheet();
      sheet.replaceSync(css);
      sheets.set(document, sheet);
    }
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
}
