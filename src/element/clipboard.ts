/** Whether the text is in the clipboard now: many frames, and pages without encryption, have none to write to. */
export const copy = (text: string): Promise<boolean> =>
  navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  ) ?? Promise.resolve(false);
