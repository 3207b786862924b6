/** What a reader's pointer and keys mean in a figure. One listener per kind of event, on the figure's root. */
import { resized } from './codec.ts';
import type { ChoiceInput } from './declare.ts';
import { edit, step } from './edits.ts';
import { keydown } from './keys.ts';
import type { Live } from './live.ts';

type Handler = (live: Live, target: HTMLElement, event: Event) => void;

/** Starts listening; the function returned stops. */
export function listen(live: Live): () => void {
  const handlers: Record<string, Handler> = {
    input,
    click,
    change,
    keydown,
    pointerover,
    pointerout,
    focusin,
    focusout,
  };
  const listeners = Object.entries(handlers).map(([type, handle]) => {
    const listener = (event: Event) => {
      if (event.target === live.root) return;
      // Outside, only the figure's own `input` and `change` are heard.
      if (type === 'input' || type === 'change') event.stopPropagation();
      handle(live, event.target as HTMLElement, event);
    };
    live.root.addEventListener(type, listener);
    return () => live.root.removeEventListener(type, listener);
  });
  return () => listeners.forEach((stop) => stop());
}

const markOf = (target: Element) => target.closest<HTMLElement>('[data-mark]')?.dataset.mark;

function input(live: Live, target: HTMLElement) {
  const name = target.dataset.input;
  if (!name) return;
  const { value } = target as HTMLInputElement;
  if (live.declaration.inputs[name].kind === 'choice') return void live.change({ [name]: value }, name);
  target.toggleAttribute('data-typing', (target as HTMLInputElement).type === 'number');
  // An empty or half-typed number is not yet an answer.
  if (value.trim() !== '') edit(live, name, target.dataset.index, Number(value));
}

function click(live: Live, target: HTMLElement, event: Event) {
  const element = target.closest<HTMLElement>(
    '[data-step], [data-size], [data-stage], [data-preset], [data-action], [data-mark]',
  );
  if (!element) return;
  const { step: by, size, stage, preset, action, mark } = element.dataset;
  if (by) step(live, element.dataset.input!, element.dataset.index, Number(by));
  else if (size) resize(live, size, Number(element.dataset.by));
  else if (stage) walk(live, Number(stage));
  else if (preset) void apply(live, Number(preset));
  else if (action) act(live, action, event);
  else if (mark) choose(live, mark);
}

function resize(live: Live, dimension: string, by: number) {
  const { given, sizes } = live.flow;
  void live.change(resized(live.declaration, given, dimension, sizes[dimension] + by));
}

function walk(live: Live, by: number) {
  const { options } = live.declaration.inputs.stage as ChoiceInput;
  const at = options.findIndex(({ value }) => value === live.flow.inputs.stage);
  const next = options[at + by];
  if (next) void live.change({ stage: next.value });
}

async function apply(live: Live, index: number) {
  const names = Object.keys(live.declaration.outputs);
  const values = await Promise.all(names.map((name) => live.get(name)));
  const outputs = Object.fromEntries(names.map((name, position) => [name, values[position]]));
  await live.change(live.declaration.presets[index].change(live.flow.inputs, outputs));
}

function act(live: Live, action: string, event: Event) {
  const { page, root } = live;
  if (action === 'reset') void live.reset();
  if (action === 'undo') void live.undo();
  if (action === 'redo') void live.redo();
  if (action === 'fullscreen') page.fullscreen(root);
  if (action !== 'link') return;
  event.preventDefault();
  page.copy(page.link(live.flow.given));
  live.notes = ['The link to this state was copied.'];
  void live.draw();
}

function change(live: Live, target: HTMLElement) {
  if (target.dataset.action === 'device') void live.page.broker.pick((target as HTMLSelectElement).value);
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
  target.removeAttribute('data-typing');
  (target as HTMLInputElement).value = target.getAttribute('value')!;
  void live.draw();
}
