/** One editable number: slider, field and step buttons. Events find them by `data-input` and `data-index`. */
import type { View } from './view.ts';

/** One editable number: of a number input, or the entry `index` of an array. */
export interface Field {
  name: string;
  index?: string;
  label: string;
  value: number;
  range: readonly [number, number];
  step: number;
  /** Shown, but not for a reader to change. */
  fixed?: boolean;
}

export function slider({ make, awake }: View, { name, index, label, value, range, step, fixed }: Field) {
  return make('input', {
    type: 'range',
    'data-input': name,
    'data-index': index,
    'aria-label': label,
    min: range[0],
    max: range[1],
    step,
    value,
    disabled: !awake || fixed,
  });
}

export function stepper(view: View, field: Field) {
  const { make, awake } = view;
  const button = (sign: number, text: string) =>
    make(
      'button',
      {
        type: 'button',
        'data-step': sign * field.step,
        'data-input': field.name,
        'data-index': field.index,
        'aria-label': `${field.label}: ${sign < 0 ? 'less' : 'more'}`,
        disabled: !awake || field.fixed,
      },
      text,
    );
  return make('span', { class: 'stepper' }, button(-1, '−'), numberField(view, field), button(1, '+'));
}

export function numberField({ make, awake }: View, { name, index, label, value, range, step, fixed }: Field) {
  return make('input', {
    type: 'number',
    inputmode: 'decimal',
    'data-input': name,
    'data-index': index,
    'aria-label': label,
    min: range[0],
    max: range[1],
    // Any number is allowed; the step is for the arrow keys, which the figure handles itself.
    step: 'any',
    'data-by': step,
    value: Number(value.toPrecision(6)),
    disabled: !awake || fixed,
  });
}
