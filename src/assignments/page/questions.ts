/** The fields of questions: what is written is kept, what is kept is shown, and what can be checked here is. */
import type { Ask, Verdict } from '../types.ts';
import { kernelField } from './kernel-field.ts';
import { stateField } from './state-field.ts';

export interface Field {
  ask: Ask;
  place: HTMLElement;
  /** What is written, and writes it. */
  text: string;
  /** Nobody has said who answers, or numbers for practice are on show. */
  enabled: boolean;
  told(verdict: Verdict | undefined): void;
}

/** A field for each question; `changed` is called with what was written. */
export function fieldsOf(asks: readonly Ask[], changed: (ask: Ask, text: string) => void): Field[] {
  return asks.flatMap((ask) => {
    const place = document.querySelector<HTMLElement>(`[data-ask="${ask.id}"]`);
    if (!place) return [];
    const made = { state: stateField, kernel: kernelField, choice: choiceField }[ask.kind as string] ?? textField;
    const line = place.querySelector<HTMLElement>('[data-verdict]')!;
    const told = (verdict: Verdict | undefined) => {
      place.dataset.state = verdict?.state ?? '';
      line.textContent = verdict ? `${signs[verdict.state]} ${verdict.words.replace(/`([^`]*)`/g, '“$1”')}` : '';
      const written = place.querySelector('input[data-answer]:not([type]), textarea[data-answer]');
      written?.setAttribute('aria-invalid', String(verdict?.state === 'unclear'));
    };
    const field = Object.assign(made(place, ask as never, (text: string) => (told(undefined), changed(ask, text))), { ask, place, told });
    return [field];
  });
} // prettier-ignore

/** Said with a sign as well as with a colour. */
const signs: Record<Verdict['state'], string> = {
  right: '✓',
  partly: '◐',
  wrong: '✗',
  blank: '·',
  unclear: '?',
  manual: '·',
};

export interface Own {
  text: string;
  enabled: boolean;
}

function textField(place: HTMLElement, ask: Ask, changed: (text: string) => void): Own {
  const input = place.querySelector<HTMLInputElement | HTMLTextAreaElement>('[data-answer]')!;
  if (ask.kind === 'text') input.maxLength = ask.longest;
  input.addEventListener('input', () => changed(input.value));
  return {
    get text() {
      return input.value;
    },
    set text(value) {
      if (input.value !== value) input.value = value;
    },
    get enabled() {
      return !input.disabled;
    },
    set enabled(value) {
      input.disabled = !value;
    },
  };
}

/** The indices of what is chosen, as they stand in the text: 0,2. */
function choiceField(place: HTMLElement, _: Ask, changed: (text: string) => void): Own {
  const boxes = [...place.querySelectorAll<HTMLInputElement>('[data-answer]')];
  const chosen = () =>
    boxes
      .filter(({ checked }) => checked)
      .map(({ value }) => value)
      .join(',');
  for (const box of boxes) box.addEventListener('change', () => changed(chosen()));
  return {
    get text() {
      return chosen();
    },
    set text(value) {
      const wanted = value.split(',');
      for (const box of boxes) box.checked = wanted.includes(box.value);
    },
    get enabled() {
      return boxes.some(({ disabled }) => !disabled);
    },
    set enabled(value) {
      for (const box of boxes) box.disabled = !value;
    },
  };
}
