/**
 * `viewof x`: a plain HTML control in the page's own style, with a `value` and the event `input`, as Observable's
 * notebooks have them. Where there is no page (Node) it is only that.
 */
import { read } from '../../components/parts/codec.ts';
import { maker, type Make } from '../../components/parts/element.ts';
import type { Input, InputValue } from '../../components/parts/declare.ts';
import { alike } from './alike.ts';
import type { ModuleState } from './module-state.ts';

export type Control = EventTarget & { value: unknown };

export interface Made {
  element: Control;
  /** Shows what the state says from now on; the function returned stops. */
  follow: () => () => void;
}

/** Sets the state when `input` is heard; `value` is in full precision. */
export function control(document: Document | undefined, state: ModuleState, name: string): Made {
  const parts = document && fields(maker(document), name, state.declaration.inputs[name]!);
  const element = (parts?.element ?? new EventTarget()) as Control;
  let value = state.shown(name);
  const take = (next: unknown) => {
    value = next;
    parts?.show(value);
  };
  let following = false;
  take(value);
  Object.defineProperty(element, 'value', { get: () => structuredClone(value), set: take });
  element.addEventListener('input', (event) => {
    if (following) return;
    if (event.target !== element && parts) value = parts.read(event.target as HTMLInputElement);
    state.put(name, value);
  });
  const update = () => {
    const next = state.shown(name);
    if (alike(next, value)) return;
    take(next);
    following = true;
    const { Event } = document?.defaultView ?? globalThis;
    element.dispatchEvent(new Event('input', { bubbles: true }));
    following = false;
  };
  const follow = () => {
    update();
    return state.listen(update);
  };
  return { element, follow };
}

interface Fields {
  element: HTMLElement;
  show(value: unknown): void;
  read(changed: HTMLInputElement): unknown;
}

function fields(make: Make, name: string, input: Input): Fields {
  const words = { title: input.words, 'aria-label': name };
  if (input.kind === 'choice') {
    const options = input.options.map(({ value, label }) => make('option', { value }, label));
    return labelled(make, name, [make('select', words, ...options) as HTMLSelectElement], (text) => text);
  }
  if (input.kind === 'text') {
    return labelled(
      make,
      name,
      [make('textarea', { rows: 4, ...words }) as HTMLTextAreaElement],
      (text) => text,
    );
  }
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  if (input.kind === 'array') {
    return labelled(make, name, [make('input', { type: 'text', ...words }) as HTMLInputElement], (text) =>
      deepened(read(text), input.shape.length),
    );
  }
  const [min, max] = input.range;
  const slider = make('input', { type: 'range', min, max, step: input.step, ...words });
  const field = make('input', { type: 'number', min, max, step: 'any', ...words });
  return labelled(make, name, [slider, field] as HTMLInputElement[], number);
}

/** `5` where a vector is wanted is `[5]`, and a vector where a matrix is wanted is its one row. */
function deepened(value: InputValue, depth: number): InputValue {
  if (typeof value === 'string') return value;
  const vector = Array.isArray(value) ? value : [value];
  return depth === 2 && !Array.isArray(vector[0]) ? [vector as number[]] : vector;
}

function labelled(
  make: Make,
  name: string,
  parts: (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[],
  value: (text: string) => unknown,
): Fields {
  const element = make('span', {}, make('label', {}, `${name} `, parts[0]!), ...parts.slice(1));
  return {
    element,
    show: (shown) => {
      for (const part of parts) part.value = written(shown);
    },
    read: (changed) => {
      for (const part of parts) if (part !== changed) part.value = changed.value;
      return value(changed.value);
    },
  };
}

function written(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value
    .map((row) => (Array.isArray(row) ? row.join(',') : row))
    .join(Array.isArray(value[0]) ? ';' : ',');
}
