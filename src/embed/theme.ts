/**
 * Light or dark as the page round a figure is, unless it is told. A page's own switch is seen by its colour: the first
 * ground behind the figure that can be seen. Without one, the figure takes the page's color-scheme.
 */
export type Theme = 'auto' | 'light' | 'dark';

/** Paints the box, and again when the page changes its look; the function returned stops. */
export function paint(box: HTMLElement, theme: () => Theme): { again: () => void; stop: () => void } {
  const window = box.ownerDocument.defaultView!;
  const again = () => {
    const told = theme();
    const found = told === 'auto' ? groundOf(box, window) : told;
    if (found) box.dataset.theme = found;
    else delete box.dataset.theme;
  };
  const { documentElement, body } = box.ownerDocument;
  const watch = new window.MutationObserver(again);
  for (const element of [documentElement, body]) watch.observe(element, { attributes: true });
  const dark = window.matchMedia?.('(prefers-color-scheme: dark)');
  dark?.addEventListener('change', again);
  // A ground that fades into another has its colour at the end.
  const faded = ({ propertyName }: TransitionEvent) => void (propertyName === 'background-color' && again());
  documentElement.addEventListener('transitionend', faded);
  // What lies behind the box is known once it stands in the page, and so has a size.
  const size = window.ResizeObserver && new window.ResizeObserver(again);
  size?.observe(box);
  again();
  const stop = () => {
    size?.disconnect();
    watch.disconnect();
    documentElement.removeEventListener('transitionend', faded);
    dark?.removeEventListener('change', again);
  };
  return { again, stop };
}

/** Whether what lies behind the box is light or dark; nothing where nothing lies there. */
function groundOf(box: HTMLElement, window: Window): 'light' | 'dark' | undefined {
  for (let element = outer(box); element; element = outer(element)) {
    const colour = window.getComputedStyle(element).backgroundColor;
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (!/^rgb/.test(colour) || alpha < 0.5) continue;
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! < 128 ? 'dark' : 'light';
  }
  return undefined;
}

function outer(element: HTMLElement): HTMLElement | null {
  const root = element.getRootNode() as Partial<ShadowRoot>;
  return element.assignedSlot ?? element.parentElement ?? (root.host as HTMLElement | undefined) ?? null;
}
