import morphdom from 'morphdom';

const unchanged = new WeakSet<Element>();

/** Marks an element of the next picture whose content is as it was: what stands there is left alone. */
export function asItWas(element: Element): void {
  unchanged.add(element);
}

/** Draws `next` over `old`, element by element, so that focus and selection stay. */
export function redraw(old: Element, next: Element): void {
  morphdom(old, next, keeping);
}

/** What drawing anew must not take from the reader: open details, the text being typed, what was just said. */
const keeping = {
  onBeforeElUpdated(old: HTMLElement, next: HTMLElement) {
    if (old.hasAttribute('data-said')) return false;
    if (old.localName === 'details') next.toggleAttribute('open', old.hasAttribute('open'));
    if (old.hasAttribute('data-typing')) {
      next.setAttribute('data-typing', '');
      (next as HTMLInputElement).value = (old as HTMLInputElement).value;
    }
    return true;
  },
  onBeforeElChildrenUpdated: (_: HTMLElement, next: HTMLElement) => !unchanged.has(next),
};
