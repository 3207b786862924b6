/**
 * `/embed.js`, for pages of other people that allow scripts: makes `<unfold-widget name="ntm-step" beta="50">` there
 * what it is in the book, with the same verbs and events. The figure itself runs in a frame of the book's, since its
 * libraries would otherwise write on the host's window, and its styles need leave that a host may not give. One
 * file of a few kB without imports, as a classic script or as a module; loaded twice it does nothing more.
 */
import { bookAddress } from './host-address.ts';
import { UnfoldWidget } from './host-element.ts';

if (!customElements.get('unfold-widget')) {
  // In this file alone `BASE_URL` is the book's whole address.
  UnfoldWidget.book = bookAddress(document, new URL(import.meta.env.BASE_URL, document.baseURI).href);
  customElements.define('unfold-widget', UnfoldWidget);
}
