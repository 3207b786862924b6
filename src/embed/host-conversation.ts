/**
 * A page's end of the conversation with one frame. Commands go to the frame's window; answers and news come on a port
 * that each greeting brings anew, so that nobody else hears or says them. A frame that reloads is greeted again, gets
 * the state back that it had, and then what it has not answered yet. Knows no element, so that it can be tried without.
 */
import type { Inputs } from '../../components/parts/declare.ts';
import { PROTOCOL, type Command, type State, type ToFigure, type ToHost } from './protocol.ts';

type Told<Type extends ToHost['type']> = Extract<ToHost, { type: Type }>;
export type Ready = Told<'ready'>;

/** Commands that a frame is given at once; it refuses more than 64. */
const MANY = 32;

/** What an element makes of what a frame says. */
export interface Ears {
  /** The figure answers; `again` after a reload. */
  ready(report: Ready, again: boolean): void;
  /** The figure cannot be started. */
  failed(error: Error): void;
  size(height: number): void;
  /** What nobody asked for: a reader's change, and what is wrong. */
  news(report: Told<'state'> | Told<'error'>): void;
}

interface Ask {
  command: Command;
  /** 0 until it is sent. */
  call: number;
  resolve(report: ToHost): void;
  reject(error: Error): void;
}

export type Post = (message: ToFigure, port?: MessagePort) => void;

export class Conversation {
  /** What the frame said of itself last. */
  present: Ready | undefined;
  readonly #post: Post;
  readonly #ears: Ears;
  #port: MessagePort | undefined;
  /** Rises with everything that is said. */
  #calls = 0;
  #hello = 0;
  /** Whether commands may go out at once. */
  #open = false;
  /** What was asked and is not answered, in order. */
  #asked: Ask[] = [];
  /** The same for what brings a state back. */
  #restoring: Ask[] = [];
  /** What holds for as long as there is a figure, by its kind: freezing, a theme. */
  readonly #lasting = new Map<string, Command>();
  #ended: Error | undefined;

  constructor(post: Post, ears: Ears) {
    this.#post = post;
    this.#ears = ears;
  }

  /** At every load of the frame. */
  greet(): void {
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#open = false;
    this.#restoring = [];
    port1.onmessage = ({ data }) => this.#hear(data as unknown);
    this.#hello = ++this.#calls;
    this.#post({ protocol: PROTOCOL, type: 'hello', call: this.#hello }, port2);
  }

  /** Settles with the frame's answer, or rejects with its words; waits until the frame can answer. */
  ask(command: Command): Promise<ToHost> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      const ask = { command, call: 0, resolve, reject };
      this.#asked.push(ask);
      this.#next();
    });
  }

  /** Inputs that are not to come back after a reload. */
  forget(names: readonly string[]): void {
    if (!this.present) return;
    const left = Object.entries(this.present.state).filter(([name]) => !names.includes(name));
    this.present = { ...this.present, state: Object.fromEntries(left) };
  }

  /** Nothing more is said or heard; what was asked is rejected. */
  end(error: Error): void {
    this.#ended = error;
    this.#port?.close();
    this.#open = false;
    for (const { reject } of this.#asked.splice(0)) reject(error);
  }

  #next(): void {
    if (!this.#open) return;
    for (const ask of this.#asked.slice(0, MANY)) if (!ask.call) this.#send(ask);
  }

  #send(ask: Ask): void {
    ask.call = ++this.#calls;
    try {
      this.#post({ protocol: PROTOCOL, call: ask.call, ...ask.command });
    } catch (error) {
      // What cannot be sent at all is answered here.
      this.#asked = this.#asked.filter((one) => one !== ask);
      ask.reject(error as Error);
      this.#next();
    }
  }

  #hear(data: unknown): void {
    const report = data as ToHost | null;
    if (typeof report !== 'object' || report?.protocol !== PROTOCOL) return;
    if (report.type === 'size') this.#ears.size(report.height);
    else if (report.type === 'ready')
      void (report.call === this.#hello && !this.#open && this.#start(report));
    else if (report.call === undefined) this.#tell(report);
    else this.#answer(report, report.call);
  }

  #answer(report: ToHost, call: number): void {
    if (report.type === 'error' && call === this.#hello) return this.#ears.failed(errorOf(report));
    const ask = [...this.#asked, ...this.#restoring].find((one) => one.call === call);
    if (!ask) return;
    if (report.type === 'state' && this.#open) this.#note(report);
    if (report.type === 'value') this.#moved(report as { device?: unknown });
    this.#asked = this.#asked.filter((one) => one !== ask);
    this.#next();
    if (report.type === 'error') return ask.reject(errorOf(report));
    const { type } = ask.command;
    if (type === 'freeze' || type === 'theme') this.#lasting.set(type, ask.command);
    ask.resolve(report);
  }

  /** A state that is only being brought back is no news. */
  #tell(report: ToHost): void {
    if (report.type === 'error') this.#ears.news(report);
    if (report.type !== 'state' || !this.#open) return;
    this.#note(report);
    this.#ears.news(report);
  }

  #note({ params, state, device, sentence }: State): void {
    if (this.present) this.present = { ...this.present, params, state, device, sentence };
  }

  /** A figure may have moved to another home since it last told its state. */
  #moved({ device }: { device?: unknown }): void {
    if (this.present && typeof device === 'string') this.present = { ...this.present, device };
  }

  async #start(report: Ready): Promise<void> {
    const before = this.present;
    const port = this.#port;
    this.present = before ? { ...report, ...stateOf(before) } : report;
    const now = before && (await this.#restore(report, before).catch(() => undefined));
    // A frame may have been reloaded meanwhile.
    if (port !== this.#port) return;
    this.present = before && now ? { ...report, ...stateOf(before), device: now.device } : report;
    this.#open = true;
    this.#ears.ready(report, before !== undefined);
    for (const ask of this.#asked) ask.call = 0;
    this.#next();
  }

  /** First what was given, then what the frame's address gives and had been given up; what holds besides. */
  async #restore(report: State, before: State): Promise<State> {
    let now = report;
    if (JSON.stringify(now.state) !== JSON.stringify(before.state)) now = await this.#set(before.state);
    const left = Object.keys(now.state).filter((name) => !(name in before.state));
    if (left.length) {
      now = await this.#set(Object.fromEntries(left.map((name) => [name, before.params[name]!])));
    }
    for (const command of [...this.#lasting.values()]) await this.#again(command);
    return now;
  }

  #set = async (params: Inputs): Promise<State> =>
    (await this.#again({ type: 'set', params })) as Told<'state'>;

  #again(command: Command): Promise<ToHost> {
    return new Promise((resolve, reject) => {
      const ask = { command, call: 0, resolve, reject };
      this.#restoring.push(ask);
      this.#send(ask);
    });
  }
}

const stateOf = ({ params, state, device, sentence }: State): State => ({ params, state, device, sentence });

/** In the frame's words, under the name that it had there. */
function errorOf({ message, name }: Told<'error'>): Error {
  const error = new Error(String(message));
  if (typeof name === 'string') error.name = name;
  return error;
}
