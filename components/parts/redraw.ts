import morphdom from 'morphdom';
import type { Child } from './element.ts';
import type { View } from './view.ts';

const unchanged = new WeakSet<Element>();

/** Marks an element of the next picture whose content is as it was: what stands there is left alone. */
export function asItWas(element: Element): void {
  unchanged.add(element);
}

/** An element whose content never changes: in a picture drawn again it stands as it is, and is not even made. */
export function lasting(
  view: View,
  tag: string,
  attributes: Record<string, string>,
  content: () => Child[],
): HTMLElement {
  const element = view.make(tag, attributes, ...(view.again ? [] : content()));
  if (view.again) asItWas(element);
  return element;
}

/** Draws `next` over `old`, element by element, so that focus and selection stay and what moves is seen to move. */
export function redraw(old: Element, next: Element): void {
  morphdom(old, next, keeping);
}

/** What drawing anew must not take from the reader: open details, the text being typed, what was just said. */
const keeping = {
  // Panels come and go; each is drawn over itself alone.
  getNodeKey: (node: Node) => {
    const { dataset, id } = node as HTMLElement;
    return dataset?.panel ?? id;
  },
  onBeforeElUpdated(old: HTMLElement, next: HTMLElement) {
    // Most of a drawing is as it was, which the browser sees faster than a comparison by attributes.
    if ('ownerSVGElement' in old && old.isEqualNode(next)) return false;
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
