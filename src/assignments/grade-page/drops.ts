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
      const words = files[name].map((file) => file.name).join(', ');
      place.querySelector('[data-dropped]')!.textContent = words || 'nothing yet';
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
      take(event.dataTransfer?.files ?? null);
    });
  }
  // A file that misses its field would otherwise replace the page.
  for (const type of ['dragover', 'drop'] as const)
    addEventListener(type, (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
  return () => files;
}
