/**
 * How high a frame should be, and whether it may scroll. A figure scrolls in its frame until somebody outside has said
 * or shown that the frame follows it; then there is no inner scroll bar, unless the frame stays too small.
 */

/** Pixels by which the content may change before anybody is told. */
const HYSTERESIS = 2;
/** Pixels by which a frame may be smaller than asked for: borders, and rounding. */
const TOLERANCE = 4;
/** Milliseconds after which a frame that is too small scrolls again. */
const PATIENCE = 1000;

export interface Frame {
  /** The height that the page round it gives the frame. */
  height(): number;
  /** Says the height that is wanted. */
  ask(height: number): void;
  /** Whether the content may be scrolled in the frame. */
  scroll(allowed: boolean): void;
}

export class Fit {
  readonly #frame: Frame;
  #asked = 0;
  #acknowledged = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  /** The content is this high now. A frame that is not shown at all has no height to tell of. */
  measured(height: number): void {
    const whole = Math.ceil(height);
    if (whole < 1 || Math.abs(whole - this.#asked) < HYSTERESIS) return;
    this.#asked = whole;
    this.#frame.ask(whole);
    this.#fit();
  }

  /** The height is wanted once more. */
  again(): void {
    if (this.#asked > 0) this.#frame.ask(this.#asked);
  }

  /** Somebody outside says that the frame will follow. */
  acknowledge(): void {
    this.#acknowledged = true;
    this.#fit();
  }

  /** The frame was given another height; the one that was asked for is an answer as well. */
  resized(): void {
    const off = Math.abs(this.#frame.height() - this.#asked);
    if (this.#asked > 0 && off <= TOLERANCE) this.#acknowledged = true;
    this.#fit();
  }

  #fit(): void {
    if (!this.#acknowledged) return;
    if (!this.#short) {
      clearTimeout(this.#waiting);
      this.#waiting = undefined;
      this.#frame.scroll(false);
      return;
    }
    if (this.#waiting !== undefined) return;
    this.#frame.scroll(false);
    this.#waiting = setTimeout(() => this.#short && this.#frame.scroll(true), PATIENCE);
  }

  get #short(): boolean {
    return this.#frame.height() < this.#asked - TOLERANCE;
  }
}

/**
 * Watches the content, whose height must not depend on the frame's. Not only an observer, which sleeps in a frame that
 * is out of sight: what draws anew may ask for a measurement. The function returned measures now.
 */
export function watch(content: HTMLElement, fit: Fit): () => void {
  const measure = () => {
    // Full screen takes the figure out of the page.
    if (!document.fullscreenElement) fit.measured(content.getBoundingClientRect().height);
  };
  new ResizeObserver(measure).observe(content);
  addEventListener('load', measure);
  addEventListener('resize', () => {
    measure();
    fit.resized();
  });
  void document.fonts.ready.then(measure);
  measure();
  return measure;
}
