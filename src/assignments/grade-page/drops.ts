/** Fields for files that can also be dropped on. */

export type Dropped = Record<string, File[]>;

/** Answers what there is now; `changed` is called whenever that changes. */
export function drops(form: HTMLFormElement, changed: (files: Dropped) => void): () => Dropped {
  const files: Dropped = {};
  for (const place of form.querySelectorAll<HTMLElement>('[data-drop]')) {
    const name = place.dataset.drop!;
    const input = place.querySelector('input')!;
    const take = (list: FileList | null) => {
      files[name] = [...(list ?? [])].slice(0, input.multiple ? undefined : 1);
      changed(files);
    };
    input.addEventListener('change', () => take(input.files));
    const over = (on: boolean) => (event: DragEvent) => {
      event.preventDefault();
      place.classList.toggle('over', on);
    };
    place.addEventListener('dragover', over(true));
    place.addEventListener('dragleave', over(false));
    place.addEventListener('drop', (event) => {
      over(false)(event);
      // The field then says by itself what it holds.
      if (event.dataTransfer) input.files = event.dataTransfer.files;
      take(input.files);
    });
  }
  // A file that misses its field would otherwise replace the page.
  for (const type of ['dragover', 'drop'] as const)
    addEventListener(type, (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
  return () => files;
}
