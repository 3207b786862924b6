/** What the same weights give in the four forms, and how the new state answers to the old one. */
import { fullOf } from '../parts/columns.ts';
import type { Cell } from '../parts/declare.ts';
import { cells, element, group, picture, symbol, words } from '../parts/timeline.ts';
import { drawing, type Shown } from './shown.ts';
import { forms } from './values.ts';

const CELL = [34, 20] as const;
const PITCH = 34;
const LEFT = 196;

/** Who writes it so, and how. */
export const called: readonly (readonly [string, string])[] = [
  ['this book, Chung 2014', 'z weighs the candidate, r the state'],
  ['Cho 2014', 'z weighs the old state, r the state'],
  ['neither of them', 'z weighs the candidate, r the product'],
  ['PyTorch, Keras, cuDNN', 'z weighs the old state, r the product'],
];

/** Which of the four is on show. */
export const chosen = ({ zWeighs, rGates }: Pick<Shown, 'zWeighs' | 'rGates'>) =>
  forms.findIndex(({ update, reset }) => update === zWeighs && reset === rGates);

export const drawForms: Cell = drawing((pen, shown) => {
  const now = chosen(shown);
  const width = LEFT + shown.h.length * CELL[0];
  const rows = shown.others.map((row, k) =>
    group(
      pen,
      'form',
      k === now && element(pen.document, 'rect', { class: 'band forward', x: 0, y: 20 + k * PITCH, width: width + 2, height: PITCH - 2, rx: 4 }),
      words(pen, called[k]![0], { x: 6, y: 33 + k * PITCH }, 'start', 'word'),
      words(pen, called[k]![1], { x: 6, y: 46 + k * PITCH }, 'start', 'faint'),
      cells(pen, {
        x: LEFT, y: 26 + k * PITCH, values: [row], cell: CELL, full: fullOf(shown.others), printed: true, reached: true,
        mark: (_, i) => `others.${k}.${i}`,
        words: (_, i) => `new state as ${called[k]![0]} ${k === 2 ? 'would write' : k ? 'writes' : 'write'} it, unit ${i + 1}`,
      }),
    ),
  );
  const name = symbol(pen, '\\gruHid{t}', { x: (LEFT + width) / 2, y: 14 }, 'middle', 'small-letter');
  return picture(pen, width + 2, 22 + 4 * PITCH, 'the new state in four forms', [name, ...rows]);
}); // prettier-ignore

export const drawBack: Cell = drawing((pen, shown) => {
  const size = shown.h.length;
  const grid = (name: 'jacobian' | 'direct', x: number, words: string) =>
    cells(pen, {
      x, y: 20, values: shown[name], cell: CELL, full: fullOf(shown.jacobian), printed: true, reached: true,
      mark: (i, j) => `${name}.${i}.${j}`,
      words: (i, j) => `${words}, new unit ${i + 1} by old unit ${j + 1}`,
    });
  const right = size * CELL[0] + 30;
  return picture(pen, right + size * CELL[0] + 2, 24 + size * CELL[1], 'derivatives of the new state by the old', [
    words(pen, 'all ways', { x: (size * CELL[0]) / 2, y: 13 }, 'middle', 'faint'),
    words(pen, 'past all weights', { x: right + (size * CELL[0]) / 2, y: 13 }, 'middle', 'faint'),
    grid('jacobian', 1, 'derivative'),
    grid('direct', right, 'its part past all weights'),
  ]);
}); // prettier-ignore
