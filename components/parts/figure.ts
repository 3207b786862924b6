/**
 * A whole figure as elements: title, stages, panels, the line that explains a number, sentence, presets, tools.
 * It is a function of its view, so that the figure made at build time and the live one are the same.
 */
import { control, sizeControl } from './controls.ts';
import { inspector } from './inspector.ts';
import { label as formula } from './label.ts';
import { asItWas, lasting } from './redraw.ts';
import { tools } from './tools.ts';
import type { ChoiceInput, Panel, Placed } from './declare.ts';
import type { View } from './view.ts';

export function figure(view: View): HTMLElement {
  const { make, declaration, id } = view;
  const stage = declaration.inputs.stage;
  return make(
    'figure',
    { class: 'unfold', 'aria-labelledby': `${id}-title` },
    lasting(view, 'figcaption', { class: 'title', id: `${id}-title` }, () => [declaration.title]),
    stage?.kind === 'choice' && stages(view, stage),
    make('div', { class: 'panels' }, ...declaration.panels.map((panel) => drawPanel(view, panel))),
    inspector(view),
    make('p', { class: 'sentence' }, view.sentence),
    // Always there, so that the parts after it keep their places.
    make(
      'div',
      { class: 'notes', role: 'status' },
      ...view.notes.map((note) => make('p', { class: 'note' }, note)),
    ),
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
  const place = (part: Placed | undefined, kind: string) => placed(view, part, kind);
  const controls = (panel.controls ?? []).map((name) => control(view, name));
  const sizes = (panel.sizes ?? []).map((name) => sizeControl(view, name));
  return make(
    'div',
    {
      class: panel.wide ? 'panel wide' : 'panel',
      role: 'group',
      'data-reached': reached(view, panel),
      'aria-label': panel.title,
    },
    lasting(view, 'p', { class: 'panel-title' }, () => [panel.title]),
    lasting(view, 'p', { class: 'panel-formula' }, () => [
      panel.formula ? formula(make, macros, panel.formula) : '',
    ]),
    make('div', { class: 'top' }, ...sizes, ...controls, panel.above && place(panel.above, 'above')),
    place(panel, 'drawing'),
    place(panel.below, 'below'),
  );
}

function placed(view: View, part: Placed | undefined, kind: string) {
  const { make, values, standing } = view;
  if (!part) return make('div', { class: kind });
  const { drawing } = part;
  const attributes = { 'data-reached': reached(view, part), 'data-editable': isEditable(view, drawing) };
  const stands = standing.has(drawing);
  const place = make(
    'div',
    { class: kind, 'data-drawing': drawing, ...attributes },
    !stands && (values[drawing] as Element),
  );
  if (stands) asItWas(place);
  return place;
}

/** Whether the marks of a drawing are entries of inputs: then it needs nothing but inputs. */
function isEditable({ declaration: { drawings, inputs } }: View, drawing: string) {
  return drawings[drawing].needs.every((name) => name in inputs || name === 'document');
}

function presets(view: View) {
  const { make, declaration, awake } = view;
  const content = () => [
    make('span', {}, 'Try'),
    ...declaration.presets.map(({ label, words }, index) =>
      make('button', { type: 'button', 'data-preset': index, title: words, disabled: !awake }, label),
    ),
  ];
  return lasting(view, 'div', { class: 'presets', role: 'group', 'aria-label': 'Try' }, content);
}
