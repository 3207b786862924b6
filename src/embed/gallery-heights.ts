import { frameHeight } from './heights.ts';

/** Pixels that are enough for the whole figure at any width from a column of text to a projector. */
export const enough = (widget: string): number =>
  Math.max(frameHeight(widget, 640), frameHeight(widget, 1024));
