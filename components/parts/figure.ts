/**
 * A whole figure as elements: title, stages, panels, the line that explains a number, sentence, presets, tools.
 * It is a function of its view, so that the figure made at build time and the live one are the same.
 */
import { control, sizeControl, slider, stepper } from './controls.ts';
import { label as formula } from './label.ts';
import { tools } from './tools.ts';
import type { ArrayInput, ChoiceInput, Panel, Placed } from './declare.ts';
import type { View } from './view.ts';

export function figure(view: View): HTMLElement {
  const { make, declaration, id } = view;
  const stage = declaration.inputs.stage;
  return make(
    'figure',
    { class: 'unfold', 'aria-labelledby': `${id}-title` },
    make('figcaption', { class: 'title', id: `${id}-title` }, declaration.title),
    stage?.kind === 'choice' && stages(view, stage),
    make('div', { class: 'panels' }, ...declaration.panels.map((panel) => drawPanel(view, panel))),
    inspector(view),
    make('p', { class: 'sentence' }, view.sentence),
    ...view.notes.map((note) => make('p', { class: 'note', role: 'status' }, note)),
    presets(view),
    tools(view),
  );
}

function stages(view: View, stage: ChoiceInput) {
  const { make, awake, inputs } = view;
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
    control(view, 'stage'),
  );
}

/** Whether a part is already reached: before, now, or later than the stage on show. */
function reached({ declaration, inputs }: View, { stage }: { stage?: string }) {
  const input = declaration.inputs.stage;
  if (!stage || input?.kind !== 'choice') return 'always';
  const order = input.options.map(({ value }) => value);
  const [own, now] = [order.indexOf(stage), order.indexOf(inputs.stage as string)];
  return own > now ? 'later' : own === now ? 'now' : 'before';
}

function drawPanel(view: View, panel: Panel) {
  const { make, macros } = view;
  const place = (part: Placed | undefined, kind: string) =>
    make(
      'div',
      {
        class: kind,
        'data-drawing': part?.drawing,
        'data-reached': part && reached(view, part),
        'data-editable': part && isEditable(view, part.drawing),
      },
      part && enterable(view, part.drawing),
    );
  const controls = (panel.controls ?? []).map((name) => control(view, name));
  const sizes = (panel.sizes ?? []).map((name) => sizeControl(view, name));
  return make(
    'section',
    {
      class: panel.wide ? 'panel wide' : 'panel',
      'data-reached': reached(view, panel),
      'aria-label': panel.title,
    },
    make('p', { class: 'panel-title' }, panel.title),
    make('p', { class: 'panel-formula' }, panel.formula ? formula(make, macros, panel.formula) : ''),
    make('div', { class: 'top' }, ...sizes, ...controls, panel.above && place(panel.above, 'above')),
    place(panel, 'drawing'),
    place(panel.below, 'below'),
  );
}

/**
 * A copy of the drawing in which Tab enters at one mark and the chosen one stands out. A copy, because the dataflow
 * keeps the drawing until what it shows changes.
 */
function enterable({ entry, values, chosen, awake }: View, drawing: string) {
  const copy = (values[drawing] as Element).cloneNode(true) as Element;
  const find = (mark: string | undefined) => mark && copy.querySelector(`[data-mark="${mark}"]`);
  const enter = find(entry[drawing]) || copy.querySelector('[data-mark]');
  if (awake) enter?.setAttribute('tabindex', '0');
  (find(chosen) || undefined)?.setAttribute('data-chosen', '');
  return copy;
}

/** Whether the marks of a drawing are entries of inputs. */
function isEditable({ declaration, values }: View, drawing: string) {
  const mark = (values[drawing] as Element).querySelector<HTMLElement>('[data-mark]')?.dataset.mark;
  return mark !== undefined && mark.split('.')[0] in declaration.inputs;
}

/** The sum behind the number that is pointed at, and, under it, the field that edits the one that was chosen. */
export function inspector(view: View) {
  const { make, macros, chosen, pointed, awake } = view;
  const mark = pointed ?? chosen;
  const tex = mark && view.explain(mark);
  const hint =
    'Point at a number to see the sum behind it. Numbers with a dotted line can be changed: press one.';
  return make(
    'div',
    { class: 'inspector' },
    make(
      'p',
      { class: 'sum' },
      tex ? formula(make, macros, tex) : make('span', { class: 'hint' }, awake ? hint : ''),
    ),
    make('div', { class: 'editor' }, chosen ? editor(view, chosen) : ''),
  );
}

/** Slider, field and buttons for a mark that is an entry of an input array. */
function editor(view: View, mark: string) {
  const [name, ...index] = mark.split('.');
  const input = view.declaration.inputs[name] as ArrayInput | undefined;
  if (input?.kind !== 'array') return '';
  const value = index.reduce<unknown>((entry, at) => (entry as unknown[])?.[Number(at)], view.inputs[name]);
  if (typeof value !== 'number') return '';
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

function presets({ make, declaration, awake }: View) {
  const buttons = declaration.presets.map(({ label, words }, index) =>
    make('button', { type: 'button', 'data-preset': index, title: words, disabled: !awake }, label),
  );
  return make(
    'div',
    { class: 'presets', role: 'group', 'aria-label': 'Try' },
    make('span', {}, 'Try'),
    ...buttons,
  );
}
