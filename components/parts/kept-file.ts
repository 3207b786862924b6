/** The file that holds a figure's whole state: given to the browser, and read again. */
import { InputError } from './limits.ts';
import type { Live } from './live.ts';

/** Hands the file to the browser, and says what became of it. */
export async function keep(live: Live): Promise<void> {
  const { declaration, root } = live;
  const { cell } = declaration.file!;
  const text = await live.flow.values([cell]).then(
    (values) => values[cell] as string,
    () => undefined,
  );
  if (text === undefined) return await live.say(['The file could not be made here.']);
  const link = root.ownerDocument.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `${declaration.id}.json`;
  link.click();
  // The browser reads it after this script has ended.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  const { defaultView } = root.ownerDocument;
  const framed = defaultView !== null && defaultView.parent !== defaultView;
  const forbidden =
    ' If it is not there, the page around this figure forbids downloads: open the figure in a tab of its own.';
  await live.say([`The file went to your downloads as ${link.download}.${framed ? forbidden : ''}`]);
}

/** A damaged file changes nothing. */
export async function open(live: Live, name: string, text: string): Promise<void> {
  try {
    await live.change(live.declaration.file!.inputs(text));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await live.say([`${name} could not be opened: ${error.message}.`]);
  }
}
