import { isFixed, isShown } from './allowed.ts';
import { lock, named } from './controls.ts';
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
    'Point at a number to see the sum behind it.',
    hasEditable(view) && ' Those with a dotted line can be changed: press one.',
  );
  return make(
    'div',
    { class: 'inspector' },
    make('p', { class: 'sum' }, tex && formula(make, macros, tex)),
    make('div', { class: 'editor' }, chosen ? editor(view, chosen) : hint),
  );
}

/** Whether a reader can change entries of some array. */
const hasEditable = ({ declaration: { inputs }, allowed }: View) =>
  Object.keys(inputs).some((name) => inputs[name]!.kind === 'array' && !isFixed(allowed, name));

/** Slider, field and buttons for each entry of an input array that a mark stands for. */
function editor(view: View, mark: string) {
  const fields = entriesOf(view, mark).flatMap(([name, index]) => entryEditor(view, name, index));
  return fields.length ? view.make('div', { class: 'fields' }, ...fields) : '';
}

/** A mark is an entry of an input itself, or a point that a row of an input names. */
function entriesOf({ declaration: { points = {} } }: View, mark: string): [string, string[]][] {
  const [name, ...index] = mark.split('.') as [string, ...string[]];
  const input = points[name];
  return input ? ['0', '1'].map((axis) => [input, [index[0]!, axis]]) : [[name, index]];
}

function entryEditor(view: View, name: string, index: string[]) {
  const { make, declaration, allowed, inputs } = view;
  const input = declaration.inputs[name] as ArrayInput | undefined;
  if (input?.kind !== 'array' || !isShown(allowed, name)) return [];
  const value = entryOf(inputs, name, index.join('.'));
  if (value === undefined) return [];
  const places = input.shape.map((extent, axis) => {
    const at = Number(index[axis]);
    return typeof extent === 'string'
      ? `${declaration.dimensions[extent].one} ${at + 1}`
      : input.entries?.[at];
  });
  const label = [input.label, ...places].join(', ');
  const [low, high] = input.slider ?? input.range;
  const wide = [Math.min(low, value), Math.max(high, value)] as const;
  const fixed = isFixed(allowed, name);
  const field = { name, index: index.join('.'), label, value, step: input.step, fixed };
  return [
    make(
      'div',
      { class: 'control', role: 'group', 'aria-label': named(label, fixed) },
      make('span', { class: 'control-name' }, fixed && lock(make), label),
      slider(view, { ...field, range: wide }),
      stepper(view, { ...field, range: input.range }),
    ),
  ];
}
