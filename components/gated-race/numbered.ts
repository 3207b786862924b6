import { element, marked, words, type Pen } from '../parts/timeline.ts';

/** How far to the left of its end a number answers to a pointer. */
const LEFT = 52;

interface Numbered {
  mark: string;
  says: string;
  text: string;
  x: number;
  y: number;
  number: string;
}

/** A number at the right end of its column, with a place to point at. */
export function numbered(pen: Pen, { mark, says, text, x, y, number }: Numbered) {
  return element(
    pen.document,
    'g',
    {},
    element(pen.document, 'rect', {
      class: 'hit',
      x: x - LEFT,
      y: y + 2,
      width: LEFT + 4,
      height: 26,
      ...marked(mark, says, number),
    }),
    words(pen, text, { x, y: y + 20 }, 'end', 'numeral'),
  );
}
