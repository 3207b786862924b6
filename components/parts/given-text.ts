/** A text that the reader writes, takes from a file, or drops on its control. */
import type { Inputs, TextInput } from './kinds.ts';
import { open } from './kept-file.ts';
import type { Live } from './live.ts';
import { counted } from './numbers.ts';
import { LONGEST_FIELD, SHOWN } from './text-control.ts';

/** What is written is taken once the keys rest for so many milliseconds, or the field is left. */
const REST = 400;
/** What `data-file` says of a file that this figure saved; else it names the text input. */
export const STATE = 'state';
const waiting = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>();

const textInput = (live: Live, name: string) => live.declaration.inputs[name] as TextInput;

/** Line ends are those of a text field, whatever file they came from. */
const take = (live: Live, name: string, text: string) =>
  live.change({ ...textInput(live, name).along, [name]: text.replace(/\r\n?/g, '\n') } as Inputs, name);

export function typed(live: Live, field: HTMLTextAreaElement): void {
  clearTimeout(waiting.get(field));
  const name = field.dataset.input!;
  if (field.value.length > LONGEST_FIELD) return takeWhole(live, field, field.value);
  field.setAttribute('data-typing', '');
  waiting.set(
    field,
    setTimeout(() => live.over || void take(live, name, field.value), REST),
  );
}

/** A long text is taken at once: a browser would spend seconds, or minutes, on laying it out in the field. */
function takeWhole(live: Live, field: HTMLTextAreaElement, text: string): void {
  clearTimeout(waiting.get(field));
  field.removeAttribute('data-typing');
  field.value = text.slice(0, SHOWN);
  void take(live, field.dataset.input!, text);
}

/** Before the browser puts it into the field. */
export function paste(live: Live, target: HTMLElement, event: Event): void {
  if (target.localName !== 'textarea' || !target.dataset.input) return;
  const { value, selectionStart, selectionEnd, readOnly } = target as HTMLTextAreaElement;
  const pasted = (event as ClipboardEvent).clipboardData?.getData('text/plain') ?? '';
  const text = value.slice(0, selectionStart) + pasted + value.slice(selectionEnd);
  if (readOnly || text.length <= LONGEST_FIELD) return;
  event.preventDefault();
  takeWhole(live, target as HTMLTextAreaElement, text);
}

/** What was written last is not left behind. */
export function left(live: Live, field: HTMLTextAreaElement): void {
  clearTimeout(waiting.get(field));
  const name = field.dataset.input!;
  if (field.value !== live.flow.inputs[name]) void take(live, name, field.value);
}

/** A file that was chosen. */
export async function picked(live: Live, field: HTMLInputElement): Promise<void> {
  const file = field.files?.[0];
  const name = field.dataset.file!;
  if (file) await read(live, name, file);
  // The same file can be taken again.
  field.value = '';
}

async function read(live: Live, name: string, file: File): Promise<void> {
  const state = name === STATE;
  const { longest } = state ? live.declaration.file! : textInput(live, name);
  // A character takes up to four bytes, so that a longer file may still fit.
  if (file.size > 4 * longest)
    return await live.say([
      `${file.name} is too large: at most ${counted(longest)} characters are read here.`,
    ]);
  const text = await file.text().catch(() => undefined);
  if (text === undefined) await live.say([`${file.name} could not be read.`]);
  else if (state) await open(live, file.name, text);
  else await take(live, name, text);
}

const place = (target: HTMLElement) =>
  target.closest('.control.text')?.querySelector<HTMLElement>('[data-file]');
const droppedIn = (event: Event) => (event as DragEvent).dataTransfer;

export function dragover(_: Live, target: HTMLElement, event: Event): void {
  if (place(target) && droppedIn(event)?.types.includes('Files')) event.preventDefault();
}

export function drop(live: Live, target: HTMLElement, event: Event): void {
  const name = place(target)?.dataset.file;
  const file = droppedIn(event)?.files[0];
  if (!name || !file) return;
  event.preventDefault();
  void read(live, name, file);
}
