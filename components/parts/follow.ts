/** A drawing that scrolls in its place shows the step that a walk has come to. */
export function follow(root: Element): void {
  for (const now of root.querySelectorAll('[data-drawing] [data-now]')) {
    const place = now.closest('[data-drawing]')!;
    if (place.scrollWidth <= place.clientWidth) continue;
    const [step, view] = [now.getBoundingClientRect(), place.getBoundingClientRect()];
    if (step.left >= view.left && step.right <= view.right) continue;
    place.scrollLeft += step.left + step.width / 2 - (view.left + view.width / 2);
  }
}
