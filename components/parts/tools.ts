/** The row under every figure: reset, undo, data, link, citation, full screen, and where it was computed. */
import { isWorkable } from './allowed.ts';
import { usesDevice } from './declare.ts';
import { csv, tables } from './table.ts';
import { asItWas, lasting } from './redraw.ts';
import { STATE } from './given-text.ts';
import { filePicker } from './text-control.ts';
import type { View } from './view.ts';

export function tools(view: View): HTMLElement {
  const { make, awake, allowed, fullscreen, save, undo, redo } = view;
  const workable = isWorkable(allowed);
  const button = (action: string, text: string, enabled = true) =>
    make('button', { type: 'button', 'data-action': action, disabled: !awake || !enabled }, text);
  return make(
    'div',
    { class: 'tools' },
    make(
      'div',
      { class: 'buttons' },
      workable && [button('reset', 'Reset'), button('undo', 'Undo', undo), button('redo', 'Redo', redo)],
      allowed.links &&
        make('a', { class: 'state-link', href: view.link, 'data-action': 'link' }, 'Link to this state'),
      fullscreen && button('fullscreen', 'Full screen'),
      save && make('span', { class: 'save' }, 'Save as ', button('svg', 'SVG'), ' ', button('png', 'PNG')),
      workable && kept(view, button),
      workable && usesDevice(view.declaration) && device(view),
    ),
    dataPlace(view),
    lasting(view, 'details', { class: 'citation' }, () => [
      make('summary', {}, 'Cite'),
      make('pre', { tabindex: 0 }, view.cite),
      // Until a script answers, there is nothing to press.
      awake && button('cite', 'Copy'),
    ]),
    // What changed is said here a moment after the last change, so that a dragged slider does not chatter.
    make('p', { class: 'visually-hidden', 'aria-live': 'polite', 'data-said': true }),
  );
}

/** Saves the whole state as a file, and opens one. */
function kept(view: View, button: (action: string, text: string) => HTMLElement) {
  const { file } = view.declaration;
  return (
    file &&
    view.make('span', { class: 'save' }, button('keep', file.save), ' ', filePicker(view, STATE, file.open))
  );
}

/** The tables stand in the figure that was built; a live one writes them when they are looked at. */
function dataPlace(view: View) {
  if (!view.awake) return view.make('details', { class: 'data' }, ...data(view));
  const place = view.make('details', { class: 'data' }, view.make('summary', {}, 'Data'));
  asItWas(place);
  return place;
}

/** Every number as tables, and, where a script can make it, as a file. */
export function data(view: View): HTMLElement[] {
  const { make, id, awake } = view;
  if (!awake) return [make('summary', {}, 'Data'), ...tables(view)];
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(csv(view))}`;
  const download = make('a', { download: `${id}.csv`, href }, 'Download as CSV');
  return [make('summary', {}, 'Data'), ...tables(view), make('p', {}, download), ...charted(view)];
}

/** The tables once more as charts, which are fetched when they are asked for. */
function charted({ make, charts }: View) {
  if (!charts) return [];
  const shown = charts === 'shown';
  const button = { type: 'button', 'data-action': 'charts', 'aria-pressed': String(shown) };
  return [
    make('p', {}, make('button', button, shown ? 'Without charts' : 'Draw as charts')),
    make('div', { class: 'charts' }),
  ];
}

/** Says where the numbers came from, and lets the reader choose another home. */
function device({ make, id, device: { name, picked, choices }, awake }: View) {
  const options = choices.map((choice) => {
    const time = choice.milliseconds === undefined ? '' : `, ${choice.milliseconds.toFixed(1)} ms`;
    const text = choice.reason ? `${choice.name} (${choice.reason})` : `${choice.name}${time}`;
    const attributes = {
      value: choice.name,
      selected: choice.name === picked,
      disabled: Boolean(choice.reason),
    };
    return make('option', attributes, text);
  });
  return make(
    'span',
    { class: 'device' },
    make('label', { for: `${id}-device` }, 'Computed here, on ', make('output', {}, name)),
    make('select', { id: `${id}-device`, 'data-action': 'device', disabled: !awake }, ...options),
  );
}
