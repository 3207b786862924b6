/**
 * What stands in the element: its own children until the figure is ready, then the frame, and a sentence where there
 * is none. All of it in a shadow root, out of the way of the host's styles and of whoever manages the children; styled
 * by properties alone, since the host may forbid style elements.
 */

/** Pixels: what a figure could be, whatever a frame says. */
const [LOWEST, HIGHEST] = [40, 20_000];
/** Until the frame has said how high it is. */
const FIRST = 460;

export class Stage {
  readonly box = document.createElement('div');
  readonly #children = document.createElement('slot');
  readonly #note = document.createElement('p');
  #frame: HTMLIFrameElement | undefined;
  #offer = new AbortController();

  constructor(element: HTMLElement) {
    this.box.style.position = 'relative';
    this.#note.hidden = true;
    this.#note.setAttribute('role', 'status');
    this.#note.setAttribute('part', 'note');
    this.box.append(this.#children, this.#note);
    element.attachShadow({ mode: 'open' }).append(this.box);
  }

  get frame(): HTMLIFrameElement | undefined {
    return this.#frame;
  }

  /** Loads the frame behind the children; where there are none, in their place. */
  load(address: string, title: string, loaded: () => void): void {
    const frame = document.createElement('iframe');
    frame.src = address;
    frame.title = title;
    frame.allow = 'fullscreen; clipboard-write';
    frame.setAttribute('part', 'frame');
    Object.assign(frame.style, { display: 'block', width: '100%', height: `${FIRST}px`, border: '0' });
    frame.addEventListener('load', loaded);
    this.#offer.abort();
    this.#frame?.remove();
    this.#frame = frame;
    this.#note.hidden = true;
    const covered = this.#children.style.display !== 'none' && this.#children.assignedElements().length > 0;
    if (covered) Object.assign(frame.style, { position: 'absolute', top: '0', visibility: 'hidden' });
    // What is not seen yet must not lengthen the page.
    this.box.style.overflow = covered ? 'hidden' : '';
    this.box.append(frame);
  }

  /** The frame in place of the children. */
  show(title?: string): void {
    if (!this.#frame) return;
    if (title) this.#frame.title = title;
    Object.assign(this.#frame.style, { position: '', top: '', visibility: '' });
    this.box.style.overflow = '';
    this.#children.style.display = 'none';
  }

  size(height: unknown): void {
    if (!this.#frame || !Number.isInteger(height)) return;
    this.#frame.style.height = `${Math.min(Math.max(height as number, LOWEST), HIGHEST)}px`;
  }

  /** A button under the children, or a click on them, begins. */
  offer(start: () => void): void {
    this.#offer.abort();
    this.#offer = new AbortController();
    const { signal } = this.#offer;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Start the live figure';
    button.setAttribute('part', 'start');
    Object.assign(button.style, { display: 'block', margin: '0.5em 0' });
    this.#note.before(button);
    signal.addEventListener('abort', () => button.remove());
    const begin = (event: Event) => {
      // The children may be a link to the book.
      event.preventDefault();
      start();
    };
    for (const place of [button, this.#children]) place.addEventListener('click', begin, { signal });
  }

  /** The children again, and nothing loaded; `sentence` says why, `address` where the figure can be seen. */
  clear(sentence = '', address = ''): void {
    this.#offer.abort();
    this.#frame?.remove();
    this.#frame = undefined;
    this.box.style.overflow = '';
    this.#children.style.display = '';
    this.#note.hidden = !sentence;
    const link = document.createElement('a');
    link.href = address;
    link.textContent = 'Open it in the book.';
    this.#note.replaceChildren(sentence, ...(address ? [' ', link] : []));
  }
}
