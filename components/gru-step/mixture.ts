/** The new state of each unit: two locks on two lines, and where it comes to lie between the old one and the candidate. */
import { fullOf } from '../parts/columns.ts';
import type { Cell } from '../parts/declare.ts';
import { lock } from '../parts/lock.ts';
import { cells, element, group, picture, symbol, words, type Pen } from '../parts/timeline.ts';
import { drawing, type Shown, type VectorName } from './shown.ts';

const [PITCH, TOP, HEIGHT] = [62, 20, 18];
/** Left edges of the columns, the junction, and the ends of the number line. */
const AT = { from: 1, lock: 52, part: 68, join: 116, state: 132, line: [182, 316] } as const;
const WIDTH = 30;

interface Row {
  pen: Pen;
  shown: Shown;
  i: number;
  y: number;
}

export const drawMixture: Cell = drawing((pen, shown) => {
  const rows = shown.h.map((_, i) => unit({ pen, shown, i, y: TOP + i * PITCH }));
  const height = TOP + shown.h.length * PITCH + 12;
  return picture(pen, 330, height, 'old state, candidate and new state', [...heads(pen, shown), ...rows, scale(pen, shown, height)]);
}); // prettier-ignore

function heads(pen: Pen, { zWeighs }: Shown) {
  const name = (tex: string, x: number, y = 12) => symbol(pen, tex, { x, y }, 'middle', 'small-letter');
  const old = zWeighs === 'candidate' ? '1 - \\gruUpd{t}' : '\\gruUpd{t}';
  const fresh = zWeighs === 'candidate' ? '\\gruUpd{t}' : '1 - \\gruUpd{t}';
  const below = TOP + 54;
  return [
    name('\\gruHid{t-1}', AT.from + 15),
    name(old, AT.lock),
    name('\\gruHid{t}', AT.state + 15),
    name('\\gruCand{t}', AT.from + 15, below),
    name(fresh, AT.lock, below),
  ];
}

/** How much of the old state and of the candidate comes through. */
export function weights({ zWeighs, z }: Shown, i: number) {
  return zWeighs === 'candidate' ? ([1 - z[i]!, z[i]!] as const) : ([z[i]!, 1 - z[i]!] as const);
}

function unit(row: Row) {
  const { pen, shown, i, y } = row;
  const [kept, fresh] = weights(shown, i);
  const middle = y + 20;
  const box = (name: VectorName, x: number, top: number, called?: string) =>
    number(row, name, x, top, called);
  const joint = { cx: AT.join, cy: middle, r: 7, class: 'unit' };
  return group(
    pen,
    'mixed',
    ...lane(pen, y + 9, kept, middle),
    ...lane(pen, y + 31, fresh, middle),
    element(pen.document, 'path', { class: 'shaft forward', d: `M${AT.join + 7} ${middle}H${AT.state}` }),
    element(pen.document, 'circle', joint),
    words(pen, '+', { x: AT.join, y: middle + 4 }, 'middle', 'word'),
    box('hPrev', AT.from, y),
    box('candidate', AT.from, y + 22),
    box('kept', AT.part, y, 'what is kept of the old state'),
    box('fresh', AT.part, y + 22, 'what is taken from the candidate'),
    box('h', AT.state, middle - 9, 'new state'),
    between(row, middle),
  );
}

/** A line through a lock: the more it lets through, the thicker the line. */
function lane(pen: Pen, y: number, open: number, middle: number) {
  const d = `M${AT.from + WIDTH} ${y}H${AT.join - 14}L${AT.join - 5} ${y + Math.sign(middle - y) * 6}`;
  const width = (0.6 + 5 * open).toFixed(1);
  return [
    element(pen.document, 'path', { class: 'shaft forward', 'stroke-width': width, d }),
    lock(pen, { x: AT.lock, y: y - 3 }, open),
  ];
}

function number({ pen, shown, i }: Row, name: VectorName, x: number, y: number, called?: string) {
  return cells(pen, {
    x, y, values: [[shown[name][i]!]], cell: [WIDTH, HEIGHT], full: fullOf(shown[name]), printed: true, reached: true,
    ...(called && { mark: () => `${name}.${i}`, words: () => `${called}, unit ${i + 1}` }),
  });
} // prettier-ignore

const fullIn = ({ hPrev, candidate }: Shown) => fullOf([hPrev, candidate]);

/** The old state (ring), the candidate (square) and the new state (dot) on one line from −1 to 1, or as far as they go. */
function between({ pen, shown, i }: Row, y: number) {
  const [low, high] = AT.line;
  const x = (value: number) => Number(((low + high) / 2 + ((value / fullIn(shown)) * (high - low)) / 2).toFixed(1));
  const [old, candidate, state] = [shown.hPrev[i]!, shown.candidate[i]!, shown.h[i]!].map(x) as [number, number, number];
  return group(
    pen,
    'between',
    element(pen.document, 'path', { class: 'line', d: `M${low} ${y}H${high}M${(low + high) / 2} ${y - 5}v10` }),
    element(pen.document, 'path', { class: 'shaft forward', 'stroke-width': 3, d: `M${old} ${y}H${state}` }),
    element(pen.document, 'circle', { class: 'unit', cx: old, cy: y, r: 4.5 }),
    element(pen.document, 'rect', { class: 'unit', x: candidate - 4, y: y - 4, width: 8, height: 8 }),
    element(pen.document, 'circle', { class: 'state-dot', cx: state, cy: y, r: 3.2 }),
  );
} // prettier-ignore

/** The ends of the line, and what the three signs are. */
function scale(pen: Pen, shown: Shown, height: number) {
  const [low, high] = AT.line;
  const end = Number(fullIn(shown).toPrecision(2));
  const at = (x: number) => ({ x, y: height - 4 });
  return group(
    pen,
    'scale',
    words(pen, `−${end}`, at(low), 'middle', 'faint'),
    words(pen, '0', at((low + high) / 2), 'middle', 'faint'),
    words(pen, String(end), at(high), 'middle', 'faint'),
    words(pen, '○ old  □ candidate  ● new', { x: (low + high) / 2, y: 12 }, 'middle', 'faint'),
  );
}
