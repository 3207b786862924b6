/**
 * A whole figure as elements: title, stages, panels, the line that explains a number, sentence, presets, tools.
 * It is a function of its view, so that the figure made at build time and the live one are the same.
 */
import { control, sizeControl } from './controls.ts';
import { stages, walk } from './stages.ts';
import { inspector } from './inspector.ts';
import { label as formula } from './label.ts';
import { asItWas, lasting } from './redraw.ts';
import { tools } from './tools.ts';
import { said } from './numbers.ts';
import type { Declaration, Panel, Placed } from './declare.ts';
import type { View } from './view.ts';

export function figure(view: View): HTMLElement {
  const { make, declaration, id } = view;
  return make(
    'figure',
    { class: 'unfold', 'aria-labelledby': `${id}-title` },
    lasting(view, 'figcaption', { class: 'title', id: `${id}-title` }, () => [declaration.title]),
    stages(view),
    walk(view),
    panels(view, false),
    inspector(view),
    make('p', { class: 'sentence' }, view.sentence),
    asked(view),
    // Always there, so that the parts after it keep their places.
    make(
      'div',
      { class: 'notes', role: 'status' },
      ...view.notes.map((note) => make('p', { class: 'note' }, note)),
    ),
    presets(view),
    panels(view, true),
    tools(view),
  );
}

/** The panels before the sum and the sentence, or those after them. */
function panels(view: View, after: boolean) {
  const { make, declaration } = view;
  const some = declaration.panels.filter((panel) => Boolean(panel.after) === after);
  const drawn = some.map((panel) => drawPanel(view, panel));
  return drawn.length > 0 && make('div', { class: panelsClass(declaration) }, ...drawn);
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
  const place = (part: Partial<Placed> | undefined, kind: string) => placed(view, part, kind);
  const controls = (panel.controls ?? []).map((name) => control(view, name));
  const sizes = (panel.sizes ?? []).map((name) => sizeControl(view, name));
  return make(
    'div',
    {
      class: ['panel', panel.wide && 'wide', panel.span].filter(Boolean).join(' '),
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

function placed(view: View, part: Partial<Placed> | undefined, kind: string) {
  const { make, values, standing, busy } = view;
  if (!part?.drawing) return make('div', { class: kind });
  const { drawing, stage } = part;
  const attributes = {
    'data-reached': reached(view, { stage }),
    'data-editable': isEditable(view, drawing),
    'aria-busy': busy.has(drawing) ? 'true' : undefined,
  };
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

/** Panels that say how much of the width they take stand on a grid of twelfths. */
function panelsClass({ panels }: Declaration) {
  return panels.some(({ span }) => span) ? 'panels twelfths' : 'panels';
}

/** What is computed only when the reader asks: a button, and the number once it is there. */
function asked({ make, declaration, answers, awake }: View) {
  const outputs = Object.entries(declaration.outputs).filter(([, output]) => output.asked);
  const lines = outputs.map(([name, { label, words }]) => {
    const answer = answers[name];
    const waits = answer === true;
    const text = typeof answer === 'number' ? said(declaration, name, answer) : waits ? '…' : '';
    const button = { type: 'button', 'data-ask': name, title: words, disabled: !awake || waits };
    return make('p', {}, make('button', button, label), ' ', make('output', { 'aria-live': 'polite' }, text));
  });
  return outputs.length > 0 && make('div', { class: 'asked' }, ...lines);
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
