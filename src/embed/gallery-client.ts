/** The gallery's end of `unfold/1`: a frame of our own that tells its height and what a reader made of its figure. */
import { PROTOCOL, type Command, type State, type ToHost } from './protocol.ts';

export interface Heard {
  /** The figure answers, or was changed, or was put back. */
  state(state: State): void;
  size(height: number): void;
  /** The figure said what was wrong with its address. */
  error(message: string): void;
}

/** Milliseconds between two greetings; the frame's script may come later than its document. */
const AGAIN = 250;

export class Preview {
  readonly frame: HTMLIFrameElement;
  readonly #heard: Heard;
  #call = 0;
  #answered = false;
  #greeting = 0;

  /** The frame is made anew for each address, since a frame that is sent elsewhere leaves a step in the history. */
  constructor(src: string, title: string, heard: Heard) {
    this.#heard = heard;
    this.frame = document.createElement('iframe');
    this.frame.title = title;
    this.frame.src = src;
    this.frame.addEventListener('load', this.#greet);
    addEventListener('message', this.#listen);
  }

  send(command: Command): void {
    this.#call += 1;
    const message = { protocol: PROTOCOL, call: this.#call, ...command };
    this.frame.contentWindow?.postMessage(message, location.origin);
  }

  dispose(): void {
    removeEventListener('message', this.#listen);
    clearInterval(this.#greeting);
    this.frame.remove();
  }

  readonly #greet = () => {
    clearInterval(this.#greeting);
    let times = 40;
    const hello = () => {
      if (this.#answered || times === 0) clearInterval(this.#greeting);
      else this.send({ type: 'hello' });
      times -= 1;
    };
    hello();
    this.#greeting = window.setInterval(hello, AGAIN);
  };

  readonly #listen = ({ source, origin, data }: MessageEvent) => {
    if (source !== this.frame.contentWindow || origin !== location.origin) return;
    const report = data as Partial<ToHost> | null;
    if (report?.protocol !== PROTOCOL) return;
    // Whatever it says, it has heard: a figure that waits for a click answers only then.
    this.#answered = this.#call > 0;
    if (report.type === 'size') this.#heard.size(report.height!);
    if (report.type === 'error') this.#heard.error(report.message!);
    if (report.type !== 'ready' && report.type !== 'state') return;
    this.#heard.state(report as State);
  };
}
