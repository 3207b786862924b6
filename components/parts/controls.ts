/** Controls of inputs: slider, number field and step buttons; radio buttons for a choice; fields for a short array. */
import { label as formula } from './label.ts';
import { lasting } from './redraw.ts';
import { numberField, slider, stepper } from './fields.ts';
import type { ArrayInput, ChoiceInput, Input, InputValue, NumberInput, Vector } from './declare.ts';
import type { View } from './view.ts';

/** The controls of the input `name`. Events find them by `data-input` and, within arrays, `data-index`. */
export function control(view: View, name: string): HTMLElement {
  const input = view.declaration.inputs[name];
  if (input.kind === 'number') return numberControl(view, name, input);
  if (input.kind === 'choice') return namedChoice(view, name, input);
  return arrayControl(view, name, input);
}

/** The value stands in words where the control cannot: without a script, and on paper. */
function heading(view: View, input: Input, value: InputValue) {
  const { make, macros } = view;
  const name = () => [input.label, ' ', input.symbol && formula(make, macros, input.symbol)];
  const fixed = make('span', { class: 'fixed' }, ` = ${[value].flat().join(', ')}`);
  return make('span', { class: 'control-name' }, lasting(view, 'span', {}, name), fixed);
}

function numberControl(view: View, name: string, input: NumberInput) {
  const { make } = view;
  const value = view.inputs[name] as number;
  return make(
    'div',
    { class: 'control', role: 'group', 'aria-label': input.label },
    heading(view, input, view.inputs[name]),
    slider(view, { name, label: input.label, value, range: input.range, step: input.step }),
    stepper(view, { name, label: input.label, value, range: input.range, step: input.step }),
  );
}

function arrayControl(view: View, name: string, input: ArrayInput) {
  const { make } = view;
  const values = view.inputs[name] as Vector;
  const labels = input.entries ?? values.map((_, index) => String(index + 1));
  const fields = values.map((value, index) => {
    const { range, step } = input;
    const field = {
      name,
      index: String(index),
      label: `${input.label} ${labels[index]}`,
      value,
      range,
      step,
    };
    const entry = numberField(view, field);
    entry.setAttribute('data-mark', `${name}.${index}`);
    return make('label', { class: 'entry' }, make('span', {}, labels[index]), entry);
  });
  return make(
    'div',
    { class: 'control', role: 'group', 'aria-label': input.label },
    heading(view, input, view.inputs[name]),
    make('span', { class: 'entries' }, ...fields),
  );
}

/** How many slots, columns and the like there are. */
export function sizeControl({ make, declaration, sizes, awake }: View, dimension: string) {
  const { words, one, range } = declaration.dimensions[dimension];
  const button = (by: number, text: string) => {
    const possible = by < 0 ? sizes[dimension] > range[0] : sizes[dimension] < range[1];
    const says = { 'aria-label': `one ${one} ${by < 0 ? 'less' : 'more'}`, disabled: !awake || !possible };
    return make('button', { type: 'button', 'data-size': dimension, 'data-by': by, ...says }, text);
  };
  const count = make('output', {}, sizes[dimension]);
  return make('span', { class: 'size' }, make('span', {}, words), button(-1, '−'), count, button(1, '+'));
}

function namedChoice(view: View, name: string, input: ChoiceInput) {
  const value = input.options.find((option) => option.value === view.inputs[name])?.label ?? '';
  return view.make('div', { class: 'control' }, heading(view, input, value), choice(view, name, input));
}

/** The options alone, where what they are is plain to see. */
export function choice(view: View, name: string, input: ChoiceInput): HTMLElement {
  const { make, id, awake } = view;
  const options = input.options.map(({ value, label }, index) => {
    const checked = view.inputs[name] === value;
    const radio = {
      type: 'radio',
      name: `${id}-${name}`,
      value,
      'data-input': name,
      checked,
      disabled: !awake,
    };
    const number = make('span', { class: 'ordinal', 'aria-hidden': 'true' }, index + 1);
    return make('label', { class: 'option' }, make('input', radio), number, make('span', {}, label));
  });
  return make('div', { class: 'options', role: 'radiogroup', 'aria-label': input.label }, ...options);
}
