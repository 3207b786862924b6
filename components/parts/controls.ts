/** Controls of inputs: slider, number field and step buttons; radio buttons for a choice; fields for a short array. */
import { extentIs, FIXED, isFixed } from './allowed.ts';
import { label as formula } from './label.ts';
import { lasting } from './redraw.ts';
import { numberField, slider, stepper } from './fields.ts';
import { excerpt } from './numbers.ts';
import type { ArrayInput, ChoiceInput, Input, InputValue, NumberInput, Vector } from './declare.ts';
import type { Make } from './element.ts';
import { textControl } from './text-control.ts';
import type { View } from './view.ts';

/** The controls of the input `name`. Events find them by `data-input` and, within arrays, `data-index`. */
export function control(view: View, name: string): HTMLElement {
  const input = view.declaration.inputs[name];
  if (input.kind === 'number') return numberControl(view, name, input);
  if (input.kind === 'choice') return namedChoice(view, name, input);
  if (input.kind === 'text') return textControl(view, name, input);
  return arrayControl(view, name, input);
}

/** A small lock beside what is fixed, which says so. */
export const lock = (make: Make): HTMLElement =>
  make('span', { class: 'lock', title: FIXED }, make('span', { class: 'visually-hidden' }, FIXED));

/** What a group of controls is called, and that it is fixed. */
export const named = (label: string, fixed: boolean): string => (fixed ? `${label}, ${FIXED}` : label);

const inShort = (input: Input, value: InputValue) =>
  input.kind === 'text' ? excerpt(value as string) : [value].flat().join(', ');

/** The value stands in words where the control cannot: without a script, and on paper. */
export function heading(view: View, input: Input, value: InputValue, fixed: boolean) {
  const { make, macros } = view;
  const name = () => [input.label, ' ', input.symbol && formula(make, macros, input.symbol)];
  const words = make('span', { class: 'fixed' }, ` = ${inShort(input, value)}`);
  return make('span', { class: 'control-name' }, fixed && lock(make), lasting(view, 'span', {}, name), words);
}

function numberControl(view: View, name: string, input: NumberInput) {
  const { label, range, step } = input;
  const value = view.inputs[name] as number;
  const fixed = isFixed(view.allowed, name);
  const field = { name, label, value, range, step, fixed };
  return view.make(
    'div',
    { class: 'control', role: 'group', 'aria-label': named(label, fixed) },
    heading(view, input, value, fixed),
    slider(view, field),
    stepper(view, field),
  );
}

function arrayControl(view: View, name: string, input: ArrayInput) {
  const { make } = view;
  const fixed = isFixed(view.allowed, name);
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
      fixed,
    };
    const entry = numberField(view, field);
    entry.setAttribute('data-mark', `${name}.${index}`);
    return make('label', { class: 'entry' }, make('span', {}, labels[index]), entry);
  });
  return make(
    'div',
    { class: 'control', role: 'group', 'aria-label': named(input.label, fixed) },
    heading(view, input, values, fixed),
    make('span', { class: 'entries' }, ...fields),
  );
}

/** How many slots, columns and the like there are. */
export function sizeControl({ make, declaration, allowed, sizes, awake }: View, dimension: string) {
  const { words, one, range } = declaration.dimensions[dimension];
  const { fixed } = extentIs(declaration, allowed, dimension);
  const button = (by: number, text: string) => {
    const possible = by < 0 ? sizes[dimension] > range[0] : sizes[dimension] < range[1];
    const disabled = !awake || fixed || !possible;
    const says = { 'aria-label': `one ${one} ${by < 0 ? 'less' : 'more'}`, disabled };
    return make('button', { type: 'button', 'data-size': dimension, 'data-by': by, ...says }, text);
  };
  const count = make('output', {}, sizes[dimension]);
  return make(
    'span',
    { class: 'size' },
    make('span', {}, fixed && lock(make), words),
    button(-1, '−'),
    count,
    button(1, '+'),
  );
}

function namedChoice(view: View, name: string, input: ChoiceInput) {
  const value = input.options.find((option) => option.value === view.inputs[name])?.label ?? '';
  const fixed = isFixed(view.allowed, name);
  return view.make(
    'div',
    { class: 'control' },
    heading(view, input, value, fixed),
    choice(view, name, input),
  );
}

/** The options alone, where what they are is plain to see. */
export function choice(view: View, name: string, input: ChoiceInput): HTMLElement {
  const { make, id, awake } = view;
  const fixed = isFixed(view.allowed, name);
  const options = input.options.map(({ value, label }, index) => {
    const checked = view.inputs[name] === value;
    const radio = {
      type: 'radio',
      name: `${id}-${name}`,
      value,
      'data-input': name,
      checked,
      disabled: !awake || fixed,
    };
    const number = make('span', { class: 'ordinal', 'aria-hidden': 'true' }, index + 1);
    return make('label', { class: 'option' }, make('input', radio), number, make('span', {}, label));
  });
  return make(
    'div',
    { class: 'options', role: 'radiogroup', 'aria-label': named(input.label, fixed) },
    ...options,
  );
}
