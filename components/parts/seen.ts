/** Calls when the figure can not be seen any more; the function returned stops. */
export function whenHidden(root: HTMLElement, call: () => void): () => void {
  const document = root.ownerDocument;
  const hidden = () => document.hidden && call();
  document.addEventListener('visibilitychange', hidden);
  const Observer = document.defaultView?.IntersectionObserver;
  const watch = Observer && new Observer((seen) => seen.at(-1)!.isIntersecting || call());
  watch?.observe(root);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    watch?.disconnect();
  };
}
