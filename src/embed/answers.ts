/**
 * The figure's end of `unfold/1`: carries out what the page round the frame asks for, one thing after the other, through
 * the verbs of the element, and tells it what happens. Only the origin that first said `hello` is answered.
 */
import { readCommand } from './commands.ts';
import type { Frame } from './frame.ts';
import { PROTOCOL, type Command, type Report, type State, type Theme } from './protocol.ts';

/** Commands that may wait at once. */
const QUEUE = 64;
/** Milliseconds between two states that are told unasked. */
const FRAME = 16;

interface Greeted {
  origin: string;
  port: MessagePort | undefined;
}

export class Answers {
  readonly #frame: Frame;
  /** What went wrong before anybody said hello. */
  readonly #early: unknown[];
  #greeted: Greeted | undefined;
  #call = -1;
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();
  #due: 'input' | 'change' | undefined;

  constructor(frame: Frame, early: unknown[]) {
    this.#frame = frame;
    this.#early = early;
  }

  /** A message of the window round the frame. */
  hear({ data, origin: from, ports }: MessageEvent<unknown>): void {
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

  /** The state has changed: at most one message for each picture on a screen, however fast a slider is drawn. */
  tell(type: 'input' | 'change'): void {
    if (this.#due === undefined) setTimeout(() => this.#tellState(), FRAME);
    this.#due = this.#due === 'change' ? 'change' : type;
  }

  /** Something went wrong that nobody asked for. */
  fail(error: unknown): void {
    if (this.#greeted) this.#report({ type: 'error', ...told(error) });
    else this.#early.push(error);
  }

  /** A host hears what the figure is; a later hello may bring another port. */
  #greet(call: number, greeted: Greeted): void {
    const { element, fit, awake } = this.#frame;
    this.#greeted?.port?.close();
    this.#greeted = greeted;
    fit.acknowledge();
    fit.again();
    // A figure that waits for its reader is not woken by a greeting.
    const fail = (error: unknown) => this.#report({ type: 'error', ...told(error) }, call);
    if (document.documentElement.dataset.start !== 'click') element.ready.catch(fail);
    void awake.then(() => this.#report(this.#ready(), call));
    this.#early.splice(0).forEach((error) => this.fail(error));
  }

  #ready(): Report {
    const { element, widget } = this.#frame;
    const { schema } = element;
    const title = element.querySelector('figcaption')?.textContent ?? '';
    const version = String(schema?.version ?? '');
    return { type: 'ready', widget, title, version, schema, ...this.#state() };
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
    const { element, measure } = this.#frame;
    if (command.type === 'get') {
      const value = await element.get(command.output);
      return { type: 'value', output: command.output, value, device: element.device };
    }
    if (command.type === 'svg') return { type: 'svg', svg: await element.toSVG() };
    if (command.type === 'set') await element.set(command.params);
    if (command.type === 'reset') await element.reset();
    if (command.type === 'freeze') await element.freeze();
    if (command.type === 'theme') themed(command.theme);
    measure();
    return { type: 'state', event: 'change', ...this.#state() };
  }

  #state(): State {
    const { element } = this.#frame;
    const { params = {}, state = {}, device } = element;
    const sentence = element.querySelector('.sentence')?.textContent ?? '';
    return { params, state, device, sentence };
  }

  #tellState(): void {
    const event = this.#due!;
    this.#due = undefined;
    this.#report({ type: 'state', event, ...this.#state() });
  }

  /** Where an origin is opaque there is no way but a port. */
  #report(report: Report, call?: number): void {
    if (!this.#greeted) return;
    const { origin: to, port } = this.#greeted;
    const { tag, parent } = this.#frame;
    const message = {
      protocol: PROTOCOL,
      ...(call !== undefined && { call }),
      ...(tag && { tag }),
      ...report,
    };
    if (port) port.postMessage(message);
    else if (to !== 'null') parent.postMessage(message, to);
  }
}

function told(error: unknown): { message: string; name?: string } {
  if (error instanceof Error) return { message: error.message, name: error.name };
  return { message: String(error) };
}

function themed(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'auto') delete dataset.theme;
  else dataset.theme = theme;
}
