/** The word through the network: a column for each letter, read at the bottom, predicted at the top. */
import type { Cell, Matrix, Vector } from '../parts/declare.ts';
import { column, fullOf } from '../parts/columns.ts';
import { shownBy } from '../parts/shown.ts';
import { arrow } from '../parts/timeline-arrows.ts';
import {
  cells,
  element,
  group,
  marked,
  picture,
  placed,
  symbol,
  words,
  type Pen,
} from '../parts/timeline.ts';
import { LETTERS, NEXT, READ } from './inputs.ts';
import { outputs } from './values.ts';

const CELL = [42, 20] as const;
const [WIDE, HIGH] = CELL;
const [LEFT, STEP] = [74, 150];
/** Upper edges of the rows, and where the columns of a step stand. */
const ROWS = { loss: 4, output: 46, state: 164, input: 262, letter: 362 };
const AT = { one: 8, two: 8 + WIDE + 8, middle: 8 + WIDE + 4 };
const [WIDTH, HEIGHT] = [LEFT + 4 * STEP, 372];

export interface Word {
  x: Matrix;
  z: Matrix;
  h: Matrix;
  o: Matrix;
  p: Matrix;
  losses: Vector;
}

const called = { x: 'input', z: 'pre-activation', h: 'state', o: 'output', p: 'probability' } as const;

function vector(pen: Pen, word: Word, name: keyof typeof called, t: number, x: number, y: number) {
  const unit = name === 'z' || name === 'h';
  const values = column(word[name][t]!);
  const full = name === 'p' || name === 'x' ? 1 : Math.min(4, fullOf(word[name]));
  return cells(pen, {
    ...{ x, y, values, cell: CELL, full, printed: true, reached: true },
    mark: (i) => `${name}.${t}.${i}`,
    words: (i) => `${called[name]}, letter ${t + 1}, ${unit ? `unit ${i + 1}` : LETTERS[i]}`,
  });
}

function step(pen: Pen, word: Word, t: number) {
  const right = LETTERS.indexOf(NEXT[t]!);
  const { one, two, middle } = AT;
  const target = { x: two - 2, y: ROWS.output + right * HIGH - 2, width: WIDE + 4, height: HIGH + 4, rx: 4 };
  const loss = pen.said('losses', word.losses[t]!);
  const box = { x: two - 2, y: ROWS.loss, width: WIDE + 4, height: 20, rx: 3 };
  return placed(
    pen,
    { x: LEFT + t * STEP, y: 0 },
    arrow(pen, 'forward', { x: middle, y: ROWS.input - 3 }, { x: middle, y: ROWS.state + 3 * HIGH + 4 }),
    arrow(pen, 'forward', { x: middle, y: ROWS.state - 3 }, { x: middle, y: ROWS.output + 4 * HIGH + 4 }),
    t < 3 && arrow(pen, 'forward', { x: two + WIDE + 3, y: ROWS.state + 1.5 * HIGH }, { x: STEP + one - 4, y: ROWS.state + 1.5 * HIGH }),
    vector(pen, word, 'x', t, middle - WIDE / 2, ROWS.input),
    vector(pen, word, 'z', t, one, ROWS.state),
    vector(pen, word, 'h', t, two, ROWS.state),
    vector(pen, word, 'o', t, one, ROWS.output),
    vector(pen, word, 'p', t, two, ROWS.output),
    element(pen.document, 'rect', { ...target, class: 'target-cell' }),
    element(pen.document, 'rect', { ...box, class: 'box', ...marked(`losses.${t}`, `loss of letter ${t + 1}`, loss) }),
    words(pen, loss, { x: two + WIDE / 2, y: ROWS.loss + 14 }, 'middle', 'numeral'),
    words(pen, `${READ[t]} → ${NEXT[t]}`, { x: middle, y: ROWS.letter }, 'middle', 'letter'),
  );
} // prettier-ignore

/** Names of the rows: the letters, and what the columns are. */
function sides(pen: Pen) {
  const letters = (y: number) => LETTERS.map((letter, i) => words(pen, letter, { x: LEFT - 4, y: y + i * HIGH + 14 }, 'end', 'word'));
  const name = (tex: string, x: number, y: number) => symbol(pen, tex, { x, y }, 'middle', 'small-letter');
  const { one, two, middle } = AT;
  return group(
    pen,
    'sides',
    ...letters(ROWS.output),
    ...letters(ROWS.input),
    name('\\losst{t}', 26, ROWS.loss + 14),
    name('\\logit{t}', LEFT + one + WIDE / 2, ROWS.output - 6),
    name('\\pred{t}', LEFT + two + WIDE / 2, ROWS.output - 6),
    name('\\pre{t}', LEFT + one + WIDE / 2, ROWS.state - 6),
    name('\\hid{t}', LEFT + two + WIDE / 2, ROWS.state - 6),
    name('\\inp{t}', LEFT + middle + WIDE / 2 + 12, ROWS.input + 2 * HIGH + 4),
    words(pen, 'scores', { x: 26, y: ROWS.output + 2 * HIGH + 4 }, 'middle', 'faint'),
    words(pen, 'state', { x: 26, y: ROWS.state + 1.5 * HIGH + 4 }, 'middle', 'faint'),
    words(pen, 'letter', { x: 26, y: ROWS.input + 2 * HIGH + 4 }, 'middle', 'faint'),
  );
} // prettier-ignore

export const drawWord: Cell = shownBy<Word>(['x', 'z', 'h', 'o', 'p', 'losses'], outputs).drawing((pen, word) => {
  const steps = READ.map((_, t) => step(pen, word, t));
  return picture(pen, WIDTH, HEIGHT, 'the word hello through the network', [sides(pen), ...steps]);
}); // prettier-ignore
