/** The unfolded chain: states forward over every border, the whole error back below it, and the error that is cut. */
import { column, fullOf } from '../parts/columns.ts';
import type { Cell, Matrix } from '../parts/declare.ts';
import { arrow, stopped } from '../parts/timeline-arrows.ts';
import { cells, element, group, picture, placed, symbol, words, type Pen } from '../parts/timeline.ts';
import { drawing, type Shown } from './shown.ts';
import { counted } from './values.ts';

const [LEFT, STEP, CELL, WIDE] = [112, 58, 17, 30] as const;

function rowsOf(H: number) {
  const matrix = H * CELL;
  const loss = 18;
  const state = loss + 18 + 22;
  const input = state + matrix + 22;
  const whole = input + 20 + 26;
  const cut = whole + matrix + 16;
  return { matrix, loss, state, input, whole, cut, height: cut + matrix + 22 };
}

interface Scene {
  pen: Pen;
  shown: Shown;
  rows: ReturnType<typeof rowsOf>;
  T: number;
}

export const drawChain: Cell = drawing((pen, shown) => {
  const { T, H } = shown.sizes;
  const scene = { pen, shown, rows: rowsOf(H!), T: T! };
  const steps = Array.from({ length: T! }, (_, t) => placed(pen, { x: LEFT + t * STEP, y: 0 }, ...step(scene, t)));
  const content = [...borders(scene), ...names(scene), ...steps];
  return picture(pen, LEFT + T! * STEP + 4, scene.rows.height, `a chain of ${T} steps`, content);
}); // prettier-ignore

/** Whether a border of chunks lies after step t (from 0). */
const isBorder = ({ shown: { way, length }, T }: Scene, t: number) =>
  way === 'chunks' && (t + 1) % length === 0 && t < T - 1;

/** The chunks as fields, and a line between them. */
function borders(scene: Scene) {
  const { pen, rows, T, shown } = scene;
  const between = Array.from({ length: T - 1 }, (_, t) => t).filter((t) => isBorder(scene, t));
  const starts = [0, ...between.map((t) => t + 1)];
  const title = (start: number, at: number) => {
    const end = (starts[at + 1] ?? T) - 1;
    const middle = LEFT + ((start + end + 1) / 2) * STEP - 10;
    const long = end > start || T < 8;
    return words(pen, long ? `chunk ${at + 1}` : `${at + 1}`, { x: middle, y: 10 }, 'middle', 'faint');
  };
  const line = (t: number) =>
    element(pen.document, 'path', {
      class: 'cut shaft',
      d: `M${LEFT + (t + 1) * STEP - 15} 2V${rows.height - 16}`,
    });
  return [...(shown.way === 'chunks' ? starts.map(title) : []), ...between.map(line)];
}

function names({ pen, rows, shown }: Scene) {
  const name = (text: string, tex: string, y: number) => [
    words(pen, text, { x: 0, y }, 'start'),
    symbol(pen, tex, { x: 0, y: y + 14 }, 'start', 'small-letter'),
  ];
  const cutName = shown.way === 'chunks' ? 'error, cut' : 'error, kept';
  return [
    ...name('loss', '\\losst{t}', rows.loss + 10),
    ...name('state', '\\hid{t}', rows.state + rows.matrix / 2),
    ...name('input', '\\inp{t}', rows.input + 10),
    ...name('whole error', '\\err{t}', rows.whole + rows.matrix / 2),
    words(pen, cutName, { x: 0, y: rows.cut + rows.matrix / 2 + 4 }, 'start'),
  ];
}

function step(scene: Scene, t: number) {
  const { pen, shown, rows, T } = scene;
  const { h, x, losses, wholeDelta, cutDelta, task } = shown;
  const full = fullOf([...wholeDelta, ...cutDelta], 0);
  const middle = CELL / 2;
  const column_ = (name: 'h' | 'wholeDelta' | 'cutDelta', called: string, values: Matrix, y: number, most: number) =>
    cells(pen, { x: 0, y, values: column(values[t]!), cell: [CELL, CELL], full: most, printed: false, reached: true, mark: (i) => `${name}.${t}.${i}`, words: (i) => `${called}, step ${t + 1}, unit ${i + 1}` });
  const one = (name: 'x' | 'losses', called: string, value: number, y: number, reached: boolean) =>
    cells(pen, { x: middle - WIDE / 2, y, values: [[value]], cell: [WIDE, 18], full: fullOf(name === 'x' ? x : losses), printed: true, reached, editable: name === 'x', mark: () => `${name}.${t}`, words: () => `${called}, step ${t + 1}` });
  return [
    one('losses', 'loss', losses[t]!, rows.loss, counted(task, t, T)),
    counted(task, t, T) && arrow(pen, 'plain', { x: middle, y: rows.state - 2 }, { x: middle, y: rows.loss + 21 }),
    column_('h', 'state', h, rows.state, fullOf(h)),
    arrow(pen, 'plain', { x: middle, y: rows.input - 2 }, { x: middle, y: rows.state + rows.matrix + 3 }),
    one('x', 'input', x[t]!, rows.input, true),
    column_('wholeDelta', 'error', wholeDelta, rows.whole, full),
    column_('cutDelta', 'truncated error', cutDelta, rows.cut, full),
    ...(t < T - 1 ? between(scene, t) : []),
    words(pen, `${t + 1}`, { x: middle, y: rows.height - 4 }, 'middle', 'faint'),
  ];
} // prettier-ignore

/** From this step to the next, and back. */
function between(scene: Scene, t: number) {
  const { pen, rows } = scene;
  const [from, to] = [CELL + 3, STEP - 3];
  const back = isBorder(scene, t) ? stopped : arrow;
  const at = (row: number) => row + rows.matrix / 2;
  const lane = (draw: typeof arrow, row: number) => draw(pen, 'backward', { x: to, y: at(row) }, { x: from, y: at(row) });
  const forward = arrow(pen, 'forward', { x: from, y: at(rows.state) }, { x: to, y: at(rows.state) });
  return [group(pen, 'between', forward, lane(arrow, rows.whole), lane(back, rows.cut))];
} // prettier-ignore
