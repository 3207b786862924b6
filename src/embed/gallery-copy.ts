/** Copies a text, and says truly whether it did. */

/** True: it is in the clipboard. False: the browser did not let us; the field's text is then selected instead. */
export async function copyFrom(field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return false;
  }
}

/** What to tell the reader. */
export const copied = (done: boolean): string =>
  done
    ? 'Copied.'
    : 'This browser did not let the page copy. The text is selected: copy it with your keyboard or the menu.';
