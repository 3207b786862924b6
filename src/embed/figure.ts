/** What an embed page adds to its figure: its button, its address, and the page round its frame. */
import type { UnfoldWidget } from '../element/index.ts';
import { speak } from './frame.ts';

const element = document.querySelector<UnfoldWidget>('unfold-widget[alone]')!;
speak(element);

// A page round the frame may change the frame's address without loading it again.
addEventListener('hashchange', () => void element.show(location));

const start = document.querySelector<HTMLElement>('[data-start-figure]')!;
start.addEventListener('click', () => {
  element.ready.then(
    () => element.focus({ preventScroll: true }),
    () => {},
  );
});
// However it was woken, a figure that is awake needs no button.
document.addEventListener('ready', () => delete document.documentElement.dataset.start);

/** A finger that only wants to go on through the page round the frame does not take hold of a point. */
for (const type of ['touchstart', 'pointerdown']) {
  document.addEventListener(
    type,
    (event) => {
      const finger = event.type === 'touchstart' || (event as PointerEvent).pointerType === 'touch';
      if (parent !== window && finger && !document.hasFocus()) event.stopPropagation();
    },
    { capture: true, passive: true },
  );
}
