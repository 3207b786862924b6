/** The panels of a figure: heading, formula, controls and a drawing each. */
import { extentIs, isFixed, isShown } from './allowed.ts';
import { control, sizeControl } from './controls.ts';
import type { Declaration, Panel, Placed } from './declare.ts';
import { label as formula } from './label.ts';
import { asItWas, lasting } from './redraw.ts';
import type { View } from './view.ts';

/** The panels before the sum and the sentence, or those after them. */
export function panels(view: View, after: boolean) {
  const { make, declaration } = view;
  const some = declaration.panels.filter(
    (panel) => Boolean(panel.after) === after && hasContent(view, panel),
  );
  const drawn = some.map((panel) => drawPanel(view, panel));
  // Where panels come and go their place stays, so that what follows is drawn over itself.
  const place = declaration.panels.some((panel) => Boolean(panel.after) === after);
  return place && make('div', { class: panelsClass(declaration), hidden: drawn.length === 0 }, ...drawn);
}

/** The controls and extents of a panel that the page shows. */
function shownIn({ declaration, allowed }: View, { controls = [], sizes = [] }: Panel) {
  return {
    controls: controls.filter((name) => isShown(allowed, name)),
    sizes: sizes.filter((name) => extentIs(declaration, allowed, name).shown),
  };
}

/** A panel of controls alone is left out with them, and one that has nothing to do with the state on show. */
function hasContent(view: View, panel: Panel) {
  const belongs = Object.entries(panel.when ?? {}).every(([name, values]) =>
    values.includes(view.inputs[name]!),
  );
  if (!belongs) return false;
  const { controls, sizes } = shownIn(view, panel);
  const drawn = panel.drawing ?? panel.above ?? panel.below;
  return drawn !== undefined || controls.length + sizes.length > 0;
}

/** Whether a part is already reached: before, now, or later than the stage on show. */
function reached({ declaration, inputs }: View, { stage }: { stage?: string }) {
  const input = declaration.inputs.stage;
  if (!stage || input?.kind !== 'choice') return 'always';
  const order = input.options.map(({ value }) => value);
  const [own, now] = [order.indexOf(stage), order.indexOf(inputs.stage as string)];
  return own > now ? 'later' : own === now ? 'now' : 'before';
}

/** Where panels come and go, one that comes must be drawn whole. */
function drawPanel(given: View, panel: Panel) {
  const { panels } = given.declaration;
  const changing = panels.some(({ when }) => when);
  const view = changing ? { ...given, again: false } : given;
  const { make, macros } = view;
  const place = (part: Partial<Placed> | undefined, kind: string) =>
    placed(view, part, kind, panel.when !== undefined);
  const shown = shownIn(view, panel);
  const controls = shown.controls.map((name) => control(view, name));
  const sizes = shown.sizes.map((name) => sizeControl(view, name));
  return make(
    'div',
    {
      class: ['panel', panel.wide && 'wide', panel.span].filter(Boolean).join(' '),
      role: 'group',
      'data-reached': reached(view, panel),
      'aria-label': panel.title,
      'data-panel': changing && `${given.id}-${panels.indexOf(panel)}`,
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

function placed(view: View, part: Partial<Placed> | undefined, kind: string, comes: boolean) {
  const { make, values, standing, busy } = view;
  if (!part?.drawing) return make('div', { class: kind });
  const { drawing, stage } = part;
  const attributes = {
    'data-reached': reached(view, { stage }),
    'data-editable': isEditable(view, drawing),
    'aria-busy': busy.has(drawing) ? 'true' : undefined,
  };
  const stands = standing.has(drawing);
  const picture = values[drawing] as Element | undefined;
  const place = make(
    'div',
    { class: kind, 'data-drawing': drawing, ...attributes },
    // A picture that is later than the figure is not there yet.
    stands ? comes && (picture?.cloneNode(true) as Element | undefined) : picture,
  );
  if (stands && !(comes && picture)) asItWas(place);
  return place;
}

/** Whether the marks of a drawing are entries of inputs (then it needs nothing but inputs) that a reader may change. */
function isEditable({ declaration: { drawings, inputs }, allowed }: View, drawing: string) {
  const needs = drawings[drawing].needs.filter((name) => name !== 'document');
  return needs.every((name) => name in inputs) && needs.some((name) => !isFixed(allowed, name));
}

/** Panels that say how much of the width they take stand on a grid of twelfths. */
function panelsClass({ panels }: Declaration) {
  return panels.some(({ span }) => span) ? 'panels twelfths' : 'panels';
}
