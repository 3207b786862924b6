/**
 * The ways in which pages round a frame are told how high it should be, and answer. Whoever is there is told in all of
 * them; what a page does not understand it leaves alone. Only formats are used here, which their sources describe:
 *
 * - our own `size`;
 * - Canvas `lti.frameResize`, which answers: https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.lti_window_post_message
 * - Embedly, a JSON text: https://docs.embed.ly/reference/provider-height-resizing
 * - H5P, a conversation: https://github.com/h5p/h5p-php-library/blob/master/js/h5p-resizer.js
 * - WordPress, with a secret from the frame's hash: https://github.com/WordPress/wordpress-develop/blob/trunk/src/js/_enqueues/wp/embed.js
 * - iframe-resizer, whose page speaks first: https://github.com/davidjbradshaw/iframe-resizer
 */
import { PROTOCOL, type ToHost } from './protocol.ts';

/** What a message of the page means for the height: that it will see to it, or that it wants to hear it again. */
export interface Heard {
  acknowledged?: boolean;
  again?: boolean;
}

export interface Told {
  widget: string;
  tag?: string;
  /** The frame's address, by which Embedly's hosts find it. */
  address: string;
  /** Without an origin H5P could not answer, and would fail trying. */
  opaque: boolean;
  /** To the page round the frame, whoever it is. */
  send(message: unknown): void;
}

const SIZER = '[iFrameSizer]';
const longest = 4096;

/** WordPress adds `#?secret=abc` to the address of a frame, behind whatever hash there is. */
export function secretOf(hash: string): string | undefined {
  return /[#?&]secret=([a-z0-9]{1,64})(?:$|&)/i.exec(hash)?.[1];
}

export class Dialects {
  readonly #told: Told;
  readonly #secret: string | undefined;
  /** H5P's resizer has answered. */
  #friendly = false;
  /** The name that iframe-resizer has for this frame. */
  #sizer: string | undefined;
  #height = 0;
  #width = 0;

  constructor(told: Told) {
    this.#told = told;
    this.#secret = secretOf(new URL(told.address).hash);
  }

  /** Tells everybody the height. */
  tell(height: number, width: number): void {
    [this.#height, this.#width] = [height, width];
    const { widget, tag, address, send } = this.#told;
    const size: ToHost = { protocol: PROTOCOL, type: 'size', widget, height, ...(tag && { tag }) };
    send(size);
    send({ subject: 'lti.frameResize', height });
    send(JSON.stringify({ src: address, context: 'iframe.resize', height }));
    this.#tellH5p();
    if (this.#secret) send({ message: 'height', value: height, secret: this.#secret });
    this.#tellSizer('size');
  }

  /** What this message, of whatever kind, says of the height. */
  hear(message: unknown): Heard {
    if (typeof message === 'string') return this.#hearSizer(message.slice(0, longest));
    if (typeof message !== 'object' || message === null) return {};
    const { subject, error, context, action, message: word, secret } = message as Record<string, unknown>;
    if (subject === 'lti.frameResize.response') return { acknowledged: !error };
    if (context === 'h5p') return this.#hearH5p(action);
    return { again: word === 'ready' && this.#secret !== undefined && secret === this.#secret };
  }

  /** A resizer of before 2016 reads `height`. */
  #h5p(action: string) {
    const height = this.#height;
    this.#told.send({ context: 'h5p', action, scrollHeight: height, clientHeight: height, height });
  }

  #tellH5p() {
    if (!this.#told.opaque) this.#h5p(this.#friendly ? 'prepareResize' : 'hello');
  }

  #hearH5p(action: unknown): Heard {
    if (this.#height === 0 || this.#told.opaque) return {};
    if (action === 'ready') this.#h5p('hello');
    if (action === 'resizePrepared' && this.#friendly) this.#h5p('resize');
    if (action === 'resize' && this.#friendly) this.#h5p('prepareResize');
    if (action !== 'hello') return {};
    this.#friendly = true;
    this.#h5p('prepareResize');
    return { acknowledged: true };
  }

  /** `[iFrameSizer]name:8:false:…` begins, its third part a boolean; `[iFrameSizer]resize` asks again. */
  #hearSizer(message: string): Heard {
    if (!message.startsWith(SIZER)) return {};
    const words = message.slice(SIZER.length);
    const [name, , wide] = words.split(':');
    if (/^(resize|reset)$/.test(words)) return { again: this.#sizer !== undefined };
    if (!name || name.length > 200 || !/^(true|false)$/.test(wide ?? '')) return {};
    this.#sizer = name;
    if (this.#height > 0) this.#tellSizer('init');
    return { acknowledged: true };
  }

  #tellSizer(why: string) {
    if (this.#sizer === undefined) return;
    this.#told.send(`${SIZER}${this.#sizer}:${this.#height}:${this.#width}:${why}`);
  }
}
