/** Steps through a computation: stages that have names of their own, or moments along a walk. */
import { isFixed, isShown } from './allowed.ts';
import { choice, lock } from './controls.ts';
import type { View } from './view.ts';

/** The stages of a computation as a choice, and buttons to the one before and the next. */
export function stages(view: View): HTMLElement | false {
  const { make, awake, allowed, inputs } = view;
  const { stage } = view.declaration.inputs;
  if (stage?.kind !== 'choice' || !isShown(allowed, 'stage')) return false;
  const fixed = isFixed(allowed, 'stage');
  const at = stage.options.findIndex(({ value }) => value === inputs.stage);
  const possible = (by: number) => awake && !fixed && stage.options[at + by] !== undefined;
  const step = (by: number, text: string, words: string) =>
    make('button', { type: 'button', 'data-stage': by, 'aria-label': words, disabled: !possible(by) }, text);
  return make(
    'div',
    { class: 'stages' },
    step(-1, '◂ Back', 'Back a stage'),
    step(1, 'Next ▸', 'Next stage'),
    choice(view, 'stage', stage),
    fixed && lock(make),
  );
}

/** Moment by moment: buttons, a slider, and the name of the moment on show. */
export function walk(view: View): HTMLElement | false {
  const { make, declaration, allowed, sizes, inputs, awake } = view;
  if (!declaration.walk || !isShown(allowed, declaration.walk.input)) return false;
  const { input, last, name } = declaration.walk;
  const fixed = isFixed(allowed, input);
  const end = last(sizes);
  const now = Math.min(inputs[input] as number, end);
  const button = (by: number, text: string, words: string) => {
    const possible = awake && !fixed && now + by >= 0 && now + by <= end;
    return make(
      'button',
      { type: 'button', 'data-walk': by, 'aria-label': words, disabled: !possible },
      text,
    );
  };
  return make(
    'div',
    { class: 'stages walk' },
    button(-1, '◂ Back', 'Back a step'),
    button(1, 'Next ▸', 'Next step'),
    along(view, input, { now, end, words: name(now, sizes) }),
    make('output', { class: 'moment' }, name(now, sizes), fixed && lock(make)),
  );
}

function along(
  { make, declaration, allowed, awake }: View,
  input: string,
  { now, end, words }: { now: number; end: number; words: string },
) {
  const label = declaration.inputs[input]!.label;
  const disabled = !awake || isFixed(allowed, input);
  const says = { 'data-input': input, 'aria-label': label, 'aria-valuetext': words, disabled };
  return make('input', { type: 'range', ...says, min: 0, max: end, step: 1, value: now });
}
