/** What a reader's pointer and keys mean in a figure. One listener per kind of event, on the figure's root. */
import { act, apply, resize, stroll, walk } from './actions.ts';
import { edit, press, step } from './edits.ts';
import { keydown } from './keys.ts';
import type { Live } from './live.ts';
import { dragover, drop, left, paste, picked, typed } from './given-text.ts';

/** What a figure does with an event of its own. */
export type Handler = (live: Live, target: HTMLElement, event: Event) => void;

/** Starts listening; the function returned stops. */
export function listen(live: Live): () => void {
  return listenTo(live, {
    input,
    click,
    change,
    keydown,
    pointerover,
    pointerout,
    toggle,
    focusin,
    focusout,
    dragover,
    drop,
    paste,
  });
}

/** Listens on the figure's root; those that are to be heard first, and those that do not bubble, on the way down. */
export function listenTo(live: Live, handlers: Record<string, Handler>, first = false): () => void {
  const listeners = Object.entries(handlers).map(([type, handle]) => {
    const listener = (event: Event) => {
      if (event.target === live.root) return;
      // Outside, only the figure's own `input` and `change` are heard.
      if (type === 'input' || type === 'change') event.stopPropagation();
      handle(live, event.target as HTMLElement, event);
    };
    const capture = first || type === 'toggle';
    live.root.addEventListener(type, listener, capture);
    return () => live.root.removeEventListener(type, listener, capture);
  });
  return () => listeners.forEach((stop) => stop());
}

const markOf = (target: Element) => target.closest<HTMLElement>('[data-mark]')?.dataset.mark;

function input(live: Live, target: HTMLElement) {
  const name = target.dataset.input;
  if (!name) return;
  const { value } = target as HTMLInputElement;
  const { kind } = live.declaration.inputs[name];
  if (kind === 'choice') return void live.change({ [name]: value }, name);
  if (kind === 'text') return typed(live, target as HTMLTextAreaElement);
  target.toggleAttribute('data-typing', (target as HTMLInputElement).type === 'number');
  // An empty or half-typed number is not yet an answer.
  if (value.trim() !== '') edit(live, name, target.dataset.index, Number(value));
}

function click(live: Live, target: HTMLElement, event: Event) {
  const element = target.closest<HTMLElement>(
    '[data-step], [data-size], [data-stage], [data-walk], [data-run], [data-ask], [data-preset], [data-action], [data-mark], .data > summary',
  );
  if (!element) return;
  const { step: by, size, stage, walk: along, run, ask, preset, action, mark } = element.dataset;
  if (by) step(live, element.dataset.input!, element.dataset.index, Number(by));
  else if (size) resize(live, size, Number(element.dataset.by));
  else if (stage) walk(live, Number(stage));
  else if (along) stroll(live, Number(along));
  else if (run) live.play(run);
  else if (ask) void live.ask(ask);
  else if (preset) void apply(live, Number(preset));
  else if (action) act(live, action, event);
  else if (mark) pressed(live, mark);
  // The numbers are written before they are seen.
  else live.tabulate();
}

/** Details that a script or a search opened. */
function toggle(live: Live, target: HTMLElement) {
  if (target.matches('details.data[open]')) live.tabulate();
}

function change(live: Live, target: HTMLElement) {
  if (target.dataset.action === 'device') void live.page.broker.pick((target as HTMLSelectElement).value);
  else if (target.dataset.file) void picked(live, target as HTMLInputElement);
}

function pressed(live: Live, mark: string) {
  choose(live, mark);
  press(live, mark);
}

function choose(live: Live, mark: string) {
  live.page.touched();
  if (live.chosen !== mark) live.choose(mark);
}

function pointerover(live: Live, target: HTMLElement) {
  const mark = markOf(target);
  if (mark) live.point(mark);
}

function pointerout(live: Live, target: HTMLElement) {
  if (markOf(target)) live.point(undefined);
}

function focusin(live: Live, target: HTMLElement) {
  const mark = markOf(target);
  if (!mark) return;
  const drawing = target.closest<HTMLElement>('[data-drawing]')?.dataset.drawing;
  if (drawing) {
    live.entry[drawing] = mark;
    for (const other of target.closest('[data-drawing]')!.querySelectorAll('[data-mark]')) {
      other.setAttribute('tabindex', other === target ? '0' : '-1');
    }
  }
  choose(live, mark);
}

/** Leaving a field gives it back its true value. */
function focusout(live: Live, target: HTMLElement) {
  if (!target.hasAttribute('data-typing')) return;
  if (target.localName === 'textarea') left(live, target as HTMLTextAreaElement);
  target.removeAttribute('data-typing');
  if (target.localName === 'input') (target as HTMLInputElement).value = target.getAttribute('value')!;
  void live.draw();
}
