/**
 * A whole figure as elements: title, stages, panels, the line that explains a number, sentence, presets, tools.
 * It is a function of its view, so that the figure made at build time and the live one are the same.
 */
import { isFixed, isWorkable } from './allowed.ts';
import { stages, walk } from './stages.ts';
import { inspector } from './inspector.ts';
import { panels } from './panels.ts';
import { asItWas, lasting } from './redraw.ts';
import { running } from './running.ts';
import { tools } from './tools.ts';
import { said } from './numbers.ts';
import type { View } from './view.ts';

export function figure(view: View): HTMLElement {
  const { make, declaration, allowed, id } = view;
  const title = allowed.heading ? 'title' : 'title visually-hidden';
  return make(
    'figure',
    { class: 'unfold', 'aria-labelledby': `${id}-title`, 'data-points': pointsFixed(view) && 'fixed' },
    lasting(view, 'figcaption', { class: title, id: `${id}-title` }, () => [declaration.title]),
    stages(view),
    walk(view),
    running(view),
    panels(view, false),
    inspector(view),
    make('p', { class: 'sentence' }, view.sentence),
    asked(view),
    // Always there, so that the parts after it keep their places.
    make(
      'div',
      { class: 'notes', role: 'status' },
      ...view.notes.map((note) => make('p', { class: 'note' }, note)),
      offered(view),
    ),
    presets(view),
    panels(view, true),
    tools(view),
    printedPlace(view),
  );
}

/** What could not be copied stands here to be copied by hand. */
function offered({ make, offered }: View) {
  if (offered === undefined) return false;
  const rows = Math.min(offered.split('\n').length, 8);
  return make('textarea', { class: 'offered', readonly: true, rows, 'aria-label': 'to copy' }, offered);
}

/** Filled a moment after each change: see Live. */
function printedPlace({ make, awake }: View) {
  if (!awake) return false;
  const place = make('div', { class: 'printed' });
  asItWas(place);
  return place;
}

/** Whether points stand where they are. */
const pointsFixed = ({ declaration: { points = {} }, allowed }: View) =>
  Object.values(points).length > 0 && Object.values(points).every((name) => isFixed(allowed, name));

/** What is computed only when the reader asks: a button, and the number once it is there. */
function asked({ make, declaration, allowed, answers, awake }: View) {
  const outputs = Object.entries(declaration.outputs).filter(([, output]) => output.asked);
  const lines = outputs.map(([name, { label, words }]) => {
    const answer = answers[name];
    const waits = answer === true;
    const text = typeof answer === 'number' ? said(declaration, name, answer) : waits ? '…' : '';
    const button = { type: 'button', 'data-ask': name, title: words, disabled: !awake || waits };
    return make('p', {}, make('button', button, label), ' ', make('output', { 'aria-live': 'polite' }, text));
  });
  return lines.length > 0 && isWorkable(allowed) && make('div', { class: 'asked' }, ...lines);
}

function presets(view: View) {
  const { make, declaration, allowed, awake } = view;
  if (allowed.controls !== 'all') return false;
  const content = () => [
    make('span', {}, 'Try'),
    ...declaration.presets.map(({ label, words }, index) =>
      make('button', { type: 'button', 'data-preset': index, title: words, disabled: !awake }, label),
    ),
  ];
  return lasting(view, 'div', { class: 'presets', role: 'group', 'aria-label': 'Try' }, content);
}
