/** Points of a plane (`Declaration.points`): dragged by a pointer, or moved by keys. */
import { isFixed } from './allowed.ts';
import type { ArrayInput, Matrix } from './declare.ts';
import type { Live } from './live.ts';

/** The input and row that a mark is the point of; nothing where that input is fixed. */
function pointOf({ declaration: { points = {} }, page: { allowed } }: Live, mark: string) {
  const [name, row] = mark.split('.') as [string, string];
  const input = points[name];
  return input === undefined || isFixed(allowed, input) ? undefined : { input, row: Number(row) };
}

/** Puts a point at x, y; what the input does not allow becomes a note. */
async function move(live: Live, mark: string, to: readonly [number, number]) {
  const { input, row } = pointOf(live, mark)!;
  const { range, amend } = live.declaration.inputs[input] as ArrayInput;
  let whole = structuredClone(live.flow.inputs[input]) as Matrix;
  for (const axis of [0, 1] as const) {
    const entry = Number(Math.min(Math.max(to[axis], range[0]), range[1]).toPrecision(4));
    whole = amend ? amend(whole, [row, axis], entry) : whole;
    if (!amend) whole[row]![axis] = entry;
  }
  await live.change({ [input]: whole }, `${input} ${row}`);
}

/** One drag: only the newest place is drawn, however fast the pointer. */
class Drag {
  readonly mark: string;
  readonly plane: SVGElement;
  #next: readonly [number, number] | undefined;
  #busy = false;

  constructor(mark: string, plane: SVGElement) {
    this.mark = mark;
    this.plane = plane;
  }

  async to(live: Live, { clientX, clientY }: PointerEvent) {
    const [left, right, bottom, top] = this.plane.dataset.plane!.split(' ').map(Number) as never as number[];
    const box = this.plane.getBoundingClientRect();
    const x = left! + ((right! - left!) * (clientX - box.left)) / box.width;
    const y = top! + ((bottom! - top!) * (clientY - box.top)) / box.height;
    this.#next = [x, y];
    if (this.#busy) return;
    this.#busy = true;
    while (this.#next) {
      const next = this.#next;
      this.#next = undefined;
      await move(live, this.mark, next);
    }
    this.#busy = false;
  }
}

const drags = new WeakMap<Live, Drag>();

function grasped(live: Live, target: HTMLElement) {
  const mark = target.closest<HTMLElement>('[data-mark]');
  const plane = mark?.closest<SVGElement>('[data-plane]');
  return mark && plane && pointOf(live, mark.dataset.mark!) ? { mark, plane } : undefined;
}

/** A finger on a point does not scroll the page. Parts of an SVG know no `touch-action`. */
export function touchstart(live: Live, target: HTMLElement, event: Event) {
  if (grasped(live, target)) event.preventDefault();
}

export function pointerdown(live: Live, target: HTMLElement, event: Event) {
  const { mark, plane } = grasped(live, target) ?? {};
  if (!mark || !plane) return;
  const { pointerId, button } = event as PointerEvent;
  if (button !== 0) return;
  // The place of the drawing outlives what is drawn in it.
  plane.parentElement!.setPointerCapture(pointerId);
  mark.focus();
  event.preventDefault();
  drags.set(live, new Drag(mark.dataset.mark!, plane));
}

export function pointermove(live: Live, _: HTMLElement, event: Event) {
  void drags.get(live)?.to(live, event as PointerEvent);
}

export function pointerup(live: Live) {
  drags.delete(live);
}

/** Shift and an arrow move a point by a step, with Alt by a tenth of one. Whether the key meant that. */
export function nudge(live: Live, mark: string, { key, shiftKey, altKey }: KeyboardEvent): boolean {
  const point = pointOf(live, mark);
  const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
  if (!point || !by || !shiftKey) return false;
  const { step } = live.declaration.inputs[point.input] as ArrayInput;
  const size = altKey ? step / 10 : step;
  const [x, y] = (live.flow.inputs[point.input] as Matrix)[point.row]!;
  void move(live, mark, [x! + by[0]! * size, y! + by[1]! * size]);
  return true;
}
