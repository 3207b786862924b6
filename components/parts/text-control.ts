/** The control of a text: where it is written, how long it is, and a file to take it from. */
import { isFixed } from './allowed.ts';
import { heading, named } from './controls.ts';
import type { TextInput } from './kinds.ts';
import { counted } from './numbers.ts';
import { travels } from './texts.ts';
import type { View } from './view.ts';

/** A field with more than this would be slow to write in; it shows the beginning alone. */
export const LONGEST_FIELD = 20_000;
export const SHOWN = 2000;

export function textControl(view: View, name: string, input: TextInput): HTMLElement {
  const { make, awake } = view;
  const text = view.inputs[name] as string;
  const fixed = isFixed(view.allowed, name);
  const long = text.length > LONGEST_FIELD;
  const shown = long ? text.slice(0, SHOWN) : text;
  const says = { 'aria-label': input.label, 'aria-describedby': `${view.id}-${name}-words` };
  const field = { rows: 4, spellcheck: 'false', dir: 'auto', readonly: long, disabled: !awake || fixed };
  return make(
    'div',
    { class: 'control text', role: 'group', 'aria-label': named(input.label, fixed) },
    heading(view, input, text, fixed),
    make('textarea', { 'data-input': name, ...says, ...field }, shown),
    make('span', { class: 'words', id: `${view.id}-${name}-words` }, words(view, name, input, long)),
    filePicker(view, name, 'Take a text from a file', fixed),
  );
}

/** A button that opens the browser's own choice of a file. */
export function filePicker({ make, awake }: View, name: string, words: string, fixed = false): HTMLElement {
  const field = { type: 'file', 'data-file': name, 'aria-label': words, disabled: !awake || fixed };
  return make('label', { class: 'file' }, make('input', field), make('span', {}, words));
}

function words({ inputs }: View, name: string, input: TextInput, long: boolean): string {
  const text = inputs[name] as string;
  const length = `${counted(text.length)} character${text.length === 1 ? '' : 's'}`;
  const only = long ? ', of which the first ${counted(SHOWN)} are shown: take another file to change it' : '';
  if (travels(input, text)) return `${length}${only}. It stays in your browser, and in links that you copy.`;
  return `${length}${only}. It never leaves your browser, and is too long for a link: keep its file, or save the state as a file.`;
}
