/** A live figure in a document of its own, on `plain`, whose page remembers what it was asked. */
import { JSDOM } from 'jsdom';
import { onTestFinished, vi } from 'vitest';
import type { Declaration } from '../../components/parts/declare.ts';
import { Live } from '../../components/parts/live.ts';
import { everything, type Allowed, type Page, type Start } from '../../components/parts/page.ts';
import { Broker } from '../../kernels/device/broker.ts';
import { macros } from '../../src/book.ts';

export interface Standing {
  live: Live;
  root: HTMLElement;
  /** What the page was told: `input`, `change`, `error`. */
  told: string[];
  /** Presses what a reader would press, and waits until it is drawn. */
  press(selector: string): Promise<void>;
  notes(): string[];
}

export async function standing(
  declaration: Declaration,
  allowed: Partial<Allowed> = {},
  start: Start = {},
  changes: Partial<Page> = {},
): Promise<Standing> {
  const { window } = new JSDOM('<div id="figure"></div>', { url: 'https://book.test/ntm/' });
  // Drawing over the old picture asks for it.
  vi.stubGlobal('HTMLElement', window.HTMLElement);
  const root = window.document.getElementById('figure')!;
  const told: string[] = [];
  const page: Page = {
    macros: macros(),
    lettered: () => () => {},
    link: (given) => `/ntm/?${JSON.stringify(given)}`,
    cite: '@misc{small}',
    allowed: { ...everything, ...allowed },
    broker: new Broker([]),
    touched: () => {},
    copy: () => Promise.resolve(true),
    emit: (type) => void told.push(type),
    ...changes,
  };
  const live = new Live(declaration, root, page, start);
  await live.ready;
  onTestFinished(() => live.dispose());
  const press = async (selector: string) => {
    (root.querySelector(selector) as HTMLElement).click();
    await new Promise((done) => setTimeout(done));
    await live.ready;
  };
  const notes = () => [...root.querySelectorAll('.note')].map((note) => note.textContent);
  return { live, root, told, press, notes };
}
