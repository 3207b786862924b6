/**
 * How high each figure's frame must be. No browser runs in a build, so `npm run heights` measures the built pages and
 * writes heights.json, and a browser test says when that is out of date.
 */
import measured from './heights.json' with { type: 'json' };

/** Widths at which frames are measured, in pixels. */
export const frameWidths = [320, 640, 1024] as const;
export type FrameWidth = (typeof frameWidths)[number];
export type Heights = Record<string, Record<`${FrameWidth}`, number>>;

/** For a widget that is too new to have been measured. */
const UNMEASURED = 640;

/** Faces differ a little from machine to machine, and a frame that is a line too low has a scroll bar. */
const SPARE = 4;

/** Pixels that a figure needs as it is at first, in a frame of this width; a round number. */
export const frameHeight = (widget: string, width: FrameWidth): number =>
  10 * Math.ceil(((measured as Heights)[widget]?.[`${width}`] ?? UNMEASURED) / 10 + SPARE / 10);
