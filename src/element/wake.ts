/**
 * Brings a figure to life, in the book's pages and alone on its embed page: hands the page's address, clipboard and GPU
 * broker to the widget, and, of an embed's address, what a reader may do.
 */
import { Broker } from '../../kernels/device/broker.ts';
import { parse } from '../../components/parts/codec.ts';
import { usesDevice, type Declaration } from '../../components/parts/declare.ts';
import type { Macros } from '../../components/parts/label.ts';
import { Live } from '../../components/parts/live.ts';
import { everything, type Allowed, type Page } from '../../components/parts/page.ts';
import { savesData } from '../../components/parts/saving.ts';
import { addressOf, pairsFor } from './address.ts';
import { copy } from './clipboard.ts';
import type { UnfoldWidget } from './index.ts';
import { current, macrosOf } from './notation.ts';
import { declaration } from './widgets.ts';

/** One per page, whatever the number of figures. */
const broker = new Broker();

export async function wake(element: UnfoldWidget): Promise<Live> {
  const [declared, words] = await Promise.all([
    declaration(element.getAttribute('name') ?? ''),
    // Only an embed's address has them.
    element.hasAttribute('alone') ? import('../embed/words.ts') : undefined,
  ]);
  // A chapter may give a figure a title of its own, which is in the figure that was built.
  const title = element.querySelector('figcaption')?.textContent ?? declared.title;
  const widget = { ...declared, title };
  const first = parse(widget, element.attributesOfInputs());
  const { given, notes } = stateFrom(element, widget, location);
  const framed = words?.readWords(location.search, widget);
  // A long state does not name the figure as a place to go to.
  if (location.hash.startsWith(`#s=${element.id}.`)) element.scrollIntoView();
  const page = await pageOf(element, widget, framed?.words.allowed);
  // A teacher's figure comes back to the state that she embedded.
  const back = framed ? given : first.given;
  const start = { given, notes: [...(framed?.notes ?? []), ...notes], first: back };
  const live = new Live(widget, element, page, start);
  const device = element.getAttribute('device') ?? framed?.words.device ?? 'auto';
  if (device !== 'auto') void live.page.broker.pick(device);
  return live;
}

/** Attributes first, then what an address says of this figure. */
export function stateFrom(
  element: UnfoldWidget,
  widget: Declaration,
  address: { search: string; hash: string },
) {
  const id = element.id || widget.id;
  const pairs = pairsFor(id, address, element.hasAttribute('alone'));
  const own = parse(widget, element.attributesOfInputs());
  const asked = parse(widget, pairs, own.given);
  return { given: asked.given, notes: [...own.notes, ...asked.notes] };
}

async function pageOf(
  element: UnfoldWidget,
  widget: Declaration,
  allowed: Allowed = everything,
): Promise<Page> {
  const id = element.id || widget.id;
  const base = import.meta.env.BASE_URL;
  return {
    macros: await macrosOf(current()),
    lettered,
    allowed,
    broker,
    // A chapter may show a figure that is at home in another.
    link: (given) => addressOf(widget, id, given, base, element.dataset.chapter),
    cite: element.querySelector('.citation pre')?.textContent ?? '',
    touched: usesDevice(widget) ? bringGpu : () => {},
    copy,
    save: (kind) => import('./picture.ts').then(({ save }) => save(element, kind)),
    charts: () => import('../../components/parts/charts.ts'),
    fullscreen: document.fullscreenEnabled
      ? (root) => void (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen())
      : undefined,
    emit: (type, detail) =>
      element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true })),
  };
}

/** The page tells of another notation by an event; its macros may have to be fetched. */
function lettered(listen: (macros: Macros) => void): () => void {
  const heard = () => {
    const name = current();
    void macrosOf(name).then((macros) => name === current() && listen(macros));
  };
  document.addEventListener('notation', heard);
  return () => document.removeEventListener('notation', heard);
}

/** gpu.js is 150 kB: it comes when a reader first works with a figure, in idle time, and never with Save-Data. */
function bringGpu() {
  if (savesData(window)) return;
  const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200));
  idle(() => void broker.wake(), { timeout: 1000 });
}
