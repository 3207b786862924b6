/** The body of a kernel: a plain field until it is first looked at, then an editor, which is fetched for it. */
import type { AskOf } from '../types.ts';
import type { Own } from './questions.ts';

type Editor = ReturnType<(typeof import('./editor.ts'))['editor']>;

export interface KernelOwn extends Own {
  /** Shows in which line a fault is. */
  mark(fault?: { line: number; words: string }): void;
}

export function kernelField(
  place: HTMLElement,
  ask: AskOf<'kernel'>,
  changed: (text: string) => void,
): KernelOwn {
  const area = place.querySelector<HTMLTextAreaElement>('[data-answer]')!;
  const frame = place.querySelector<HTMLElement>('[data-editor]')!;
  let made: Editor | undefined;
  area.addEventListener('input', () => changed(area.value));
  const open = async () => {
    const { editor } = await import('./editor.ts');
    if (made || area.disabled) return;
    const had = document.activeElement === area;
    const box = document.createElement('div');
    const { parameters, constants } = ask;
    const change = (text: string) => {
      area.value = text;
      changed(text);
    };
    made = editor(box, {
      text: area.value,
      parameters,
      constants,
      label: area.getAttribute('aria-label') ?? '',
      change,
    });
    frame.append(box);
    area.hidden = true;
    if (had) box.firstElementChild?.shadowRoot?.querySelector<HTMLElement>('[contenteditable]')?.focus();
  };
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting) || area.disabled) return;
    watch.disconnect();
    // Where it cannot be fetched the field is an editor enough.
    open().catch(() => {});
  });
  watch.observe(frame);
  return {
    get text() {
      return area.value;
    },
    set text(value) {
      if (area.value === value) return;
      area.value = value;
      if (made) made.text = value;
    },
    get enabled() {
      return !area.disabled;
    },
    set enabled(value) {
      area.disabled = !value;
      if (value) {
        watch.unobserve(frame);
        watch.observe(frame);
      } else if (made) {
        made.destroy();
        made = undefined;
        area.hidden = false;
        frame.replaceChildren(area);
      }
    },
    mark: (fault) => made?.mark(fault),
  };
}
