/**
 * The figure's end of `unfold/1`: carries out what the page round the frame asks for, one thing after the other, through
 * the verbs of the element, and tells it what happens. Only the window round the frame is heard, and only the origin
 * that first said `hello` is answered.
 */
import type { UnfoldWidget } from '../element/index.ts';
import { readCommand } from './commands.ts';
import { Dialects } from './dialects.ts';
import { PROTOCOL, type Command, type Report, type State } from './protocol.ts';
import { Fit, watch } from './size.ts';
import { tagOf } from './words.ts';

/** Commands that may wait at once. */
const QUEUE = 64;
/** Milliseconds between two states that are told unasked. */
const FRAME = 16;
/** Errors that are kept for a host that has not yet said hello. */
const KEPT = 8;

interface Greeted {
  origin: string;
  port: MessagePort | undefined;
}

class Child {
  readonly #element: UnfoldWidget;
  readonly #parent: Window;
  readonly #widget: string;
  readonly #tag = tagOf(location.search);
  readonly #fit: Fit;
  readonly #dialects: Dialects;
  readonly #measure: () => void;
  readonly #awake: Promise<unknown>;
  #greeted: Greeted | undefined;
  #call = -1;
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();
  #due: 'input' | 'change' | undefined;
  #early: { message: string; name?: string }[] = [];

  constructor(element: UnfoldWidget, parent: Window) {
    this.#element = element;
    this.#parent = parent;
    this.#widget = element.getAttribute('name') ?? '';
    this.#dialects = new Dialects({
      widget: this.#widget,
      tag: this.#tag,
      address: location.href,
      opaque: origin === 'null',
      send: (message) => parent.postMessage(message, '*'),
    });
    this.#fit = new Fit({
      height: () => innerHeight,
      ask: (height) => this.#dialects.tell(height, innerWidth),
      scroll: (allowed) => document.documentElement.toggleAttribute('data-fitted', !allowed),
    });
    this.#awake = new Promise((awake) => document.addEventListener('ready', awake, { once: true }));
    this.#listen();
    this.#measure = watch(document.body, this.#fit);
  }

  #listen(): void {
    addEventListener('message', (event) => this.#hear(event));
    // The figure's own events arrive here; those of its fields do not leave it.
    for (const type of ['input', 'change'] as const)
      document.addEventListener(type, () => this.#changed(type));
    document.addEventListener('ready', () => this.#measure());
    document.addEventListener('error', (event: Event) =>
      this.#failed((event as CustomEvent<unknown>).detail),
    );
    // Details open and close without drawing anew.
    document.addEventListener('toggle', () => this.#measure(), true);
  }

  #hear({ source, data, origin: from, ports }: MessageEvent<unknown>): void {
    if (source !== this.#parent) return;
    const { acknowledged, again } = this.#dialects.hear(data);
    if (acknowledged) this.#fit.acknowledge();
    if (again) this.#fit.again();
    const read = readCommand(data);
    // A call that does not rise is a message played again.
    if (!read || read.call <= this.#call) return;
    const { call } = read;
    const hello = 'command' in read && read.command.type === 'hello';
    if (this.#greeted ? this.#greeted.origin !== from : !hello) return;
    this.#call = call;
    if (hello) this.#greet(call, { origin: from, port: ports[0] });
    else if ('fault' in read) this.#report({ type: 'error', message: `${read.fault}.` }, call);
    else this.#wait(call, read.command);
  }

  /** A host hears what the figure is; a later hello may bring another port. */
  #greet(call: number, greeted: Greeted): void {
    this.#greeted?.port?.close();
    this.#greeted = greeted;
    this.#fit.acknowledge();
    this.#fit.again();
    // A figure that waits for its reader is not woken by a greeting.
    const fail = (error: unknown) => this.#report({ type: 'error', ...told(error) }, call);
    if (document.documentElement.dataset.start !== 'click') this.#element.ready.catch(fail);
    void this.#awake.then(() => this.#report(this.#ready(), call));
    for (const error of this.#early.splice(0)) this.#report({ type: 'error', ...error });
  }

  #ready(): Report {
    const { schema } = this.#element;
    const title = this.#element.querySelector('figcaption')?.textContent ?? '';
    const version = String(schema?.version ?? '');
    return { type: 'ready', widget: this.#widget, title, version, schema, ...this.#state() };
  }

  #wait(call: number, command: Command): void {
    if (this.#waiting >= QUEUE) {
      const message = `${QUEUE} commands are waiting, and this one was left out; wait for answers before sending more.`;
      this.#report({ type: 'error', message }, call);
      return;
    }
    this.#waiting++;
    this.#last = this.#last.then(async () => {
      const answer = await this.#carryOut(command).catch((error: unknown): Report => {
        return { type: 'error', ...told(error) };
      });
      this.#waiting--;
      this.#report(answer, call);
    });
  }

  async #carryOut(command: Command): Promise<Report> {
    const element = this.#element;
    if (command.type === 'get') {
      return { type: 'value', output: command.output, value: await element.get(command.output) };
    }
    if (command.type === 'svg') return { type: 'svg', svg: await element.toSVG() };
    if (command.type === 'set') await element.set(command.params);
    if (command.type === 'reset') await element.reset();
    if (command.type === 'freeze') await element.freeze();
    if (command.type === 'theme') themed(command.theme);
    this.#measure();
    return { type: 'state', event: 'change', ...this.#state() };
  }

  #state(): State {
    const { params = {}, state = {}, device } = this.#element;
    const sentence = this.#element.querySelector('.sentence')?.textContent ?? '';
    return { params, state, device, sentence };
  }

  /** At most one message for each picture on a screen, however fast a slider is drawn. */
  #changed(type: 'input' | 'change'): void {
    if (type === 'change') this.#measure();
    if (this.#due === undefined) setTimeout(() => this.#tellState(), FRAME);
    this.#due = this.#due === 'change' ? 'change' : type;
  }

  #tellState(): void {
    const event = this.#due!;
    this.#due = undefined;
    this.#report({ type: 'state', event, ...this.#state() });
  }

  #failed(detail: unknown): void {
    this.#measure();
    for (const one of Array.isArray(detail) ? detail : [detail]) {
      const error = told(one);
      if (this.#greeted) this.#report({ type: 'error', ...error });
      else if (this.#early.length < KEPT) this.#early.push(error);
    }
  }

  /** Where an origin is opaque there is no way but a port. */
  #report(report: Report, call?: number): void {
    if (!this.#greeted) return;
    const { origin: to, port } = this.#greeted;
    const message = {
      protocol: PROTOCOL,
      ...(call !== undefined && { call }),
      ...(this.#tag && { tag: this.#tag }),
    };
    if (port) port.postMessage({ ...message, ...report });
    else if (to !== 'null') this.#parent.postMessage({ ...message, ...report }, to);
  }
}

function told(error: unknown): { message: string; name?: string } {
  if (error instanceof Error) return { message: error.message, name: error.name };
  return { message: String(error) };
}

function themed(theme: 'auto' | 'light' | 'dark'): void {
  const { dataset } = document.documentElement;
  if (theme === 'auto') delete dataset.theme;
  else dataset.theme = theme;
}

/** Speaks with the page round the frame, where there is one. */
export function speak(element: UnfoldWidget): void {
  if (parent !== window) new Child(element, parent);
}
