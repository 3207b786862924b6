/**
 * The page round an embedded figure's frame: is told how high the frame should be, and heard. What it asks of the figure
 * is left to answers.ts, which is fetched when somebody speaks `unfold/1` for the first time; most pages never do.
 */
import type { UnfoldWidget } from '../element/index.ts';
import type { Answers } from './answers.ts';
import { Dialects } from './dialects.ts';
import { PROTOCOL } from './protocol.ts';
import { Fit, watch } from './size.ts';

/** Messages, and errors, that are kept until somebody can answer. */
const KEPT = 256;

/** What the conversation with a host needs of the frame. */
export interface Frame {
  element: UnfoldWidget;
  parent: Window;
  widget: string;
  tag: string | undefined;
  /** Settles when the figure answers. */
  awake: Promise<unknown>;
  fit: Fit;
  /** Looks whether the height has changed. */
  measure(): void;
}

/** Speaks with the page round the frame, where there is one. */
export function speak(element: UnfoldWidget): void {
  if (parent === window) return;
  const widget = element.getAttribute('name') ?? '';
  const { tag } = document.documentElement.dataset;
  const dialects = new Dialects({
    widget,
    tag,
    address: location.href,
    opaque: origin === 'null',
    send: (message) => parent.postMessage(message, '*'),
  });
  const fit = new Fit({
    height: () => innerHeight,
    ask: (height) => dialects.tell(height, innerWidth),
    scroll: (allowed) => document.documentElement.toggleAttribute('data-fitted', !allowed),
  });
  const awake = new Promise((awake) => document.addEventListener('ready', awake, { once: true }));
  const conversation = new Conversation({
    element,
    parent,
    widget,
    tag,
    awake,
    fit,
    measure: () => measure(),
  });
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== parent) return;
    const { acknowledged, again } = dialects.hear(event.data);
    if (acknowledged) fit.acknowledge();
    if (again) fit.again();
    if ((event.data as { protocol?: unknown } | null)?.protocol === PROTOCOL) conversation.hear(event);
  });
  const measure = watch(document.body, fit);
  // The figure's own events arrive here; those of its fields do not leave it.
  for (const type of ['ready', 'change', 'error']) document.addEventListener(type, measure);
  for (const type of ['input', 'change'] as const)
    document.addEventListener(type, () => conversation.tell(type));
  document.addEventListener('error', (event: Event) =>
    conversation.fail((event as CustomEvent<unknown>).detail),
  );
  // Details open and close without drawing anew.
  document.addEventListener('toggle', measure, true);
}

/** Keeps what is said until it can be answered. */
class Conversation {
  readonly #frame: Frame;
  readonly #heard: MessageEvent<unknown>[] = [];
  readonly #errors: unknown[] = [];
  #answers: Answers | undefined;
  #loading: Promise<void> | undefined;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  hear(event: MessageEvent<unknown>): void {
    if (this.#answers) this.#answers.hear(event);
    else if (this.#heard.length < KEPT) this.#heard.push(event);
    this.#loading ??= this.#load();
  }

  tell(type: 'input' | 'change'): void {
    this.#answers?.tell(type);
  }

  fail(detail: unknown): void {
    const errors = Array.isArray(detail) ? detail : [detail];
    if (this.#answers) errors.forEach((error) => this.#answers!.fail(error));
    else if (this.#errors.length < KEPT) this.#errors.push(...errors);
  }

  async #load(): Promise<void> {
    const { Answers } = await import('./answers.ts');
    const answers = new Answers(this.#frame, this.#errors);
    for (const event of this.#heard.splice(0)) answers.hear(event);
    this.#answers = answers;
  }
}
