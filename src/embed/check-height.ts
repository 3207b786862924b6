/** Whether the page round the frame follows the height that a figure asks for, and in which dialect it said so. */
import { Dialects } from './dialects.ts';
import { PROTOCOL } from './protocol.ts';
import { Fit, watch } from './size.ts';

/** Pixels by which a frame may be off, as figures allow it. */
const NEAR = 4;

export class Height {
  /** Who answered: by name where it has one. */
  readonly answered = new Set<string>();
  #asked = 0;

  constructor() {
    const dialects = new Dialects({
      widget: 'embed-check',
      address: location.href,
      opaque: origin === 'null',
      send: (message) => parent.postMessage(message, '*'),
    });
    const fit = new Fit({
      height: () => innerHeight,
      ask: (height) => {
        this.#asked = height;
        dialects.tell(height, innerWidth);
      },
      scroll: () => {},
    });
    addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
      if (source !== parent) return;
      const { acknowledged, again } = dialects.hear(data);
      const name = dialectOf(data);
      if (name && (acknowledged || name === OWN)) this.answered.add(name);
      if (again) fit.again();
    });
    watch(document.body, fit);
  }

  /** The frame is as high as was asked for. */
  get followed(): boolean {
    return this.#asked > 0 && Math.abs(innerHeight - this.#asked) <= NEAR;
  }
}

const OWN = 'Unfolded’s own';

function dialectOf(message: unknown): string | undefined {
  if (typeof message === 'string') return message.startsWith('[iFrameSizer]') ? 'iframe-resizer' : undefined;
  const { subject, context, protocol } = (message ?? {}) as Record<string, unknown>;
  if (subject === 'lti.frameResize.response') return 'Canvas';
  if (context === 'h5p') return 'H5P';
  return protocol === PROTOCOL ? OWN : undefined;
}
