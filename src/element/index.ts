/**
 * `<unfold-widget name="ntm-step" beta="50">the figure made at build time</unfold-widget>`: the book's own pages and
 * the embed pages use this element and speak to it with the same verbs. It wakes within one screen of the view and
 * after the page has loaded; until then, and where it cannot, the figure inside stands as it was built.
 */
import type { Input, Inputs, InputValue } from '../../components/parts/declare.ts';
import { inAddress, reserved } from '../../components/parts/reserved.ts';
import type { Live } from '../../components/parts/live.ts';
import './state-links.ts';

export class UnfoldWidget extends HTMLElement {
  /** `(await customElements.get('unfold-widget').laboratory()).model('ntm')`: the kernels that run here, to try by hand. */
  static laboratory() {
    return import('./laboratory.ts');
  }

  #live: Promise<Live> | undefined;
  #present: Live | undefined;
  #watch: IntersectionObserver | undefined;

  connectedCallback(): void {
    const { start } = document.documentElement.dataset;
    if ((this.hasAttribute('alone') && start) === 'click' || this.getAttribute('start') === 'click') {
      this.addEventListener('click', this.#wakeQuietly, { once: true });
      return;
    }
    this.#watch = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && afterLoad(this.#wakeQuietly),
      { rootMargin: '100% 0px' },
    );
    this.#watch.observe(this);
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
    const [live, present] = [this.#live, this.#present];
    this.#live = this.#present = undefined;
    // An element that is only moved is connected again before this runs.
    queueMicrotask(() => {
      if (!this.isConnected) void live?.then((figure) => figure.dispose());
      else [this.#live, this.#present] = [live, present];
    });
  }

  /** Settles when the figure answers; rejects where it cannot. */
  get ready(): Promise<void> {
    return this.#wake().then((live) => live.ready);
  }

  /** Inputs and outputs with their ranges, shapes and words; `undefined` until the figure is ready. */
  get schema() {
    if (!this.#present) return undefined;
    const { inputs, outputs, dimensions, version } = this.#present.declaration;
    return structuredClone({ version, dimensions, outputs, inputs: withoutFunctions(inputs) });
  }

  /** Every input as it is now; `undefined` until the figure is ready. */
  get params(): Inputs | undefined {
    return this.#present && structuredClone(this.#present.flow.inputs);
  }

  /** The inputs that were set: what a link to this state holds. */
  get state(): Inputs | undefined {
    return this.#present && structuredClone(this.#present.flow.given);
  }

  /** The home that computes now: `plain`, `webasm`, `webgl2` or `webgpu`. */
  get device(): string {
    return this.#present?.flow.device.name ?? 'plain';
  }

  /** Changes only the inputs it names, all at once; rejects, and changes nothing, where one does not fit. */
  async set(params: Record<string, InputValue>): Promise<void> {
    await (await this.#wake()).set(params);
  }

  /** An output in full precision, of the whole computation whatever stage is on show. */
  async get(output: string): Promise<unknown> {
    return (await this.#wake()).get(output);
  }

  async reset(): Promise<void> {
    await (await this.#wake()).reset();
  }

  /** Shows another state, as a link to it does: what it does not name is as at first. */
  async show(address: { search: string; hash: string }): Promise<void> {
    const { stateFrom } = await import('./wake.ts');
    const live = await this.#wake();
    const { given, notes } = stateFrom(this, live.declaration, address);
    await live.replace(given, notes);
  }

  /** The present picture as one SVG document. */
  async toSVG(): Promise<string> {
    await this.#still();
    return (await import('./picture.ts')).toSVG(this);
  }

  /** Stops answering; the present picture stays. */
  async freeze(): Promise<void> {
    (await this.#still()).freeze();
  }

  /** Once every drawing, and the line under it that is printed, are of the present state. */
  async #still(): Promise<Live> {
    const live = await this.#wake();
    await live.ready;
    await live.settled;
    await live.sign();
    return live;
  }

  /** What the attributes say of the inputs, and of the version that wrote them. */
  attributesOfInputs(): [string, string][] {
    return [...this.attributes]
      .map(({ name, value }): [string, string] => [inAddress(name), value])
      .filter(([name]) => name === 'v' || (!reserved.has(name) && !/^(aria|data)-/.test(name)));
  }

  #tell(type: string, detail?: unknown) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #wake(): Promise<Live> {
    this.#live ??= import('./wake.ts').then(async ({ wake }) => {
      const live = await wake(this);
      this.#present = live;
      await live.ready;
      this.#tell('ready');
      // What an address or attribute said too much or wrong is told to a host as well.
      if (live.notes.length) this.#tell('error', live.notes);
      return live;
    });
    return this.#live;
  }

  /** The figure that was built stays where this one cannot wake, with a sentence. */
  readonly #wakeQuietly = () => {
    this.#watch?.disconnect();
    this.#wake().catch((error: unknown) => {
      this.#live = undefined;
      const note = document.createElement('p');
      note.className = 'note';
      note.textContent = 'The live figure could not be started; this is the figure as it was printed.';
      if (!this.querySelector(':scope > .note')) this.append(note);
      this.#tell('error', error);
    });
  };
}

/** Defaults that depend on the sizes, and what more an array must be, are functions, which mean nothing outside. */
function withoutFunctions(inputs: Record<string, Input>) {
  const entries = Object.entries(inputs).map(([name, input]) => {
    const data = Object.entries(input).filter(([, value]) => typeof value !== 'function');
    return [name, Object.fromEntries(data)] as const;
  });
  return Object.fromEntries(entries) as Record<string, Omit<Input, 'default'>>;
}

function afterLoad(start: () => void) {
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

customElements.define('unfold-widget', UnfoldWidget);
