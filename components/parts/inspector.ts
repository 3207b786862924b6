import { label as formula } from './label.ts';
import { entryOf } from './edits.ts';
import { slider, stepper } from './fields.ts';
import type { ArrayInput } from './declare.ts';
import type { View } from './view.ts';

/** The sum behind the number that is pointed at, and, under it, the field that edits the one that was chosen. */
export function inspector(view: View) {
  const { make, macros, chosen, pointed, declaration } = view;
  const tex = view.explain(pointed ?? chosen ?? declaration.example);
  const hint = make(
    'p',
    { class: 'hint' },
    'Point at a number to see the sum behind it. Those with a dotted line can be changed: press one.',
  );
  return make(
    'div',
    { class: 'inspector' },
    make('p', { class: 'sum' }, tex && formula(make, macros, tex)),
    make('div', { class: 'editor' }, chosen ? editor(view, chosen) : hint),
  );
}

/** Slider, field and buttons for a mark that is an entry of an input array. */
function editor(view: View, mark: string) {
  const [name, ...index] = mark.split('.');
  const input = view.declaration.inputs[name] as ArrayInput | undefined;
  if (input?.kind !== 'array') return '';
  const value = entryOf(view.inputs, name, index.join('.'));
  if (value === undefined) return '';
  const places = input.shape.map((extent, axis) => {
    const at = Number(index[axis]);
    return typeof extent === 'string'
      ? `${view.declaration.dimensions[extent].one} ${at + 1}`
      : input.entries?.[at];
  });
  const label = [input.label, ...places].join(', ');
  const [low, high] = input.slider ?? input.range;
  const wide = [Math.min(low, value), Math.max(high, value)] as const;
  const field = { name, index: index.join('.'), label, value, step: input.step };
  const { make } = view;
  return make(
    'div',
    { class: 'control', role: 'group', 'aria-label': label },
    make('span', { class: 'control-name' }, label),
    slider(view, { ...field, range: wide }),
    stepper(view, { ...field, range: input.range }),
  );
}
