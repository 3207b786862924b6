/** Steps through a computation: stages that have names of their own, or moments along a walk. */
import { choice } from './controls.ts';
import type { View } from './view.ts';

/** The stages of a computation as a choice, and buttons to the one before and the next. */
export function stages(view: View): HTMLElement | false {
  const { make, awake, inputs } = view;
  const { stage } = view.declaration.inputs;
  if (stage?.kind !== 'choice') return false;
  const at = stage.options.findIndex(({ value }) => value === inputs.stage);
  const step = (by: number, text: string, words: string) =>
    make(
      'button',
      { type: 'button', 'data-stage': by, 'aria-label': words, disabled: !awake || !stage.options[at + by] },
      text,
    );
  return make(
    'div',
    { class: 'stages' },
    step(-1, '◂ Back', 'Back a stage'),
    step(1, 'Next ▸', 'Next stage'),
    choice(view, 'stage', stage),
  );
}

/** Moment by moment: buttons, a slider, and the name of the moment on show. */
export function walk(view: View): HTMLElement | false {
  const { make, declaration, sizes, inputs, awake } = view;
  if (!declaration.walk) return false;
  const { input, last, name } = declaration.walk;
  const end = last(sizes);
  const now = Math.min(inputs[input] as number, end);
  const button = (by: number, text: string, words: string) => {
    const possible = awake && now + by >= 0 && now + by <= end;
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
    make('output', { class: 'moment' }, name(now, sizes)),
  );
}

function along(
  { make, declaration, awake }: View,
  input: string,
  { now, end, words }: { now: number; end: number; words: string },
) {
  const label = declaration.inputs[input]!.label;
  const says = { 'data-input': input, 'aria-label': label, 'aria-valuetext': words, disabled: !awake };
  return make('input', { type: 'range', ...says, min: 0, max: end, step: 1, value: now });
}
