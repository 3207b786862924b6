/** The numbers of the unfolded network: input, pre-activation, state, output, target and loss of each step. */
import { column, fullOf } from '../parts/columns.ts';
import { cells, element, group, marked, symbol, words, type Pen } from '../parts/timeline.ts';
import type { Scene } from './scene.ts';

/** h_0, which is zero. */
export function start({ pen, layout, progress }: Scene) {
  const { rows, cell, H, matrix } = layout;
  const at = { x: layout.left - 34, y: rows.state };
  const values = column(Array.from({ length: H }, () => 0));
  const reached = !progress.folded;
  return group(
    pen,
    'start',
    cells(pen, { ...at, values, cell, full: 1, printed: layout.printed, reached }),
    symbol(
      pen,
      '\\hidzero',
      { x: at.x + cell[0] / 2, y: rows.state + matrix + 14 },
      'middle',
      'small-letter',
    ),
  );
}

const things = {
  x: ['input', 'input'],
  z: ['state', 'pre-activation'],
  h: ['state', 'state'],
  o: ['output', 'output'],
  y: ['output', 'target'],
} as const;

export function vectors({ pen, shown, layout }: Scene, t: number, reached: boolean) {
  const { cell, printed, rows, z, h } = layout;
  const left = { x: z, z, h, o: h, y: h + cell[0] + 3 };
  return Object.entries(things).map(([name, [row, called]]) => {
    const sequence = shown[name as keyof typeof things];
    const editable = name === 'x' || name === 'y';
    return cells(pen, {
      x: left[name as keyof typeof things],
      y: rows[row],
      values: column(sequence[t]!),
      cell,
      printed,
      reached: reached || editable,
      editable,
      full: fullOf(sequence),
      mark: (i) => `${name}.${t}.${i}`,
      words: (i) => `${called}, step ${t + 1}, number ${i + 1}`,
    });
  });
}

export function lossBox({ pen, shown, layout }: Scene, t: number, reached: boolean) {
  const { h } = layout;
  const half = Math.max(19, layout.cell[0] / 2);
  const x = h + layout.cell[0] / 2 - half;
  return scalarBox(pen, x, layout.rows.loss, 2 * half, reached, {
    mark: `losses.${t}`,
    words: `loss of step ${t + 1}`,
    value: shown.losses[t]!,
  });
}

function scalarBox(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  reached: boolean,
  { mark, words: before, value }: { mark: string; words: string; value: number },
) {
  const box = { x, y, width, height: 20, rx: 3 };
  if (!reached) return element(pen.document, 'rect', { ...box, class: 'outline' });
  const number = pen.said(mark.split('.')[0]!, value);
  return group(
    pen,
    'scalar',
    element(pen.document, 'rect', { ...box, class: 'box', ...marked(mark, before, number) }),
    words(pen, number, { x: x + width / 2, y: y + 14 }, 'middle', 'numeral'),
  );
}

/** L, the sum of the losses, at the right end of their row. */
export function whole({ pen, shown, layout, progress }: Scene) {
  const { right, rows } = layout;
  const reached = progress.forwardTo === layout.T - 1;
  return group(
    pen,
    'whole',
    symbol(pen, '\\loss =', { x: right + 20, y: rows.loss + 15 }, 'end'),
    scalarBox(pen, right + 26, rows.loss, 54, reached, { mark: 'loss', words: 'loss', value: shown.loss }),
  );
}
