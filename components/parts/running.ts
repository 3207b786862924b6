/** The row that plays a run: play, steps, back to the start, how far it has come, and what is asked before it plays. */
import { isFixed, isShown } from './allowed.ts';
import { lock } from './controls.ts';
import { numberField, slider } from './fields.ts';
import { counted } from './numbers.ts';
import type { NumberInput, Run } from './types.ts';
import type { View } from './view.ts';

/** What the player of a figure tells its row. */
export interface Running {
  playing: boolean;
  /** Why it asks before it plays. */
  asks?: string;
  /** How many in a second, measured while it played. */
  rate?: number;
  /** On the way to a place that is far from the one on show. */
  jump?: { at: number; to: number };
}

const STEPS = [1, 10, 100] as const;

export function running(view: View): HTMLElement | false {
  const { run } = view.declaration;
  if (!run || !isShown(view.allowed, run.input)) return false;
  const { make, allowed, running: state } = view;
  return make(
    'div',
    { class: 'stages run', role: 'group', 'aria-label': run.label ?? 'training' },
    isFixed(allowed, run.input) && lock(make),
    state?.asks === undefined ? buttons(view, run) : question(view, state.asks),
    place(view, run),
    progress(view, run),
  );
}

const endOf = ({ inputs, sizes }: View, { last }: Run) => last(inputs, sizes);

function buttons(view: View, run: Run) {
  const { make, awake, allowed, inputs, running: state } = view;
  const input = view.declaration.inputs[run.input] as NumberInput;
  const now = inputs[run.input] as number;
  const button = (does: string, text: string, words: string, possible: boolean) => {
    const disabled = !awake || isFixed(allowed, run.input) || !possible;
    return make('button', { type: 'button', 'data-run': does, 'aria-label': words, disabled }, text);
  };
  const ahead = now < endOf(view, run);
  const busy = state?.playing === true || state?.jump !== undefined;
  const play = busy
    ? button('stop', state?.jump ? '■ Stop' : '❚❚ Pause', state?.jump ? 'Stop here' : 'Pause', true)
    : button('play', '▶ Play', 'Play', ahead);
  return make(
    'span',
    { class: 'run-buttons' },
    play,
    ...(run.steps ?? STEPS).map((by) =>
      button(String(by), `+${counted(by)}`, `${counted(by)} ${by === 1 ? run.one : run.words} more`, ahead),
    ),
    button('start', `◂ ${input.range[0]}`, `Back to ${run.one} ${input.range[0]}`, now > input.range[0]),
  );
}

/** With less motion wished for, or little power left, nothing plays unless it is wanted all the same. */
function question({ make }: View, asks: string) {
  return make(
    'span',
    { class: 'run-buttons', role: 'group', 'aria-label': asks },
    make('span', {}, `${asks} `),
    make('button', { type: 'button', 'data-run': 'anyway' }, 'Play all the same'),
    make('button', { type: 'button', 'data-run': 'no' }, 'Not now'),
  );
}

/** Slider and field: to any place at once. */
function place(view: View, run: Run) {
  const { make, inputs, allowed } = view;
  const { label, step, range } = view.declaration.inputs[run.input] as NumberInput;
  const field = {
    name: run.input,
    label,
    value: inputs[run.input] as number,
    range: [range[0], endOf(view, run)] as const,
    step,
    fixed: isFixed(allowed, run.input),
  };
  return make('span', { class: 'run-place' }, slider(view, field), numberField(view, { ...field, range }));
}

function progress({ make, inputs, running: state }: View, run: Run) {
  const now = inputs[run.input] as number;
  const { jump, rate } = state ?? {};
  const words = (count: number) => `${counted(count)} ${count === 1 ? run.one : run.words}`;
  const speed = rate === undefined ? '' : `, ${counted(rate)} a second`;
  if (!jump) return make('span', { class: 'moment' }, `${words(now)}${speed}`);
  return make(
    'span',
    { class: 'moment' },
    make('progress', { value: jump.at, max: jump.to, 'aria-label': 'on the way' }),
    ` ${counted(jump.at)} of ${words(jump.to)}`,
  );
}
