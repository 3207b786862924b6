/** What keys mean in a figure. */
import type { ArrayInput } from './declare.ts';
import { press, step } from './edits.ts';
import type { Live } from './live.ts';

export function keydown(live: Live, target: HTMLElement, event: Event) {
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

/** Arrows walk over a drawing's marks; + and − change an editable one; space presses one, and Enter goes to its field. */
function onMark(live: Live, target: HTMLElement, key: string, event: Event) {
  const [name, ...index] = target.dataset.mark!.split('.');
  const input = live.declaration.inputs[name] as ArrayInput | undefined;
  const sign = { '+': 1, '=': 1, '-': -1, '−': -1 }[key];
  const next = neighbour(target, key);
  if (next) next.focus();
  else if (sign && input) step(live, name, index.join('.'), sign * input.step);
  else if (key === ' ' && press(live, target.dataset.mark!)) live.choose(target.dataset.mark!);
  else if (key === 'Enter' || key === ' ') {
    live.choose(target.dataset.mark!);
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
  const own = marks.indexOf(target);
  const ahead = marks.flatMap((mark, index) => {
    const [mx, my] = place(mark);
    const [along, across] = [
      (mx - x) * dx + (my - y) * dy,
      Math.abs((mx - x) * dy) + Math.abs((my - y) * dx),
    ];
    // Marks in one place are passed one after another, up and down.
    const beneath = Math.abs(along) <= 1 && across <= 1 && (index - own) * dy > 0;
    if (beneath) return [{ mark, cost: Math.abs(index - own) / marks.length - 1 }];
    return along > 1 ? [{ mark, cost: along + 3 * across }] : [];
  });
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.mark ?? target;
}
