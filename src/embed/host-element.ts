/**
 * `<unfold-widget>` in a page of somebody else: the verbs and events of the book's own element (src/element/index.ts),
 * spoken to a frame of the book. It wakes within one screen of the view and after the page has loaded (at once with
 * `loading="eager"`, by a click with `start="click"`), or when a verb is used; its children stand until then, and
 * where it cannot wake.
 */
import type { Inputs } from '../../components/parts/declare.ts';
import { InputError, show } from '../../components/parts/limits.ts';
import { frameAddress, isName, kindOf } from './host-address.ts';
import { Conversation, type Post, type Ready } from './host-conversation.ts';
import { changeFrom, type Schema } from './host-inputs.ts';
import { Stage } from './host-stage.ts';
import { PROTOCOL, type Command, type Theme, type ToHost } from './protocol.ts';

/** Milliseconds within which a frame that has loaded must give a sign of life; its figure may then take its time. */
const PATIENCE = 30_000;
/** Milliseconds after which a figure that is not ready lets others begin. */
const TURN = 5000;
const sentence = 'The live figure could not be loaded here.';

/** From waking until the element is taken out, or until it turns out that nothing answers. */
interface Life {
  talk: Conversation;
  ready: { promise: Promise<void>; resolve(): void; reject(error: Error): void };
}

export class UnfoldWidget extends HTMLElement {
  /** Where the book is, with a slash at the end. */
  static book: string;

  readonly #stage = new Stage(this);
  #life: Life | undefined;
  /** Whether it was ever to wake; what could not tries again when its name is another. */
  #wanted = false;
  #late: ReturnType<typeof setTimeout> | undefined;
  /** Whether the frame has said anything since it was made. */
  #alive = false;
  /** Ends what watches the page while the element is in it. */
  #stop: (() => void)[] = [];

  connectedCallback(): void {
    if (!this.#stop.length) this.#watch();
    // An element that was moved has its frame, which loads anew by itself.
    if (this.#life && !this.#stage.frame) this.#load();
  }

  /** Moved without having left the page: the frame goes on as it is. */
  connectedMoveCallback(): void {}

  disconnectedCallback(): void {
    // An element that is only moved is connected again before this runs.
    queueMicrotask(() => {
      if (this.isConnected) return;
      for (const stop of this.#stop.splice(0)) stop();
      this.#end(new Error('unfold-widget: the element was taken out of its page'));
      this.#wanted = false;
    });
  }

  /** Settles when the figure answers; rejects where it cannot. */
  get ready(): Promise<void> {
    return this.#wake().ready.promise;
  }

  /** Inputs and outputs with their ranges, shapes and words; `undefined` until the figure is ready. */
  get schema(): unknown {
    return structuredClone(this.#life?.talk.present?.schema);
  }

  /** Every input as it is now; `undefined` until the figure is ready. */
  get params(): Inputs | undefined {
    return structuredClone(this.#life?.talk.present?.params);
  }

  /** The inputs that were set: what a link to this state holds. */
  get state(): Inputs | undefined {
    return structuredClone(this.#life?.talk.present?.state);
  }

  /** The home that computes now: `plain`, `webasm`, `webgl2` or `webgpu`. */
  get device(): string {
    return this.#life?.talk.present?.device ?? 'plain';
  }

  /** Changes only the inputs it names, all at once; rejects, and changes nothing, where one does not fit. */
  async set(params: Inputs): Promise<void> {
    await this.#ask({ type: 'set', params: copied(params) });
  }

  /** An output in full precision, of the whole computation whatever stage is on show. */
  async get(output: string): Promise<unknown> {
    const answer = await this.#ask({ type: 'get', output });
    return answer.type === 'value' ? answer.value : undefined;
  }

  async reset(): Promise<void> {
    await this.#ask({ type: 'reset' });
  }

  /** The present picture as one SVG document. */
  async toSVG(): Promise<string> {
    const answer = await this.#ask({ type: 'svg' });
    return answer.type === 'svg' ? answer.svg : '';
  }

  /** Stops answering; the present picture stays. */
  async freeze(): Promise<void> {
    await this.#ask({ type: 'freeze' });
  }

  #ask(command: Command): Promise<ToHost> {
    return this.#wake().talk.ask(command);
  }

  #wake(): Life {
    if (this.#life) return this.#life;
    const talk = new Conversation(this.#post, {
      ready: (report, again) => this.#start(report, again),
      failed: (error) => this.#fail(error),
      size: (height) => this.#size(height),
      news: (report) => {
        if (report.type === 'error') this.#tell('error', report.message);
        else this.#tell(report.event, structuredClone(report.state));
      },
    });
    const life = { talk, ready: promised() };
    // Who does not wait for it is told by an event.
    life.ready.promise.catch(() => {});
    this.#life = life;
    this.#wanted = true;
    if (this.isConnected) this.#load();
    return life;
  }

  readonly #post: Post = (message, port) => {
    // A host in a sandbox makes frames of opaque origin, which no name reaches.
    const to = self.origin === 'null' ? '*' : new URL(UnfoldWidget.book).origin;
    this.#stage.frame?.contentWindow?.postMessage(message, to, port ? [port] : []);
  };

  /** Loads the frame, or loads it anew at another address. */
  #load(): void {
    const name = this.getAttribute('name');
    if (!isName(name)) {
      return this.#fail(
        new Error(`unfold-widget: name is “${name}”; it must be a figure's, as "ntm-step" is`),
      );
    }
    const alt = this.querySelector('img')?.alt;
    const title = this.title || this.ariaLabel || alt || `Live figure: ${name}`;
    this.#alive = false;
    this.#stage.load(frameAddress(UnfoldWidget.book, name, this.attributes), title, () => this.#greet());
  }

  #greet(): void {
    clearTimeout(this.#late);
    const none = `unfold-widget: nothing answers at ${this.#stage.frame!.src}`;
    // On a busy machine a figure says how high it is, and then nothing for long. When it loads again, that may be old.
    if (!this.#alive || this.#life?.talk.present)
      this.#late = setTimeout(() => this.#fail(new Error(none)), PATIENCE);
    this.#alive = false;
    this.#life?.talk.greet();
  }

  #size(height: unknown): void {
    clearTimeout(this.#late);
    this.#alive = true;
    this.#stage.size(height);
  }

  #start({ title }: Ready, again: boolean): void {
    clearTimeout(this.#late);
    this.#stage.show(this.title || title);
    if (again) return;
    this.#life!.ready.resolve();
    this.#tell('ready');
  }

  #fail(error: Error): void {
    const address = this.#stage.frame?.src;
    this.#end(error);
    this.#stage.clear(sentence, address);
    this.#tell('error', error.message);
  }

  /** Nothing is left of the frame; what was asked of it is rejected. */
  #end(error: Error): void {
    clearTimeout(this.#late);
    this.#life?.talk.end(error);
    this.#life?.ready.reject(error);
    this.#life = undefined;
    this.#stage.clear();
  }

  #tell(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #watch(): void {
    const attributes = new MutationObserver((records) =>
      this.#change(new Set(records.map(({ attributeName }) => attributeName!))),
    );
    attributes.observe(this, { attributes: true });
    addEventListener('message', this.#hear);
    this.#stop.push(
      () => attributes.disconnect(),
      () => removeEventListener('message', this.#hear),
    );
    if (!this.#life) this.#await();
  }

  /** What wakes the figure where no verb does. */
  #await(): void {
    if (this.getAttribute('start') === 'click') return this.#stage.offer(() => void this.#wake());
    if (this.getAttribute('loading') === 'eager') return void this.#wake();
    const near = new IntersectionObserver(
      (entries) => {
        // What has gone by before its turn came is left.
        if (entries.at(-1)!.isIntersecting) waiting.set(this, wake);
        else waiting.delete(this);
        afterLoad(turn);
      },
      { rootMargin: '100% 0px' },
    );
    const wake = () => {
      near.disconnect();
      return this.#wake().ready.promise;
    };
    near.observe(this.#stage.box);
    this.#stop.push(
      () => near.disconnect(),
      () => waiting.delete(this),
    );
  }

  /** The frame says how high it is before it is greeted, and to whoever listens. */
  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    const { frame } = this.#stage;
    if (!frame || source !== frame.contentWindow) return;
    if (origin !== new URL(UnfoldWidget.book).origin && self.origin !== 'null') return;
    const report = data as ToHost | null;
    if (report?.protocol === PROTOCOL && report.type === 'size') this.#size(report.height);
  };

  /** Attributes that say something else than before. */
  #change(names: ReadonlySet<string>): void {
    if (names.has('name')) {
      this.#end(new Error('unfold-widget: the element was given another figure'));
      return this.#wanted ? void this.#wake() : undefined;
    }
    if (!this.#life) return;
    const { talk } = this.#life;
    const ofKind = (kind: string) => [...names].filter((name) => kindOf(name) === kind);
    const [inputs, words] = [ofKind('input'), ofKind('word')];
    if (!talk.present) return inputs.length + words.length > 0 ? this.#load() : undefined;
    const texts = inputs.map((name) => [name, this.getAttribute(name)] as const);
    const { params, notes, dropped } = changeFrom(talk.present.schema as Schema, texts);
    const wrong = (error: Error) => this.#tell('error', error.message);
    if (notes.length) this.#tell('error', notes.join(' '));
    talk.forget(dropped);
    if (Object.keys(params).length) talk.ask({ type: 'set', params }).catch(wrong);
    if (dropped.length || words.some((name) => name !== 'theme')) this.#load();
    else if (words.length) talk.ask({ type: 'theme', theme: this.#theme }).catch(wrong);
  }

  get #theme(): Theme {
    return (this.getAttribute('theme') ?? 'auto') as Theme;
  }
}

/** Near the view and not awake yet, in order. */
const waiting = new Map<UnfoldWidget, () => Promise<void>>();
let loading = 0;

/** Figures wake two at a time, so that a page of many can be scrolled, and those in view do not wait for all. */
function turn(): void {
  const [next] = waiting;
  if (!next || loading >= 2) return;
  const [element, wake] = next;
  waiting.delete(element);
  loading++;
  const patience = new Promise((done) => setTimeout(done, TURN));
  void Promise.race([wake().catch(() => {}), patience]).then(() => {
    loading--;
    turn();
  });
  turn();
}

function promised(): Life['ready'] {
  const parts = {} as Life['ready'];
  const promise = new Promise<void>((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return Object.assign(parts, { promise });
}

function afterLoad(start: () => void) {
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

/** As it is now, since it may be sent later. */
function copied(params: Inputs): Inputs {
  try {
    return structuredClone(params);
  } catch (error) {
    throw new InputError(`unfold-widget: set could not read what it was given (${show(error)})`);
  }
}
