/** Points that can be dragged and pictures whose pixels can be read: fetched only for figures that have them. */
import { listenTo } from './gestures.ts';
import type { Live } from './live.ts';
import { nudge, pointerdown, pointermove as drag, pointerup, touchstart } from './points.ts';
import { hover, press, steer } from './rasters.ts';

export { keepCursors } from './rasters.ts';

/** Starts listening, ahead of what every figure does with a click or a key; the function returned stops. */
export function listen(live: Live): () => void {
  const stops = [
    listenTo(live, { click, keydown }, true),
    listenTo(live, { pointerover, pointermove, pointerout, pointerdown }),
    listenTo(live, { pointerup, pointercancel: pointerup, touchstart }),
  ];
  return () => stops.forEach((stop) => stop());
}

function click(live: Live, target: HTMLElement, event: Event) {
  if (!press(live, target, event)) return;
  event.stopPropagation();
  live.page.touched();
}

function keydown(live: Live, target: HTMLElement, event: Event) {
  const mark = target.matches('.panels svg [data-mark]') && target.dataset.mark;
  if (!mark) return;
  const key = event as KeyboardEvent;
  if (!nudge(live, mark, key) && !steer(live, target, key)) return;
  event.preventDefault();
  event.stopPropagation();
}

function pointerover(live: Live, target: HTMLElement, event: Event) {
  hover(live, target, event);
}

function pointermove(live: Live, target: HTMLElement, event: Event) {
  if (!hover(live, target, event)) drag(live, target, event);
}

function pointerout(live: Live, target: HTMLElement) {
  if (target.closest('[data-raster]')) live.point(undefined);
}
