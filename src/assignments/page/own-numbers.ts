/** Puts a student's own numbers into the text and into figures. */
import type { UnfoldWidget } from '../../element/index.ts';
import type { Inputs } from '../../../components/parts/declare.ts';
import { shown } from '../shown.ts';
import type { Values } from '../types.ts';

const instructor = document.querySelector('[data-for-instructors]') !== null;

/** Every place of a number, as it was built. */
const built = new WeakMap<HTMLElement, string>();

/** Numbers of one exercise; `undefined` brings those of the example back. For students solutions are worked with the example's. */
export function fill(exercise: string, values: Values | undefined, root: ParentNode = document) {
  for (const place of root.querySelectorAll<HTMLElement>(`[data-param][data-of="${exercise}"]`)) {
    if (place.closest('.answer') && !instructor) continue;
    const { param, digits } = place.dataset;
    if (!built.has(place)) built.set(place, place.textContent);
    const value = values?.[param!];
    place.textContent =
      value === undefined
        ? built.get(place)!
        : shown(value, digits === undefined ? undefined : Number(digits));
    place.classList.toggle('own', value !== undefined);
  }
  for (const figure of root.querySelectorAll<UnfoldWidget>('unfold-widget[data-bind]')) {
    const pairs = figure.dataset
      .bind!.split(' ')
      .map((pair) => pair.split(/[=.]/) as [string, string, string]);
    const own = pairs.filter(([, of]) => of === exercise);
    if (own.length) void bind(figure, exercise, own, values);
  }
}

/** What a figure is bound to now, by exercise, for when it wakes. */
const wanted = new WeakMap<UnfoldWidget, Map<string, Inputs>>();

/** `U=postcard.u`: input U is handed the number u of exercise postcard. A figure that sleeps is told when it wakes. */
async function bind(
  figure: UnfoldWidget,
  exercise: string,
  pairs: [string, string, string][],
  values: Values | undefined,
) {
  if (!wanted.has(figure)) figure.addEventListener('ready', () => void show(figure));
  const all = wanted.get(figure) ?? new Map<string, Inputs>();
  wanted.set(figure, all);
  if (values)
    all.set(exercise, Object.fromEntries(pairs.map(([input, , param]) => [input, values[param]])) as Inputs);
  else all.delete(exercise);
  await customElements.whenDefined('unfold-widget');
  if (figure.params) await show(figure);
}

function show(figure: UnfoldWidget): Promise<void> {
  const all = [...wanted.get(figure)!.values()];
  return all.length ? figure.set(Object.assign({}, ...all) as Inputs) : figure.reset();
}
