/** The block as far as it has grown: input below, output above, the cell with its loop between; new parts stand out. */
import { arrow, curve, delay } from '../parts/timeline-arrows.ts';
import { element, group, picture, symbol, words, type Pen, type Place } from '../parts/timeline.ts';
import { byHand, gateNames, stageOf, type Shown } from './shown.ts';

const WIDTH = 326;
const HEIGHT = 318;
const X = 158;
const Y = { out: 16, read: 62, squash: 104, cell: 158, write: 216, candidate: 256, input: 302 };
/** Where each gate stands, and what it multiplies: input, forget, output gate. */
const gates: readonly { at: Place; to: Place; told: Place }[] = [
  { at: { x: 60, y: Y.write }, to: { x: X, y: Y.write }, told: { x: 8, y: Y.write } },
  { at: { x: 236, y: 256 }, to: { x: 236, y: 204 }, told: { x: 236, y: 300 } },
  { at: { x: 60, y: Y.read }, to: { x: X, y: Y.read }, told: { x: 8, y: Y.read } },
];

export function block(pen: Pen, shown: Shown): Element {
  const now = stageOf(shown);
  const part = (from: number, ...content: (Element | undefined)[]) =>
    now >= from ? group(pen, now === from ? 'part fresh' : 'part', ...content) : undefined;
  return picture(pen, WIDTH, HEIGHT, 'memory block', [
    trunk(pen, now),
    part(0, ...loop(pen, shown)),
    ...gates.map((_, k) => part(gateNames[k]!.from, ...gate(pen, k, now))),
    part(4, ...peepholes(pen)),
    now === 5 ? group(pen, 'part fresh', ...gates.map((_, k) => told(pen, k))) : undefined,
  ]);
}

/** What is there from the start: input, candidate, cell, its squashed value, output. */
function trunk(pen: Pen, now: number) {
  const up = (from: number, to: number) => arrow(pen, 'forward', { x: X, y: from }, { x: X, y: to });
  const [write, read] = [now > 0 ? 8 : 0, now > 1 ? 8 : 0];
  return group(
    pen,
    'trunk',
    up(Y.input - 12, Y.candidate + 15),
    up(Y.candidate - 14, write ? Y.write + 9 : Y.cell + 23),
    write ? up(Y.write - 8, Y.cell + 23) : undefined,
    up(Y.cell - 22, Y.squash + 13),
    up(Y.squash - 12, read ? Y.read + 9 : Y.out + 8),
    read ? up(Y.read - 8, Y.out + 8) : undefined,
    box(pen, { x: X, y: Y.candidate }, 'tanh'),
    box(pen, { x: X, y: Y.squash }, 'tanh'),
    element(pen.document, 'circle', { cx: X, cy: Y.cell, r: 22, class: 'unit memory' }),
    symbol(pen, '\\lstmCell{t}', { x: X, y: Y.cell + 5 }),
    symbol(pen, '\\inp{t}', { x: X, y: Y.input + 4 }),
    symbol(pen, '\\lstmCand{t}', { x: X + 10, y: Y.candidate - 17 }, 'start', 'small-letter'),
    symbol(pen, '\\lstmHid{t}', { x: X, y: Y.out }),
  );
}

function box(pen: Pen, { x, y }: Place, text: string) {
  const place = { x: x - 19, y: y - 12, width: 38, height: 24, class: 'box' };
  return group(pen, 'squash', element(pen.document, 'rect', place), words(pen, text, { x, y: y + 4 }));
}

/** Out at the right, through the delay, and back into the cell; its weight beside it. */
function loop(pen: Pen, { loop: weight, stage }: Shown) {
  const path = `M${X + 22} ${Y.cell - 8}H288V204H${X + 32}L${X + 19} ${Y.cell + 16}`;
  const from = { x: X + 32, y: 204 };
  const text = stage === 'block' ? '1' : String(weight);
  return [
    curve(pen, 'forward', path, from, { x: X + 19, y: Y.cell + 16 }),
    delay(pen, { x: 288, y: 178 }),
    words(pen, 'loop', { x: 220, y: 143 }, 'end', 'faint'),
    words(pen, `× ${text}`, { x: 226, y: 143 }, 'start', 'loop-weight'),
  ];
}

/** A gate, and the sign where it multiplies what comes by. */
function gate(pen: Pen, k: number, now: number) {
  const { at, to } = gates[k]!;
  const { tex, name } = gateNames[k]!;
  const below = k === 1;
  const end = below ? { x: to.x, y: to.y + 10 } : { x: to.x - 10, y: to.y };
  const start = below ? { x: at.x, y: at.y - 16 } : { x: at.x + 16, y: at.y };
  const named = below ? { x: at.x + 22, y: at.y + 4 } : { x: at.x, y: at.y + (k === 0 ? 30 : -22) };
  return [
    arrow(pen, 'plain', start, end),
    element(pen.document, 'circle', { cx: at.x, cy: at.y, r: 15, class: 'unit gate' }),
    words(pen, byHand(now, k) ? '○ –' : 'σ', { x: at.x, y: at.y + 4.5 }, 'middle', 'gate-kind'),
    element(pen.document, 'circle', { cx: to.x, cy: to.y, r: 8, class: 'times' }),
    words(pen, '×', { x: to.x, y: to.y + 4.5 }),
    symbol(pen, `${tex}{t}`, { x: (start.x + end.x) / 2 + (below ? 8 : 0), y: below ? 234 : to.y - 7 }, below ? 'start' : 'middle', 'small-letter'),
    words(pen, name, named, below ? 'start' : 'middle', 'faint'),
  ];
} // prettier-ignore

/** From the cell to all three gates; that of the output gate sees the cell of this step, the others the one before. */
function peepholes(pen: Pen) {
  const line = (d: string) => element(pen.document, 'path', { d, class: 'peephole' });
  return [
    line(`M${X - 21} ${Y.cell + 7}L73 ${Y.write - 9}`),
    line(`M${X - 19} ${Y.cell - 12}L71 ${Y.read + 12}`),
    line(`M${X + 12} ${Y.cell + 20}L227 243`),
  ];
}

/** In the whole block each gate is a unit that is told something from outside. */
function told(pen: Pen, k: number) {
  const { at, told: from } = gates[k]!;
  const end = k === 1 ? { x: at.x, y: at.y + 16 } : { x: at.x - 16, y: at.y };
  const start = k === 1 ? { x: from.x, y: from.y - 10 } : { x: from.x - 4, y: from.y };
  const named = k === 1 ? { x: from.x + 8, y: from.y + 4 } : { x: from.x - 4, y: from.y - 9 };
  return group(pen, 'told', arrow(pen, 'forward', start, end), words(pen, gateNames[k]!.hand, named, 'start', 'faint'));
} // prettier-ignore
