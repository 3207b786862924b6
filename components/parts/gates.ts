/** The sign of a gate as Graves draws it: a ring where it is open, a bar where it is closed, else how far it is open. */
import { element, words, type Pen, type Place } from './timeline.ts';

/** `mark` makes it a mark (parts/timeline.ts, `marked`); `editable` says that a reader may change it. */
export function gateSign(
  pen: Pen,
  value: number,
  { x, y }: Place,
  mark: Record<string, string | number | false | undefined>,
  editable: boolean,
): SVGElement {
  const { document } = pen;
  const sign = element(document, 'g', mark);
  sign.append(element(document, 'rect', { class: 'gate-ground', x: x - 9, y: y - 8, width: 18, height: 16 }));
  if (value === 1) sign.append(element(document, 'circle', { class: 'gate-open', cx: x, cy: y, r: 4.5 }));
  else if (value === 0)
    sign.append(element(document, 'path', { class: 'gate-shut', d: `M${x - 5} ${y}h10` }));
  // Beside its mark, which says the number in other digits.
  const between = value !== 0 && value !== 1;
  const number = between && words(pen, hundredths(value), { x, y: y + 3.6 }, 'middle', 'gate-number');
  return element(document, 'g', { class: 'gate-sign', 'data-editable': editable && '' }, sign, number);
}

/** .07, .5, .93: two digits, and never what would look like open or closed. */
const hundredths = (value: number) =>
  `.${String(Math.min(99, Math.max(1, Math.round(100 * value)))).padStart(2, '0')}`;
