/** What a reader's pointer and keys mean in a figure. One listener per kind of event, on the figure's root. */
import { resized } from './codec.ts';
import type { ArrayInput, ChoiceInput, Inputs, InputValue } from './declare.ts';
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

/** Changes a number input, or one entry of an array. */
function edit(live: Live, name: string, index: string | undefined, value: number) {
  void live.change({ [name]: changed(live.flow.inputs, name, index, value) }, `${name} ${index}`);
}

function changed(inputs: Inputs, name: string, index: string | undefined, value: number): InputValue {
  if (index === undefined) return value;
  const copy = structuredClone(inputs[name]) as (number | number[])[];
  const [i, j] = index.split('.').map(Number);
  if (j === undefined) copy[i] = value;
  else (copy[i] as number[])[j] = value;
  return copy as InputValue;
}

function current(live: Live, name: string, index: string | undefined): number {
  const path = index?.split('.').map(Number) ?? [];
  return path.reduce<unknown>((entry, at) => (entry as unknown[])[at], live.flow.inputs[name]) as number;
}

/** A step stays in range and on round numbers. */
function step(live: Live, name: string, index: string | undefined, by: number) {
  const input = live.declaration.inputs[name];
  if (input.kind === 'choice') return;
  const next = Number((current(live, name, index) + by).toPrecision(12));
  edit(live, name, index, Math.min(Math.max(next, input.range[0]), input.range[1]));
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
  const outputs = await live.flow.values(names);
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
  void live.draw();
}

function keydown(live: Live, target: HTMLElement, event: Event) {
  const { key } = event as KeyboardEvent;
  const upDown = { ArrowUp: 1, ArrowDown: -1 }[key];
  if (target.dataset.by && target.localName === 'input' && upDown) {
    event.preventDefault();
    target.removeAttribute('data-typing');
    step(live, target.dataset.input!, target.dataset.index, upDown * Number(target.dataset.by));
  } else if (target.matches('.editor *') && key === 'Escape') {
    live.root.querySelector<HTMLElement>(`.panels [data-mark="${live.chosen}"]`)?.focus();
  } else if (target.matches('.panels svg [data-mark]')) {
    onMark(live, target, key, event);
  }
}

/** Arrows walk over a drawing's marks; + and − change an editable one; Enter goes to its field. */
function onMark(live: Live, target: HTMLElement, key: string, event: Event) {
  const [name, ...index] = target.dataset.mark!.split('.');
  const input = live.declaration.inputs[name] as ArrayInput | undefined;
  const sign = { '+': 1, '=': 1, '-': -1, '−': -1 }[key];
  const next = neighbour(target, key);
  if (next) next.focus();
  else if (sign && input) step(live, name, index.join('.'), sign * input.step);
  else if (key === 'Enter' || key === ' ') {
    choose(live, target.dataset.mark!);
    live.root.querySelector<HTMLElement>('.editor input[type="number"]')?.focus();
  } else return;
  event.preventDefault();
}

/** The nearest mark in the direction of an arrow key, or the first or last. */
function neighbour(target: HTMLElement, key: string): HTMLElement | undefined {
  const marks = [...target.closest('[data-drawing]')!.querySelectorAll<HTMLElement>('[data-mark]')];
  if (key === 'Home') return marks[0];
  if (key === 'End') return marks.at(-1);
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [
    0, 0,
  ];
  if (!dx && !dy) return undefined;
  const place = (mark: Element) => {
    const { x, y, width, height } = mark.getBoundingClientRect();
    return [x + width / 2, y + height / 2] as const;
  };
  const [x, y] = place(target);
  const ahead = marks.flatMap((mark) => {
    const [mx, my] = place(mark);
    const [along, across] = [
      (mx - x) * dx + (my - y) * dy,
      Math.abs((mx - x) * dy) + Math.abs((my - y) * dx),
    ];
    return along > 1 ? [{ mark, cost: along + 3 * across }] : [];
  });
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.mark ?? target;
}
